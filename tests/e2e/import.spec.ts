import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { lockedPdf, mailWith, warcOf } from '../main/services/queue-files.ts';
import { expectAccessible } from './axe.ts';
import { article, dialog, newCase, sources } from './desk.ts';
import { expect, test } from './fixture.ts';
import { mixedFolder, noteOf, write } from './material.ts';

const view = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name });
const look = (page: Page): Locator => page.getByRole('region', { name: 'To look at', exact: true });
const rows = (page: Page): Locator => page.getByRole('grid', { name: /^Files/ }).locator('[data-row]');
const head = (page: Page): Locator => page.getByRole('region', { name: 'Import in progress' });
/** The number in a chip of the list; 0 where the chip is not there. */
const counted = async (page: Page, word: string): Promise<number> => {
  const chip = page.getByRole('group', { name: 'Show' }).getByRole('button', { name: new RegExp(`^${word}`) });
  return (await chip.count()) === 0 ? 0 : Number((await chip.locator('b').textContent())?.replaceAll(',', ''));
};

/** Opens the import screen and brings files in, as the browser's own dialog hands them over. */
async function bringIn(page: Page, paths: string | string[], input: 'files' | 'folder' = 'files'): Promise<void> {
  await view(page, 'Import').click();
  await page.locator(`[data-import=${input}]`).setInputFiles(paths);
}
/** The chips refetch after the head has said that all is done: what they show is waited for, never read once. */
const expectCounts = (page: Page, each: Record<string, number>): Promise<void> =>
  expect
    .poll(() => Promise.all(Object.keys(each).map(async (word): Promise<[string, number]> => [word, await counted(page, word)])))
    .toEqual(Object.entries(each));
const done = (page: Page): Promise<void> => expect(head(page)).toContainText('Import done.', { timeout: 60_000 });

test('a folder of sixty mixed files comes in: the counts agree, the failed say why, and trying again changes nothing', async ({
  page,
  folder,
}) => {
  test.slow();
  const mixed = await mixedFolder(folder);
  await newCase(page, 'Mixed');
  await bringIn(page, mixed.folder, 'folder');
  await done(page);
  const agree = async () => {
    const all = mixed.files + mixed.inside;
    const failed = mixed.failed.length;
    await expectCounts(page, {
      All: all,
      Imported: all - failed - mixed.duplicates,
      'Already here': mixed.duplicates,
      'New version': 0,
      'Asks you': 0,
      Failed: failed,
    });
    const bar = head(page).getByRole('progressbar');
    await expect(bar).toHaveAttribute('aria-valuenow', String(all));
    await expect(bar).toHaveAttribute('aria-valuemax', String(all));
    await expect(page.getByRole('grid', { name: /^Files/ })).toHaveAttribute('aria-rowcount', String(all + 1));
  };
  await agree();

  await page
    .getByRole('group', { name: 'Show' })
    .getByRole('button', { name: /^Failed/ })
    .click();
  await expect(rows(page)).toHaveCount(mixed.failed.length);
  for (const name of mixed.failed) {
    const row = rows(page).filter({ hasText: name });
    await row.click();
    const detail = page.getByRole('region', { name: 'The chosen file' });
    await expect(detail).toContainText(name);
    await expect(detail.locator('p').nth(1)).toHaveText(/\w+ \w+ \w+/);
  }

  await page.getByRole('button', { name: 'Try the failed again' }).click();
  await expect(head(page)).toContainText('Import done.');
  await expectCounts(page, { Failed: mixed.failed.length });
  await page.getByRole('group', { name: 'Show' }).getByRole('button', { name: /^All/ }).click();
  await agree();

  await page.getByRole('textbox', { name: 'Filter by file name' }).fill('paper-2');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('grid', { name: /^Files/ }).press('ArrowDown');
  await page.keyboard.press('Enter');
  // A document opens on its pages; its text is one choice away
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await expect(article(page)).toContainText('Paper 2 says');
});

test('an import is paused, the window reloaded, and it goes on where it stopped; nothing comes in twice', async ({ page, folder }) => {
  test.slow();
  const many = 240;
  const paths = Array.from({ length: many }, (_, n) => write(join(folder, 'notes'), `note-${n}.txt`, noteOf(n)));
  await newCase(page, 'Held');
  await bringIn(page, paths);
  await page.getByRole('button', { name: /^Pause/ }).click({ timeout: 30_000 });
  await expect(head(page)).toContainText(/Paused at \d+ of \d+ files/);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Import' })).toContainText(/Paused at \d+ of \d+ files/);
  await view(page, 'Import').click();
  await page.getByRole('button', { name: /^Resume/ }).click();
  await done(page);
  await expectCounts(page, { Imported: many, 'Already here': 0 });
  await view(page, 'Evidence').click();
  await expect(sources(page)).toContainText(`All ${many}`);
});

test('a locked PDF asks for its password in place: a wrong one is refused, the right one opens it', async ({ page, folder }) => {
  await newCase(page, 'Locked');
  await bringIn(page, write(folder, 'intake.pdf', lockedPdf('The gate stood open on Tuesday', 'canal')));
  await done(page);
  await expect(rows(page).first()).toContainText('asks you');
  await rows(page).first().getByRole('button', { name: 'give its password' }).click();
  const field = look(page).getByLabel('Password of intake.pdf');
  await expect(field).toBeFocused();
  await field.fill('river');
  await page.keyboard.press('Enter');
  await expect(look(page).getByRole('alert')).toContainText(/password/i);
  await field.fill('canal');
  await page.keyboard.press('Enter');
  await expect(page.getByText('S-001 can be read now.')).toBeVisible();
  await expect(field).toHaveCount(0);
  await view(page, 'Evidence').click();
  await expect(article(page)).toContainText('The gate stood open on Tuesday');
  await view(page, 'Log').click();
  await expect(page.getByRole('main')).toContainText('Unlocked and read');
  await expect(page.getByRole('main')).not.toContainText('canal');
});

test('a web archive asks which pages; those that are chosen come in and point to it', async ({ page, folder }) => {
  const pages = ['gate', 'roof', 'yard'].map((what, n) => ({
    url: `https://press.example/${what}`,
    html: `<!doctype html><html lang="en"><head><title>About the ${what}</title></head><body><article><h1>About the ${what}</h1><p>${noteOf(n)}</p><p>${noteOf(n + 40)}</p></article></body></html>`,
  }));
  await newCase(page, 'Archive');
  await bringIn(page, write(folder, 'crawl.warc', warcOf(pages)));
  await done(page);
  await look(page).getByRole('button', { name: 'Choose pages…' }).click();
  const list = dialog(page, 'Pages of crawl.warc');
  for (const { url } of pages) await expect(list).toContainText(url);
  await expectAccessible(page, 'pages to choose');
  await list.getByRole('checkbox', { name: /gate/ }).check();
  await list.getByRole('checkbox', { name: /yard/ }).check();
  await list.getByRole('button', { name: 'Take 2 pages' }).click();
  await expect(list).toBeHidden();
  await view(page, 'Evidence').click();
  await expect(sources(page).getByRole('option')).toHaveCount(3);
  await expect(sources(page)).toContainText('About the gate');
  await expect(sources(page)).not.toContainText('About the roof');
  await sources(page)
    .getByRole('option', { name: /About the yard/ })
    .click();
  await expect(article(page)).toContainText('About the yard');
  await view(page, 'Log').click();
  await expect(page.getByRole('main').getByText('Found inside another, and imported')).toHaveCount(2);
});

test('what is attached to a mail is a source of its own, and names with turning characters are boxed', async ({ page, folder }) => {
  await newCase(page, 'Mail');
  const mail = mailWith('From the press service', noteOf(1), [{ name: 'list.txt', type: 'text/plain', bytes: Buffer.from(noteOf(2)) }]);
  await bringIn(page, [write(folder, 'press.eml', mail), write(folder, 'photo_\u202Egpj.txt', noteOf(3))]);
  await done(page);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).filter({ hasText: 'press.eml ›' })).toContainText('list.txt');
  await expect(rows(page).filter({ hasText: 'gpj.txt' }).locator('.boxed').first()).toHaveText('U+202E');
  await expect(page.getByRole('main')).not.toContainText('\u202E');
  await expect(look(page)).toContainText('Names made safe');
  await rows(page)
    .filter({ hasText: 'press.eml ›' })
    .getByRole('button', { name: /Note 2/ })
    .click();
  await expect(article(page)).toContainText('Note 2');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('the import screen is accessible, empty and full, and nothing is cut off', async ({ page, folder }) => {
      await newCase(page, 'Looks');
      await view(page, 'Import').click();
      await expect(page.getByRole('button', { name: /^Import files/ })).toBeVisible();
      await expectAccessible(page, 'empty import screen');
      await bringIn(page, [
        write(folder, 'intake.pdf', lockedPdf('Locked', 'canal')),
        write(folder, 'broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3])),
        write(folder, `${'a very long name that says everything '.repeat(5)}.txt`, noteOf(1)),
        write(folder, 'تقرير عن المستودع.txt', noteOf(2)),
        write(folder, 'photo_\u202Egpj.txt', noteOf(3)),
      ]);
      await done(page);
      await rows(page).filter({ hasText: 'broken.jpg' }).click();
      await expect(page.getByRole('region', { name: 'The chosen file' })).toBeVisible();
      await expectAccessible(page, 'import screen');
      for (const [width, height] of [
        [1440, 900],
        [1024, 700],
        [720, 900],
      ] as const) {
        await page.setViewportSize({ width, height });
        const wide = await page.evaluate(
          () =>
            [...document.querySelectorAll('.import-screen *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length,
        );
        expect(wide, `nothing leads out of ${width} × ${height}`).toBe(0);
      }
    });
  });
}
