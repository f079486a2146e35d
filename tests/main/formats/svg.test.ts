import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { openable } from '../../../main/formats/photo/openable.ts';
import { safeDrawing } from '../../../main/formats/photo/svg.ts';
import '../../../main/workers/wasm.ts';
import { read, refusal } from './read.ts';

const svg = (inside: string, attributes = 'width="60" height="40"', lead = '') =>
  `${lead}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;
const bytes = (text: string) => new TextEncoder().encode(text);
const clean = (inside: string) => safeDrawing(bytes(svg(inside)));
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

describe('a drawing is read as a picture', () => {
  test.each([
    ['plain', svg('<rect width="60" height="40" fill="red"/>')],
    [
      'behind a declaration, a comment and a document type',
      svg(
        '<rect width="9" height="9"/>',
        'width="60" height="40"',
        '<?xml version="1.0"?><!-- x --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
      ),
    ],
  ])('%s', async (_, text) => {
    const { kind, mediaType, photo, metadata } = await read(text, 'named.bin');
    expect([kind, mediaType]).toEqual(['photo', 'image/svg+xml']);
    // A drawing has no pixels of its own: it is drawn large enough to look at, in its own proportions
    expect(photo).toEqual({ width: 1080, height: 720, orientation: 1 });
    expect(metadata.fields).toContainEqual({ group: 'SVG', name: 'Size as written', value: '60 × 40' });
    expect(metadata.findings ?? []).toEqual([]);
  });
  test('what it says of itself is kept; a drawing has no capture time to miss', async () => {
    const { metadata } = await read(svg('<title>Карта</title><desc>Where it fell</desc><rect width="9" height="9"/>'), 'a.svg');
    expect(metadata.title).toEqual({ value: 'Карта', from: 'SVG title' });
    expect(metadata.description?.value).toBe('Where it fell');
  });
  test('pictures inside it and its own marks stay', async () => {
    const text = svg(
      `<defs><linearGradient id="g"><stop stop-color="#f00"/></linearGradient></defs><rect width="30" height="40" fill="url(#g)"/><image href="${pixel}" x="30" width="30" height="40"/>`,
    );
    const { svg: kept, leftOut } = safeDrawing(bytes(text));
    expect(kept).toContain('url(#g)');
    expect(kept).toContain('data:image/png');
    expect(leftOut.size).toBe(0);
    const drawn = await sharp(await openable(bytes(text), 'image/svg+xml'))
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(drawn[0]).toBeGreaterThan(200);
  });
});

describe('nothing in it runs or calls out', () => {
  test.each<[string, string, RegExp]>([
    ['a script', '<script>fetch("http://evil.test")</script>', /script|evil/i],
    ['an event handler', '<rect onload="alert(1)" width="9" height="9"/>', /alert/],
    [
      'foreign HTML',
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="http://evil.test"/></body></foreignObject>',
      /iframe|evil/i,
    ],
    ['a remote picture', '<image href="http://evil.test/a.png" width="9" height="9"/>', /evil/],
    ['a remote picture by the old name', '<image xlink:href="//evil.test/a.png" width="9" height="9"/>', /evil/],
    ['a file on this machine', '<image href="file:///etc/passwd" width="9" height="9"/>', /passwd/],
    ['an address beside the drawing', '<use href="other.svg#a"/>', /other/],
    ['a drawing inside as data', '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>', /svg\+xml;base64/],
    ['a style that fetches', '<style>rect{fill:url(http://evil.test/#a)}</style>', /evil/],
    ['an import', '<style>@import "http://evil.test/a.css";</style>', /evil/],
    ['an import behind an escape', '<style>@\\69mport "http://evil.test/a.css";</style>', /evil/],
    ['a style without its end', '<rect style="fill:url(http://evil.test/" width="9" height="9"/>', /evil/],
    ['an attribute that fetches', '<rect filter="url(http://evil.test/#f)" width="9" height="9"/>', /evil/],
    ['a font', '<style>@font-face{font-family:x;src:url(http://evil.test/f)}</style>', /evil/],
    ['an included file', '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>', /passwd/],
    ['an animation that sets an address', '<a><set attributeName="href" to="javascript:alert(1)"/></a>', /javascript/],
  ])('%s is left out, and said', async (_, inside, trace) => {
    const { svg: kept, leftOut } = clean(`${inside}<circle r="5"/>`);
    expect(kept).not.toMatch(trace);
    expect(kept).toContain('<circle');
    expect(leftOut.size).toBeGreaterThan(0);
    const { metadata } = await read(svg(`${inside}<circle r="5"/>`), 'a.svg');
    expect(metadata.findings?.map(({ code }) => code)).toContain('other');
  });
  test('a style sheet named before the drawing is left out', () => {
    const text = svg('<circle r="5"/>', '', '<?xml-stylesheet href="http://evil.test/a.css"?>');
    expect(safeDrawing(bytes(text)).svg).not.toContain('evil');
  });
});

describe('a drawing that cannot be trusted to be small is refused', () => {
  const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  test.each<[string, string, string]>([
    ['an entity bomb', svg('<text>&b;</text>', 'width="9" height="9"', bomb), 'BROKEN_FILE'],
    [
      'an external entity',
      svg('<text>&x;</text>', 'width="9" height="9"', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      'BROKEN_FILE',
    ],
    ['not well-formed', svg('<rect width="9"'), 'BROKEN_FILE'],
    ['elements inside elements without end', svg('<g>'.repeat(2000) + '</g>'.repeat(2000)), 'TOO_LARGE'],
  ])('%s', async (_, text, code) => expect((await refusal(text, 'a.svg'))?.code).toBe(code));
  test('one that says it is a hundred thousand pixels wide is drawn smaller', async () => {
    const { photo } = await read(svg('<rect width="9" height="9"/>', 'width="100000" height="50000"'), 'a.svg');
    expect(photo?.width).toBeLessThanOrEqual(8200);
  });
});
