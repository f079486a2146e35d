import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { addClaim, article, importFiles, margin, newCase, openSource, selectByMouse } from './desk.ts';
import { expect, test } from './fixture.ts';
import { northgate, posted, scene, write } from './material.ts';

const view = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name });
const compare = (page: Page): Locator => page.getByRole('region', { name: 'Compare', exact: true });
const bothThemes = async (page: Page, screen: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${screen} in ${colorScheme}`);
  }
};

test('a changed page: the dropped hedge is shown, one excerpt is carried on by a click, the lost one stays lost', async ({
  page,
  folder,
}) => {
  test.slow();
  await newCase(page, 'Versions');
  await importFiles(page, [write(folder, 'northgate.html', northgate.first)]);
  await addClaim(page, 'Both dormitories were hit.');
  await openSource(page, /Two dormitories/);
  for (const words of [northgate.hedged, northgate.lost, northgate.moved]) {
    await selectByMouse(page, words);
    await page.keyboard.press('r');
    await expect(article(page).getByRole('button', { name: new RegExp(words.slice(0, 20)) })).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await view(page, 'Import').click();
  await page.locator('[data-import=files]').setInputFiles(write(folder, 'northgate-later.html', northgate.second));
  await page.getByRole('region', { name: 'To look at', exact: true }).getByRole('button', { name: 'Compare with S-001' }).click();

  const differences = compare(page).getByRole('region', { name: 'Differences by word' });
  await expect(differences.locator('del').filter({ hasText: 'appeared to have taken' })).toBeVisible();
  await expect(differences.locator('ins').filter({ hasText: 'took' })).toBeVisible();
  const excerpts = compare(page).getByRole('region', { name: 'Excerpts of S-001' });
  const altered = excerpts.getByRole('listitem').filter({ hasText: northgate.hedged });
  const lost = excerpts.getByRole('listitem').filter({ hasText: northgate.lost });
  await expect(altered).toContainText('altered');
  await expect(lost).toContainText('lost');
  await expect(lost.getByRole('button', { name: /words|Carry/ })).toHaveCount(0);
  await altered.getByRole('button', { name: /^Show E-/ }).click();
  await expect(differences.locator('.sought')).toHaveCount(2);
  await bothThemes(page, 'two versions');

  await altered.getByRole('button', { name: 'Quote the new words' }).click();
  await expect(altered).toContainText('Carried on as');
  await expect(lost).not.toContainText('Carried on as');
  await altered.getByRole('button', { name: /^E-004/ }).click();
  await expect(margin(page, /neither building took a direct hit/)).toBeVisible();
  await view(page, 'Log').click();
  await expect(page.getByRole('main')).toContainText('Carried an excerpt on');
});

test('a near-duplicate photo is shown, compared and accepted; the log says so, and undo brings it back', async ({ page, folder }) => {
  test.slow();
  const original = await scene(7);
  await newCase(page, 'Photos');
  await view(page, 'Import').click();
  await page
    .locator('[data-import=files]')
    .setInputFiles([
      write(folder, 'yard.jpg', original),
      write(folder, 'posted.jpg', await posted(original)),
      write(folder, 'other.jpg', await scene(99)),
    ]);
  const look = page.getByRole('region', { name: 'To look at', exact: true });
  const pair = look.getByRole('article', { name: 'S-001 and S-002' });
  await expect(pair).toBeVisible({ timeout: 45_000 });
  await expect(look.getByRole('article')).toHaveCount(1);
  await bothThemes(page, 'a pair to look at');
  await pair.getByRole('button', { name: 'Compare' }).click();
  await expect(compare(page).getByRole('region', { name: 'How they lie on one another' })).toContainText('not mirrored', {
    timeout: 30_000,
  });
  await expect(compare(page).locator('.overlap')).toHaveCount(2);
  await expect(compare(page).locator('img')).toHaveCount(6);
  for (const picture of await compare(page).locator('img').all())
    await expect.poll(() => picture.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth > 0)).toBe(true);
  await bothThemes(page, 'two photos');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(compare(page).getByRole('button', { name: /^Show S-001/ })).toBeVisible();

  await compare(page).getByRole('textbox', { name: 'Reason' }).fill('The banner hides the date.');
  await compare(page).getByRole('button', { name: 'Accept as copy' }).click();
  await expect(compare(page)).toContainText('Accepted as a copy');
  await view(page, 'Import').click();
  await expect(look).toContainText('No date found');
  await expect(pair).toHaveCount(0);
  await view(page, 'Log').click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Accepted as copies of each other' });
  await expect(entry).toContainText('The banner hides the date.');
  await expect(entry).toContainText('S-001');
  await page.getByRole('button', { name: /^Undo:/ }).click();
  await expect(page.getByRole('main')).toContainText('Undid an entry');
  await view(page, 'Import').click();
  await expect(pair).toBeVisible();
});
