/**
 * What stands in a Word file beside its text: comments, tracked changes, hidden words, page headers.
 *
 * Their plain-text form, so that they can be seen and quoted but not mistaken for the text: the text itself reads as if every
 * change were accepted (inserted words stand in it, deleted ones do not), and each mark is a block of its own, in square brackets,
 * right after the paragraph it belongs to, saying what it is, by whom and when as written:
 *
 *     [Deleted by A. Writer, 2023-01-09T10:00:00Z: “words that are gone”]
 *     [Inserted by B. Editor, 2023-01-09T11:00:00Z: “words that stand above”]
 *     [Comment by C. Reader, 2023-01-09T12:00:00Z, on “words above”: What is the source?]
 *
 * A character form inside the sentence (`[-gone-]`) was left aside: it would break the exact quote of the sentence around it.
 */
import type { Finding } from '../../../shared/model.ts';
import type { DraftBlock } from '../rendition.ts';

export type ChangeKind = 'inserted' | 'deleted' | 'moved-from' | 'moved-to';

export interface Change {
  readonly kind: ChangeKind;
  readonly author: string;
  readonly date: string;
  text: string;
}

export interface Comment {
  readonly id: string;
  readonly author: string;
  readonly date: string;
  text: string;
  /** Id of the paragraph that ends it, by which replies name it. */
  paragraph: string | undefined;
  answers: Comment | undefined;
  done: boolean;
}

const label: Readonly<Record<ChangeKind, string>> = {
  inserted: 'Inserted',
  deleted: 'Deleted',
  'moved-from': 'Moved away',
  'moved-to': 'Moved here',
};

const by = (author: string, date: string): string => `by ${author || 'an unnamed person'}${date ? `, ${date}` : ''}`;
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const mark = (text: string): DraftBlock => ({ type: 'caption', text: `[${flat(text)}]` });

export const changeMark = ({ kind, author, date, text }: Change): DraftBlock => mark(`${label[kind]} ${by(author, date)}: “${flat(text)}”`);

export const hiddenMark = (text: string): DraftBlock => mark(`Hidden text: “${flat(text)}”`);

export function commentMark({ author, date, text, answers, done }: Comment, anchor: string): DraftBlock {
  const on = flat(anchor) === '' ? '' : `, on “${flat(anchor)}”`;
  const reply = answers ? `, in answer to ${answers.author || 'the comment above'}` : '';
  return mark(`Comment ${by(author, date)}${on}${reply}${done ? ', marked as done' : ''}: ${flat(text)}`);
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
const names = (authors: Iterable<string>): string => {
  const found = [...new Set([...authors].map((name) => name || 'an unnamed person'))];
  return found.length > 8 ? `${found.slice(0, 8).join(', ')} and ${found.length - 8} more` : found.join(', ');
};

/** Changes without words of their own, counted by what they are. */
export type Silent = Map<'paragraph' | 'table row' | 'formatting', { count: number; authors: Set<string> }>;

export function changesFinding(changes: readonly Change[], silent: Silent, from: string): Finding | null {
  const of = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length;
  const parts = [
    [of('inserted'), 'insertion'],
    [of('deleted'), 'deletion'],
    [of('moved-from') + of('moved-to'), 'move'],
    [silent.get('paragraph')?.count ?? 0, 'changed paragraph end'],
    [silent.get('table row')?.count ?? 0, 'changed table row'],
    [silent.get('formatting')?.count ?? 0, 'change of formatting'],
  ] as const;
  const said = parts.flatMap(([n, what]) =>
    n > 0 ? [what === 'change of formatting' && n > 1 ? `${n} changes of formatting` : count(n, what)] : [],
  );
  if (said.length === 0) return null;
  const authors = [...changes.map((change) => change.author), ...[...silent.values()].flatMap((one) => [...one.authors])];
  return { code: 'tracked-changes', message: `This document carries tracked changes: ${said.join(', ')}, by ${names(authors)}.`, from };
}

export function commentsFinding(comments: readonly Comment[], from: string): Finding | null {
  if (comments.length === 0) return null;
  return {
    code: 'comments',
    message: `This document carries ${count(comments.length, 'comment')} by ${names(comments.map((one) => one.author))}.`,
    from,
  };
}

export function hiddenFinding(hidden: readonly string[], from: string): Finding | null {
  const [first] = hidden;
  if (first === undefined) return null;
  return {
    code: 'hidden-text',
    message: `This document has text set to be hidden (${hidden.length} ${hidden.length === 1 ? 'place' : 'places'}), which Word does not show: “${flat(first).slice(0, 120)}”. It is read here and marked.`,
    from,
  };
}
