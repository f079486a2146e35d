/** Documents as their pages: words marked over columns and pages, in four scripts, by hand and by keys; scanned pages by region. */
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { makePdf, picture, say } from '../main/formats/pdf-make.ts';
import { paper } from '../support/paper.ts';
import { expectAccessible } from './axe.ts';
import { addClaim, article, claims, importFiles, newCase, openSource, reader, sources } from './desk.ts';
import { expect, test } from './fixture.ts';
import { write } from './material.ts';
import { assay } from './terminal.ts';

const sheet = (page: Page): Locator => page.getByRole('region', { name: /^Pages of S-/ });
const onePage = (page: Page, number: number): Locator => sheet(page).getByRole('region', { name: new RegExp(`^Page ${number} of `) });
const markButton = (page: Page, name: RegExp): Locator => sheet(page).getByRole('button', { name });

const Kept = z.object({
  excerpts: z.array(
    z.object({
      quote: z.string().nullable(),
      place: z.string(),
      anchor: z.looseObject({
        page: z.number().optional(),
        fragment: z.object({ value: z.string() }).optional(),
        quads: z.array(z.object({ page: z.number(), x: z.number(), y: z.number(), width: z.number(), height: z.number() })).optional(),
      }),
    }),
  ),
});
const Found = z.looseObject({ id: z.string() });

/** What the case itself holds, read by another program. */
function kept(folder: string, title: string): z.infer<typeof Kept>['excerpts'] {
  const at = join(folder, 'cases', `${title}.case`);
  const { id } = Found.parse(assay(join(folder, 'terminal'), 'call', at, 'sources.get', JSON.stringify({ source: 'S-001' })));
  return Kept.parse(assay(join(folder, 'terminal'), 'call', at, 'excerpts.ofSource', JSON.stringify({ source: id }))).excerpts;
}

const survey = Array.from(
  { length: 14 },
  (_, n) =>
    `Paragraph ${n + 1} of the survey. The inspectors walked along wall ${n * 7 + 3} and wrote down what they saw there. They found dust, ${n + 2} broken windows and no trace of fire. Nobody in the street had heard a blast that night.`,
);

async function open(page: Page, folder: string, title: string, bytes: Uint8Array): Promise<void> {
  await newCase(page, title);
  await importFiles(page, [write(folder, 'paper.pdf', bytes)]);
  await openSource(page, /S-001/);
  await expect(sheet(page)).toBeVisible();
  // The picture stands, and the words over it
  await expect
    .poll(() =>
      onePage(page, 1)
        .locator('img')
        .first()
        .evaluate((image) => (image instanceof HTMLImageElement ? image.naturalHeight : 0)),
    )
    .toBeGreaterThan(0);
}

interface Line {
  readonly start: number;
  readonly words: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** The lines of words on the pages in sight, in the order they are read, where they stand on the screen. */
const lines = (page: Page): Promise<Line[]> =>
  sheet(page).evaluate((root) =>
    Array.from(root.querySelectorAll<HTMLElement>('[data-start]')).map((line) => {
      const { x, y, width, height } = line.getBoundingClientRect();
      return {
        start: Number(line.dataset['start']),
        words: line.textContent,
        page: Number(line.closest<HTMLElement>('[data-page]')?.dataset['page']),
        x,
        y,
        width,
        height,
      };
    }),
  );

/** Draws from the first letter of one line to the last of another. */
async function draw(page: Page, from: Line, to: Line): Promise<Locator> {
  await page.mouse.move(from.x + 1, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
  await page.mouse.move(to.x + to.width + 3, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  const popover = page.getByRole('group', { name: 'Link this passage' });
  await expect(popover).toBeVisible();
  return popover;
}
const line = (all: readonly Line[], found: (line: Line, index: number) => boolean): Line => {
  const one = all.find(found);
  if (!one) throw new Error(`no such line among: ${all.map(({ words }) => words).join('|')}`);
  return one;
};
const between = (all: readonly Line[], from: Line, to: Line): string =>
  all
    .filter(({ start }) => start >= from.start && start <= to.start)
    .map(({ words }) => words)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

test('words are marked over two columns, and stand there again after a reload', async ({ page, folder }) => {
  await open(page, folder, 'Columns', paper('A survey in two columns', survey, { columns: 2 }));
  await addClaim(page, 'Nobody heard a blast.');
  await openSource(page, /S-001/);
  await page.keyboard.press('9');
  await sheet(page).focus();
  await page.keyboard.press('9');
  await expect(onePage(page, 1)).toBeInViewport({ ratio: 0.95 });
  const all = (await lines(page)).filter((one) => one.page === 1);
  const last = all.findIndex((one, index) => index > 3 && one.x > (all[1]?.x ?? 0) + 50);
  const [from, to] = [line(all, (_, index) => index === last - 2), line(all, (_, index) => index === last + 1)];
  await draw(page, from, to);
  await page.keyboard.press('s');
  await expect(markButton(page, /^Supports C-001/)).toBeVisible();
  await expect.poll(() => kept(folder, 'Columns').map(({ quote }) => quote?.replace(/\s+/g, ' '))).toEqual([between(all, from, to)]);
  const quads = kept(folder, 'Columns')[0]?.anchor.quads ?? [];
  expect(quads).toHaveLength(4);
  // Two lines at the foot of the first column, two at the head of the second, none over the white between them
  expect(quads.map(({ x }) => x < 200)).toEqual([true, true, false, false]);
  expect(quads.every(({ width }) => width < 170)).toBe(true);
  const ink = onePage(page, 1).locator('.pp-mark[data-stance=supports] rect');
  await expect(ink).toHaveCount(4);
  const before = await ink.first().boundingBox();

  await page.reload();
  await openSource(page, /S-001/);
  await expect(markButton(page, /^Supports C-001/)).toBeVisible();
  await sheet(page).focus();
  await page.keyboard.press('9');
  await expect(ink).toHaveCount(4);
  await expect.poll(async () => (await ink.first().boundingBox())?.width).toBeCloseTo(before?.width ?? 0, 0);
  await expectAccessible(page, 'a document as its pages');
});

test('a passage goes on over the end of a page, and its excerpt opens at its place', async ({ page, folder }) => {
  await open(page, folder, 'Page break', paper('A survey', survey, { size: 13 }));
  await addClaim(page, 'There were windows.');
  await openSource(page, /S-001/);
  await sheet(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(reader(page).getByRole('textbox', { name: 'Page' })).toHaveValue('2');
  // The foot of page 1 and the head of page 2 together
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await lines(page)).some((one) => one.page === 1 && one.y > 200 && one.y < 800)).toBe(true);
  await page.waitForTimeout(200);
  const all = await lines(page);
  const from = line(all, (one, index) => one.page === 1 && all[index + 1]?.page === 2);
  const to = line(all, (one) => one.page === 2);
  await draw(page, from, to);
  await page.keyboard.press('r');
  await expect(markButton(page, /^Refutes C-001/)).toBeVisible();
  await expect.poll(() => kept(folder, 'Page break').map(({ quote }) => quote?.replace(/\s+/g, ' '))).toEqual([between(all, from, to)]);
  expect(kept(folder, 'Page break')[0]?.anchor.quads?.map((quad) => quad.page)).toEqual([1, 2]);

  await sheet(page).focus();
  await page.keyboard.press('Escape');
  await reader(page).getByRole('textbox', { name: 'Page' }).fill('3');
  await page.keyboard.press('Enter');
  await expect(markButton(page, /^Refutes C-001/)).not.toBeInViewport();
  await claims(page)
    .getByRole('button', { name: /Show E-001|E-001|Paragraph|S-001/ })
    .first()
    .click();
  await expect(markButton(page, /^Refutes C-001/)).toBeInViewport();
  await expect(page.getByRole('region', { name: 'Excerpt E-001' })).toBeVisible();
});

const scripts = [
  {
    language: 'uk',
    title: 'Довідка про огляд',
    words: [
      'У вівторок уранці комісія оглянула склад. Жодного сліду влучання комісія не побачила, двері були відчинені.',
      'Сторож пояснив, що з весни там ніхто не ночував.',
    ],
    quote: 'Жодного сліду влучання комісія не побачила, двері були відчинені.',
  },
  {
    language: 'ar',
    title: 'تقرير عن المستودع',
    words: [
      'زار الصحفيون المستودع صباح الثلاثاء. لم يعثر الفريق على أي أثر للقصف داخل المبنى، وكانت البوابة مفتوحة.',
      'وقال الحارس إن أحدا لم ينم هناك منذ الربيع.',
    ],
    quote: 'لم يعثر الفريق على أي أثر للقصف داخل المبنى، وكانت البوابة مفتوحة.',
  },
  {
    language: 'zh',
    title: '仓库调查报告',
    words: ['星期二上午，调查人员到达运河街的仓库。调查人员没有发现任何爆炸的痕迹，大门敞开着。', '门卫说，从春天起就没有人在那里过夜。'],
    quote: '调查人员没有发现任何爆炸的痕迹，大门敞开着。',
  },
] as const;
for (const { language, title, words, quote } of scripts)
  test(`words in ${language} are marked by keys alone, exactly and where they stand`, async ({ page, folder }) => {
    await open(page, folder, `Script ${language}`, paper(title, words, { language }));
    await addClaim(page, 'The depot was hit.');
    await openSource(page, /S-001/);
    await sheet(page).focus();
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key);
    await expect(onePage(page, 1).locator('[data-kind=hand] rect').first()).toBeVisible();
    await page.keyboard.press('v');
    await expect(markButton(page, /^Fails to verify C-001/)).toBeVisible();
    await expect.poll(() => kept(folder, `Script ${language}`).map((one) => one.quote)).toEqual([quote]);
    const quads = kept(folder, `Script ${language}`)[0]?.anchor.quads ?? [];
    // It begins within the first line of the paragraph and ends within the second: each line is one rectangle
    expect(quads).toHaveLength(2);
    const [first, second] = quads;
    if (language === 'ar') expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThan((second?.x ?? 0) + (second?.width ?? 0));
    else expect(first?.x ?? 0).toBeGreaterThan(second?.x ?? 0);
    // One word less
    await page.keyboard.press('Escape');
    await sheet(page).focus();
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await page.keyboard.press('[');
    await page.keyboard.press('m');
    await expect.poll(() => kept(folder, `Script ${language}`).length).toBe(2);
    const shorter = kept(folder, `Script ${language}`)[1]?.quote ?? '';
    expect(quote.startsWith(shorter)).toBe(true);
    expect(shorter.length).toBeLessThan(quote.length);
  });

test('part of a word by hand, a word by two presses, and what is chosen is copied as it stands in the text', async ({
  page,
  folder,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, folder, 'Words', makePdf({ pages: [{ content: say('The gate stood open all night', 72, 700, 24) }] }));
  const [only] = await lines(page);
  if (!only) throw new Error('no words');
  await page.mouse.dblclick(only.x + only.width * 0.2, only.y + only.height / 2);
  await expect(page.getByRole('group', { name: 'Link this passage' })).toBeVisible();
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('gate');
  await page.keyboard.press('m');
  await expect.poll(() => kept(folder, 'Words').map(({ quote }) => quote)).toEqual(['gate']);
  await page.mouse.move(only.x + 1, only.y + only.height / 2);
  await page.mouse.down();
  await page.mouse.move(only.x + only.width * 0.45, only.y + only.height / 2, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.press('m');
  await expect.poll(() => kept(folder, 'Words').length).toBe(2);
  const part = kept(folder, 'Words')[1]?.quote ?? '';
  expect('The gate stood open all night'.startsWith(part)).toBe(true);
  expect(part.length).toBeGreaterThan(8);
  expect(part.length).toBeLessThan(18);
});

test('a scanned page is marked by region, by hand and by keys; the region is where it was after a reload', async ({ page, folder }) => {
  await open(page, folder, 'Scan', makePdf({ pages: [{ content: picture }, { content: picture }] }));
  await addClaim(page, 'There was a square.');
  await openSource(page, /S-001/);
  await expect(reader(page).getByText('Pictures without words of their own.')).toBeVisible();
  await reader(page)
    .getByRole('button', { name: /^Region/ })
    .click();
  const box = await onePage(page, 1).boundingBox();
  if (!box) throw new Error('no page');
  await page.mouse.move(box.x + 120, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x + 260, box.y + 240, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByRole('group', { name: 'Link this region' })).toBeVisible();
  await page.keyboard.press('s');
  const chip = sheet(page)
    .getByRole('list', { name: 'Regions' })
    .getByRole('button', { name: /Region A.*Supports C-001/ });
  await expect(chip).toBeVisible();
  await page.keyboard.press('Escape');

  await sheet(page).focus();
  await page.keyboard.press('Shift+M');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('m');
  await expect.poll(() => kept(folder, 'Scan').map(({ place }) => place)).toEqual(['page 1 region A', 'page 1 region B']);
  const fragments = kept(folder, 'Scan').map(({ anchor }) => anchor.fragment?.value);

  await page.reload();
  await openSource(page, /S-001/);
  await chip.click();
  const card = page.getByRole('region', { name: 'Excerpt E-001' });
  await expect(card).toBeVisible();
  await expect
    .poll(() => card.locator('img').evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
    .toBeGreaterThan(20);
  await sheet(page).focus();
  await page.keyboard.press('a');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => kept(folder, 'Scan')[0]?.anchor.fragment?.value).not.toBe(fragments[0]);
  const y = (fragment: string | undefined): number => Number(fragment?.split(',')[1]);
  expect(y(kept(folder, 'Scan')[0]?.anchor.fragment?.value)).toBe(y(fragments[0]) + 10);
  await expectAccessible(page, 'a scanned page with regions');
});

test('pages are gone to by number, made larger, searched, and left for the text', async ({ page, folder }) => {
  await open(page, folder, 'Ways', paper('A survey', survey, { size: 14 }));
  const field = reader(page).getByRole('textbox', { name: 'Page' });
  await sheet(page).focus();
  await page.keyboard.press('p');
  await field.fill('3');
  await page.keyboard.press('Enter');
  await expect(onePage(page, 3)).toBeInViewport();
  await field.fill('300');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');

  const before = await onePage(page, 3).boundingBox();
  await reader(page).getByRole('button', { name: 'Pages larger' }).click();
  await expect.poll(async () => (await onePage(page, 3).boundingBox())?.width ?? 0).toBeGreaterThan(before?.width ?? 0);
  await expect(onePage(page, 3)).toBeInViewport();

  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find in this source' }).fill('Paragraph 14');
  await expect(sheet(page).locator('[data-kind=here] rect').first()).toBeInViewport();
  await page.keyboard.press('Escape');

  await reader(page).getByRole('button', { name: 'Small pictures of the pages' }).click();
  await reader(page).getByRole('navigation', { name: 'Small pictures of the pages' }).getByRole('button', { name: 'Page 1' }).click();
  await expect(field).toHaveValue('1');
  await expectAccessible(page, 'pages with small pictures');

  await page.keyboard.press('Shift+P');
  await expect(article(page)).toContainText('Paragraph 14 of the survey');
  // The choice stays for the window
  await importFiles(page, [write(folder, 'second.pdf', makePdf({ pages: [{ content: say('Another sheet', 72, 700) }] }))]);
  await sources(page)
    .getByRole('option', { name: /second|Another/ })
    .first()
    .click();
  await expect(article(page)).toContainText('Another sheet');
  await reader(page).getByRole('button', { name: 'Pages', exact: true }).click();
  await expect(sheet(page)).toBeVisible();
});
