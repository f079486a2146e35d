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

test('a changed page: the dropped hedge is shown, one excerpt is confirmed anew, the lost one stays lost', async ({ page, folder }) => {
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

  // Deciding is done where its consequences stand; what was decided is told here
  await altered.getByRole('button', { name: /^Decide about E-/ }).click();
  await expect(page.getByRole('complementary', { name: 'What depends on it' })).toContainText('A hedge is gone');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'from now on' })).toBeVisible();
  await view(page, 'Import').click();
  await page.getByRole('region', { name: 'To look at', exact: true }).getByRole('button', { name: 'Compare with S-001' }).click();
  await expect(altered).toContainText('confirmed as');
  await expect(lost).not.toContainText('confirmed');
  await altered.getByRole('button', { name: /^E-004/ }).click();
  await expect(margin(page, /neither building took a direct hit/)).toBeVisible();
  await view(page, 'Log').click();
  await expect(page.getByRole('main')).toContainText('Confirmed a new place');
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

const frames = (page: Page): Locator => compare(page).locator('.frame');
/** Presses on a photo at a share of its frame. */
async function press(page: Page, frame: Locator, x: number, y: number): Promise<void> {
  const box = await frame.boundingBox();
  if (!box) throw new Error('the frame is not on the screen');
  await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
}

test('photos that nothing lays on one another are aligned by points, by mouse and by keys, and linked as a pair with one undo', async ({
  page,
  folder,
}) => {
  test.slow();
  await newCase(page, 'By hand');
  await importFiles(page, [write(folder, 'a.jpg', await scene(7)), write(folder, 'b.jpg', await scene(99))]);
  await addClaim(page, 'The yard after the strike.');
  await openSource(page, /a\.jpg/);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('compare the open');
  await page.keyboard.press('Enter');
  await page
    .getByRole('list', { name: 'Sources to compare with' })
    .getByRole('button', { name: /b\.jpg/ })
    .click();
  await expect(compare(page)).toContainText('place two points', { timeout: 30_000 });
  await expect(compare(page).getByRole('button', { name: 'Four' })).toBeDisabled();

  const points = compare(page).getByRole('region', { name: 'Aligned points' });
  await page.keyboard.press('a');
  await expect(points).toContainText('Point 1: press on a place');
  await expect(frames(page).nth(0)).toBeFocused();
  // The first by keys: the cross, two steps to the right, on both
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(points).toContainText('Now the same place on');
  await expect(frames(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(points.getByRole('row')).toHaveCount(2);
  // Two more by mouse
  for (const [x, y] of [
    [0.3, 0.45],
    [0.7, 0.6],
  ] as const) {
    await expect(points).toContainText('press on a place');
    await press(page, frames(page).nth(0), x, y);
    await expect(points).toContainText('Now the same place on');
    await press(page, frames(page).nth(1), x, y);
  }
  await expect(points.getByRole('row')).toHaveCount(4);
  await page.keyboard.press('Escape');
  await expect(points).toContainText('Your points are used');
  await expect(points).toContainText(/largest miss \d+\.\d px/);
  await expect(frames(page)).toHaveCount(4);
  await points.getByRole('textbox', { name: 'Name of point 1' }).fill('the gate');
  await bothThemes(page, 'photos aligned by hand');

  // One photo zoomed is both zoomed, unless they were let go of one another
  const scaleOf = (n: number) =>
    frames(page)
      .nth(n)
      .locator('.frame-stage')
      .first()
      .evaluate((stage) => stage.getBoundingClientRect().width / (stage instanceof HTMLElement ? stage.offsetWidth : 1));
  const [one, other] = [await scaleOf(0), await scaleOf(1)];
  await compare(page).getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await scaleOf(0)) / one).toBeCloseTo(1.5, 1);
  await expect.poll(async () => (await scaleOf(1)) / other).toBeCloseTo(1.5, 1);
  await compare(page).getByRole('button', { name: 'Fit both' }).click();
  await compare(page)
    .getByRole('button', { name: /Zoom linked/ })
    .click();
  const apart = await scaleOf(1);
  await compare(page).getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await scaleOf(0)) / one).toBeGreaterThan(1.3);
  expect(await scaleOf(1)).toBeCloseTo(apart, 3);

  const link = compare(page).getByRole('form', { name: 'Link the pair' });
  await link.getByRole('radio', { name: 'Refutes' }).check({ force: true });
  await link.getByRole('textbox', { name: 'Reason why' }).fill('Another yard altogether.');
  await link.getByRole('button', { name: 'Link pair' }).click();
  await expect(link.getByRole('status')).toContainText('refutes C-001');
  await link.getByRole('button', { name: 'Show the claim' }).click();
  const refutes = page.getByRole('region', { name: 'Refutes C-001' });
  await expect(refutes.getByRole('listitem')).toHaveCount(2);
  await expect(refutes).toContainText('the gate');
  await page.keyboard.press('Control+z');
  await expect(refutes).toHaveCount(0);
});
