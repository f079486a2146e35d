/** What the window shows of a source beyond its text: where each value stands in the file, whose it is, and what belongs together. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { makePdf, say } from '../main/formats/pdf-make.ts';
import { expectAccessible } from './axe.ts';
import { article, chooseFiles, importFiles, newCase, openSource, photo, reader, sources } from './desk.ts';
import { expect, test } from './fixture.ts';
import { write, writeArticle, writePhoto } from './originals.ts';

const says = (page: Page): Locator => page.getByRole('complementary', { name: 'What the file says' });
const fact = (page: Page, name: string): Locator => says(page).getByRole('region', { name, exact: true });

async function showFacts(page: Page): Promise<void> {
  await reader(page)
    .getByRole('button', { name: /^What the file says/ })
    .click();
  await expect(says(page)).toBeVisible();
}

/** A mail with two attachments: a photo and a note. */
async function writeMail(folder: string): Promise<string> {
  const picture = readFileSync(await writePhoto(folder)).toString('base64');
  const lines = [
    'From: Mira Holt <mira@canalpost.example>',
    'To: Desk <desk@canalpost.example>',
    'Subject: The yard behind the depot',
    'Date: Tue, 12 Mar 2024 11:30:00 +0200',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The picture shows the yard as it was on Tuesday. My notes are with it.',
    '--part',
    'Content-Type: image/jpeg; name="yard.jpg"',
    'Content-Disposition: attachment; filename="yard.jpg"',
    'Content-Transfer-Encoding: base64',
    '',
    ...(picture.match(/.{1,76}/g) ?? []),
    '--part',
    'Content-Type: text/plain; charset=utf-8; name="notes.txt"',
    'Content-Disposition: attachment; filename="notes.txt"',
    '',
    'Notes from the yard',
    '',
    'The red door was shut. A guard said that nobody had used it since spring.',
    '--part--',
    '',
  ];
  return write(folder, 'yard.eml', lines.join('\r\n'));
}

test('a correction stands beside what the file says, is logged, and can be taken back', async ({ page, folder }) => {
  await newCase(page, 'Corrections');
  await importFiles(page, [writeArticle(folder)]);
  await showFacts(page);
  const title = fact(page, 'Title');
  await expect(title).toContainText('At the depot, little to see');
  await expect(title).toContainText('h1');
  await expect(fact(page, 'Authors')).toContainText('meta[name=author]');

  await title.getByRole('button', { name: 'Correct: title' }).click();
  await title.getByRole('textbox', { name: 'Title' }).fill('At the depot on Canal Street, little to see');
  await page.keyboard.press('Enter');
  await expect(title).toContainText('corrected by a person');
  await expect(title.getByText('At the depot on Canal Street, little to see')).toBeVisible();
  await expect(title.getByText('At the depot, little to see', { exact: true })).toBeVisible();
  await expect(title).toContainText(/what the file says, h1/);
  await expect(sources(page).getByRole('option').first()).toContainText('At the depot on Canal Street');
  await expectAccessible(page, 'a correction beside what the file says');

  const published = fact(page, 'Published');
  await published.getByRole('button', { name: 'Correct: published' }).click();
  await published.getByRole('textbox', { name: 'Published' }).fill('the twelfth');
  await page.keyboard.press('Enter');
  await expect(published.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(published).not.toContainText('corrected by a person');

  await title.getByRole('button', { name: 'Correct: title' }).click();
  await title.getByRole('button', { name: 'Take it back' }).click();
  await expect(title).not.toContainText('corrected by a person');
  await expect(title).toContainText('At the depot, little to see');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Log' }).click();
  await expect(page.getByText(/correct/i).first()).toBeVisible();
});

test('what a reader of the file noticed is said in sentences, with where it was seen', async ({ page, folder }) => {
  const plain = readFileSync(await writePhoto(folder));
  const named = join(folder, 'yard.png');
  writeFileSync(named, plain);
  await newCase(page, 'Findings');
  await chooseFiles(page, [named]);
  await sources(page).getByRole('option').first().click();
  await expect(photo(page)).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('i');
  await expect(fact(page, 'To look at')).toContainText('Named as something else');
  await expect(fact(page, 'Time')).toContainText('taken 2024-03-12 09:41:00 +02:00');
  await expect(fact(page, 'Place')).toContainText('Nothing in the file.');
  await expect(fact(page, 'Content credentials')).toContainText('What this does not prove:');
  await expectAccessible(page, 'what a photo’s file says');
});

test('a locked PDF is opened by its password where it stands; a wrong one is refused', async ({ page, folder }) => {
  const words = 'Nobody was brought in from the depot that night.';
  const path = join(folder, 'intake.pdf');
  writeFileSync(path, makePdf({ pages: [{ content: say(words, 72, 700) }], password: 'harbour' }));
  await newCase(page, 'Locked');
  await chooseFiles(page, [path]);
  const row = sources(page).getByRole('option', { name: /intake/ });
  await expect(row).toBeVisible({ timeout: 20_000 });
  await row.click();
  const kept = reader(page).getByRole('region', { name: /^What is kept of S-/ });
  await expect(kept).toContainText('Locked with a password');
  await kept.getByLabel(/^Password of/).fill('wrong');
  await kept.getByRole('button', { name: 'Try' }).click();
  await expect(kept.getByRole('alert')).toContainText(/stays locked/i);
  await expectAccessible(page, 'a locked document');
  await kept.getByLabel(/^Password of/).fill('harbour');
  await kept.getByRole('button', { name: 'Try' }).click();
  await expect(article(page)).toContainText(words, { timeout: 20_000 });
  // The password is not kept, so its pages cannot be drawn; that is said
  await expect(reader(page).getByRole('note')).toContainText('Its pages cannot be drawn');
  await expect(reader(page).getByRole('button', { name: 'Pages', exact: true })).toBeDisabled();
});

test('an attachment points to its mail, and the mail to its attachments', async ({ page, folder }) => {
  await newCase(page, 'Mail');
  await importFiles(page, [await writeMail(folder)]);
  await openSource(page, /The yard behind the depot/);
  await showFacts(page);
  await expect(fact(page, 'Mail header')).toContainText('Mira Holt <mira@canalpost.example>');
  const inside = fact(page, 'Found inside it');
  await expect(inside.getByRole('listitem')).toHaveCount(2);
  await inside.getByRole('button', { name: /yard\.jpg/ }).click();
  await expect(photo(page)).toBeVisible();
  await fact(page, 'Found in')
    .getByRole('button', { name: /The yard behind the depot/ })
    .click();
  await expect(article(page)).toContainText('The picture shows the yard');
  await inside.getByRole('button', { name: /Notes from the yard/ }).click();
  await expect(article(page)).toContainText('The red door was shut.');
  await article(page)
    .getByRole('button', { name: /The yard behind the depot/ })
    .click();
  await expect(article(page)).toContainText('The picture shows the yard');
});

test('a page of a PDF stands beside its text, with the marked words outlined in it', async ({ page, folder }) => {
  const path = join(folder, 'sheet.pdf');
  const first = say('The crane on quay four was not in use that night.', 72, 700);
  const second = say('The gate was found open in the morning.', 72, 700);
  writeFileSync(path, makePdf({ pages: [{ content: first }, { content: second }] }));
  await newCase(page, 'Pages');
  await importFiles(page, [path]);
  await sources(page).getByRole('option').first().click();
  await reader(page).getByRole('button', { name: 'Text', exact: true }).click();
  await showFacts(page);
  await fact(page, 'Pages').getByRole('button', { name: 'Page 2, as a picture' }).click();
  const beside = reader(page)
    .getByRole('region', { name: /^Page 2 of S-/ })
    .first();
  const picture = beside.getByRole('img');
  await expect(picture).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalHeight : 0))).toBe(1600);
  await expect(article(page)).toContainText('The gate was found open');
  await article(page).focus();
  for (const key of ['j', 'j', 'm']) await page.keyboard.press(key);
  await article(page)
    .getByRole('button', { name: /^E-001/ })
    .click();
  await expect(beside.locator('svg rect')).toHaveCount(1);
  await expectAccessible(page, 'a page beside its text');
});
