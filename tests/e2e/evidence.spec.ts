import { join } from 'node:path';
import { z } from 'zod';
import {
  addClaim,
  article,
  chooseFiles,
  claims,
  dialog,
  importFiles,
  margin,
  newCase,
  openSource,
  photo,
  selectByMouse,
  sources,
} from './desk.ts';
import { expect, test } from './fixture.ts';
import { passages, writeArticle, writePhoto, writeTexts } from './originals.ts';
import { assay } from './terminal.ts';

const Excerpts = z.object({
  excerpts: z.array(
    z.object({ quote: z.string().nullable(), anchor: z.looseObject({ fragment: z.object({ value: z.string() }).optional() }) }),
  ),
});
const Found = z.looseObject({ id: z.string() });

/** What the case itself holds for a source, read by another program. */
function excerptsOf(folder: string, name: string, source: string): z.infer<typeof Excerpts>['excerpts'] {
  const at = join(folder, 'cases', `${name}.case`);
  const { id } = Found.parse(assay(join(folder, 'terminal'), 'call', at, 'sources.get', JSON.stringify({ source })));
  return Excerpts.parse(assay(join(folder, 'terminal'), 'call', at, 'excerpts.ofSource', JSON.stringify({ source: id }))).excerpts;
}

test('files come in by chooser and by drop, each with its outcome; broken ones are refused in plain words', async ({ page, folder }) => {
  await newCase(page, 'Imports');
  await importFiles(page, [...writeTexts(folder, 'depot.txt'), writeArticle(folder), await writePhoto(folder)]);
  await expect(sources(page).getByRole('option')).toHaveCount(3);
  await expect(sources(page).getByRole('option', { name: /At the depot, little to see/ })).toContainText('Canal Post');

  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['A note that was dropped.\n\nIt has two paragraphs.\n'], 'dropped.txt', { type: 'text/plain' }));
    transfer.items.add(new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3])], 'broken.jpg', { type: 'image/jpeg' }));
    return transfer;
  });
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', type, { dataTransfer: dropped });
  const strip = page.getByRole('region', { name: 'Import' });
  await expect(strip.getByText('Import done.')).toBeVisible();
  await expect(strip.getByRole('list', { name: 'To look at' })).toContainText('broken.jpg');
  await expect(strip.getByRole('list', { name: 'To look at' })).toContainText('Failed.');
  await expect(sources(page).getByRole('option')).toHaveCount(4);
});

test('the same bytes again are one source', async ({ page, folder }) => {
  await newCase(page, 'Twice');
  const paths = writeTexts(folder, 'depot.txt');
  await importFiles(page, paths);
  await chooseFiles(page, paths);
  await expect(page.getByRole('region', { name: 'Import' })).toContainText('already here');
  await expect(sources(page).getByRole('option')).toHaveCount(1);
});

test('a passage is marked by mouse and linked by one key; its words are exact', async ({ page, folder }) => {
  await newCase(page, 'By mouse');
  await importFiles(page, [writeArticle(folder)]);
  await addClaim(page, 'Four hundred men were killed at the depot.', 'The ministry');
  await openSource(page, /At the depot/);
  await selectByMouse(page, passages.html);
  await page.keyboard.press('r');
  await expect(margin(page, /^Refutes C-001/)).toBeVisible();
  await expect(claims(page).getByText(passages.html)).toBeVisible();
  expect(excerptsOf(folder, 'By mouse', 'S-001').map(({ quote }) => quote)).toEqual([passages.html]);
});

test('a passage is marked, linked and given its reason by keyboard alone', async ({ page, folder }) => {
  await newCase(page, 'By keys');
  await importFiles(page, writeTexts(folder, 'depot.txt'));
  await addClaim(page, 'The depot was hit.');
  await openSource(page, /Depot/);
  await article(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('s');
  await page.keyboard.press('b');
  await page.keyboard.type('Written by people who were there.');
  await page.keyboard.press('Enter');
  await expect(margin(page, /^Supports C-001/)).toBeVisible();
  await expect(claims(page).getByText('Written by people who were there.')).toBeVisible();
  const [excerpt] = excerptsOf(folder, 'By keys', 'S-001');
  expect(excerpt?.quote).toBe('Reporters reached the depot on Tuesday morning.');
});

test('a selection can be linked to a claim that it makes itself', async ({ page, folder }) => {
  await newCase(page, 'New claim');
  await importFiles(page, [writeArticle(folder)]);
  await openSource(page, /At the depot/);
  const popover = await selectByMouse(page, passages.html);
  await popover.getByRole('button', { name: /^Supports/ }).click();
  const form = dialog(page, 'New claim');
  await expect(form).toContainText(passages.html);
  await form.getByRole('textbox', { name: 'The claim, as it was made' }).fill('Nobody died at the depot.');
  await form.getByRole('button', { name: 'Add claim and evidence' }).click();
  await expect(margin(page, /^Supports C-001/)).toBeVisible();
  await expect(claims(page)).toContainText('Nobody died at the depot.');
});

for (const { language, file, words } of [
  { language: 'Ukrainian', file: 'dovidka.txt', words: passages.ukrainian },
  { language: 'Arabic', file: 'taqrir.txt', words: passages.arabic },
  { language: 'Chinese', file: 'baogao.txt', words: passages.chinese },
] as const) {
  test(`${language} words are marked exactly`, async ({ page, folder }) => {
    await newCase(page, language);
    await importFiles(page, writeTexts(folder, file));
    await addClaim(page, 'The depot was shelled.');
    await sources(page).getByRole('option').first().click();
    await selectByMouse(page, words);
    await page.keyboard.press('v');
    await expect(margin(page, /^Fails to verify C-001/)).toBeVisible();
    expect(excerptsOf(folder, language, 'S-001').map(({ quote }) => quote)).toEqual([words]);
    await expect(claims(page).getByText(words)).toBeVisible();
  });
}

test('a region is drawn by mouse, one more by keys, and both are pixels of the original', async ({ page, folder }) => {
  await newCase(page, 'Regions');
  await importFiles(page, [await writePhoto(folder)]);
  await addClaim(page, 'The door was red.');
  await sources(page).getByRole('option').first().click();
  await expect(photo(page).getByText('2,400 × 1,600 px')).toBeVisible({ timeout: 15_000 });

  await photo(page)
    .getByRole('button', { name: /^Region/ })
    .click();
  const box = await photo(page).boundingBox();
  if (!box) throw new Error('the photo has no box');
  await page.mouse.move(box.x + box.width * 0.45, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByRole('group', { name: 'Link this region' })).toBeVisible();
  await page.keyboard.press('s');
  await expect(photo(page).getByRole('button', { name: /^region A\b.*Supports C-001/i })).toBeVisible();

  await photo(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'c']) await page.keyboard.press(key);
  await expect(photo(page).getByRole('button', { name: /^region B\b.*Context C-001/i })).toBeVisible();

  const regions = excerptsOf(folder, 'Regions', 'S-001').map(({ anchor }) => anchor.fragment?.value ?? '');
  expect(regions).toHaveLength(2);
  for (const value of regions) {
    const [x = 0, y = 0, width = 0, height = 0] = value.replace('xywh=pixel:', '').split(',').map(Number);
    expect(width).toBeGreaterThan(20);
    expect(height).toBeGreaterThan(20);
    expect(x + width).toBeLessThanOrEqual(2400);
    expect(y + height).toBeLessThanOrEqual(1600);
  }
  await expect(
    claims(page)
      .getByRole('img', { name: /region A/i })
      .first(),
  ).toBeVisible();
});
