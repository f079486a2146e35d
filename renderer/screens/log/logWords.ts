/** A log entry in plain words. The entry itself is the record; these words only help to read it. */
import { type LogEntry, SourceId, Verdict } from '../../../shared/model.ts';
import { verdictWords } from '../../components/Verdict.tsx';

const verbWords: Readonly<Record<string, string>> = {
  'case.created': 'Made the case',
  'case.opened': 'Opened the case',
  'case.edited': 'Changed the case details',
  'case.verified': 'Verified the case',
  'source.imported': 'Imported',
  'source.offered-again': 'Offered again; already here',
  'source.corrected': 'Corrected a source',
  'source.read': 'Unlocked and read',
  'rendition.added': 'Added a reading of its text',
  'likeness.judged': 'Judged two sources',
  'source.sorted': 'Sorted sources',
  'source.covered': 'Covered or opened a picture',
  'excerpt.decided': 'Decided about an excerpt',
  'excerpt.marked': 'Marked',
  'excerpt.noted': 'Wrote a note on an excerpt',
  'excerpt.adjusted': 'Drew a region again',
  'excerpt.retracted': 'Retracted an excerpt',
  'evidence.added': 'Linked as evidence',
  'pair.linked': 'Linked two places that were compared',
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
  'annotations.exported': 'Exported the excerpts as annotations',
  'annotations.imported': 'Read a file of annotations',
  'history.undone': 'Undid an entry',
  'history.redone': 'Redid an entry',
};

const sortWords: Readonly<Record<string, string>> = {
  new: 'Sorted as new',
  read: 'Sorted as read',
  'set-aside': 'Set aside',
  key: 'Sorted as key',
};
const decisionWords: Readonly<Record<string, string>> = {
  keep: 'Kept an excerpt as it stood',
  confirm: 'Confirmed a new place',
  retire: 'Retired an excerpt',
};

/** Where one verb covers several acts, its args say which. */
const closer: Readonly<Record<string, (args: unknown) => string | null>> = {
  'claim.judged': (args) => (valueAt(args, ['verdict']) === null ? 'Took a verdict back' : null),
  'excerpt.marked': (args) => (textAt(args, ['excerpt', 'carriedFrom']) ? 'Carried an excerpt on' : null),
  'source.sorted': (args) => sortWords[textAt(args, ['triage']) ?? ''] ?? null,
  'excerpt.decided': (args) => decisionWords[textAt(args, ['decision', 'decision']) ?? ''] ?? null,
  'rendition.added': (args) => (textAt(args, ['rendition', 'kind']) === 'machine-read' ? 'Read by machine' : null),
  'likeness.judged': (args) =>
    textAt(args, ['likeness', 'decision']) === 'copy' ? 'Accepted as copies of each other' : 'Said to be different',
  'source.imported': (args) => (textAt(args, ['source', 'provenance', 'within', 'path']) ? 'Found inside another, and imported' : null),
};

/** What was done. A verb of a later version stands as it is. */
export const verbOf = ({ verb, args }: LogEntry): string => closer[verb]?.(args) ?? verbWords[verb] ?? verb;

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
  ['likeness', 'because'],
  ['decision', 'because'],
  ['likeness', 'found', 'words'],
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

const sourcePaths: readonly (readonly string[])[] = [['likeness', 'a'], ['likeness', 'b'], ['source']];

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => (typeof at === 'object' && at !== null && name in at ? Reflect.get(at, name) : undefined), value);

function textAt(value: unknown, path: readonly string[]): string | null {
  const end = valueAt(value, path);
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
/** The sources an entry was about, where it names them by their id only. */
export const sourcesOf = ({ args }: LogEntry): SourceId[] =>
  sourcePaths.flatMap((path) => {
    const id = SourceId.safeParse(textAt(args, path));
    return id.success ? [id.data] : [];
  });
/** The words that tell what an entry was about; a verdict by its own words. */
export function aboutOf({ args }: LogEntry): string {
  const words = firstText(args, paths);
  const verdict = Verdict.safeParse(words);
  return verdict.success ? verdictWords[verdict.data] : words;
}
