/** A window that runs from right to left, one at 200 % (half as many pixels), and a small one: all of it can be reached and read. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { article, claims, dialog, openSample, openSource, photo, reader, sources } from './desk.ts';
import { expect, test } from './fixture.ts';

// Each lays out the sample case first
test.describe.configure({ timeout: 180_000 });

const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });

/** Nothing has to be scrolled sideways, and no control is cut off at a side of the window. */
async function expectInSight(page: Page, what: string): Promise<void> {
  const cut = () =>
    page.evaluate(() => {
      const told: string[] = [];
      const wide = document.documentElement.scrollWidth - innerWidth;
      if (wide > 0) told.push(`the page is ${wide} px too wide`);
      for (const element of document.querySelectorAll<HTMLElement>('button, input, textarea, select, [role=option], h2')) {
        const { left, right, width, height } = element.getBoundingClientRect();
        if (width < 2 || height < 2 || !element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
        if (left < -1 || right > innerWidth + 1)
          told.push(`${element.textContent || element.getAttribute('aria-label')}: ${left} to ${right}`);
      }
      return told;
    });
  await expect.poll(cut, { message: `${what}: all in sight` }).toEqual([]);
}
const set = async (page: Page, direction: 'Right to left' | 'Left to right'): Promise<void> => {
  await page.keyboard.press('Control+,');
  const form = dialog(page, 'Reading and display');
  await form.locator('label').filter({ hasText: direction }).click();
  await expectInSight(page, 'reading and display');
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test('from right to left: everything is mirrored but the texts, and stays so', async ({ page }) => {
      await set(page, 'Right to left');
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await expectAccessible(page, 'first run from right to left');
      await openSample(page);
      const left = async (part: 'sources' | 'claims') => (await (part === 'sources' ? sources(page) : claims(page)).boundingBox())?.x ?? -1;
      expect(await left('sources')).toBeGreaterThan(await left('claims'));
      await openSource(page, /At two Kramatorsk hostels/);
      // An English text still begins on the left
      await expect(article(page).locator('p').first()).toHaveCSS('direction', 'ltr');
      await expectInSight(page, 'an article');
      await expectAccessible(page, 'an article from right to left');
      await reader(page)
        .getByRole('button', { name: /^What the file says/ })
        .click();
      await expectInSight(page, 'what the file says');
      await openSource(page, /Hostel No. 47 by day/);
      await expect(photo(page)).toContainText('px');
      await expectInSight(page, 'a photo');
      await expectAccessible(page, 'a photo from right to left');
      for (const view of ['Import', 'Log']) {
        await views(page).getByRole('button', { name: view }).click();
        await expectInSight(page, view);
        await expectAccessible(page, `${view} from right to left`);
      }
      await page.reload();
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await expect(views(page)).toBeVisible();
      await set(page, 'Left to right');
      await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    });

    test('at 200 %: every view without scrolling sideways, and nothing is cut off', async ({ page }) => {
      await page.setViewportSize({ width: 720, height: 450 });
      await expectInSight(page, 'first run');
      await expectAccessible(page, 'first run at 200 %');
      await openInSmall(page);
      await expectAccessible(page, 'an article at 200 %');
      await page.getByRole('button', { name: /^Sources/ }).click();
      await expectInSight(page, 'sources');
      await expectAccessible(page, 'sources at 200 %');
      await openSource(page, /Hostel No. 47 by day/);
      await expect(photo(page)).toContainText('px');
      await expectInSight(page, 'a photo');
      // Enough of the photo to look at
      expect((await photo(page).boundingBox())?.height ?? 0).toBeGreaterThan(150);
      await inFront(page, 'Claims');
      await expectInSight(page, 'claims');
      await expectAccessible(page, 'claims at 200 %');
      await everywhereElse(page);
      await expectAccessible(page, 'keys at 200 %');
    });
  });
}

test('a small window, 1024 × 700: the same', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openInSmall(page);
  await page.getByRole('button', { name: /^Sources/ }).click();
  await openSource(page, /Hostel No. 47 by day/);
  await expect(photo(page)).toContainText('px');
  await expectInSight(page, 'a photo');
  await inFront(page, 'Claims');
  await expectInSight(page, 'claims');
  await everywhereElse(page);
});

test('whoever asks for less motion sees none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('?');
  await expect(dialog(page, 'Keys')).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('letters and column are as a person wants them, and stay so', async ({ page }) => {
  await openSample(page);
  await openSource(page, /At two Kramatorsk hostels/);
  const size = () =>
    article(page)
      .locator('p')
      .first()
      .evaluate((p) => getComputedStyle(p).fontSize);
  await expect.poll(size).toBe('17px');
  await page.keyboard.press('Control+,');
  const form = dialog(page, 'Reading and display');
  await form.getByRole('button', { name: 'Size of the text: more' }).click();
  await form.getByRole('button', { name: 'Size of the text: more' }).click();
  await expect(form.getByText('19 px')).toBeVisible();
  await expectAccessible(page, 'reading and display');
  await form.getByRole('button', { name: 'Done' }).click();
  await expect.poll(size).toBe('19px');
  await page.reload();
  await openSource(page, /At two Kramatorsk hostels/);
  await expect.poll(size).toBe('19px');
});

const inFront = (page: Page, part: 'Reader' | 'Claims') =>
  page
    .getByRole('group', { name: 'In front' })
    .getByRole('button', { name: new RegExp(`^${part}`) })
    .click();

async function openInSmall(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Sample case/ }).click();
  await expect(page.getByRole('button', { name: 'Export PDF' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Sources/ }).click();
  await openSource(page, /At two Kramatorsk hostels/);
  await expect(article(page)).toBeVisible();
  await expectInSight(page, 'an article');
}
async function everywhereElse(page: Page): Promise<void> {
  for (const view of ['Import', 'Log', 'Evidence']) {
    await views(page).getByRole('button', { name: view }).click();
    await expectInSight(page, view);
  }
  for (const [key, name] of [
    ['Control+n', /^New claim/],
    ['Control+k', 'Search or run a command'],
    ['?', 'Keys'],
  ] as const) {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press(key);
    await expect(dialog(page, name)).toBeVisible();
    await expectInSight(page, String(name));
  }
}
