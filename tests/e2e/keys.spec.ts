import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { article, dialog, openSample, openSource } from './desk.ts';
import { expect, test } from './fixture.ts';

// Each lays out the sample case first
test.describe.configure({ timeout: 180_000 });

const sheet = (page: Page): Locator => dialog(page, 'Keys');
const openSheet = async (page: Page): Promise<void> => {
  await page.keyboard.press('?');
  await expect(sheet(page)).toBeVisible();
};
/** The row of an action: its keys and its words. */
const row = (page: Page, words: string): Locator =>
  sheet(page)
    .locator('.keyrow')
    .filter({ has: page.locator('.keyrow-words', { hasText: new RegExp(`^${words}$`) }) });
const voice = (page: Page, words: RegExp): Locator => page.getByText(words).first();

async function openArticle(page: Page): Promise<void> {
  await openSample(page);
  await openSource(page, /At two Kramatorsk hostels/);
  await expect(article(page)).toBeVisible();
  await article(page).focus();
}

test('a key is changed, a taken one is said by name before the choice, and the new keys work and last', async ({ page }) => {
  await openArticle(page);
  await openSheet(page);
  const next = row(page, 'Next sentence');
  const before = row(page, 'The sentence before');
  await next.getByRole('button', { name: 'Change the key: Next sentence' }).click();
  await expect(next.getByRole('button', { name: 'Press the new key for: Next sentence' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(next.getByRole('status')).toHaveText('Enter has its meaning everywhere already.');
  await page.keyboard.press('k');
  await expect(next.getByRole('alert')).toContainText('K is taken: “The sentence before (Article)”.');
  await expect(before.locator('kbd')).toHaveText(['K']);
  await next.getByRole('button', { name: 'Take it from there' }).click();
  await expect(next.locator('kbd')).toHaveText(['K']);
  await expect(before.locator('kbd')).toHaveCount(0);
  await expect(next.getByRole('button', { name: 'Change the key: Next sentence' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();

  await article(page).focus();
  await page.keyboard.press('k');
  await expect(voice(page, /sentence 1 of/)).toBeAttached();
  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText('sentence');
  await expect(page.getByRole('contentinfo').locator('kbd').first()).toHaveText('K');

  await openSheet(page);
  await sheet(page)
    .getByRole('button', { name: /^All as they were/ })
    .click();
  await expect(row(page, 'Next sentence').locator('kbd')).toHaveText(['J']);
  await expect(row(page, 'The sentence before').locator('kbd')).toHaveText(['K']);
  await expectAccessible(page, 'the sheet of keys');
});

test('by keyboard alone: an action loses its key, gets another and has its own again; Escape lets go of a change only', async ({
  page,
}) => {
  await openSample(page);
  await openSheet(page);
  await sheet(page).getByRole('textbox', { name: 'Find an action or a key' }).fill('custody log');
  const log = row(page, 'To the custody log');
  await log.getByRole('button', { name: /^Change the key/ }).press('Enter');
  await expect(log.getByRole('button', { name: /^Press the new key/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(log.getByRole('button', { name: /^Change the key/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Shift+L');
  await expect(log.locator('kbd')).toHaveText(['Ctrl Shift L']);
  await expect(sheet(page).getByText('To the custody log: Ctrl Shift L now.')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await page.keyboard.press('Control+Shift+L');
  const views = page.getByRole('navigation', { name: 'Views' });
  await expect(views.getByRole('button', { name: 'Log' })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('custody log');
  await expect(page.getByRole('option', { name: /Go to the custody log/ })).toContainText('Ctrl Shift L');
  await page.keyboard.press('Escape');

  await openSheet(page);
  await row(page, 'To the custody log')
    .getByRole('button', { name: /^As it was/ })
    .press('Enter');
  await expect(row(page, 'To the custody log').locator('kbd')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await views.getByRole('button', { name: 'Evidence' }).click();
  await page.keyboard.press('Control+Shift+L');
  await expect(views.getByRole('button', { name: 'Evidence' })).toHaveAttribute('aria-current', 'page');
});

for (const { layout, key } of [
  { layout: 'Ukrainian', key: 'о' },
  { layout: 'Arabic', key: 'ت' },
]) {
  test(`on a ${layout} keyboard a key works by its place`, async ({ page }) => {
    await openArticle(page);
    await article(page).dispatchEvent('keydown', { key, code: 'KeyJ', bubbles: true, cancelable: true });
    await expect(voice(page, /sentence 1 of/)).toBeAttached();
    await page
      .locator('body')
      .dispatchEvent('keydown', { key: layout === 'Arabic' ? 'ن' : 'л', code: 'KeyK', ctrlKey: true, bubbles: true });
    await expect(page.getByRole('dialog', { name: 'Search or run a command' })).toBeVisible();
  });
}
