/** Sources that look alike: found behind the import without anybody asking, judged by a person, never merged by themselves. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Suggestion } from '../../../shared/contract.ts';
import { type CaseHandle, Ref } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
const place = (): string => join(bench.folder, 'alike.case');
beforeEach(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(place()), details: { title: 'Alike' } })).case;
});
afterEach(() => bench.dispose());

const S = (n: number): Ref => Ref.parse(`S-${String(n).padStart(3, '0')}`);
const story = `Reporters who went to the two college dormitories on Sunday found no bodies, no blood and no sign that soldiers had lived there.

Neither building appeared to have been seriously or directly hit, though windows were broken and large craters lay beside both courtyards.

A spokesman for the eastern command called the statement an information operation of the other side, and said that nobody had been killed.`;
const other = `The harbour board met in March to discuss a new pier for the ferries that cross the bay every morning.

Members could not agree on who should pay for it, and the vote was put off until the autumn session of the council.`;

async function importFile(name: string, content: string | Uint8Array): Promise<void> {
  const path = join(bench.folder, name);
  writeFileSync(path, content);
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(path)] }));
  expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(['imported']);
}

/** Looking goes on behind the import; searching for one source waits until it is through. */
async function found(): Promise<Suggestion[]> {
  await finish(await bench.api.likeness.search({ case: handle }));
  return (await bench.api.likeness.list({ case: handle })).suggestions;
}

/** A picture of its own for every seed: coloured patches of many sizes, so that it has corners to go by. */
async function scene(seed: number): Promise<Buffer> {
  let state = seed * 2654435761;
  const random = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return (state >>> 8) / 2 ** 24;
  };
  const patches = Array.from({ length: 260 }, () => {
    const [x, y, w, h] = [random() * 900, random() * 640, 12 + random() * 70, 12 + random() * 70];
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="hsl(${random() * 360} 60% ${20 + random() * 60}%)"/>`;
  });
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="960" height="700">${patches.join('')}</svg>`))
    .jpeg({ quality: 92 })
    .toBuffer();
}

describe('articles', () => {
  test('a copy is suggested with its passages, judged, taken back; another story is not', async () => {
    await importFile('one.txt', story);
    await importFile('two.txt', `Wire copy\n\n${story.replace('appeared to have been', 'was')}`);
    await importFile('three.txt', other);
    const [only, ...more] = await found();
    expect(more).toEqual([]);
    expect([only?.a.ref, only?.b.ref, only?.kind, only?.judged]).toEqual(['S-001', 'S-002', 'text', null]);
    if (!only) throw new Error('nothing was found');

    const detail = await bench.api.likeness.detail({ case: handle, a: only.a.id, b: only.b.id });
    expect(detail.alignment).toBeNull();
    expect(detail.passages?.map(({ a }) => a.text).join(' ')).toContain('no sign that soldiers had lived there');

    const look = async () =>
      (await bench.api.imports.toLookAt({ case: handle })).groups.find(({ code }) => code === 'like-text')?.count ?? 0;
    expect(await look()).toBe(1);
    const judged = await bench.api.likeness.judge({ case: handle, a: only.b.id, b: only.a.id, decision: 'copy', because: 'the same wire' });
    expect(judged).toMatchObject({ a: only.a.id, b: only.b.id, decision: 'copy', because: 'the same wire', found: only.found });
    expect(await bench.api.likeness.list({ case: handle })).toMatchObject({ open: 0, suggestions: [{ judged: { decision: 'copy' } }] });
    expect(await look()).toBe(0);
    await bench.api.likeness.judge({ case: handle, a: only.a.id, b: only.b.id, decision: 'different' });
    expect((await bench.api.likeness.list({ case: handle })).suggestions.map((one) => one.judged?.decision)).toEqual(['different']);
    await bench.api.history.undo({ case: handle });
    await bench.api.history.undo({ case: handle });
    expect((await bench.api.likeness.list({ case: handle })).open).toBe(1);
    expect((await finish(await bench.api.cases.verify({ case: handle }))).result).toMatchObject({ ok: true, findings: [] });
  });

  test('what a person judged stays, also where everything that was computed is thrown away', async () => {
    await importFile('one.txt', story);
    await importFile('two.txt', `Wire copy\n\n${story}`);
    const [only] = await found();
    if (!only) throw new Error('nothing was found');
    await bench.api.likeness.judge({ case: handle, a: only.a.id, b: only.b.id, decision: 'copy', because: '' });
    await bench.api.cases.close({ case: handle });
    rmSync(join(place(), 'derived'), { recursive: true });
    handle = (await bench.api.cases.open({ at: bench.ticket(place()) })).case;
    expect((await bench.api.likeness.list({ case: handle })).suggestions).toMatchObject([
      { judged: { decision: 'copy' }, found: only.found },
    ]);
    // and what nobody judged is found anew
    await importFile('three.txt', `Another desk\n\n${story}`);
    expect((await found()).filter(({ judged }) => judged === null).map(({ b }) => b.ref)).toEqual(['S-003', 'S-003']);
  });

  test('an import that is undone is suggested no more', async () => {
    await importFile('one.txt', story);
    await importFile('two.txt', `Wire copy\n\n${story}`);
    expect(await found()).toHaveLength(1);
    await bench.api.history.undo({ case: handle });
    expect((await bench.api.likeness.list({ case: handle })).suggestions).toEqual([]);
    expect(await found()).toEqual([]);
  });
});

describe('photos', () => {
  test('a cropped copy with a banner is suggested with its alignment; another picture is not', async () => {
    const original = await scene(1);
    const banner = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="60"><rect width="700" height="60" fill="#c00"/></svg>',
    );
    const copy = await sharp(original)
      .extract({ left: 150, top: 90, width: 700, height: 520 })
      .composite([{ input: banner, left: 0, top: 460 }])
      .jpeg({ quality: 70 })
      .toBuffer();
    await importFile('original.jpg', original);
    await importFile('viral.jpg', copy);
    await importFile('elsewhere.jpg', await scene(2));
    const [only, ...more] = await found();
    expect(more).toEqual([]);
    expect([only?.a.ref, only?.b.ref, only?.kind]).toEqual(['S-001', 'S-002', 'photo']);
    if (!only) throw new Error('nothing was found');
    const { alignment } = await bench.api.likeness.detail({ case: handle, a: only.a.id, b: only.b.id });
    const [, , x = 0, , , y = 0] = alignment?.transform ?? [];
    // pixels of the copy to pixels of the original: moved by where it was cut
    expect([Math.abs(x - 150) < 4, Math.abs(y - 90) < 4, alignment?.mirrored]).toEqual([true, true, false]);
    expect(alignment?.differs.length).toBeGreaterThan(0);
  }, 60_000);
});

test('a text and a photo are not compared', async () => {
  await importFile('one.txt', story);
  await importFile('original.jpg', await scene(3));
  const [one, two] = [
    await bench.api.sources.get({ case: handle, source: S(1) }),
    await bench.api.sources.get({ case: handle, source: S(2) }),
  ];
  await expect(bench.api.likeness.detail({ case: handle, a: one.id, b: two.id })).rejects.toMatchObject({ code: 'WRONG_KIND' });
  await expect(bench.api.likeness.judge({ case: handle, a: one.id, b: one.id, decision: 'copy' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});
