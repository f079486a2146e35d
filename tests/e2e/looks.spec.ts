import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { article, claims, photo, sources } from './desk.ts';
import { expect, test } from './fixture.ts';

const openSample = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Sample case/ }).click();
  await expect(claims(page)).toBeVisible({ timeout: 20_000 });
};
const articles = (page: Page) =>
  sources(page)
    .getByRole('option')
    .filter({ hasNotText: /\.jpe?g|photo/i });
const openPhoto = async (page: Page): Promise<void> => {
  await sources(page)
    .getByRole('button', { name: /^Photos/ })
    .click();
  // The list is asked for anew: until then its first row is still an article
  const first = sources(page).getByRole('option').first();
  await expect(first.locator('img')).toBeVisible();
  await first.click();
  await expect(photo(page)).toContainText('px', { timeout: 15_000 });
};

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('first run, evidence, dialogs and palette are accessible', async ({ page }) => {
      test.slow();
      await expect(page.getByRole('button', { name: /^New case/ })).toBeVisible();
      await expectAccessible(page, 'first run');
      await page.getByRole('button', { name: /^New case/ }).click();
      await expectAccessible(page, 'new case');
      await page.keyboard.press('Escape');
      await openSample(page);
      await articles(page).first().click();
      await expect(article(page)).toBeVisible();
      await expectAccessible(page, 'evidence with an article');
      await openPhoto(page);
      await expectAccessible(page, 'evidence with a photo');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog', { name: 'Search or run a command' })).toBeVisible();
      await expectAccessible(page, 'palette');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+n');
      await expect(page.getByRole('dialog', { name: /^New claim/ })).toBeVisible();
      await expectAccessible(page, 'new claim');
      await page.keyboard.press('Escape');
      await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Log' }).click();
      await expectAccessible(page, 'log');
      await page.getByRole('banner').getByRole('button').first().click();
      await page.getByRole('menuitem', { name: 'Close the case' }).click();
      await expect(page.getByRole('heading', { name: 'Continue' })).toBeVisible();
      await expectAccessible(page, 'home');
    });
  });
}

test('the appearance can be chosen and is kept', async ({ page }) => {
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  const appearance = page.getByRole('button', { name: /^Appearance:/ });
  await expect(appearance).toHaveAccessibleName(/as the system/);
  for (const [name, shown] of [
    [/^Appearance: light/, 'light'],
    [/^Appearance: dark/, 'dark'],
  ] as const) {
    await appearance.click();
    await expect(appearance).toHaveAccessibleName(name);
    await expect.poll(scheme).toBe(shown);
  }
  await page.reload();
  await expect.poll(scheme).toBe('dark');
  await expect(appearance).toHaveAccessibleName(/^Appearance: dark/);
});

for (const { width, height } of [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
]) {
  test(`nothing is cut off at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const overflow = () =>
      page.evaluate(() => ({ page: document.documentElement.scrollWidth - innerWidth, body: document.body.scrollWidth - innerWidth }));
    await expect(page.getByRole('button', { name: /^New case/ })).toBeVisible();
    expect(await overflow()).toEqual({ page: 0, body: 0 });
    await page.getByRole('button', { name: /^Sample case/ }).click();
    await expect(page.getByRole('button', { name: 'Export PDF' })).toBeVisible({ timeout: 20_000 });
    expect(await overflow()).toEqual({ page: 0, body: 0 });
    for (const button of await page.getByRole('banner').getByRole('button').all()) await expect(button).toBeInViewport({ ratio: 0.95 });
  });
}
