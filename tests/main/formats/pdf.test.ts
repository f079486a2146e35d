import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Decoded, FileBytes } from '../../../main/formats/format.ts';
import { fromMemory, memorySink } from '../../../main/formats/memory.ts';
import { pdfDate } from '../../../main/formats/pdf/facts.ts';
import { pdf } from '../../../main/formats/pdf/index.ts';
import { plain } from '../../../main/formats/pdf/words.ts';
import { AssayError } from '../../../shared/errors.ts';
import { Layout, Metadata } from '../../../shared/model.ts';
import { firstExtra, type Made, makePdf, picture, say, stream } from './pdf-make.ts';

const data = resolve(process.env['ASSAY_DATA'] ?? '../shared/data');

/** Decodes a PDF; blocks as `type: words`, runs as their words and place. */
async function read(made: Made | Uint8Array, password?: string) {
  const bytes = made instanceof Uint8Array ? made : makePdf(made);
  const sink = memorySink();
  const decoded = await pdf.decode(fromMemory(bytes), { fileName: 'a.pdf', ...(password === undefined ? {} : { password }) }, sink);
  return { ...decoded, ...shown(decoded), parts: sink.parts };
}
function shown({ rendition, layout }: Decoded) {
  const points = [...(rendition?.text ?? '')];
  const slice = (start: number | undefined, end: number | undefined) => points.slice(start, end).join('');
  return {
    blocks: rendition?.blocks.map((block) => `${block.type}: ${slice(block.start, block.end)}`) ?? [],
    runs: layout?.pages.map((page) => page.runs.map(([start, end, ...box]) => ({ words: slice(start, end), box }))) ?? [],
  };
}
async function refusal(run: Promise<unknown>): Promise<AssayError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AssayError) return error;
  throw new Error(`expected an AssayError, got ${String(error)}`);
}
const lines = (texts: readonly string[], x: number, y: number, size = 12): string =>
  texts.map((text, i) => say(text, x, y - i * size * 1.2, size)).join('\n');

describe('text', () => {
  test('lines flow into paragraphs, larger ones are headings, the largest at the top is the title', async () => {
    const content = [
      say('A strike that nobody saw', 72, 740, 24),
      lines(
        ['Reporters who went there found that neither', 'dormitory appeared to have been hit, and that', 'no soldiers had lived there.'],
        72,
        690,
      ),
      say('What the ministry says', 72, 620, 16),
      lines(['The ministry named a number and showed no', 'picture of it.'], 72, 590),
    ].join('\n');
    const { blocks, metadata } = await read({ pages: [{ content }] });
    expect(blocks).toEqual([
      'title: A strike that nobody saw',
      'paragraph: Reporters who went there found that neither dormitory appeared to have been hit, and that no soldiers had lived there.',
      'heading: What the ministry says',
      'paragraph: The ministry named a number and showed no picture of it.',
    ]);
    expect(metadata.title).toEqual({ value: 'A strike that nobody saw', from: 'largest text of page 1' });
    expect(metadata.pages?.value).toBe(1);
  });

  test('columns are read one after the other, also where a file draws them row by row', async () => {
    const left = ['The left column begins with this line of', 'words and it goes on with another one', 'before it ends down here at last.'];
    const right = [
      'The right column is read only after the',
      'whole of the left one has been read by',
      'whoever reads the page to its end.',
    ];
    const content = left.map((text, i) => `${say(text, 50, 700 - i * 14, 11)}\n${say(right[i] ?? '', 320, 700 - i * 14, 11)}`).join('\n');
    const { blocks } = await read({ pages: [{ content }] });
    expect(blocks).toEqual([`paragraph: ${left.join(' ')}`, `paragraph: ${right.join(' ')}`]);
  });

  test('a hyphen at a line end stays where nothing tells it from a written one', async () => {
    const { blocks } = await read({ pages: [{ content: lines(['it was a well-', 'known place in the town before'], 72, 700) }] });
    expect(blocks).toEqual(['paragraph: it was a well-known place in the town before']);
  });
  test('a hyphen at a line end goes where the document writes the word in one', async () => {
    const content = `${lines(['The first dormi-', 'tory was not hit at all.'], 72, 700)}\n${say('The second dormitory was not hit either.', 72, 600)}`;
    const { blocks } = await read({ pages: [{ content }] });
    expect(blocks[0]).toBe('paragraph: The first dormitory was not hit at all.');
  });

  test('running heads and page numbers are no part of the text, and are told of', async () => {
    const pages = [1, 2, 3, 4].map((page) => ({
      content: `${say('The long report', 72, 780, 9)}\n${say(String(page), 300, 30, 9)}\n${say(`Page ${['one', 'two', 'three', 'four'][page - 1]} says something of its own.`, 72, 600)}`,
    }));
    const { rendition, metadata } = await read({ pages });
    expect(rendition?.text).toBe(['one', 'two', 'three', 'four'].map((word) => `Page ${word} says something of its own.`).join('\n\n'));
    expect(metadata.fields?.filter(({ group }) => group === 'Running heads')).toEqual([
      { group: 'Running heads', name: 'Pages 1–4', value: 'The long report' },
      { group: 'Running heads', name: 'Pages 1–4', value: '1 … 4' },
    ]);
  });
  test('a paragraph goes on over the end of a page', async () => {
    const { blocks, layout, rendition } = await read({
      pages: [
        { content: lines(['The spokesman called the claim an operation and', 'said that nobody who had been near the building'], 72, 100) },
        { content: lines(['had seen any of what the ministry had described.'], 72, 700) },
      ],
    });
    expect(blocks).toEqual([
      'paragraph: The spokesman called the claim an operation and said that nobody who had been near the building had seen any of what the ministry had described.',
    ]);
    expect(layout?.pages.map(({ start, end }) => rendition?.text.slice(start, end).slice(0, 14))).toEqual([
      'The spokesman ',
      'had seen any o',
    ]);
  });
  test('rows of a table are rows, their cells parted by tabs', async () => {
    const row = (cells: readonly string[], y: number) => cells.map((cell, i) => say(cell, 72 + i * 150, y)).join('\n');
    const { blocks } = await read({
      pages: [
        {
          content: [row(['Claim', 'Number', 'Seen'], 700), row(['Killed', '600', 'none'], 684), row(['Wounded', '760', 'none'], 668)].join(
            '\n',
          ),
        },
      ],
    });
    expect(blocks).toEqual(['table-row: Claim\tNumber\tSeen', 'table-row: Killed\t600\tnone', 'table-row: Wounded\t760\tnone']);
  });
  test.each([
    ['Latin ligatures', 'o\ufb03ce \ufb01le', 'office file'],
    ['Arabic forms', '\ufedf\ufecc\ufeae\ufe91', 'لعرب'],
    ['what stays as written', '½ ™ ①', '½ ™ ①'],
  ])('letters: %s', (_, written, expected) => {
    expect(plain(written)).toBe(expected);
  });
  test('right to left: words in the order they are read', async () => {
    // ToUnicode gives code 1–3 Hebrew letters; the file draws them from left to right, as most do.
    const map =
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <41> <05D0> <42> <05D1> <43> <05D2> endbfchar endcmap end end';
    const font = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode ${firstExtra} 0 R >>`;
    const content = 'BT /F2 12 Tf 1 0 0 1 100 700 Tm (CBA) Tj ET BT /F2 12 Tf 1 0 0 1 140 700 Tm (AB) Tj ET';
    const { blocks } = await read({
      pages: [{ content, fonts: `/F2 ${firstExtra + 1} 0 R` }],
      extra: [stream(map), font],
    });
    expect(blocks).toEqual(['paragraph: בא אבג']);
  });
  test('values of form fields are read where they stand', async () => {
    const field = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Olha Kovalenko) /Rect [200 690 400 710] /DA (/F1 12 Tf) >>';
    const { blocks } = await read({
      pages: [{ content: say('Name:', 72, 695), more: `/Annots [${firstExtra} 0 R]` }],
      extra: [field],
      catalog: `/AcroForm << /Fields [${firstExtra} 0 R] >>`,
    });
    expect(blocks.join('\n')).toContain('Olha Kovalenko');
  });
});

describe('layout', () => {
  const word = say('Corner', 100, 700);
  test.each([
    ['as it is', {}, [600, 800], { x: 100, y: 100 }],
    ['turned by 90°', { rotate: 90 }, [800, 600], { x: 700, y: 100 }],
    ['turned by 180°', { rotate: 180 }, [600, 800], { x: 500, y: 700 }],
    ['cut to its crop box', { crop: [50, 50, 550, 750] as const }, [500, 700], { x: 50, y: 50 }],
  ])('places are those of the page as it is seen: %s', async (_, page, size, corner) => {
    const { layout, runs } = await read({ pages: [{ content: word, ...page }] });
    expect(Layout.safeParse(layout).success).toBe(true);
    expect([layout?.pages[0]?.width, layout?.pages[0]?.height]).toEqual(size);
    const [x = 0, y = 0, w = 0, h = 0] = runs[0]?.[0]?.box ?? [];
    // The beginning of the baseline lies on the word's rectangle, within the depth of its letters.
    expect(corner.x).toBeGreaterThanOrEqual(x - 1);
    expect(corner.x).toBeLessThanOrEqual(x + w + 1);
    expect(corner.y).toBeGreaterThanOrEqual(y - 1);
    expect(corner.y).toBeLessThanOrEqual(y + h + 1);
  });
  test('every run holds one word, in order and inside its line', async () => {
    const { runs } = await read({ pages: [{ content: say('Neither dormitory was hit', 72, 700) }] });
    expect(runs[0]?.map(({ words }) => words)).toEqual(['Neither', 'dormitory', 'was', 'hit']);
    const starts = runs[0]?.map(({ box: [x = 0] }) => x) ?? [];
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts[0]).toBeCloseTo(72, 0);
  });
  test('runs hold their words after composition and outside the basic plane', async () => {
    const map =
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar <41> <0065> <42> <0301> <43> <D83DDE00> <20> <0020> endbfchar endcmap end end';
    const font = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode ${firstExtra} 0 R >>`;
    const content = 'BT /F2 12 Tf 1 0 0 1 100 700 Tm (CC AB A) Tj ET BT /F2 12 Tf 1 0 0 1 100 600 Tm (ABA) Tj ET';
    const { rendition, runs } = await read({
      pages: [{ content, fonts: `/F2 ${firstExtra + 1} 0 R` }],
      extra: [stream(map), font],
    });
    expect(rendition?.text).toBe('😀😀 é e\n\née');
    expect(runs[0]?.map(({ words }) => words)).toEqual(['😀😀', 'é', 'e', 'ée']);
  });
});

describe('pages that are pictures', () => {
  test('are told in one finding and marked for the machine to read', async () => {
    const scan = { content: picture };
    const { metadata, layout, rendition } = await read({ pages: [scan, scan, { content: say('Words', 72, 700) }, scan] });
    expect(metadata.findings).toEqual([
      { code: 'scanned-pages', message: 'Pages 1–2, 4 are pictures without text.', from: 'page content' },
    ]);
    expect(layout?.pages.map(({ scanned }) => scanned)).toEqual([true, true, false, true]);
    expect(rendition?.text).toBe('Words');
  });
  test('an empty page is none', async () => {
    const { metadata, rendition, layout } = await read({ pages: [{ content: '' }] });
    expect(metadata.findings).toBeUndefined();
    expect(rendition).toMatchObject({ text: '', blocks: [] });
    expect(layout?.pages[0]?.scanned).toBe(false);
  });
});

describe('what the file says of itself', () => {
  test('each value with its field; a date of making is no publication', async () => {
    const { metadata } = await read({
      pages: [{ content: say('Words', 72, 700) }],
      info: {
        Title: '(The report)',
        Author: '(Ann Writer; Bo Reader)',
        CreationDate: "(D:20230109164000+02'00')",
        ModDate: '(D:20230110090000Z)',
        Producer: '(Maker 1)',
        Creator: '(Writer 2)',
        House: '(Own field)',
      },
      catalog: '/Lang (en-GB)',
    });
    expect(Metadata.safeParse(metadata).success).toBe(true);
    expect(metadata.title).toEqual({ value: 'The report', from: 'Info Title' });
    expect(metadata.authors).toEqual({ value: ['Ann Writer', 'Bo Reader'], from: 'Info Author' });
    expect(metadata.modified).toEqual({ value: '2023-01-10T09:00:00Z', from: 'Info ModDate' });
    expect(metadata.published).toBeUndefined();
    expect(metadata.language).toEqual({ value: 'en-GB', from: 'catalog Lang' });
    expect(metadata.software).toEqual({ value: ['Writer 2', 'Maker 1'], from: 'Info Creator, Info Producer' });
    expect(metadata.fields).toContainEqual({ group: 'Info', name: 'CreationDate', value: "D:20230109164000+02'00'" });
    expect(metadata.fields).toContainEqual({ group: 'Info', name: 'House', value: 'Own field' });
  });
  test.each([
    ["D:20230109164000+02'00'", '2023-01-09T16:40:00+02:00'],
    ['D:20230109164000Z', '2023-01-09T16:40:00Z'],
    ["D:20230109164000+00'00'", '2023-01-09T16:40:00Z'],
    ['D:202301091640', '2023-01-09T16:40:00'],
    ['D:20230109', '2023-01-09'],
    ['D:2023', '2023'],
    ['D:20231309', null],
    ['yesterday', null],
  ])('date %s → %s', (written, expected) => {
    expect(pdfDate(written)).toBe(expected);
  });
  test('the address a browser printed on every page beside its number', async () => {
    const pages = [1, 2].map((page) => ({
      content: `${say(`Text of page ${['one', 'two'][page - 1]}.`, 72, 500)}\n${say('https://example.org/strike', 20, 15, 8)}\n${say(`${page}/2`, 560, 15, 8)}`,
    }));
    const { metadata, rendition } = await read({ pages });
    expect(metadata.canonicalUrl).toEqual({ value: 'https://example.org/strike', from: 'printed at the edge of every page' });
    expect(rendition?.text).toBe('Text of page one.\n\nText of page two.');
  });
  test('readers’ notes are told, and kept among the fields', async () => {
    const note = '<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Check this number) /T (Editor) >>';
    const { metadata } = await read({ pages: [{ content: say('Words', 72, 700), more: `/Annots [${firstExtra} 0 R]` }], extra: [note] });
    expect(metadata.findings?.map(({ code }) => code)).toEqual(['comments']);
    expect(metadata.fields).toContainEqual({ group: 'Notes', name: 'page 1, Editor', value: 'Check this number' });
  });
});

test('files inside become parts', async () => {
  const { parts } = await read({
    pages: [{ content: say('See the attachment.', 72, 700) }],
    extra: [
      stream('a,b\n1,2\n', '/Type /EmbeddedFile'),
      `<< /Type /Filespec /F (table.csv) /UF (table.csv) /EF << /F ${firstExtra} 0 R >> >>`,
    ],
    catalog: `/Names << /EmbeddedFiles << /Names [(table.csv) ${firstExtra + 1} 0 R] >> >>`,
  });
  expect(parts.map(({ part, bytes }) => [part.path, part.name, Buffer.from(bytes).toString()])).toEqual([
    ['table.csv', 'table.csv', 'a,b\n1,2\n'],
  ]);
});

describe('locked files', () => {
  const locked = makePdf({ pages: [{ content: say('A secret', 72, 700) }], password: 'open sesame' });
  test('without the password: kept as locked, no failure', async () => {
    const { reading, rendition, kind, mediaType } = await read(locked);
    expect({ reading, rendition, kind, mediaType }).toEqual({
      reading: 'locked',
      rendition: null,
      kind: 'article',
      mediaType: 'application/pdf',
    });
  });
  test('with it: read', async () => {
    const { reading, rendition } = await read(locked, 'open sesame');
    expect({ reading, text: rendition?.text }).toEqual({ reading: undefined, text: 'A secret' });
  });
  test('with a wrong one: said so', async () => {
    expect((await refusal(read(locked, 'guess'))).code).toBe('PASSWORD_NEEDED');
  });
});

describe('damage', () => {
  const whole = makePdf({ pages: [{ content: say('Still here', 72, 700) }] });
  test('a lost table of contents is rebuilt, and told', async () => {
    const { rendition, metadata } = await read({ pages: [{ content: say('Still here', 72, 700) }], startxref: 7 });
    expect(rendition?.text).toBe('Still here');
    expect(metadata.findings?.map(({ code }) => code)).toEqual(['recovered']);
  });
  test('a sound file is not called recovered', async () => {
    expect((await read(whole)).metadata.findings).toBeUndefined();
  });
  test.each([
    ['nothing but its first line', '%PDF-1.7\n'],
    ['no page in it', '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n'],
    [
      'pages that hold themselves',
      '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [2 0 R] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n',
    ],
  ])('beyond repair: %s', async (_, text) => {
    const { code, message } = await refusal(read(Buffer.from(text, 'latin1')));
    expect(code).toBe('BROKEN_FILE');
    expect(message).toMatch(/^This PDF could not be read: [^\n]+\.$/);
  });
});

test('a large file is read at places only, and a failing disk is told', async () => {
  const bytes = makePdf({ pages: [{ content: say('At its place', 72, 700) }] });
  // 80 MB of numbers between the signature and the rest, as a file with large pictures has.
  const gap = 80 << 20;
  const shifted = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^(\d{10}) 00000 n/gm, (_, offset: string) => `${String(Number(offset) + gap).padStart(10, '0')} 00000 n`)
    .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${Number(offset) + gap}`);
  const tail = Buffer.from(shifted, 'latin1');
  let asked = 0;
  const at = (offset: number, length: number): Uint8Array => {
    asked += length;
    const piece = new Uint8Array(Math.max(0, Math.min(length, gap + tail.length - offset)));
    for (let i = 0; i < piece.length; i++)
      piece[i] = offset + i < 9 ? (tail[offset + i] ?? 0) : offset + i < gap + 9 ? 32 + 17 * (i % 2) : (tail[offset + i - gap] ?? 0);
    return piece;
  };
  const places: FileBytes = {
    size: gap + tail.length,
    head: at(0, 4096),
    bytes: () => Promise.reject(new Error('asked for the whole file')),
    read: async (offset, length) => at(offset, length),
    stream: () => fromMemory(tail).stream(),
  };
  const { rendition } = await pdf.decode(places, { fileName: 'a.pdf' }, memorySink());
  expect(rendition?.text).toBe('At its place');
  expect(asked).toBeLessThan(8 << 20);
  const failing = { ...places, read: () => Promise.reject(new AssayError('FILE_UNREADABLE')) };
  expect((await refusal(pdf.decode(failing, { fileName: 'a.pdf' }, memorySink()))).code).toBe('FILE_UNREADABLE');
});

const samples = join(data, 'pdf', 'pdf.js');
test.skipIf(!existsSync(samples))('real files: a paper in two columns and Arabic, with every run on its words', async () => {
  const paper = await read(readFileSync(join(samples, 'tracemonkey.pdf')));
  expect(paper.blocks[0]).toBe('title: Trace-based Just-in-Time Type Specialization for Dynamic Languages');
  expect(paper.blocks.findIndex((block) => block.startsWith('paragraph: Dynamic languages such as'))).toBeLessThan(
    paper.blocks.findIndex((block) => block.startsWith('paragraph: Compilers for statically typed')),
  );
  expect(paper.runs.flat().every(({ words }) => /^\S+$/.test(words))).toBe(true);
  const arabic = await read(readFileSync(join(samples, 'ArabicCIDTrueType.pdf')));
  expect(arabic.rendition?.text.split(/\s+/).slice(0, 3)).toEqual(['انواع', 'الخطوط', 'العربية']);
});

const commented = join(data, 'format-matrix', 'netzpolitik.org.abmahnungen', 'page.pdf');
test.skipIf(!existsSync(commented))(
  'a printed web page: its headline is the title, the article is whole, the comments under it are told as left out',
  async () => {
    const { rendition, metadata, blocks } = await read(readFileSync(commented));
    expect(blocks[0]).toBe('title: Die Cider Connection: Abmahnungen gegen Nutzer von Creative-Commons-Bildern');
    expect(rendition?.text).toContain('Seit Dezember 2015');
    expect(rendition?.text).toContain('Dieser Artikel baut auf einer gemeinsamen Recherche');
    expect(rendition?.text).not.toContain('sagt: 30. Juni 2016');
    expect(metadata.findings?.[0]?.message).toMatch(/\d{4} words of navigation, comments and other matter/);
  },
);

const printed = join(data, 'format-matrix', 'de.globalvoices.org.nicaragua', 'page.pdf');
test.skipIf(!existsSync(printed))('a printed web page: its article without what stands around it, which is told', async () => {
  const { rendition, metadata, runs } = await read(readFileSync(printed));
  expect(rendition?.text).toContain('Seit dem Ausbruch der Massenproteste gegen');
  expect(rendition?.text).not.toContain('Name (Pflichtfeld)');
  expect(metadata.findings?.map(({ message }) => message)).toEqual([expect.stringMatching(/^This is a printed web page: \d+ words/)]);
  expect(runs.flat().every(({ words }) => /^\S+$/.test(words))).toBe(true);
});
