import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../main/formats/charset.ts';
import { encode } from './encode.ts';

const texts = {
  uk: 'Внаслідок атаки БпЛА по Дніпру було уражено житловий будинок. Шестеро людей було врятовано, серед них двоє дітей. Їхній ґанок уцілів.',
  ukShort: 'Її врятували. Під ранок усі вже спали.',
  ru: 'Советник уже не уверен, что ракету, попавшую в жилой дом, сбила ПВО. Он написал новый пост.',
  zh: '据报道，俄罗斯声称导弹袭击造成六百名士兵死亡。记者到现场后没有发现明显的伤亡迹象。',
  de: 'Die Bevölkerung hörte während der Nacht mehrere Explosionen, über die später berichtet wurde.',
  pl: 'Rosja twierdziła, że w ataku rakietowym zginęło sześciuset żołnierzy, jednak reporter nie znalazł żadnych śladów.',
};

describe('a text without any declaration is read in its own encoding', () => {
  test.each([
    ['uk', 'windows-1251'],
    ['uk', 'koi8-u'],
    ['ukShort', 'windows-1251'],
    ['ukShort', 'koi8-u'],
    ['ru', 'windows-1251'],
    ['ru', 'koi8-r'],
    ['ru', 'iso-8859-5'],
    ['ru', 'ibm866'],
    ['zh', 'gb18030'],
    ['zh', 'utf-16le'],
    ['zh', 'utf-16be'],
    ['uk', 'utf-16le'],
    ['uk', 'utf-16be'],
    ['de', 'windows-1252'],
    ['pl', 'windows-1250'],
    ['pl', 'iso-8859-2'],
  ] as const)('%s in %s', (key, encoding) => {
    const decoded = decodeText(encode(texts[key], encoding));
    expect(decoded?.text).toBe(texts[key]);
    expect(decoded?.encoding.value).toBe(encoding);
    expect(decoded?.encoding.from).toMatch(/^detected from the bytes/);
  });

  test('valid UTF-8 needs no guess', () => {
    expect(decodeText(new TextEncoder().encode(texts.uk))?.encoding).toEqual({ value: 'utf-8', from: 'valid UTF-8' });
  });
});

describe('a byte order mark wins and is no part of the text', () => {
  test.each([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ] as const)('%s', (encoding, mark) => {
    const decoded = decodeText(Uint8Array.from([...mark, ...encode(texts.uk, encoding)]), [{ value: 'koi8-r', from: 'meta[charset]' }]);
    expect(decoded).toEqual({ text: texts.uk, encoding: { value: encoding, from: 'byte order mark' } });
  });
});

describe('what a document declares', () => {
  const declared = (value: string) => [{ value, from: 'meta[charset]' }];
  test('is believed where the bytes allow it', () => {
    expect(decodeText(encode(texts.de, 'windows-1252'), declared('ISO-8859-1'))?.encoding).toEqual({
      value: 'windows-1252',
      from: 'meta[charset]',
    });
  });
  test('is passed over, and named, where the bytes are UTF-8', () => {
    const decoded = decodeText(new TextEncoder().encode(texts.ru), declared('windows-1251'));
    expect(decoded?.text).toBe(texts.ru);
    expect(decoded?.encoding.from).toContain('meta[charset] says windows-1251');
  });
  test('is passed over where the bytes are not what it says', () => {
    const decoded = decodeText(encode(texts.uk, 'windows-1251'), declared('utf-8'));
    expect(decoded?.text).toBe(texts.uk);
  });
  test('an unknown name is as good as none', () => {
    expect(decodeText(new TextEncoder().encode('plain'), declared('x-klingon'))?.text).toBe('plain');
  });
});

test('a cut or damaged UTF-8 text is still UTF-8, and says so', () => {
  const bytes = new TextEncoder().encode(texts.uk.repeat(4)).slice(0, -1);
  bytes.set([0xff], 40);
  const decoded = decodeText(bytes);
  expect(decoded?.encoding.value).toBe('utf-8');
  expect(decoded?.encoding.from).toContain('damaged');
});

test('bytes that are no text are not read as text', () => {
  const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) & 0xff);
  expect(decodeText(noise)).toBeNull();
});
