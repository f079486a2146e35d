/** An article is read, looked through and marked as a person does it, in four languages; what was marked is asked of the case itself. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from './axe.ts';
import { addClaim, article, claims, dialog, importFiles, margin, newCase, openSource, reader, selectByMouse } from './desk.ts';
import { expect, test } from './fixture.ts';
import { write } from './originals.ts';
import { assay } from './terminal.ts';

const Excerpts = z.object({ excerpts: z.array(z.object({ quote: z.string().nullable(), place: z.string() })) });
const Found = z.object({ id: z.string() });

function quotesOf(folder: string, name: string, source: string): (string | null)[] {
  const at = join(folder, 'cases', `${name}.case`);
  const { id } = Found.parse(assay(join(folder, 'terminal'), 'call', at, 'sources.get', JSON.stringify({ source })));
  const { excerpts } = Excerpts.parse(assay(join(folder, 'terminal'), 'call', at, 'excerpts.ofSource', JSON.stringify({ source: id })));
  return excerpts.map(({ quote }) => quote);
}

interface Language {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** Marked by mouse. */
  readonly words: string;
  /** Lies half over it. */
  readonly over: string;
  /** What the second press of J selects in the first paragraph, and that with its last word left out. */
  readonly sentence: string;
  readonly shorter: string;
  /** Looked for as it is typed, how often it stands there, and the sentence around the second place. */
  readonly typed: string;
  readonly times: number;
  readonly around: string;
}

const languages: readonly Language[] = [
  {
    name: 'English',
    title: 'Depot on Canal Street',
    text: 'Reporters reached the depot on Tuesday. The eastern wall had not been hit, they wrote. The gate stood open.\n\nA guard said that THE GATE was never shut. Two windows were broken. Nobody slept there.',
    words: 'eastern wall had not been hit',
    over: 'not been hit, they wrote',
    sentence: 'The eastern wall had not been hit, they wrote.',
    shorter: 'The eastern wall had not been hit, they',
    typed: 'the gate',
    times: 2,
    around: 'A guard said that THE GATE was never shut.',
  },
  {
    name: 'Ukrainian',
    title: 'Довідка про склад',
    text: 'У вівторок комісія оглянула склад. Жодного сліду влучання вона не побачила. Двері їхнього складу були відчинені.\n\nСторож пояснив, що їхнього добра там немає. Два вікна розбиті. Ніхто не ночував.',
    words: 'сліду влучання вона',
    over: 'вона не побачила',
    sentence: 'Жодного сліду влучання вона не побачила.',
    shorter: 'Жодного сліду влучання вона не',
    typed: 'ЇХНЬОГО',
    times: 2,
    around: 'Сторож пояснив, що їхнього добра там немає.',
  },
  {
    name: 'Arabic',
    title: 'تقرير عن المستودع',
    text: 'زار الصحفيون المستودع صباح الثلاثاء. لم يعثر الفريق على أي أثر للقصف. كانت البوابة مفتوحة.\n\nقال الحارس إن البوابة لا تغلق. كانت نافذتان مكسورتين. لم ينم أحد هناك.',
    words: 'الفريق على أي أثر',
    over: 'أي أثر للقصف',
    sentence: 'لم يعثر الفريق على أي أثر للقصف.',
    shorter: 'لم يعثر الفريق على أي أثر',
    typed: 'البوابة',
    times: 2,
    around: 'قال الحارس إن البوابة لا تغلق.',
  },
  {
    name: 'Chinese',
    title: '仓库调查报告',
    text: '记者星期二到达仓库。调查人员没有发现任何爆炸的痕迹。大门敞开着。\n\n门卫说大门从来不关。两扇窗户破了。没有人在那里过夜。',
    words: '没有发现任何爆炸',
    over: '任何爆炸的痕迹',
    sentence: '调查人员没有发现任何爆炸的痕迹。',
    shorter: '调查人员没有发现任何爆炸的',
    typed: '大门',
    times: 2,
    around: '门卫说大门从来不关。',
  },
];

const saved = (page: Page, count: number) => expect(article(page).locator('.rd-mark:enabled')).toHaveCount(count);

for (const language of languages)
  test(`${language.name}: marked by mouse and by keys, over each other, gone through, found; every quote exact`, async ({
    page,
    folder,
  }) => {
    test.slow();
    const name = `Reading ${language.name}`;
    await newCase(page, name);
    await importFiles(page, [write(folder, 'text.txt', `${language.title}\n\n${language.text}\n`)]);
    await openSource(page, language.title);
    await addClaim(page, 'It was hit.');

    await selectByMouse(page, language.words);
    await page.keyboard.press('r');
    await expect(margin(page, /^Refutes C-001/)).toBeEnabled();
    await page.keyboard.press('Escape');
    await selectByMouse(page, language.over);
    await page.keyboard.press('c');
    await saved(page, 2);
    await page.keyboard.press('Escape');

    // By keys: the sentences of the first paragraph, one word less, then linked
    const status = reader(page).getByRole('status').last();
    await article(page).focus();
    await page.keyboard.press('Control+f');
    const field = reader(page).getByRole('textbox', { name: 'Find in this source' });
    await field.fill(language.sentence);
    await expect(reader(page).getByText('1 of 1')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(article(page)).toBeFocused();
    // The first press takes off the full stop, the second a word
    await page.keyboard.press('[');
    await page.keyboard.press('[');
    await expect(status).toHaveText(new RegExp(`${language.shorter}\\s*$`));
    await page.keyboard.press('v');
    await saved(page, 3);
    await page.keyboard.press('Escape');

    // Found as typed, whatever the case of the letters; Esc leaves the cursor there, and the sentence keys go on from it
    await page.keyboard.press('Control+f');
    await field.fill(language.typed);
    await expect(reader(page).getByText(new RegExp(`^\\d of ${language.times}$`))).toBeVisible();
    await field.press('F3');
    await field.press('Shift+F3');
    await expect
      .poll(async () =>
        reader(page)
          .getByText(new RegExp(`of ${language.times}$`))
          .first()
          .textContent(),
      )
      .toMatch(/^\d of/);
    while (
      (await reader(page)
        .getByText(new RegExp(`of ${language.times}$`))
        .first()
        .textContent()) !== `2 of ${language.times}`
    ) {
      await field.press('Enter');
      await expect(
        reader(page)
          .getByText(new RegExp(`of ${language.times}$`))
          .first(),
      ).toBeVisible();
    }
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
    await page.keyboard.press('k');
    await expect(status).toContainText(/¶2/);
    await page.keyboard.press('s');
    await saved(page, 4);
    await page.keyboard.press('Escape');

    // From mark to mark
    await page.keyboard.press('Shift+J');
    await expect(article(page).locator('.rd-mark[aria-current]')).toHaveCount(1);
    const first = await article(page).locator('.rd-mark[aria-current]').getAttribute('aria-label');
    await page.keyboard.press('Shift+J');
    await expect(article(page).locator('.rd-mark[aria-current]')).not.toHaveAttribute('aria-label', first ?? '');
    await page.keyboard.press('Shift+K');
    await expect(article(page).locator('.rd-mark[aria-current]')).toHaveAttribute('aria-label', first ?? '');

    const quotes = quotesOf(folder, name, 'S-001');
    expect(quotes).toEqual(expect.arrayContaining([language.words, language.over, language.shorter, language.around]));
    expect(quotes).toHaveLength(4);
    for (const quote of quotes) expect(language.text).toContain(quote);
    await expect(claims(page).getByText(language.words, { exact: true })).toBeVisible();
  });

const report = `# Long report\n\n${Array.from(
  { length: 9 },
  (_, n) =>
    `## Part ${n + 1}: what was seen\n\n${Array.from({ length: 5 }, (__, m) => `Paragraph ${n + 1}.${m + 1}. The gate stood open and the wall had not been hit; the café and the cafe were shut, said a guard who had slept there since spring.`).join('\n\n')}`,
).join('\n\n')}\n`;

test('a long text has an outline, letters and a column of one’s own, and what is found is counted honestly', async ({ page, folder }) => {
  test.slow();
  await newCase(page, 'Long');
  await importFiles(page, [write(folder, 'long.md', report), write(folder, 'short.txt', 'A short note\n\nWithout headings.\n')]);
  await openSource(page, 'Long report');
  await article(page).focus();

  await page.keyboard.press('h');
  const outline = reader(page).getByRole('navigation', { name: 'Outline' });
  await expect(outline.getByRole('button', { name: 'Part 1: what was seen' })).toBeFocused();
  for (let n = 1; n < 7; n++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(article(page).getByRole('heading', { name: 'Part 7: what was seen' })).toBeInViewport();
  await expect(reader(page).getByRole('toolbar', { name: 'Tools for the text' })).toContainText('Part 7: what was seen');

  // Larger letters: what is read stays where it is, and all of it is so after a reload
  const heading = article(page).getByRole('heading', { name: 'Part 7: what was seen' });
  const before = (await heading.boundingBox())?.y ?? 0;
  for (const key of ['>', '>', '>']) await page.keyboard.press(key);
  await expect(article(page).getByText('Paragraph 7.1.')).toHaveCSS('font-size', '20px');
  await expect.poll(async () => Math.abs(((await heading.boundingBox())?.y ?? 0) - before)).toBeLessThan(12);
  await reader(page).getByRole('button', { name: 'Letters and column' }).click();
  await reader(page).getByRole('button', { name: 'Narrower column' }).click();
  await expect(reader(page).getByText('65 letters', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  await openSource(page, 'Long report');
  await expect(article(page).getByText('Paragraph 1.1.')).toHaveCSS('font-size', '20px');
  await reader(page).getByRole('button', { name: 'Letters and column' }).click();
  await expect(reader(page).getByText('65 letters', { exact: true })).toBeVisible();
  await reader(page).getByRole('button', { name: 'As it was' }).click();
  await expect(article(page).getByText('Paragraph 1.1.')).toHaveCSS('font-size', '17px');

  await page.keyboard.press('Control+f');
  const field = reader(page).getByRole('textbox', { name: 'Find in this source' });
  await field.fill('cafe');
  await expect(reader(page).getByText('1 of 45')).toBeVisible();
  await reader(page).getByRole('button', { name: 'é = e +45' }).click();
  await expect(reader(page).getByText('2 of 90')).toBeVisible();
  await reader(page).getByRole('button', { name: 'A ≠ a' }).click();
  await field.fill('Cafe');
  await expect(reader(page).getByText('Not found')).toBeVisible();
  await field.fill('wall');
  await page.keyboard.press('h');
  await expect(field).toHaveValue('wallh');
  await field.fill('wall');
  await expect(reader(page).getByText(/^\d+ of 45$/)).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `reading, ${colorScheme}`);
  }

  // Each of it is a command, too
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await dialog(page, 'Search or run a command').getByRole('combobox').fill('outline');
  await page.keyboard.press('Enter');
  await expect(outline).toBeVisible();
  await page.keyboard.press('Escape');
  await openSource(page, 'A short note');
  await expect(article(page)).toContainText('Without headings.');
  await expect(reader(page).getByRole('button', { name: /Outline/ })).toHaveCount(0);
});
