/** The custody log up to the head in plain words. Entries that only opened or verified the case are told together. */
import type { LogEntry } from '../../shared/model.ts';
import type { CustodyRow } from './document.ts';
import type { ReportInput } from './model.ts';
import { oneLine, shorten, stampOf } from './words.ts';

/** A value inside an entry's args, or undefined; args are data that newer or older programs may have written. */
function at(value: unknown, ...path: readonly string[]): unknown {
  let here: unknown = value;
  for (const key of path)
    here = typeof here === 'object' && here !== null ? Object.entries(here).find(([name]) => name === key)?.[1] : undefined;
  return here;
}
const text = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : '');
const because = (args: unknown): string => (text(at(args, 'because')) === '' ? '' : `: ${shorten(text(at(args, 'because')), 160)}`);
const stanceWords: Readonly<Record<string, string>> = {
  supports: 'supports',
  refutes: 'refutes',
  context: 'context',
  'fails-to-verify': 'fails to verify',
};
const stance = (value: unknown): string => stanceWords[text(value)] ?? text(value);

const decisionWords: Readonly<Record<string, string>> = {
  keep: 'kept an excerpt on the words as they stood, beside a newer text',
  confirm: 'confirmed the new place of an excerpt',
  retire: 'retired an excerpt that a newer text changed',
};
function sourcesIn(args: unknown): string {
  const named = at(args, 'sources');
  const count = Array.isArray(named) ? named.length : 0;
  return count === 1 ? 'a source' : `${count} sources`;
}

/** What each verb of the log did, said for a reader. */
const tellers: Readonly<Record<string, (args: unknown) => string>> = {
  'case.created': (args) => `created the case${text(at(args, 'program')) === '' ? '' : ` with ${text(at(args, 'program'))}`}`,
  'case.opened': (args) => (at(args, 'recovered') === true ? 'opened the case, which had not been closed' : 'opened the case'),
  'case.edited': () => 'changed the case’s details',
  'case.verified': (args) =>
    at(args, 'ok') === false ? `verified the case: ${String(at(args, 'findings'))} found wrong` : 'verified the case: whole',
  'source.imported': (args) => `imported ${shorten(text(at(args, 'source', 'provenance', 'fileName')), 60)}`,
  'source.offered-again': () => 'offered the same bytes again',
  'source.corrected': () => 'corrected what is said of the source',
  'source.sorted': (args) => `sorted ${sourcesIn(args)} as ${text(at(args, 'triage')).replace('-', ' ')}`,
  'source.covered': (args) => (at(args, 'cover') === 'covered' ? 'covered a picture' : 'changed whether a picture is covered'),
  'excerpt.decided': (args) =>
    `${decisionWords[text(at(args, 'decision', 'decision'))] ?? 'decided about an excerpt'}${because(at(args, 'decision'))}`,
  'source.read': () => 'read the source with its password',
  'rendition.added': (args) =>
    at(args, 'rendition', 'kind') === 'machine-read' ? 'had its text read by machine' : 'added a reading of its text',
  'likeness.judged': (args) =>
    `${at(args, 'likeness', 'decision') === 'copy' ? 'accepted two sources as copies' : 'said that two sources are different'}${because(at(args, 'likeness'))}`,
  'excerpt.marked': (args) =>
    typeof at(args, 'excerpt', 'carriedFrom') === 'string' ? 'carried an excerpt on to a new version' : 'marked an excerpt',
  'excerpt.noted': () => 'changed a note',
  'excerpt.adjusted': () => 'drew a region again',
  'excerpt.retracted': (args) => `retracted an excerpt${because(args)}`,
  'evidence.added': (args) => `marked and linked as ${stance(at(args, 'link', 'stance'))}`,
  'pair.linked': () => 'marked and linked two places that were compared',
  'claim.added': () => 'recorded a claim',
  'claim.edited': () => 'edited a claim',
  'claim.judged': (args) =>
    at(args, 'verdict') === null ? 'took a verdict back' : `judged: ${text(at(args, 'verdict')).replaceAll('-', ' ')}`,
  'claim.moved': () => 'moved a claim',
  'claim.retracted': (args) => `retracted a claim${because(args)}`,
  'link.added': (args) => `linked as ${stance(at(args, 'link', 'stance'))}`,
  'link.edited': (args) => `changed a link to ${stance(at(args, 'stance'))}`,
  'link.moved': () => 'moved a link',
  'link.retracted': (args) => `retracted a link${because(args)}`,
  'report.exported': (args) => `exported a report (${text(at(args, 'sha256')).slice(0, 8)})`,
  'annotations.exported': (args) => `exported the excerpts as annotations (${text(at(args, 'sha256')).slice(0, 8)})`,
  'annotations.imported': (args) => `took excerpts from a file of annotations (${text(at(args, 'sha256')).slice(0, 8)})`,
  'history.undone': () => 'undid an entry',
  'history.redone': () => 'redid an entry',
};
/** A verb this program does not know is printed as it is. */
const whatOf = (entry: LogEntry): string => tellers[entry.verb]?.(entry.args) ?? entry.verb;

/** References of everything an entry names, in the order in which it names them. */
function namedIn(args: unknown, refs: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      const ref = refs.get(value);
      if (ref !== undefined && !found.includes(ref)) found.push(ref);
    } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) walk(part);
  };
  walk(args);
  // an excerpt's reference names its source already
  return found.some((ref) => ref.startsWith('E-')) ? found.filter((ref) => !ref.startsWith('S-')) : found;
}

const access = (entry: LogEntry): boolean =>
  (entry.verb === 'case.opened' && at(entry.args, 'recovered') !== true) ||
  (entry.verb === 'case.verified' && at(entry.args, 'ok') !== false);

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
function folded(run: readonly [LogEntry, ...LogEntry[]]): string {
  const opened = run.filter((entry) => entry.verb === 'case.opened').length;
  const told = [
    opened === 0 ? '' : `opened ${times(opened)}`,
    run.length === opened ? '' : `verified ${times(run.length - opened)}: whole`,
  ];
  return told.filter((part) => part !== '').join(', ');
}

/** Rows in the order of the log, entries up to and including the head. */
export function custodyRows(input: ReportInput): CustodyRow[] {
  const log = input.log.filter((entry) => entry.seq <= input.head.seq).sort((a, b) => a.seq - b.seq);
  const refs = new Map<string, string>();
  for (const thing of [...input.sources, ...input.claims, ...input.links]) refs.set(thing.id, thing.ref);
  for (const excerpt of input.excerpts) refs.set(excerpt.id, `${excerpt.ref} (${excerpt.sourceRef} ${excerpt.place})`);
  for (const entry of log) refs.set(entry.id, `entry ${entry.seq}`);

  const runs: [LogEntry, ...LogEntry[]][] = [];
  for (const entry of log) {
    const run = runs.at(-1);
    if (run !== undefined && access(entry) && access(run[0])) run.push(entry);
    else runs.push([entry]);
  }
  return runs.map((run) => {
    const [first] = run;
    const last = run.at(-1) ?? first;
    const single = run.length === 1;
    return {
      seq: single ? String(first.seq) : `${first.seq}–${last.seq}`,
      time: single ? stampOf(first.at) : `${stampOf(first.at)} to ${stampOf(last.at)}`,
      who: [...new Set(run.map((entry) => oneLine(entry.actor.name)))].join(', '),
      what: single ? whatOf(first) : folded(run),
      on: single ? namedIn(first.args, refs).join(', ') : '',
      parent: first.parents.map((hash) => hash.slice(0, 8)).join(' '),
      entry: last.hash.slice(0, 8),
    };
  });
}
