import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startProgram } from '../../scripts/program.ts';
import { expectAccessible } from './axe.ts';
import { addClaim, article, chooseFiles, importFiles, newCase, openSource, selectByMouse } from './desk.ts';
import { expect, test } from './fixture.ts';
import { write } from './material.ts';
import { pagesOf, sets } from './versions.ts';

const view = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name });
const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Excerpts to decide' });
const option = (page: Page, words: string): Locator => page.getByRole('option').filter({ hasText: words });
const texts = (page: Page): Locator => page.getByRole('region', { name: 'Differences by word' });
const depends = (page: Page): Locator => page.getByRole('complementary', { name: 'What depends on it' });
const choice = (page: Page, name: RegExp): Locator => page.getByRole('region', { name: 'What you decide' }).getByRole('button', { name });
const bothThemes = async (page: Page, screen: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${screen} in ${colorScheme}`);
  }
};
type Set = (typeof sets)[number];
const markOf = (set: Set, becomes: Set['marks'][number]['becomes']): string => {
  const mark = set.marks.find((one) => one.becomes === becomes);
  if (!mark) throw new Error(`no mark of ${set.language} becomes ${becomes}`);
  return mark.quote;
};

/** A case with a marked page, and then the page again as it reads later. */
async function laterVersion(page: Page, folder: string, set: Set): Promise<void> {
  const { first, second } = pagesOf(set);
  await newCase(page, `Versions, ${set.language}`);
  await importFiles(page, [write(folder, 'page.html', first)]);
  await addClaim(page, 'Both dormitories were hit.');
  await openSource(page, set.title);
  for (const { quote } of set.marks) {
    await selectByMouse(page, quote);
    await page.keyboard.press('r');
    await expect(
      article(page)
        .getByRole('button', { name: new RegExp(quote.slice(0, 12)) })
        .first(),
    ).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await chooseFiles(page, [write(folder, 'page-later.html', second)]);
  await expect(page.getByRole('contentinfo').getByRole('button', { name: /needs? a decision/ })).toBeVisible({ timeout: 20_000 });
}

for (const set of sets)
  test(`${set.language}: every state is told, a hedge that went is named, and each choice does what it said`, async ({ page, folder }) => {
    test.slow();
    await laterVersion(page, folder, set);
    const needing = set.marks.filter(({ becomes }) => becomes !== 'exact').length;
    const counted = page.getByRole('contentinfo').getByRole('button', { name: `${needing} excerpts need a decision` });
    await counted.click();
    for (const { quote, becomes } of set.marks)
      if (becomes !== 'exact') await expect(list(page).getByRole('option').filter({ hasText: quote })).toContainText(becomes);
    await expect(page.getByText(/^exact \d, same words in the same place$/)).toBeVisible();

    // Altered: both places boxed, the hedge named by a list of the right language, nothing chosen beforehand
    await option(page, markOf(set, 'altered')).click();
    await expect(texts(page).locator('.sought[data-side=a]').first()).toBeVisible();
    await expect(texts(page).locator('.sought[data-side=b]')).toHaveText([set.altered]);
    await expect(depends(page).getByRole('region', { name: 'Hedges' })).toContainText(`“${set.hedge}”`);
    await expect(depends(page).getByRole('region', { name: 'Hedges' })).toContainText(`a list of ${set.language} words`);
    await expect(depends(page)).toContainText('reads otherwise here');
    await expect(page.locator('[aria-pressed=true]').filter({ hasText: /Keep|Confirm|Retire/ })).toHaveCount(0);
    await bothThemes(page, `an altered excerpt in ${set.language}`);

    // Confirmed by key: one entry, its link goes with it and its reason is to be read again
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'from now on' })).toContainText('1 reason to be read again.');
    await expect(depends(page).getByRole('region', { name: 'Reasons to be read again' })).toContainText('to be read again');
    await expect(counted).toHaveCount(0);

    // Ambiguous: no place until a person says which
    await option(page, markOf(set, 'ambiguous')).click();
    await expect(choice(page, /^Confirm/)).toBeDisabled();
    await expect(choice(page, /^Confirm/)).toContainText('say which place it is');
    await expect(texts(page).locator('.sought[data-number="2"]')).toBeVisible();
    await page.keyboard.press('2');
    await expect(texts(page).locator('.sought[data-chosen]')).toBeVisible();
    await page.keyboard.press('o');
    await expect(page.getByRole('status').filter({ hasText: 'stays on S-001' })).toBeVisible();

    // Lost: not to be confirmed, but where a person finds the place by its words
    await option(page, markOf(set, 'lost')).click();
    await expect(choice(page, /^Confirm/)).toBeDisabled();
    await expect(choice(page, /^Confirm/)).toContainText('these words are not there');
    await page.getByRole('textbox', { name: /or its words/ }).fill(set.byHand);
    await page.getByRole('button', { name: 'Take this place' }).click();
    await expect(texts(page).locator('.sought[data-side=b]')).toHaveText([set.byHand]);
    await expect(choice(page, /^Confirm/)).toBeEnabled();
    // Retired without a reason: it asks for one first
    await choice(page, /^Retire/).click();
    const note = page.getByRole('textbox', { name: /Why is it retired/ });
    await expect(note).toBeFocused();
    await note.fill('The paper took it out.');
    await choice(page, /^Retire/).click();
    await expect(page.getByRole('status').filter({ hasText: 'is retired' })).toContainText('left to decide');

    await view(page, 'Log').click();
    const entries = page.getByRole('main').getByRole('listitem');
    for (const words of ['Confirmed a new place', 'Kept an excerpt as it stood', 'Retired an excerpt'])
      await expect(entries.filter({ hasText: words })).toHaveCount(1);
    await expect(entries.filter({ hasText: 'The paper took it out.' })).toHaveCount(1);
  });

const [english] = sets;

test('undo asks again, redo does not; a decision can be taken anew; the reader tells each state and leads here', async ({
  page,
  folder,
}) => {
  test.slow();
  if (!english) throw new Error('no text');
  await laterVersion(page, folder, english);
  const altered = markOf(english, 'altered');
  await openSource(page, /S-001/);
  await expect(article(page).getByRole('button', { name: /neither building.*altered in S-002/ })).toBeVisible();
  await page.getByRole('region', { name: 'Reader' }).getByRole('button', { name: '4 excerpts need a decision' }).click();
  await expect(page.getByRole('button', { name: /S-001 only/ })).toBeVisible();
  await option(page, altered).click();
  await page.keyboard.press('o');
  await expect(list(page).getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(list(page).getByRole('option')).toHaveCount(4);
  await page.keyboard.press('Control+Shift+z');
  await expect(list(page).getByRole('option')).toHaveCount(3);

  // J and K go through what is open
  const chosen = page.getByRole('option', { selected: true });
  const before = await chosen.textContent();
  await page.keyboard.press('j');
  await expect(chosen).not.toHaveText(before ?? '');
  await page.keyboard.press('k');
  await expect(chosen).toHaveText(before ?? '');

  // Kept, and now confirmed after all
  await page.getByText('decided 1').click();
  await page.getByRole('listbox', { name: 'Decided excerpts' }).getByRole('option').filter({ hasText: altered }).click();
  await expect(page.getByRole('region', { name: 'What you decide' })).toContainText('kept');
  await choice(page, /^Confirm the new words/).click();
  await expect(page.getByRole('region', { name: 'What you decide' })).toContainText('confirmed');
  await page.getByRole('region', { name: 'What you decide' }).getByRole('button', { name: /^E-/ }).click();
  await expect(article(page).getByRole('button', { name: /neither building took/ })).toBeVisible();
});

test('words selected by hand in the newer text are the place; read-only shows all and offers nothing', async ({
  page,
  browser,
  folder,
}) => {
  test.slow();
  if (!english) throw new Error('no text');
  await laterVersion(page, folder, english);
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /need a decision/ })
    .click();
  await option(page, markOf(english, 'lost')).click();
  const spokesman = texts(page).locator('[data-side=b]').filter({ hasText: 'A spokesman called' });
  await spokesman.scrollIntoViewIfNeeded();
  await spokesman.evaluate((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    document.getSelection()?.removeAllRanges();
    document.getSelection()?.addRange(range);
  });
  await expect(page.getByText(/^You selected/)).toContainText('information operation');
  await choice(page, /^Confirm the new words/).click();
  await expect(page.getByRole('status').filter({ hasText: 'from now on' })).toBeVisible();

  // Another program on the same case may only read: it shows what there is to decide, and lets nobody decide
  const [name = ''] = readdirSync(join(folder, 'cases'));
  const other = await startProgram({ home: join(folder, 'other'), cases: join(folder, 'cases'), case: join(folder, 'cases', name) });
  const reading = await browser.newContext();
  try {
    const window = await reading.newPage();
    await window.goto(other.address);
    await expect(window.getByText('Read-only here.')).toBeVisible();
    await window
      .getByRole('contentinfo')
      .getByRole('button', { name: /need a decision/ })
      .click();
    await option(window, markOf(english, 'altered')).click();
    await expect(depends(window)).toContainText('A hedge is gone');
    await expect(window.getByRole('region', { name: 'What you decide' }).getByRole('button')).toHaveCount(0);
    await expectAccessible(window, 'decisions in a case that can only be read');
  } finally {
    await reading.close();
    await other.stop();
  }
});

test('a claim left without evidence is said before the choice, and nothing to decide says so', async ({ page, folder }) => {
  test.slow();
  if (!english) throw new Error('no text');
  const { first, second } = pagesOf(english);
  await newCase(page, 'One link');
  await importFiles(page, [write(folder, 'page.html', first)]);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('decisions about');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing to decide' })).toBeVisible();
  await bothThemes(page, 'nothing to decide');
  await view(page, 'Evidence').click();
  await addClaim(page, 'Both dormitories were hit.');
  await openSource(page, english.title);
  const quote = markOf(english, 'altered');
  await selectByMouse(page, quote);
  await page.keyboard.press('r');
  await page.keyboard.press('Escape');
  await view(page, 'Import').click();
  await page.locator('[data-import=files]').setInputFiles(write(folder, 'page-later.html', second));
  await page.getByRole('region', { name: 'To look at', exact: true }).getByRole('button', { name: 'Decide about 1 excerpt' }).click();
  await expect(depends(page)).toContainText('C-001 is left without evidence');
  await expect(depends(page)).toContainText('The report will quote');
  await page.keyboard.press('o');
  await expect(
    page.getByRole('heading', { name: 'Every excerpt is settled' }).or(page.getByText('Nothing is left to decide.')).first(),
  ).toBeVisible();
});
