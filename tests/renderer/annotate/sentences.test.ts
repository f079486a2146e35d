import { describe, expect, it } from 'vitest';
import { readable, type Span, wordsAt } from '../../../renderer/annotate/blocks.ts';
import { sentencePlace, stepSentence, stepWord } from '../../../renderer/annotate/sentences.ts';
import { rendition } from './rendition.ts';

const text = readable(
  rendition([
    ['title', 'No sign of a strike'],
    ['paragraph', 'Neither dormitory appeared hit. There were no bodies 🩸, no blood. Nobody had lived there.'],
    ['paragraph', 'The claim is doubted.'],
  ]),
);
const at = (span: Span | null): string | null => span && wordsAt(text, span);
const find = (words: string): Span => {
  const start = Array.from(text.text.slice(0, text.text.indexOf(words))).length;
  return { start, end: start + Array.from(words).length };
};

describe('the sentence cursor', () => {
  it('walks every sentence once, over blocks, and back again', () => {
    const seen: string[] = [];
    for (let span = stepSentence(text, null, 1); span; span = stepSentence(text, span, 1)) seen.push(at(span) ?? '');
    expect(seen).toEqual([
      'No sign of a strike',
      'Neither dormitory appeared hit.',
      'There were no bodies 🩸, no blood.',
      'Nobody had lived there.',
      'The claim is doubted.',
    ]);
    const back: string[] = [];
    for (let span = stepSentence(text, find('The claim is doubted.'), -1); span; span = stepSentence(text, span, -1))
      back.push(at(span) ?? '');
    expect(back.toReversed()).toEqual(seen.slice(0, -1));
  });

  const cases = [
    { name: 'after a sentence cut short: the next', from: 'There were no bodies', step: 1, to: 'Nobody had lived there.' },
    {
      name: 'after two and a half sentences: the one they broke off in',
      from: 'Neither dormitory appeared hit. There were no',
      step: 1,
      to: 'There were no bodies 🩸, no blood.',
    },
    {
      name: 'after two whole sentences: the one that follows both',
      from: 'Neither dormitory appeared hit. There were no bodies 🩸, no blood.',
      step: 1,
      to: 'Nobody had lived there.',
    },
    {
      name: 'before words in the middle of a sentence: its own beginning',
      from: 'no blood',
      step: -1,
      to: 'There were no bodies 🩸, no blood.',
    },
    { name: 'nothing after the last', from: 'The claim is doubted.', step: 1, to: null },
    { name: 'nothing before the first', from: 'No sign of a strike', step: -1, to: null },
  ] as const;
  it.each(cases)('$name', ({ from, step, to }) => expect(at(stepSentence(text, find(from), step))).toBe(to));

  it('begins at what is in sight', () =>
    expect(at(stepSentence(text, null, 1, find('Neither').start))).toBe('Neither dormitory appeared hit.'));
  it('knows where it is', () => expect(sentencePlace(text, find('There were'))).toEqual({ at: 2, of: 3 }));
});

describe('extending by words', () => {
  const cases = [
    { name: 'one more', from: 'no bodies', edge: 'end', step: 1, to: 'no bodies 🩸, no' },
    { name: 'one fewer', from: 'There were no', edge: 'end', step: -1, to: 'There were' },
    { name: 'a full stop first', from: 'Nobody had lived there.', edge: 'end', step: -1, to: 'Nobody had lived there' },
    { name: 'one more in front', from: 'were no', edge: 'start', step: -1, to: 'There were no' },
    { name: 'one fewer in front', from: 'There were no', edge: 'start', step: 1, to: 'were no' },
    { name: 'over the end of a block', from: 'lived there.', edge: 'end', step: 1, to: 'lived there.\n\nThe' },
    { name: 'never to nothing', from: 'bodies', edge: 'end', step: -1, to: 'bodies' },
    { name: 'no further than the text', from: 'is doubted.', edge: 'end', step: 1, to: 'is doubted.' },
  ] as const;
  it.each(cases)('$name', ({ from, edge, step, to }) => expect(at(stepWord(text, find(from), edge, step))).toBe(to));
});

describe('other languages', () => {
  const cases = [
    { language: 'uk', words: 'Він жив на вул. Миру, 5. Нікого не знайшли.', sentences: 2 },
    { language: 'ar', words: 'هل أصيب المبنى؟ لم يُعثر على أي جثة.', sentences: 2 },
    { language: 'zh', words: '两栋宿舍都没有被击中。没有发现尸体。', sentences: 2 },
    { language: 'no such language', words: 'One. Two.', sentences: 2 },
  ];
  it.each(cases)('$language', ({ language, words, sentences }) => {
    const own = readable(rendition([['paragraph', words]], language));
    let count = 0;
    for (let span = stepSentence(own, null, 1); span; span = stepSentence(own, span, 1)) count += 1;
    expect(count).toBe(sentences);
  });
});
