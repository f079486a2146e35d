import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { claims, command, dialog, openSample, openSource, photo, reader, sources } from './desk.ts';
import { expect, test } from './fixture.ts';

// Each lays out the sample case first
test.describe.configure({ timeout: 180_000 });

const covered = (page: Page): Locator => reader(page).getByRole('region', { name: /^Photo S-007, covered/ });
/** Pictures of the case that stand on the page as they are: every one of them could be recognised. */
const open = (page: Page): Locator => page.locator('img[src^="/blob/"], img[src*="/blob/"]');
async function coverCase(page: Page, how: string): Promise<void> {
  await command(page, 'edit case details');
  const form = dialog(page, 'Case details');
  await form.locator('label').filter({ hasText: how }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
}

for (const how of ['Blurred until revealed', 'Grey until revealed']) {
  test(`photos of a case are ${how.toLowerCase()}, one by one, everywhere`, async ({ page }) => {
    const tiles: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('photo_files')) tiles.push(request.url());
    });
    await openSample(page);
    await expect(sources(page).locator('img')).toHaveCount(2);
    await coverCase(page, how);
    await expect(open(page)).toHaveCount(0);
    tiles.length = 0;
    await openSource(page, /Hostel No. 47 by day/);
    await expect(covered(page)).toBeVisible();
    await expect(covered(page)).toContainText('Covered until you reveal it');
    await claims(page)
      .getByRole('button', { name: /^C-003/ })
      .click();
    await expect(claims(page).getByRole('img', { name: 'Photo, covered until you reveal it' }).first()).toBeVisible();
    await expect(open(page)).toHaveCount(0);
    expect(tiles, 'nothing of a covered photo is fetched in full').toEqual([]);
    await expectAccessible(page, `a photo ${how}`);

    await reader(page)
      .getByRole('button', { name: /^Reveal/ })
      .click();
    await expect(photo(page)).toContainText('px');
    await expect(photo(page)).toBeFocused();
    // It is revealed wherever it stands; the other photo is not
    await expect(sources(page).locator('img')).toHaveCount(1);
    await expect(claims(page).locator('img').first()).toBeVisible();
    await page.keyboard.press('q');
    await expect(covered(page)).toBeVisible();
    await expect(open(page)).toHaveCount(0);
    await page.keyboard.press('q');
    await expect(photo(page)).toContainText('px');

    // What was revealed is not kept
    await page.reload();
    await expect(sources(page).getByRole('option')).toHaveCount(7);
    await expect(open(page)).toHaveCount(0);
  });
}

test('one photo can be covered for good, or left open, whatever the case says', async ({ page }) => {
  await openSample(page);
  await openSource(page, /Hostel No. 47 by day/);
  await expect(photo(page)).toContainText('px');
  await command(page, 'always cover this photo');
  await expect(covered(page)).toBeVisible();
  await expect(sources(page).locator('img')).toHaveCount(1);
  await page.reload();
  await openSource(page, /Hostel No. 47 by day/);
  await expect(covered(page)).toBeVisible();
  await reader(page).getByRole('button', { name: 'Photo is covered' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Always covered' })).toBeChecked();
  await page.getByRole('menuitemradio', { name: 'Always open' }).click();
  await expect(photo(page)).toContainText('px');
  await coverCase(page, 'Grey until revealed');
  await expect(photo(page)).toContainText('px');
  await expect(sources(page).locator('img')).toHaveCount(1);
  // Ctrl Z takes back the word of the case first, then that about the photo
  await page.keyboard.press('Control+z');
  await expect(sources(page).locator('img')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(covered(page)).toBeVisible();
});
