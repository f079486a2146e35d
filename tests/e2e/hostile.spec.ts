import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startCounter } from './counter.ts';
import { article, importFiles, newCase, sources } from './desk.ts';
import { expect, test } from './fixture.ts';
import { hostilePage, write } from './originals.ts';

/** Payloads with `HOME` put in for every address they would call, as one page each. */
const data = join(process.env.ASSAY_DATA ?? join(import.meta.dirname, '../../../shared/data'), 'hostile', 'html-xss');
const Payloads = z.array(z.object({ payload: z.string() }));

function payloads(home: string): string[] {
  const lines = readFileSync(join(data, 'payloads.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const cases = Payloads.parse(JSON.parse(readFileSync(join(data, 'dompurify-expect.json'), 'utf8'))).map(({ payload }) => payload);
  return [...lines, ...cases].map((payload) => payload.replace(/(?:https?:)?\/\/[\w.-]+(?::\d+)?/g, home));
}

const wrapped = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Payloads</title></head><body><article><h1>Payloads</h1><p>Words before, enough of them to be an article for any reader mode that looks.</p>${body}<p>Words after.</p></article></body></html>`;

test('a hostile page is imported and shown; nothing of it runs and nobody is called', async ({ page, folder, context }) => {
  const counter = await startCounter();
  try {
    await newCase(page, 'Hostile');
    await importFiles(page, [write(folder, 'hostile.html', hostilePage(counter.origin))]);
    await sources(page).getByRole('option').first().click();
    await expect(article(page)).toContainText('The second paragraph listens for the mouse');
    await expect(article(page)).toContainText('<script>');
    await article(page).getByText('The second paragraph').hover();
    await article(page).getByText('The second paragraph').click();
    await page.waitForTimeout(500);
    expect(await page.title()).not.toContain('owned');
    expect(await article(page).locator('img, script, iframe, object, embed, video, audio, form, style, link, a[href]').count()).toBe(0);
    expect(context.pages()).toHaveLength(1);
    expect(counter.calls).toEqual([]);
  } finally {
    await counter.close();
  }
});

test('public collections of payloads run nothing and call nobody', async ({ page, folder }) => {
  test.skip(!existsSync(data), `the collections are not at ${data}; ASSAY_DATA can say where`);
  test.slow();
  const counter = await startCounter();
  try {
    const all = payloads(counter.origin);
    expect(all.length).toBeGreaterThan(300);
    const size = 200;
    const pages = Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
      write(
        folder,
        `payloads-${n}.html`,
        wrapped(
          all
            .slice(n * size, (n + 1) * size)
            .map((payload) => `<div>${payload}</div>`)
            .join('\n'),
        ),
      ),
    );
    await newCase(page, 'Payloads');
    await importFiles(page, pages);
    const rows = sources(page).getByRole('option');
    for (let n = 0; n < (await rows.count()); n += 1) {
      await rows.nth(n).click();
      await expect(article(page)).toBeVisible();
    }
    await page.waitForTimeout(500);
    expect(counter.calls).toEqual([]);
  } finally {
    await counter.close();
  }
});
