import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { claims, newCase, reader, sources } from './desk.ts';
import { expect, test } from './fixture.ts';

test('the first run offers a new case, a case to open and the sample, and says that nothing leaves the machine', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Start with a case' })).toBeVisible();
  for (const door of [/^New case/, /^Open a case/, /^Sample case/]) await expect(page.getByRole('button', { name: door })).toBeEnabled();
  await expect(page.getByText('This program makes no network request, at all.')).toBeVisible();
});

test('the sample case opens with sources, claims and marked evidence, and verifies', async ({ page }) => {
  await page.getByRole('button', { name: /^Sample case/ }).click();
  await expect(claims(page)).toBeVisible({ timeout: 20_000 });
  await expect(sources(page).getByRole('option')).not.toHaveCount(0);
  await sources(page).getByRole('option').first().click();
  await expect(reader(page).getByRole('article')).toBeVisible();
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('menuitem', { name: 'Verify this case' }).click();
  await expect(page.getByRole('status', { name: 'Result of the check' })).toContainText('All holds.', { timeout: 20_000 });
});

test('a new case becomes a folder where the form said, and the start screen leads back to it', async ({ page, folder }) => {
  await newCase(page, 'Canal Street');
  expect(existsSync(join(folder, 'cases', 'Canal Street.case'))).toBe(true);
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('menuitem', { name: 'Close the case' }).click();
  await expect(page.getByRole('heading', { name: 'Continue' })).toBeVisible();
  await page
    .getByRole('region', { name: 'Start' })
    .getByRole('button', { name: /Canal Street/ })
    .click();
  await expect(page.getByRole('main', { name: 'Canal Street' })).toBeVisible();
});

test('the one-time address works once', async ({ page, program, browser }) => {
  await expect(page.getByRole('button', { name: /^New case/ })).toBeVisible();
  const stranger = await browser.newContext();
  const second = await stranger.newPage();
  const answer = await second.goto(program.address);
  expect(answer?.status()).toBe(403);
  const plain = await second.goto(program.origin);
  expect(plain?.status()).toBe(403);
  await stranger.close();
});
