/** Two short passages, word by word: what both hold, what only the first holds, what only the second. Pure. */
import type { DiffPart } from '../../../shared/contract.ts';

/** Beyond this many pairs of words the passages are told whole: such a quote is no quote any more. */
const mostPairs = 250_000;

/** Ideographs stand each for themselves: nothing parts one word from the next. */
const words = (text: string): string[] =>
  text.match(
    /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}'’-])+|[^\s\p{L}\p{M}\p{N}]/gu,
  ) ?? [];

/** The longest common sequence of words, with the rest marked; the parts without `added` spell `a`, those without `removed` spell `b`. */
export function wordDiff(a: string, b: string): DiffPart[] {
  const [left, right] = [words(a), words(b)];
  if (left.length * right.length > mostPairs)
    return [
      { op: 'removed', text: a },
      { op: 'added', text: b },
    ];
  const width = right.length + 1;
  const common = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      common[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: DiffPart[] = [];
  const put = (op: DiffPart['op'], text: string) => {
    const last = parts.at(-1);
    if (last?.op === op) last.text += text;
    else parts.push({ op, text });
  };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [one, other] = [left[i], right[j]];
    if (one !== undefined && one === other) {
      put('same', one);
      i += 1;
      j += 1;
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      put('removed', one);
      i += 1;
    } else {
      put('added', other ?? '');
      j += 1;
    }
  }
  return parts;
}
