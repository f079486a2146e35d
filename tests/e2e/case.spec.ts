import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  addClaim,
  article,
  claims,
  dialog,
  importFiles,
  margin,
  newCase,
  openSource,
  saveInChooser,
  selectByMouse,
  sources,
} from './desk.ts';
import { expect, test } from './fixture.ts';
import { passages, writeArticle, writePhoto, writeTexts } from './originals.ts';
import { assay, pdfText } from './terminal.ts';

const claim = 'Four hundred men were killed at the depot.';

test('undo and redo walk through what was done, and the log keeps all of it', async ({ page, folder }) => {
  await newCase(page, 'Undo');
  await importFiles(page, [writeArticle(folder)]);
  await addClaim(page, claim);
  await openSource(page, /At the depot/);
  await selectByMouse(page, passages.html);
  await page.keyboard.press('r');
  await expect(margin(page, /^Refutes C-001/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(margin(page, /^Refutes/)).toHaveCount(0);
  await page.getByRole('button', { name: /^Redo:/ }).click();
  await expect(margin(page, /^Refutes C-001/)).toBeVisible();
  await page.getByRole('button', { name: /^Undo:/ }).click();
  await expect(margin(page, /^Refutes/)).toHaveCount(0);
  await page.getByRole('button', { name: /^Undo:/ }).click();
  await expect(claims(page).getByText(claim)).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Log' }).click();
  await expect(page.getByRole('main')).toContainText(/undo/i);
});

test('a claim is edited, and a reload keeps everything', async ({ page, folder }) => {
  await newCase(page, 'Reload');
  await importFiles(page, [writeArticle(folder), ...writeTexts(folder, 'depot.txt')]);
  await addClaim(page, claim);
  await claims(page).getByRole('button', { name: 'More for C-001' }).click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  const form = dialog(page, 'Edit C-001');
  await form.getByRole('textbox', { name: 'The claim, as it was made' }).fill('Four hundred men were killed in their sleep.');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(claims(page)).toContainText('killed in their sleep');
  await openSource(page, /At the depot/);
  await selectByMouse(page, passages.html);
  await page.keyboard.press('r');
  await expect(margin(page, /^Refutes C-001/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('main', { name: 'Reload' })).toBeVisible();
  await expect(sources(page).getByRole('option')).toHaveCount(2);
  await expect(claims(page)).toContainText('killed in their sleep');
  await openSource(page, /At the depot/);
  await expect(margin(page, /^Refutes C-001/)).toBeVisible();
});

test('two windows on one case see what the other does', async ({ page, context, program, folder }) => {
  await newCase(page, 'Two windows');
  await importFiles(page, [writeArticle(folder)]);
  const second = await context.newPage();
  await second.goto(`${program.origin}/${new URL(page.url()).hash}`);
  await expect(sources(second).getByRole('option')).toHaveCount(1);
  await addClaim(page, claim);
  await expect(claims(second)).toContainText(claim);
  await openSource(second, /At the depot/);
  await openSource(page, /At the depot/);
  await claims(second).getByText(claim).first().click();
  await selectByMouse(second, passages.html);
  await second.keyboard.press('r');
  await expect(margin(page, /^Refutes C-001/)).toBeVisible();
});

test('the report says what the case says: claim, words, stance, source and hash', async ({ page, folder }) => {
  test.slow();
  await newCase(page, 'Report');
  await importFiles(page, [writeArticle(folder), ...writeTexts(folder, 'dovidka.txt', 'baogao.txt'), await writePhoto(folder)]);
  await addClaim(page, claim, 'The ministry');
  for (const [row, words, key] of [
    [/At the depot/, passages.html, 'r'],
    [/Довідка/, passages.ukrainian, 'v'],
    [/运河街/, passages.chinese, 'v'],
  ] as const) {
    await openSource(page, row);
    await selectByMouse(page, words);
    await page.keyboard.press(key);
    await expect(margin(page, /C-001/)).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Export PDF' }).click();
  await saveInChooser(page, 'depot report.pdf');
  await expect(page.getByRole('status', { name: 'Report exported' })).toContainText('The report is saved.', { timeout: 60_000 });
  const path = join(folder, 'cases', 'depot report.pdf');
  expect(existsSync(path)).toBe(true);
  const text = pdfText(path);
  for (const words of [
    claim,
    'The ministry',
    passages.html,
    passages.ukrainian,
    passages.chinese,
    'Canal Post',
    'Mira Holt',
    'canalpost.example',
  ])
    expect(text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
  expect(text).toMatch(/S-001 ¶\d/);
  expect(assay(join(folder, 'terminal'), 'verify', join(folder, 'cases', 'Report.case'))).toMatchObject({ ok: true });
});

test('the case and its reading text outlive the program', async ({ page, folder }) => {
  await newCase(page, 'Kept');
  await importFiles(page, writeTexts(folder, 'depot.txt'));
  await openSource(page, /Depot/);
  await expect(article(page)).toContainText(passages.english);
  expect(JSON.stringify(assay(join(folder, 'terminal'), 'text', join(folder, 'cases', 'Kept.case'), 'S-001'))).toContain(passages.english);
});
