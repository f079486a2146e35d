import { describe, expect, test } from 'vitest';
import { encode } from './encode.ts';
import { read, refusal } from './read.ts';

describe('plain text', () => {
  test.each<[string, string, string[]]>([
    ['paragraphs by empty lines', 'First one is here.\n\nSecond one.\n', ['paragraph ¶1: First one is here.', 'paragraph ¶2: Second one.']],
    ['CRLF', 'First one is here.\r\n\r\nSecond one.', ['paragraph ¶1: First one is here.', 'paragraph ¶2: Second one.']],
    [
      'single lines where no line is empty',
      'First one is here.\nSecond one.\nThird one.',
      ['paragraph ¶1: First one is here.', 'paragraph ¶2: Second one.', 'paragraph ¶3: Third one.'],
    ],
    [
      'a first line that is no sentence is the title',
      'Strike on the harbour\n\nNobody was hurt.',
      ['title: Strike on the harbour', 'paragraph ¶1: Nobody was hurt.'],
    ],
    ['a title needs something below it', 'Strike on the harbour', ['paragraph ¶1: Strike on the harbour']],
    [
      'a first sentence is no title',
      'Nobody was hurt.\n\nSo they said.',
      ['paragraph ¶1: Nobody was hurt.', 'paragraph ¶2: So they said.'],
    ],
    [
      'line breaks that were meant stay',
      'Title of the poem\n\nshort line\nand another\n\nsecond stanza\nends here',
      ['title: Title of the poem', 'paragraph ¶1: short line\nand another', 'paragraph ¶2: second stanza\nends here'],
    ],
    [
      'wire copy set to a width flows again, a sentence that ends early ends its paragraph',
      'HARBOUR HIT, SOURCES SAY\n\nUnidentified aircraft struck two storage tanks in the harbour\nearly on Monday and set at least one of them alight, shipping\nsources said.\nThe sources gave no number of the people who were hurt, and a\nspokesman for the port would not comment.\n',
      [
        'title: HARBOUR HIT, SOURCES SAY',
        'paragraph ¶1: Unidentified aircraft struck two storage tanks in the harbour early on Monday and set at least one of them alight, shipping sources said.',
        'paragraph ¶2: The sources gave no number of the people who were hurt, and a spokesman for the port would not comment.',
      ],
    ],
  ])('%s', async (_, content, blocks) => expect((await read(content, 'a.txt')).blocks).toEqual(blocks));

  test('keeps how it was decoded, its language and a date line', async () => {
    const text =
      'Зведення за добу\n9 січня 2023\n\nВнаслідок атаки було уражено житловий будинок. На щастя, минулося без постраждалих, повідомили рятувальники.';
    const { metadata, rendition, mediaType } = await read(encode(text, 'windows-1251'), 'зведення.txt');
    expect(mediaType).toBe('text/plain');
    expect(metadata.encoding?.value).toBe('windows-1251');
    expect(metadata.title).toEqual({ value: 'Зведення за добу', from: 'first line' });
    expect(metadata.language?.value).toBe('uk');
    expect(metadata.published).toEqual({ value: '2023-01-09', from: 'line 2' });
    expect(rendition?.text).toContain('уражено житловий будинок');
  });
  test('a million lines are read', async () =>
    expect((await read('a line of words here.\n'.repeat(1_000_000), 'a.txt')).rendition?.blocks).toHaveLength(1_000_000));
});

describe('Markdown', () => {
  test('becomes blocks; marks and embedded HTML are gone', async () => {
    const { blocks, metadata, mediaType } = await read(
      '# The *Title*\n\nA **bold** [link](http://x.example/) and `code` &amp; more\nwrapped line.\n\n## Part\n\n> Quoted words.\n\n- one\n- two\n  - inner\n\n```\nlet a;\n\n  b();\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n\n<b onclick="x()">shown</b> ![alt](http://x.example/p.png)\n',
      'a.md',
    );
    expect(mediaType).toBe('text/markdown');
    expect(metadata.title).toEqual({ value: 'The Title', from: 'first heading' });
    expect(blocks).toEqual([
      'title: The Title',
      'paragraph ¶1: A bold link and code & more wrapped line.',
      'heading: Part',
      'quote ¶2: Quoted words.',
      'list-item ¶3: one',
      'list-item ¶4: two',
      'list-item ¶5: inner',
      'preformatted ¶6: let a;\n\n  b();',
      'table-row ¶7: a\tb',
      'table-row ¶8: 1\t2',
      'paragraph ¶9: shown',
    ]);
  });
  test('front matter is metadata', async () => {
    const { blocks, metadata } = await read('---\ntitle: "A: B"\nauthor: Ann\ndate: 2023-01-09\n---\nText.\n', 'a.md');
    expect(metadata).toMatchObject({ title: { value: 'A: B' }, authors: { value: ['Ann'] }, published: { value: '2023-01-09' } });
    expect(blocks).toEqual(['title: A: B', 'paragraph ¶1: Text.']);
  });
});

describe('content decides, the name only breaks ties', () => {
  test.each([
    ['a page named .txt', '<!DOCTYPE html><html><body><p>Words of a page.</p></body></html>', 'a.txt', 'text/html'],
    ['a page named .jpg', '<!DOCTYPE html><html><body><p>Words of a page.</p></body></html>', 'a.jpg', 'text/html'],
    ['text named .png', 'Only words, and no picture.', 'a.png', 'text/plain'],
    ['a piece of HTML', '<p>Words of a page.</p>', 'a.html', 'text/html'],
    ['text that speaks of <html>', 'The <html> element is the root.', 'a.txt', 'text/plain'],
    ['no name at all', 'Words.', '', 'text/plain'],
  ])('%s', async (_, content, fileName, mediaType) => expect((await read(content, fileName)).mediaType).toBe(mediaType));
});

describe('what cannot be read is refused with a reason', () => {
  test.each([
    ['a camera raw file', 'II*\0\u0010\0\0\0CR\u0002\0', 'a.cr2', 'camera raw'],
    ['bytes of nothing known', '\u0001\u0002\u0003\0\u0004\u0005\u0006\u0007\0\u0001\u0002\u0006', 'a.bin', 'neither text nor a picture'],
  ])('%s', async (_, content, fileName, words) => {
    const refused = await refusal(Uint8Array.from([...content].map((char) => char.charCodeAt(0) & 0xff)), fileName);
    expect(refused?.code).toBe('UNSUPPORTED_FORMAT');
    expect(refused?.message).toContain(words);
  });
  test.each([
    ['nothing', ''],
    ['only spaces', ' \n\t\r\n '],
    ['only a byte order mark', '\ufeff'],
  ])('%s', async (_, content) => expect((await refusal(content, 'a.txt'))?.code).toBe('EMPTY_FILE'));
});
