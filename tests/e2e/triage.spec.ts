import type { Locator, Page } from '@playwright/test';
import { claims, command, openSample, openSource, reader, sources } from './desk.ts';
import { expect, test } from './fixture.ts';

// Each lays out the sample case first
test.describe.configure({ timeout: 180_000 });

const chip = (page: Page, state: string): Locator =>
  sources(page)
    .getByRole('group', { name: 'State' })
    .getByRole('button', { name: new RegExp(`^${state}`) });
const option = (page: Page, ref: string): Locator => sources(page).getByRole('option').filter({ hasText: ref });
const state = (page: Page): Locator => reader(page).getByRole('button', { name: /^State:/ });
async function expectCounts(page: Page, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, count] of Object.entries(counts)) await expect(chip(page, name)).toHaveText(`${name} ${count}`);
}

test('the loop of work: read and on to the next new source, set aside, key, and undo takes each back', async ({ page }) => {
  await openSample(page);
  await expectCounts(page, { New: 7, Read: 0, 'Set aside': 0, Key: 0 });
  await openSource(page, /At two Kramatorsk hostels/);
  await expect(state(page)).toHaveAccessibleName('State: New');
  await page.keyboard.press('e');
  await expect(option(page, 'S-002')).toHaveAttribute('aria-selected', 'true');
  await expectCounts(page, { New: 6, Read: 1 });
  await expect(option(page, 'S-001')).toHaveAccessibleName(/Read\./);
  await page.keyboard.press('*');
  await expect(state(page)).toHaveAccessibleName('State: Key');
  await page.keyboard.press('u');
  await expect(option(page, 'S-003')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('x');
  await expectCounts(page, { New: 4, Read: 1, 'Set aside': 1, Key: 1 });
  await expect(option(page, 'S-003')).toHaveAccessibleName(/Set aside\./);
  await page.keyboard.press('Control+z');
  await expect(state(page)).toHaveAccessibleName('State: New');
  await page.keyboard.press('Control+z');
  await expectCounts(page, { New: 6, Read: 1, 'Set aside': 0, Key: 0 });
  await page.keyboard.press('Control+z');
  await expectCounts(page, { New: 7, Read: 0 });
});

test('the list shows one state at a time, and states can be given by menu and by palette', async ({ page }) => {
  await openSample(page);
  await openSource(page, /LIE EXPOSED/);
  await state(page).click();
  await page.getByRole('menuitemradio', { name: /^Key/ }).click();
  await expect(state(page)).toHaveAccessibleName('State: Key');
  await chip(page, 'Key').click();
  await expect(sources(page).getByRole('option')).toHaveCount(1);
  await expect(option(page, 'S-002')).toBeVisible();
  await command(page, 'source is new again');
  await expect(sources(page).getByText('No source is like this: key.')).toBeVisible();
  await sources(page).getByRole('button', { name: 'Show all sources' }).click();
  await expect(sources(page).getByRole('option')).toHaveCount(7);
  await sources(page)
    .getByRole('button', { name: /^Photos/ })
    .click();
  await expectCounts(page, { New: 2 });
  await command(page, 'mark as read: 2 new sources shown');
  await expectCounts(page, { New: 0, Read: 2 });
  await sources(page).getByRole('button', { name: /^All/ }).click();
  await expectCounts(page, { New: 5, Read: 2 });
  await page.keyboard.press('Control+z');
  await expectCounts(page, { New: 7, Read: 0 });
});

test('where nothing is new any more it is said, and the last one is read all the same', async ({ page }) => {
  await openSample(page);
  await openSource(page, /LIE EXPOSED/);
  await command(page, 'mark as read: 7 new sources shown');
  await expectCounts(page, { New: 0, Read: 7 });
  await page.keyboard.press('u');
  await expect(page.getByText('No other source is new.')).toBeVisible();
  await page.keyboard.press('Shift+U');
  await expectCounts(page, { New: 1, Read: 6 });
  await page.keyboard.press('e');
  await expectCounts(page, { New: 0, Read: 7 });
  await expect(option(page, 'S-002')).toHaveAttribute('aria-selected', 'true');
});

test('from anywhere to the open claim, and to any claim by its words', async ({ page }) => {
  await openSample(page);
  await openSource(page, /LIE EXPOSED/);
  await claims(page)
    .getByRole('button', { name: /^C-003/ })
    .click();
  await reader(page).getByRole('article').focus();
  await page.keyboard.press('g');
  await expect(claims(page).getByRole('button', { name: /^C-003/ })).toBeFocused();
  await command(page, 'C-002');
  await expect(claims(page).getByRole('button', { name: /^C-002/ })).toBeFocused();
  await expect(claims(page).getByRole('button', { name: /^C-002/ })).toHaveAttribute('aria-expanded', 'true');
});
