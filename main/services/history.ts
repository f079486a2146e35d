/** Undo and redo: each is a new entry that puts rows back; the log itself only grows. */
import { AssayError } from '../../shared/errors.ts';
import type { CaseHandle, EntryId, LogEntry } from '../../shared/model.ts';
import type { AnyCase } from '../storage/case-folder.ts';
import { undoable } from '../storage/verbs.ts';
import type { Desk } from './desk.ts';

interface Stacks {
  seq: number;
  /** Commands that stand, oldest first, each as the entry that last put it into effect. */
  readonly undo: { readonly command: EntryId; readonly effect: EntryId }[];
  /** Undone commands, each with the entry that undid it. */
  readonly redo: { readonly command: EntryId; readonly effect: EntryId }[];
}

const known = new WeakMap<AnyCase, Stacks>();

/** Reads what is new in the log since the last call. */
function stacksOf(store: AnyCase): Stacks {
  const stacks = known.get(store) ?? { seq: 0, undo: [], redo: [] };
  known.set(store, stacks);
  for (const { seq, id, verb } of store.history(stacks.seq)) {
    stacks.seq = seq;
    if (verb === 'history.undone') {
      const undone = stacks.undo.pop();
      if (undone !== undefined) stacks.redo.push({ command: undone.command, effect: id });
    } else if (verb === 'history.redone') {
      const redone = stacks.redo.pop();
      if (redone !== undefined) stacks.undo.push({ command: redone.command, effect: id });
    } else if (undoable(verb)) {
      stacks.undo.push({ command: id, effect: id });
      stacks.redo.length = 0;
    }
  }
  return stacks;
}

export function undo(desk: Desk, handle: CaseHandle): LogEntry {
  const store = desk.write(handle);
  const last = stacksOf(store).undo.at(-1);
  if (last === undefined) throw new AssayError('NOTHING_TO_UNDO');
  return store.append('history.undone', () => ({ entry: last.effect }));
}

export function redo(desk: Desk, handle: CaseHandle): LogEntry {
  const store = desk.write(handle);
  const last = stacksOf(store).redo.at(-1);
  if (last === undefined) throw new AssayError('NOTHING_TO_REDO');
  return store.append('history.redone', () => ({ entry: last.effect }));
}

const words: Readonly<Record<string, string>> = {
  'case.edited': 'case details',
  'source.imported': 'import',
  'source.corrected': 'source details',
  'source.read': 'unlocking',
  'rendition.added': 'reading by machine',
  'likeness.judged': 'judgement on two sources',
  'source.sorted': 'sorting of sources',
  'source.covered': 'cover of a source',
  'excerpt.decided': 'decision about an excerpt',
  'excerpt.marked': 'mark',
  'excerpt.noted': 'note',
  'excerpt.adjusted': 'region',
  'excerpt.retracted': 'retraction of an excerpt',
  'evidence.added': 'link',
  'pair.linked': 'linking of a pair',
  'claim.added': 'new claim',
  'claim.edited': 'claim',
  'claim.judged': 'verdict',
  'claim.moved': 'order of claims',
  'claim.retracted': 'retraction of a claim',
  'link.added': 'link',
  'link.edited': 'stance or reason',
  'link.moved': 'order of evidence',
  'link.retracted': 'retraction of a link',
};

/** What undo and redo would take back or do again, in a word or two. */
export function historyState(store: AnyCase): { undo: string | null; redo: string | null } {
  const stacks = stacksOf(store);
  const say = (top: { command: EntryId } | undefined): string | null =>
    top === undefined ? null : (words[store.entry(top.command).verb] ?? 'change');
  return { undo: say(stacks.undo.at(-1)), redo: say(stacks.redo.at(-1)) };
}
