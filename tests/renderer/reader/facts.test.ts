import { describe, expect, it } from 'vitest';
import { correctable, correctionOf } from '../../../renderer/screens/reader/facts/corrections.ts';
import {
  coordinates,
  digestWords,
  duration,
  mailLines,
  recordingLines,
  renditionWords,
  sentWords,
  thumbnailWords,
} from '../../../renderer/screens/reader/facts/factWords.ts';
import { unsureIn } from '../../../renderer/screens/reader/useText.ts';
import { Metadata } from '../../../shared/model.ts';

describe('a correction', () => {
  const metadata = Metadata.parse({
    title: { value: 'At the depot', from: 'h1' },
    authors: { value: ['Mira Holt', 'J. Roe'], from: 'meta[name=author]' },
    published: { value: '2024-03-12', from: 'time' },
  });
  it('stands beside what the file says, and neither takes the other’s place', () => {
    const rows = correctable({ metadata, corrections: { title: 'At the depot on Canal Street', publisher: 'Canal Post' } });
    const by = new Map(rows.map((row) => [row.field, row]));
    expect(by.get('title')).toMatchObject({
      inFile: { words: 'At the depot', from: 'h1' },
      corrected: { words: 'At the depot on Canal Street' },
    });
    expect(by.get('publisher')).toMatchObject({ inFile: null, corrected: { words: 'Canal Post' } });
    expect(by.get('authors')).toMatchObject({ inFile: { words: 'Mira Holt, J. Roe', typed: 'Mira Holt\nJ. Roe' }, corrected: null });
  });
  it('of a date is typed as EDTF and read as words', () => {
    const [, , , published] = correctable({ metadata, corrections: { published: '2024-03~' } });
    expect(published).toMatchObject({
      inFile: { words: '12 Mar 2024', typed: '2024-03-12' },
      corrected: { words: 'about Mar 2024', typed: '2024-03~' },
    });
  });
  it.each([
    ['title', '  At the gate ', { title: 'At the gate' }],
    ['title', '   ', { title: '' }],
    ['authors', 'Mira Holt\n\n  J. Roe\n', { authors: ['Mira Holt', 'J. Roe'] }],
    ['authors', '\n', { authors: [] }],
  ] as const)('%s typed as %j', (field, typed, change) => {
    expect(correctionOf(field, typed)).toEqual(change);
  });
});

describe('facts in words', () => {
  it.each([
    [800, '0.8 s'],
    [9_940, '9.9 s'],
    [61_000, '1 min 01 s'],
    [3_723_400, '1 h 02 min 03 s'],
    [59_600, '1 min 00 s'],
  ])('%i ms last %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
  it('a recording says only what is known of it', () => {
    expect(recordingLines({ durationMs: 12_000, width: 1920, height: 1080, frameRate: 29.97002997 })).toEqual([
      ['Length', '12 s'],
      ['Picture', '1,920 × 1,080 px'],
      ['Frames', '29.97 a second'],
    ]);
    expect(recordingLines({ width: 1920 })).toEqual([]);
  });
  it('a mail keeps the offset that was written', () => {
    expect(sentWords('2024-03-12T09:30:00.000+02:00')).toBe('2024-03-12 09:30:00 +02:00');
    expect(sentWords('2024-03-12T09:30:00Z')).toBe('2024-03-12 09:30:00 UTC');
    expect(mailLines({ from: ['Mira Holt <mira@post.example>'], to: ['a@b.example', 'c@d.example'], cc: [] })).toEqual([
      ['From', 'Mira Holt <mira@post.example>'],
      ['To', 'a@b.example, c@d.example'],
    ]);
  });
  it('coordinates are copied with plain signs, so that other programs take them', () => {
    expect(coordinates({ lat: 40.7364349, lon: -73.99316 })).toBe('40.736435, -73.99316');
  });
  it('a digest that differs is said, with what was written', () => {
    expect(digestWords({ written: 'sha-1:ABC', state: 'differs' })).toMatch(/does not agree.*\(sha-1:ABC\)/);
    expect(digestWords({ written: 'sha-1:ABC', state: 'agrees' })).not.toMatch(/not/);
  });
  it('a thumbnail that differs proves nothing by itself', () => {
    expect(thumbnailWords({ width: 160, height: 120, state: 'differs', difference: 0.4321 })).toMatch(
      /does not show.*0\.43 of 1\..*may have been/,
    );
  });
  it('a machine’s reading is never called the file’s own text', () => {
    expect(renditionWords({ kind: 'machine-read', confidence: 86.6 })).toBe('Read by machine, 87 % sure on average');
    expect(renditionWords({ kind: 'machine-read', confidence: null })).toBe('Read by machine');
    expect(renditionWords({ kind: 'extracted', confidence: null })).toBe('Extracted from the file');
  });
});

it('words of which the machine was not sure are those under 60, and those without a confidence are none', () => {
  const runs = [
    [0, 4, 0, 0, 10, 10, 59.9],
    [5, 9, 12, 0, 10, 10, 60],
    [10, 12, 24, 0, 10, 10],
    [13, 13, 36, 0, 10, 10, 3],
  ];
  expect(unsureIn({ runs })).toEqual([{ start: 0, end: 4 }]);
});
