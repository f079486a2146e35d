/** Regions with outlines and on pages of documents; how far a person is with a source; which pictures are covered. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CaseHandle, type Outline, SourceId, type Triage } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';
import { makePdf, picture, say } from '../formats/pdf-make.ts';

let bench: TestBench;
let handle: CaseHandle;
let [photo, document, note]: SourceId[] = [];
let count = 0;
beforeAll(() => {
  bench = testBench();
});
beforeEach(async () => {
  count++;
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, `marks-${count}.case`)), details: { title: 'Marks' } }))
    .case;
  const files: [string, Uint8Array | string][] = [
    [
      'p.png',
      await sharp({ create: { width: 200, height: 100, channels: 3, background: 'blue' } })
        .png()
        .toBuffer(),
    ],
    ['d.pdf', makePdf({ pages: [{ content: say('The gate stood open', 72, 700) }, { content: picture }] })],
    ['n.txt', 'A note.\n\nThe gate stood open.'],
  ];
  const tickets = files.map(([name, content]) => {
    writeFileSync(join(bench.folder, name), content);
    return bench.ticket(join(bench.folder, name));
  });
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets }));
  [photo, document, note] = result.outcomes.map(({ source }) => {
    if (source === null) throw new Error(JSON.stringify(result));
    return source.id;
  });
});
afterEach(() => bench.api.cases.close({ case: handle }));
afterAll(() => bench.dispose());

const at = <T extends object>(more: T) => ({ case: handle, ...more });
const some = (id: SourceId | undefined): SourceId => {
  if (id === undefined) throw new Error('the sources did not come in');
  return id;
};
const triangle: Outline = [
  { x: 10, y: 10 },
  { x: 60, y: 10 },
  { x: 10, y: 50 },
];
const box = { x: 10, y: 10, width: 50, height: 40 };

describe('an outline', () => {
  test('is kept beside its bounding box, is one excerpt however often it is drawn, and can be drawn again', async () => {
    const target = { region: box, outline: triangle };
    const made = await bench.api.excerpts.mark(at({ source: some(photo), target }));
    expect(made).toMatchObject({
      place: 'region A',
      quote: null,
      anchor: {
        kind: 'region',
        fragment: { value: 'xywh=pixel:10,10,50,40' },
        outline: { value: '<svg xmlns="http://www.w3.org/2000/svg"><polygon points="10,10 60,10 10,50"/></svg>' },
      },
    });
    expect((await bench.api.excerpts.mark(at({ source: some(photo), target }))).id).toBe(made.id);
    // The rectangle round it is another place
    const rectangle = await bench.api.excerpts.mark(at({ source: some(photo), target: { region: box } }));
    expect(rectangle.place).toBe('region B');

    const moved = triangle.map(({ x, y }) => ({ x: x + 5, y }));
    const again = await bench.api.excerpts.adjust(at({ excerpt: made.id, region: { ...box, x: 15 }, outline: moved }));
    expect(again).toMatchObject({ place: 'region A', anchor: { outline: { value: expect.stringContaining('15,10 65,10 15,50') } } });
    await bench.api.history.undo(at({}));
    expect((await bench.api.excerpts.get(at({ excerpt: made.id }))).anchor).toEqual(made.anchor);
    expect((await finish(await bench.api.cases.verify(at({})))).result.findings).toEqual([]);
  });

  test.each([
    { what: 'does not fill its region', target: { region: { ...box, width: 51 }, outline: triangle }, code: 'BAD_INPUT' },
    { what: 'is a line', target: { region: box, outline: [triangle[0], triangle[1], triangle[0]] }, code: 'BAD_INPUT' },
    {
      what: 'leaves the picture',
      target: { region: { ...box, x: 160 }, outline: triangle.map((p) => ({ ...p, x: p.x + 150 })) },
      code: 'REGION_OUTSIDE',
    },
  ])('that $what is refused, and nothing is logged', async ({ target, code }) => {
    const before = await bench.api.history.log(at({}));
    const outline = target.outline.flatMap((point) => (point === undefined ? [] : [point]));
    await expect(bench.api.excerpts.mark(at({ source: some(photo), target: { ...target, outline } }))).rejects.toMatchObject({ code });
    expect((await bench.api.history.log(at({}))).total).toBe(before.total);
  });
});

describe('a region on a page', () => {
  test('names its page, whether that has words or is a picture, and verifies', async () => {
    const source = some(document);
    const words = await bench.api.excerpts.mark(at({ source, target: { region: box, page: 1 } }));
    const scanned = await bench.api.excerpts.mark(at({ source, target: { region: box, page: 2 } }));
    expect([words, scanned].map(({ place, anchor }) => [place, anchor.kind === 'region' && anchor.page])).toEqual([
      ['page 1 region A', 1],
      ['page 2 region B', 2],
    ]);
    expect((await finish(await bench.api.cases.verify(at({})))).result.findings).toEqual([]);
  });

  test.each([
    { page: 3, region: box, code: 'NOT_FOUND', what: 'a page that is not there' },
    // An A4 page is 1190 pixels wide at 144 dpi; US letter 1224
    { page: 1, region: { x: 1200, y: 0, width: 100, height: 10 }, code: 'REGION_OUTSIDE', what: 'beyond the page' },
  ])('$what is refused', async ({ page, region, code }) => {
    await expect(bench.api.excerpts.mark(at({ source: some(document), target: { region, page } }))).rejects.toMatchObject({ code });
  });

  test('only a document has pages', async () => {
    for (const source of [photo, note])
      await expect(bench.api.excerpts.mark(at({ source: some(source), target: { region: box, page: 1 } }))).rejects.toMatchObject({
        code: 'WRONG_KIND',
      });
  });
});

describe('how far a person is with a source', () => {
  const list = (triage?: Triage) => bench.api.sources.list(at(triage ? { triage } : {}));

  test('is new at first, counted, filtered, moved in one entry and undone in one', async () => {
    expect((await list()).triage).toEqual({ new: 3, read: 0, 'set-aside': 0, key: 0 });
    const before = (await bench.api.history.log(at({}))).total;
    expect(await bench.api.sources.sort(at({ sources: [some(photo), some(note)], triage: 'read' }))).toEqual({ changed: 2 });
    await bench.api.sources.sort(at({ sources: [some(document)], triage: 'key' }));
    expect((await bench.api.history.log(at({}))).total).toBe(before + 2);
    const key = await list('key');
    expect(key).toMatchObject({ total: 1, triage: { new: 0, read: 2, 'set-aside': 0, key: 1 } });
    expect(key.rows.map(({ id, triage }) => [id, triage])).toEqual([[document, 'key']]);
    // Those that are there already are no change
    expect(await bench.api.sources.sort(at({ sources: [some(photo)], triage: 'read' }))).toEqual({ changed: 0 });
    expect((await bench.api.history.log(at({}))).total).toBe(before + 2);
    await bench.api.history.undo(at({}));
    await bench.api.history.undo(at({}));
    expect((await list()).triage).toEqual({ new: 3, read: 0, 'set-aside': 0, key: 0 });
  });

  test('the next unread one comes round the end of the list, and never is the one that is open', async () => {
    const next = async (after: SourceId | null) => (await bench.api.sources.next(at({ after, triage: 'new' }))).source?.id ?? null;
    expect(await next(null)).toBe(photo);
    expect(await next(some(photo))).toBe(document);
    expect(await next(some(note))).toBe(photo);
    await bench.api.sources.sort(at({ sources: [some(photo), some(document)], triage: 'read' }));
    expect(await next(some(photo))).toBe(note);
    expect(await next(some(note))).toBeNull();
  });

  test('a source that is not in the case changes nothing at all', async () => {
    const stranger = some(photo).replace(/^.{8}/, '01900000');
    await expect(
      bench.api.sources.sort({ case: handle, sources: [some(note), SourceId.parse(stranger)], triage: 'read' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await list()).triage.new).toBe(3);
  });
});

test('a picture is covered as the case says, or as a person says of it alone', async () => {
  expect((await bench.api.cases.get(at({}))).summary.details.cover).toBe('none');
  await bench.api.cases.edit(at({ details: { cover: 'grey' } }));
  // What an edit does not name stays: a default would have taken the cover off
  await bench.api.cases.edit(at({ details: { title: 'Marks and more' } }));
  expect((await bench.api.cases.get(at({}))).summary.details).toMatchObject({ cover: 'grey', title: 'Marks and more' });
  expect((await bench.api.sources.cover(at({ source: some(photo), cover: 'open' }))).cover).toBe('open');
  expect((await bench.api.sources.list(at({}))).rows.map(({ cover }) => cover)).toEqual(['open', 'as-case', 'as-case']);
});
