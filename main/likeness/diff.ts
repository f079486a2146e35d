/**
 * Two texts side by side: blocks paired in reading order, differences by word. What is shown as removed and added, put together, is
 * each text's own words, none left out.
 */
import { diffArrays } from 'diff';
import { createOffsets } from '../../shared/anchor/codepoints.ts';
import type { DiffPart, DiffRow } from '../../shared/contract.ts';
import type { Block, Rendition } from '../../shared/model.ts';

interface Piece {
  readonly block: Block;
  readonly text: string;
}

/** Beyond this many edits two runs of blocks or words count as wholly different: the search for the shortest path would take minutes. */
const mostEdits = 4_000;
/** Share of words in common from which two blocks are one block that was changed. */
const alike = 0.35;
/** Pairings tried between two runs of changed blocks; beyond it they are paired in order. */
const mostPairings = 40_000;

const piecesOf = ({ text, blocks }: Rendition): Piece[] => {
  const offsets = createOffsets(text);
  return blocks.map((block) => ({ block, text: text.slice(offsets.toUtf16(block.start), offsets.toUtf16(block.end)) }));
};

/** Words, and what stands between them, one by one; ideographs each for themselves. Joined they are the text. */
const tokens = (text: string): string[] =>
  text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];

const wordsOf = (text: string): string[] => tokens(text).filter((token) => /[\p{L}\p{N}]/u.test(token));

/** Dice's coefficient over words as a multiset, 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const left = counts.get(word) ?? 0;
    if (left > 0) {
      common++;
      counts.set(word, left - 1);
    }
  }
  return (2 * common) / (a.length + b.length);
}

/** What stands between two texts that are the same: one stretch that went and one that came in its place. */
interface Change {
  gone: string;
  came: string;
}

/** The change as parts; white space that both end in is the same. */
function partsOf({ gone, came }: Change): DiffPart[] {
  const tail = /\s*$/u.exec(gone)?.[0] ?? '';
  const common = tail !== '' && gone !== '' && came.endsWith(tail) ? tail.length : 0;
  const parts: DiffPart[] = [
    { op: 'removed', text: gone.slice(0, gone.length - common) },
    { op: 'added', text: came.slice(0, came.length - common) },
    { op: 'same', text: common === 0 ? '' : tail },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Differences of two strings by word. Words that changed side by side are one change, not a word here and a space there. */
function wordDiff(a: string, b: string): DiffPart[] {
  const changes = diffArrays(tokens(a), tokens(b), { maxEditLength: mostEdits });
  if (changes === undefined) return partsOf({ gone: a, came: b });
  const parts: DiffPart[] = [];
  let open: Change | null = null;
  const close = (): void => {
    if (open !== null) parts.push(...partsOf(open));
    open = null;
  };
  for (const [index, { added: isNew, removed: isGone, value }] of changes.entries()) {
    const text = value.join('');
    const isBetween: boolean = open !== null && index + 1 < changes.length && /^\s+$/u.test(text);
    if (isNew || isGone || isBetween) {
      open ??= { gone: '', came: '' };
      if (!isNew) open.gone += text;
      if (!isGone) open.came += text;
    } else {
      close();
      parts.push({ op: 'same', text });
    }
  }
  close();
  return parts.reduce<DiffPart[]>((joined, part) => {
    const last = joined.at(-1);
    if (last?.op === 'same' && part.op === 'same') joined[joined.length - 1] = { op: 'same', text: last.text + part.text };
    else joined.push(part);
    return joined;
  }, []);
}

const side = ({ block }: Piece): NonNullable<DiffRow['a']> => ({
  number: block.number ?? null,
  type: block.type,
  start: block.start,
  end: block.end,
});
const removed = (piece: Piece): DiffRow => ({ a: side(piece), b: null, change: 'removed', parts: [{ op: 'removed', text: piece.text }] });
const added = (piece: Piece): DiffRow => ({ a: null, b: side(piece), change: 'added', parts: [{ op: 'added', text: piece.text }] });
const same = (a: Piece, b: Piece): DiffRow => ({ a: side(a), b: side(b), change: 'same', parts: [{ op: 'same', text: a.text }] });
const changed = (a: Piece, b: Piece): DiffRow => ({ a: side(a), b: side(b), change: 'changed', parts: wordDiff(a.text, b.text) });

/** Pairs the blocks of two runs, in order, so that the pairs have most words in common. */
function pairUp(olds: readonly Piece[], news: readonly Piece[]): DiffRow[] {
  if (olds.length === 0) return news.map(added);
  if (news.length === 0) return olds.map(removed);
  const [a, b] = [olds.map(({ text }) => wordsOf(text)), news.map(({ text }) => wordsOf(text))];
  const small = a.length * b.length <= mostPairings;
  const score = (i: number, j: number): number => {
    if (!small && i !== j) return 0;
    const found = likeness(a[i] ?? [], b[j] ?? []);
    return found >= alike ? found : 0;
  };
  const best: Float64Array[] = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = best[i];
    if (row === undefined) continue;
    for (let j = b.length - 1; j >= 0; j--) {
      const here = score(i, j);
      row[j] = Math.max(at(i + 1, j), at(i, j + 1), here > 0 ? here + at(i + 1, j + 1) : 0);
    }
  }
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  for (let old = olds[i], fresh = news[j]; old !== undefined && fresh !== undefined; old = olds[i], fresh = news[j]) {
    const here = score(i, j);
    if (here > 0 && Math.abs(at(i, j) - (here + at(i + 1, j + 1))) < 1e-9) {
      rows.push(changed(old, fresh));
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      rows.push(removed(old));
      i++;
    } else {
      rows.push(added(fresh));
      j++;
    }
  }
  return [...rows, ...olds.slice(i).map(removed), ...news.slice(j).map(added)];
}

/** A block that went from one place and stands, letter for letter, at another was moved. */
function markMoved(rows: readonly DiffRow[]): DiffRow[] {
  const textOf = (row: DiffRow): string => row.parts.map(({ text }) => text).join('');
  const gone = new Set(rows.filter(({ change }) => change === 'removed').map(textOf));
  const came = new Set(rows.filter(({ change }) => change === 'added').map(textOf));
  return rows.map((row) => {
    const text = textOf(row);
    const isMoved = (row.change === 'removed' && came.has(text)) || (row.change === 'added' && gone.has(text));
    return isMoved && text.length >= 20 ? { ...row, change: 'moved' } : row;
  });
}

/** Rows in reading order of both texts; offsets are code points of each canonical text. */
export function diffTexts(a: Rendition, b: Rendition): DiffRow[] {
  const [olds, news] = [piecesOf(a), piecesOf(b)];
  const changes = diffArrays(
    olds.map(({ text }) => text),
    news.map(({ text }) => text),
    { maxEditLength: mostEdits },
  ) ?? [
    { value: olds.map(({ text }) => text), removed: true, added: false },
    { value: news.map(({ text }) => text), removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  let [gone, came]: [Piece[], Piece[]] = [[], []];
  const settle = (): void => {
    rows.push(...pairUp(gone, came));
    gone = [];
    came = [];
  };
  for (const { value, added: isNew, removed: isGone } of changes) {
    if (isGone) {
      gone.push(...olds.slice(i, i + value.length));
      i += value.length;
    } else if (isNew) {
      came.push(...news.slice(j, j + value.length));
      j += value.length;
    } else {
      settle();
      for (let n = 0; n < value.length; n++, i++, j++) {
        const [old, fresh] = [olds[i], news[j]];
        if (old !== undefined && fresh !== undefined) rows.push(same(old, fresh));
      }
    }
  }
  settle();
  return markMoved(rows);
}
