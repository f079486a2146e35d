/**
 * Takes the README's pictures from the sample case, through the real program: `npm run screenshots [-- FOLDER]` writes
 * home, article, photo, the import screen, both comparisons and a decision, light and dark, at 1440 × 900 into docs/pictures.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { fieldMaterial } from './field-material.ts';
import { findChromium } from './find-chromium.ts';
import { type Program, startProgram } from './program.ts';

const themes = ['light', 'dark'] as const;

/** Opens a source of a kind by its place in the list. */
async function openSource(page: Page, kind: 'Articles' | 'Photos', at: number): Promise<void> {
  const list = page.getByRole('region', { name: 'Sources' });
  await list.getByRole('button', { name: kind }).click();
  await list.getByRole('option').nth(at).click();
}

async function takeAll(browser: Browser, program: Program, folder: string, scratch: string): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Kyiv',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const take = async (name: string): Promise<void> => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await page.evaluate('document.fonts.ready.then(() => undefined)');
      const path = join(folder, `${name}-${theme}.png`);
      await page.screenshot({ path });
      console.log(path);
    }
  };
  await page.goto(program.address);
  await page.getByRole('button', { name: /^Sample case/ }).waitFor();
  await take('home');
  await page.getByRole('button', { name: /^Sample case/ }).click();
  const claims = page.getByRole('region', { name: 'Claims' });
  await claims.getByText('C-003').first().click();
  await openSource(page, 'Articles', 0);
  await page.getByRole('article').waitFor();
  await take('article');
  await openSource(page, 'Photos', 1);
  // The size stands there once the tiles do; then they fade in.
  await page
    .getByText(/ × .* px$/)
    .first()
    .waitFor();
  await page.waitForTimeout(1000);
  await take('photo');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Import' }).click();
  await page.locator('[data-import=files]').setInputFiles(await fieldMaterial(scratch));
  await page.getByText('Import done.').waitFor();
  const look = page.getByRole('region', { name: 'To look at', exact: true });
  const pair = look.getByRole('article').filter({ hasText: 'after-strike-fwd.jpg' }).getByRole('button', { name: 'Compare' });
  await pair.waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1000);
  await take('import');
  await pair.click();
  await page.getByRole('region', { name: 'How they lie on one another' }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1500);
  await take('compare');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Import' }).click();
  await look
    .getByRole('button', { name: /^Compare with/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Show E-/ })
    .first()
    .click();
  await take('versions');
  await page.getByRole('button', { name: /^Decide about \d/ }).click();
  await page.getByRole('complementary', { name: 'What depends on it' }).waitFor();
  await page.waitForTimeout(500);
  await take('decisions');
  await context.close();
}

const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found; node scripts/find-chromium.ts says what to install.');
const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../docs/pictures', import.meta.url)));
mkdirSync(folder, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), 'assay-pictures-'));
const program = await startProgram({ home: join(scratch, 'home'), cases: join(scratch, 'cases') });
const browser = await chromium.launch({ executablePath });
try {
  await takeAll(browser, program, folder, join(scratch, 'from-the-field'));
} finally {
  await browser.close();
  await program.stop();
  rmSync(scratch, { recursive: true, force: true });
}
