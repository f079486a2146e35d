/**
 * How long it takes to find passages again in a text of 200,000 code points. One JSON line per figure: name, median and
 * worst in milliseconds over the runs. `node bench/anchor.ts`
 */

import { sentences } from '../shared/anchor/segment.ts';
import { describe as describePassage, find, type LocateState, locate, type TextSelectors } from '../shared/anchor/text.ts';

const size = 200_000;
const quoteLength = 500;
const runs = 9;

/** Numbers in [0, 1), the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A text of about `size` code points from an alphabet's letters, in words, sentences and paragraphs. */
function textOf(letters: readonly string[], random: () => number): string {
  const vocabulary = Array.from({ length: 4000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 9) }, () => letters[Math.floor(random() * letters.length)] ?? '').join(''),
  );
  let text = '';
  while (text.length < size) {
    // Some words are far more common than others, as in any language.
    const words = Array.from(
      { length: 5 + Math.floor(random() * 20) },
      () => vocabulary[Math.floor(random() ** 3 * vocabulary.length)] ?? '',
    );
    text += `${words.join(' ')}.${random() < 0.2 ? '\n\n' : ' '}`;
  }
  return [...text].slice(0, size).join('');
}

function report(name: string, work: () => unknown): void {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const rounded = (ms: number): number => Math.round(ms * 100) / 100;
  console.log(JSON.stringify({ name, ms: rounded(times[runs >> 1] ?? 0), worst: rounded(times.at(-1) ?? 0), runs }));
}

/** Measures one search, and fails where it does not end in the state it was made for. */
function measure(name: string, state: LocateState, text: string, marked: TextSelectors, original?: string): void {
  const found = locate(text, marked, original).state;
  if (found !== state) throw new Error(`${name}: expected ${state}, found ${found}`);
  report(name, () => locate(text, marked, original));
}

const scripts = {
  latin: [...'etaoinshrdlu'],
  cyrillic: [...'оаиніврсткелп'],
  'chinese with emoji': [...'的一是不了人我在有他这中大来上个国😀𠮷'],
};

for (const [script, letters] of Object.entries(scripts)) {
  const text = textOf(letters, seeded(20_230_108));
  const points = [...text];
  const middle = size / 2;
  const cut = (from: number, to: number, put = ''): string => points.slice(0, from).join('') + put + points.slice(to).join('');
  const marked = describePassage(text, middle, middle + quoteLength);
  const word = describePassage(text, middle, middle + 1);
  const chapter = describePassage(text, middle, middle + 20_000);
  const name = (what: string): string => `${what}, ${script}, 200,000 code points`;
  report(name('describe 500'), () => describePassage(text, middle, middle + quoteLength));
  measure(name('locate 500, unchanged'), 'exact', text, marked);
  measure(name('locate 500, moved'), 'moved', `A byline. ${text}`, marked);
  measure(name('locate 500, altered'), 'altered', cut(middle + 100, middle + 130, 'other words'), marked);
  measure(name('locate 500, lost'), 'lost', cut(middle - 1000, middle + 1500), marked);
  measure(name('locate 500, lost, original at hand'), 'lost', cut(middle - 1000, middle + 1500), marked, text);
  measure(name('locate 20,000, altered'), 'altered', cut(middle + 5000, middle + 5030, 'other words'), chapter);
  measure(name('locate 1, unchanged'), 'exact', text, word);
  report(name('find 2'), () => find(text, { quote: points.slice(middle, middle + 2).join('') }));
  report(name('sentences'), () => sentences(text, null));
}
