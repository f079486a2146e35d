/** A log entry in plain words. The entry itself is the record; these words only help to read it. */
import { type LogEntry, Verdict } from '../../../shared/model.ts';
import { verdictWords } from '../../components/Verdict.tsx';

const verbWords: Readonly<Record<string, string>> = {
  'case.created': 'Made the case',
  'case.opened': 'Opened the case',
  'case.edited': 'Changed the case details',
  'case.verified': 'Verified the case',
  'source.imported': 'Imported',
  'source.offered-again': 'Offered again; already here',
  'source.corrected': 'Corrected a source',
  'excerpt.marked': 'Marked',
  'excerpt.noted': 'Wrote a note on an excerpt',
  'excerpt.adjusted': 'Drew a region again',
  'excerpt.retracted': 'Retracted an excerpt',
  'evidence.added': 'Linked as evidence',
  'claim.added': 'Added a claim',
  'claim.edited': 'Edited a claim',
  'claim.judged': 'Gave a verdict',
  'claim.moved': 'Moved a claim',
  'claim.retracted': 'Retracted a claim',
  'link.added': 'Linked an excerpt',
  'link.edited': 'Changed a link',
  'link.moved': 'Moved evidence',
  'link.retracted': 'Retracted evidence',
  'report.exported': 'Exported the report',
  'history.undone': 'Undid an entry',
  'history.redone': 'Redid an entry',
};

/** What was done. A verb of a later version stands as it is. */
export const verbOf = (entry: LogEntry): string =>
  entry.verb === 'claim.judged' && entry.args.verdict === null ? 'Took a verdict back' : (verbWords[entry.verb] ?? entry.verb);

/** Where to look in an entry's args for what it was about, best first. */
const paths: readonly (readonly string[])[] = [
  ['details', 'title'],
  ['source', 'provenance', 'fileName'],
  ['provenance', 'fileName'],
  ['excerpt', 'quote'],
  ['excerpt', 'place'],
  ['claim', 'text'],
  ['change', 'text'],
  ['verdict'],
  ['because'],
  ['note'],
  ['fileName'],
];
const refPaths: readonly (readonly string[])[] = [
  ['source', 'ref'],
  ['excerpt', 'ref'],
  ['claim', 'ref'],
  ['link', 'ref'],
];

const idPaths: readonly (readonly string[])[] = [['claim'], ['link', 'claim']];

function textAt(value: unknown, path: readonly string[]): string | null {
  const end = path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null && name in at ? Reflect.get(at, name) : undefined),
    value,
  );
  return typeof end === 'string' && end !== '' ? end : null;
}
const firstText = (args: unknown, among: readonly (readonly string[])[]) =>
  among.map((path) => textAt(args, path)).find((text) => text !== null) ?? '';

/** The references an entry gave out or was about; `refOf` knows the references of claims by their id. */
export function refsOf({ args }: LogEntry, refOf: (id: string) => string | undefined): string[] {
  const given = refPaths.map((path) => textAt(args, path));
  const named = idPaths.map((path) => textAt(args, path)).map((id) => (id === null ? undefined : refOf(id)));
  return [...new Set([...given, ...named].filter((ref) => ref !== null && ref !== undefined))];
}
/** The words that tell what an entry was about; a verdict by its own words. */
export function aboutOf({ args }: LogEntry): string {
  const words = firstText(args, paths);
  const verdict = Verdict.safeParse(words);
  return verdict.success ? verdictWords[verdict.data] : words;
}
