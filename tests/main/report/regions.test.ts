/** Outlines and pages in the report: how they are cited, what is drawn, and what is refused. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../../main/report/build.ts';
import { checkReport } from '../../../main/report/checks.ts';
import type { ReportInput } from '../../../main/report/model.ts';
import { CaseBuilder, crop } from './case.ts';
import { has, render, textOf, without } from './tools.ts';

let input: ReportInput;
const region = { x: 100, y: 120, width: 300, height: 200 };
const corners = [
  { x: 100, y: 120 },
  { x: 400, y: 160 },
  { x: 380, y: 320 },
  { x: 120, y: 300 },
];
beforeAll(async () => {
  const c = new CaseBuilder();
  c.entry('case.created', { program: 'Assay 0.1.0', details: c.details });
  const claim = c.claim('The façade in the glass is that of the town hall.');
  const photo = await c.photo('glass.jpg', { width: 900, height: 600 }, 200, { corrections: { altText: 'A door of glass.' } });
  c.link(c.region(photo.source, 'A', region, await crop(photo.jpeg, region), 'The façade.', { outline: corners }), claim, 'context');
  const order = await c.photo('page.jpg', { width: 1190, height: 1684 }, 30);
  const document = c.source({ kind: 'article', bytes: 'a document', fileName: 'order.pdf' });
  c.photos[`${document.original}-page-4`] = { bytes: order.jpeg, width: 1190, height: 1684 };
  c.link(c.region(document, 'A', region, await crop(order.jpeg, region), '', { page: 4 }), claim, 'supports');
  c.link(c.region(document, 'B', region, await crop(order.jpeg, region), 'The stamp.', { page: 4, outline: corners }), claim, 'refutes');
  input = c.input();
}, 30_000);

describe('regions in the report', () => {
  it('name the page that they lie on', () => {
    const { exhibits } = buildReport(input);
    expect(Object.values(exhibits).map(({ cite }) => cite)).toEqual([
      'S-001 region A',
      'S-003, page 4, region A',
      'S-003, page 4, region B',
    ]);
    expect(exhibits['E-002']?.footnote.place).toBe(
      'page 4, region A, pixels x 100, y 120, 300 × 200 of 1190 × 1684, the page at 144 to the inch',
    );
    expect(exhibits['E-001']?.footnote.place).toMatch(/region A, pixels .*, outline of 4 corners$/);
    expect(exhibits['E-001']?.photo).toMatchObject({ page: null, alt: 'A door of glass.', outline: corners.map(({ x, y }) => [x, y]) });
    expect(exhibits['E-002']?.photo).toMatchObject({ page: 4, outline: null, described: 'nobody', name: 'A' });
  });
  it('hold', () => expect(checkReport(input)).toEqual([]));
  it('are refused where the page is not there, or is smaller', () => {
    const key = Object.keys(input.photos).find((name) => name.endsWith('-page-4')) ?? '';
    const { [key]: page, ...photos } = input.photos;
    expect(checkReport({ ...input, photos }).map(({ details }) => details['subject'])).toEqual(['E-002', 'E-003']);
    if (!page) throw new Error('no page');
    expect(checkReport({ ...input, photos: { ...photos, [key]: { ...page, height: 300 } } })[0]?.message).toMatch(
      /does not lie within S-003/,
    );
  });
  it.skipIf(!has('pdftotext'))(
    `are printed with their page, and how outlines are shown is said${without('pdftotext')}`,
    async () => {
      const { pdf } = await render(input);
      const text = textOf(pdf).replace(/\s+/g, ' ');
      for (const words of ['page 4, region A', 'page 4, region B', 'Pages as pictures', 'What lies outside the outline is paled'])
        expect(text).toContain(words);
    },
    60_000,
  );
});
