import { describe, expect, test } from 'vitest';
import { savedBy, withoutData } from '../../../main/formats/html/saved.ts';
import { read } from './read.ts';

const sentence = 'Two rigs were hit in the morning, the ministry said, and a third one was set on fire by its own crew. ';
const saved = (comment: string, head = '', body = '') =>
  `<!DOCTYPE html> <html lang=en><!--\n ${comment}\n--><meta charset=utf-8><title>Two rigs</title>${head}<body><article><p>${sentence.repeat(4)}</p>${body}</article></body></html>`;
const singleFile =
  'Page saved with SingleFile \n url: https://news.example/a?b=1 \n saved date: Sun Nov 22 2026 14:49:12 GMT+0200 (Eastern European Standard Time)';

describe('a page saved by a program', () => {
  test('SingleFile tells where and when', async () => {
    const { metadata } = await read(saved(singleFile), 'a.html');
    expect(metadata).toMatchObject({
      canonicalUrl: { value: 'https://news.example/a?b=1', from: 'SingleFile comment url' },
      savedFrom: { value: 'https://news.example/a?b=1', from: 'SingleFile comment url' },
      fetched: { value: '2026-11-22T12:49:12.000Z', from: 'SingleFile comment saved date' },
    });
  });
  test('the Mark of the Web tells where', async () => {
    const { metadata } = await read(
      `<!-- saved from url=(0023)https://news.example/a -->\n<html><body><p>${sentence.repeat(4)}</p></body></html>`,
      'a.html',
    );
    expect(metadata.savedFrom).toEqual({ value: 'https://news.example/a', from: 'comment “saved from url”' });
    expect(metadata.fetched).toBeUndefined();
  });
  test('the page’s own address is another thing', async () => {
    const { metadata } = await read(saved(singleFile, '<link rel=canonical href=https://news.example/rigs>'), 'a.html');
    expect([metadata.canonicalUrl?.value, metadata.savedFrom?.value]).toEqual(['https://news.example/rigs', 'https://news.example/a?b=1']);
  });
  test.each([
    ['a script for an address', '<!-- saved from url=(0011)javascript:alert(1) -->', undefined],
    ['a file on a disk', '<!-- saved from url=(0013)file:///C:/a.html -->', undefined],
  ])('%s is no web address', async (_, comment, expected) => {
    expect((await read(`${comment}<html><body><p>${sentence.repeat(4)}</p></body></html>`, 'a.html')).metadata.savedFrom).toBe(expected);
  });
  test('a comment that only looks so says nothing', () => {
    expect(savedBy('<!-- Page saved with care\n url: https://x.example/ -->')).toEqual({});
    expect(savedBy('<!-- Page saved with SingleFile\n url: https://x.example/\n saved date: yesterday -->').fetched).toBeUndefined();
  });
});

describe('pictures written into a page', () => {
  const picture = `data:image/png;base64,${'iVBORw0KGgo'.repeat(500_000)}`;
  test('megabytes of them leave the text as it is', async () => {
    const plain = await read(saved(singleFile, '', '<img src="a.png" alt="A rig">'), 'a.html');
    const heavy = await read(
      saved(singleFile, `<style>.a{background:url(${picture})}</style>`, `<img src="${picture}" alt="A rig"><img src=${picture}>`),
      'a.html',
    );
    expect(heavy.rendition?.text).toBe(plain.rendition?.text);
  });
  test('only long ones in attributes and styles are passed over; words are never', () => {
    expect(withoutData(`<img src='${picture}'>`)).toBe("<img src='data:,'>");
    for (const kept of ['<img src="data:image/png;base64,AAAA">', `<p>data:${'x'.repeat(3000)}</p>`]) expect(withoutData(kept)).toBe(kept);
  });
});
