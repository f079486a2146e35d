/** What a person does in the window, by the names that they see. Specs say what must come of it. */
import { expect, type Locator, type Page } from '@playwright/test';

export const sources = (page: Page): Locator => page.getByRole('region', { name: 'Sources' });
export const claims = (page: Page): Locator => page.getByRole('region', { name: 'Claims' });
export const reader = (page: Page): Locator => page.getByRole('region', { name: 'Reader' });
export const article = (page: Page): Locator => page.getByRole('article', { name: /^Text of S-/ });
export const photo = (page: Page): Locator => page.getByRole('region', { name: /^Photo S-/ });
export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });

/** Makes a case in the default place and waits until it stands open. */
export async function newCase(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: /^New case/ }).click();
  const form = dialog(page, 'New case');
  await form.getByRole('textbox', { name: 'Title' }).fill(title);
  await form.getByRole('button', { name: 'Make the case' }).click();
  await expect(page.getByRole('main', { name: title })).toBeVisible();
}

/** Chooses files in the browser's own dialog. */
export async function chooseFiles(page: Page, paths: readonly string[]): Promise<void> {
  await sources(page).getByRole('button', { name: 'Import' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Files…' }).click();
  await (await choosing).setFiles([...paths]);
}

/** Imports by the file chooser and waits for the word that it is done. */
export async function importFiles(page: Page, paths: readonly string[]): Promise<void> {
  await chooseFiles(page, paths);
  await importDone(page);
}

/** Waits for the word that all came in, and puts it away. */
async function importDone(page: Page): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText(/\d sources? imported\./)).toBeVisible({ timeout: 20_000 });
  await messages.getByRole('button', { name: 'Dismiss this message' }).click();
}

/** Adds a claim by its form; it becomes the active one. */
export async function addClaim(page: Page, text: string, claimant = ''): Promise<void> {
  await page.keyboard.press('Control+n');
  const form = dialog(page, 'New claim');
  await form.getByRole('textbox', { name: 'The claim, as it was made' }).fill(text);
  await form.getByRole('textbox', { name: 'Who says so' }).fill(claimant);
  await form.getByRole('button', { name: 'Add claim' }).click();
  await expect(form).toBeHidden();
  await expect(claims(page).getByText(text).first()).toBeVisible();
}

/** Opens a source by words of its row. */
export async function openSource(page: Page, words: string | RegExp): Promise<void> {
  await sources(page).getByRole('option', { name: words }).first().click();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where words stand once they stand still: faces of other scripts come in late and move what follows. */
async function endsOf(page: Page, words: string): Promise<{ from: Point; to: Point }> {
  let last = await measure(page, words);
  await expect(async () => {
    const before = JSON.stringify(last);
    await page.waitForTimeout(60);
    last = await measure(page, words);
    expect(JSON.stringify(last)).toBe(before);
  }).toPass({ timeout: 5_000 });
  return last;
}

/** Where on the screen the first and the last letter of words stand, after they were scrolled into sight. */
async function measure(page: Page, words: string): Promise<{ from: Point; to: Point }> {
  return article(page).evaluate(async (root, wanted) => {
    await document.fonts.ready;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.textContent?.indexOf(wanted) ?? -1;
      if (start < 0) continue;
      node.parentElement?.scrollIntoView({ block: 'center' });
      const caret = (offset: number): DOMRect => {
        const range = document.createRange();
        range.setStart(node, offset);
        range.collapse(true);
        return range.getBoundingClientRect();
      };
      const [first, last] = [caret(start), caret(start + wanted.length)];
      return { from: { x: first.x, y: first.y + first.height / 2 }, to: { x: last.x, y: last.y + last.height / 2 } };
    }
    throw new Error(`the article does not show: ${wanted}`);
  }, words);
}

/** Selects words as a hand does: press at their start, move, let go at their end. The popover comes up. */
export async function selectByMouse(page: Page, words: string): Promise<Locator> {
  const { from, to } = await endsOf(page, words);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  const popover = page.getByRole('group', { name: 'Link this passage' });
  await expect(popover).toBeVisible();
  return popover;
}

/** The button in the margin that stands for a link or mark: "Supports C-001: “words”". */
export const margin = (page: Page, words: RegExp): Locator => article(page).getByRole('button', { name: words });

/** Saves what is asked for in our own chooser under the name it suggests, or another; the name. */
export async function saveInChooser(page: Page, name?: string): Promise<void> {
  const chooser = page.getByRole('dialog').filter({ has: page.getByRole('listbox', { name: 'Folders and files' }) });
  if (name) await chooser.getByRole('textbox', { name: 'Name' }).fill(name);
  await chooser.getByRole('button', { name: 'Save here' }).click();
}

/** Opens the sample case from the start. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Sample case/ }).click();
  await expect(claims(page).getByText('C-003').first()).toBeVisible({ timeout: 60_000 });
}

/** Runs what the palette finds by these words. */
export async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = dialog(page, 'Search or run a command');
  await palette.getByRole('combobox').fill(words);
  const found = palette.getByRole('option').first();
  await expect(found).toContainText(new RegExp(words, 'i'));
  await found.click();
  await expect(palette).toBeHidden();
}
