/** Scanned documents: read without being asked for, seen in the window, stopped and switched off by the person. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scannedPdf } from '../support/scan.ts';
import { expectAccessible } from './axe.ts';
import { article, importFiles, newCase, openSource } from './desk.ts';
import { expect, test } from './fixture.ts';

const page_ = ['The dormitory stood undamaged.', 'Гуртожиток стояв неушкоджений'];

test('a scan is read by itself, its progress is seen and its text opens; it can be stopped, and switched off', async ({ page, folder }) => {
  test.slow();
  const scan = async (name: string, pages: number): Promise<string> => {
    const path = join(folder, name);
    writeFileSync(path, await scannedPdf(Array.from({ length: pages }, () => page_)));
    return path;
  };
  await newCase(page, 'Scans');
  const strip = page.getByRole('region', { name: 'Reading scanned documents' });
  await importFiles(page, [await scan('scan.pdf', 3)]);
  await expect(strip).toContainText('S-001');
  await expectAccessible(page, 'a scanned document being read');
  await expect(strip).toBeHidden({ timeout: 60_000 });
  await openSource(page, /S-001/);
  await page.keyboard.press('Shift+P');
  await expect(article(page)).toContainText('stood undamaged');

  await importFiles(page, [await scan('long.pdf', 40)]);
  await expect(strip).toContainText('S-002');
  await strip.getByRole('button', { name: 'Cancel' }).click();
  await expect(strip).toBeHidden();

  const run = async (words: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(words);
    await page.keyboard.press('Enter');
  };
  await run('Scanned documents: read only when asked');
  await run('Scanned documents: read by themselves');
  await expect(strip).toContainText('S-002');
  await run('Scanned documents: read only when asked');
  await expect(strip).toBeHidden();

  await run('Scanned documents: read by themselves');
  await importFiles(page, [await scan('longer.pdf', 61)]);
  await strip.getByRole('button', { name: 'Cancel' }).click();
  await expect(strip).toBeHidden();
  await importFiles(page, [await scan('longest.pdf', 70)]);
  const notes = page.getByRole('status', { name: 'Scanned documents that were not read' });
  await expect(notes).toContainText('70 scanned pages');
  await expectAccessible(page, 'documents that were not read');
  await notes.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notes).toBeHidden();
});
