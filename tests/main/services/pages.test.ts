/** Pages of documents: all of them without their words, close looks, and words in scripts of every kind where they stand. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageUrl } from '../../../shared/blobs.ts';
import type { CaseHandle, Source } from '../../../shared/model.ts';
import { paper } from '../../support/paper.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';
import { makePdf, say } from '../formats/pdf-make.ts';

let bench: TestBench;
let handle: CaseHandle;
const sources = new Map<string, Source>();
const chinese = '星期二上午，调查人员到达运河街的仓库。调查人员没有发现任何爆炸的痕迹，大门敞开着。';
const arabic = 'زار الصحفيون المستودع صباح الثلاثاء. لم يعثر الفريق على أي أثر للقصف داخل المبنى، وكانت البوابة مفتوحة.';

beforeAll(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'pages.case')), details: { title: 'Pages' } })).case;
  const files: Record<string, Uint8Array | string> = {
    'two.pdf': makePdf({
      pages: [{ content: say('The gate stood open', 72, 700) }, { content: say('Nobody came', 72, 300), crop: [0, 0, 300, 400] }],
      catalog: '/PageLabels << /Nums [0 << /S /r >>] >>',
    }),
    'zh.pdf': paper('仓库调查报告', [chinese], { language: 'zh' }),
    'ar.pdf': paper('تقرير عن المستودع', [arabic], { language: 'ar' }),
    'note.txt': 'A note.\n\nThe gate stood open.',
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(bench.folder, name), content);
    const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(join(bench.folder, name))] }));
    const id = result.outcomes[0]?.source?.id;
    if (id === undefined) throw new Error(JSON.stringify(result));
    sources.set(name, await bench.api.sources.get({ case: handle, source: id }));
  }
});
afterAll(() => bench.dispose());

function source(name: string): Source & { rendition: NonNullable<Source['rendition']> } {
  const found = sources.get(name);
  if (!found?.rendition) throw new Error(`${name} has no text`);
  return { ...found, rendition: found.rendition };
}

test('all pages are told at once: how large they are, what they are called, which words stand on them, and no words', async () => {
  const { unit, pages } = await bench.api.sources.pages({ case: handle, rendition: source('two.pdf').rendition });
  expect(unit).toBe('pt');
  expect(pages).toEqual([
    { width: 600, height: 800, start: 0, end: 19, label: 'i', scanned: false },
    { width: 300, height: 400, start: 21, end: 32, label: 'ii', scanned: false },
  ]);
});

test('a text without pages says so', async () => {
  await expect(bench.api.sources.pages({ case: handle, rendition: source('note.txt').rendition })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a close look has twice the pixels, and is a picture of its own', async () => {
  const { original } = source('two.pdf');
  const sizeOf = async (size: 'whole' | 'sharp'): Promise<number | undefined> => {
    const blob = await bench.workbench.blobs.read(pageUrl(handle, original, 1, size));
    return blob ? (await sharp(blob.bytes).metadata()).height : undefined;
  };
  expect(await sizeOf('sharp')).toBe(3200);
  expect(await sizeOf('whole')).toBe(1600);
});

describe('words stand where they are seen', () => {
  const marked = async (name: string, quote: string) => {
    const { id } = source(name);
    const { anchor } = await bench.api.excerpts.mark({ case: handle, source: id, target: { quote } });
    return anchor.kind === 'text' ? (anchor.quads ?? []) : [];
  };
  test('Chinese lines are joined without a space, and part of a line is as wide as its signs', async () => {
    const [first, second, more] = await marked('zh.pdf', '调查人员没有发现任何爆炸的痕迹，大门');
    // 19 signs stand before it in a line of 33, each as wide as the other
    expect(first?.x).toBeCloseTo(40 + 19 * 10, -1);
    expect(second?.x).toBeCloseTo(40, 0);
    expect(more).toBeUndefined();
  });
  test('an Arabic line is one rectangle that begins at the right', async () => {
    const [first, second, more] = await marked('ar.pdf', arabic);
    expect(more).toBeUndefined();
    expect(first?.width).toBeGreaterThan(300);
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeCloseTo((second?.x ?? 0) + (second?.width ?? 0), 0);
  });
  test('half of an Arabic word is its right half', async () => {
    const [whole] = await marked('ar.pdf', 'الصحفيون');
    const [half] = await marked('ar.pdf', 'الصحف');
    expect((half?.x ?? 0) + (half?.width ?? 0)).toBeCloseTo((whole?.x ?? 0) + (whole?.width ?? 0), 1);
    expect(half?.width).toBeLessThan(whole?.width ?? 0);
  });
});
