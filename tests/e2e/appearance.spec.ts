/** A saved page as it looked. It is held by two layers, the cleaned bytes and the frame with its policy, and each must hold alone. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';
import { z } from 'zod';
import { contentSecurityPolicy, headersOfBlob } from '../../main/host/headers.ts';
import { type Counter, startCounter } from './counter.ts';
import { article, importFiles, newCase, openSource, reader, sources } from './desk.ts';
import { expect, test } from './fixture.ts';
import { hostilePage, write } from './originals.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const Found = z.object({ violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })) });

const data = join(process.env.ASSAY_DATA ?? join(import.meta.dirname, '../../../shared/data'), 'hostile', 'html-xss');
const Payloads = z.array(z.object({ payload: z.string() }));

/** Public collections with `home` put in for every address they would call, some hundred to a page. */
function payloadPages(home: string): string[] {
  const lines = readFileSync(join(data, 'payloads.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const cases = Payloads.parse(JSON.parse(readFileSync(join(data, 'dompurify-expect.json'), 'utf8'))).map(({ payload }) => payload);
  const all = [...lines, ...cases].map((payload) => payload.replace(/(?:https?:)?\/\/[\w.-]+(?::\d+)?/g, home));
  const size = 150;
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    wrapped(all.slice(n * size, (n + 1) * size).map((payload) => `<div>${payload}</div>`)),
  );
}
const wrapped = (parts: readonly string[]): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Payloads</title></head><body><article><h1>Payloads</h1><p>Words before, enough of them to be an article for any reader mode that looks.</p>${parts.join('\n')}<p>Words after.</p></article></body></html>`;

/** Every way of calling out that style sheets, hints, pictures, drawings and frames know. */
const callingPage = (home: string): string => `<!doctype html><html><head><meta charset="utf-8"><title>Calls</title>
<meta http-equiv="refresh" content="1;url=${home}/refresh"><base href="${home}/">
<link rel="stylesheet" href="/sheet.css"><link rel="prefetch" href="/prefetch"><link rel="preload" as="font" href="/preload.woff2"><link rel="prerender" href="/prerender"><link rel="manifest" href="/manifest"><link rel="icon" href="/icon.png">
<style>@import "${home}/import1.css"; @\\69mport url(${home}/import2.css); u\\72l{} p{background:u\\72l(${home}/escaped.png)} a::before{content:url("${home}/content.png")}
:root{--word:"${home}/word.png"} body{background:image-set(var(--word) 1x);cursor:url(${home}/cursor.png),auto;list-style:url(${home}/list.png)} .broken{b:u<!--rl(${home}/comment.png)}
h1{background:url(data:,"${home}/quoted.png");mask:url(${home}/mask.svg#m);filter:url("${home}/filter.svg#f")} @font-face{font-family:f;src:url(${home}/font.woff2)} body{font-family:f}</style>
<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${home}/speculation"]}]}</script></head>
<body background="${home}/body.png"><h1>Calls home</h1><p>Words enough to be read, and more of them so that nobody takes it for a menu.</p>
<img srcset="${home}/one.png 1x, ${home}/two.png 2x" src="${home}/src.png"><picture><source srcset="${home}/source.png"><img src="${home}/picture.png"></picture>
<input type="image" src="${home}/input.png"><video src="${home}/video" poster="${home}/poster.png" autoplay></video><object data="${home}/object"></object><iframe src="${home}/frame"></iframe>
<svg width="9" height="9"><image href="${home}/image.png"/><use href="${home}/use.svg#a"/><rect fill="url(${home}/fill.svg#p)" width="9" height="9"/><style>@import "${home}/svg.css";</style><a href="${home}/svglink"><text y="9">drawn link</text></a></svg>
<table background="${home}/table.png"><tr><td background="${home}/cell.png">cell</td></tr></table>
<p><a href="${home}/link" ping="${home}/ping">a plain link</a> <a href="${home}/top" target="_top">a link to the top</a> <a href="${home}/blank" target="_blank">a link to a window</a> <a href="#below">a link within</a></p>
<form action="${home}/form"><input name="a" value="b"><button>send it</button></form><p id="below">Below.</p></body></html>`;

/** Serves pages by number, and a page that frames one of them as the window does. */
async function serve(pages: readonly string[], headers: Readonly<Record<string, string>>) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, kind, number] = pathname.split('/');
    if (kind === 'around') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': contentSecurityPolicy });
      response.end(`<!doctype html><title>around</title><iframe sandbox="" width="900" height="700" src="/page/${number}"></iframe>`);
    } else if (kind === 'page') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(pages[Number(number)]);
    } else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const pagesOf = (counter: Counter): string[] => [
  hostilePage(counter.origin),
  callingPage(counter.origin),
  ...(existsSync(data) ? payloadPages(counter.origin) : []),
];
/** The workbench's own cleaning, in a plain Node as the workbench has it. */
function cleaned(pages: readonly string[]): string[] {
  const codec = pathToFileURL(join(import.meta.dirname, '../../main/formats/appearance/index.ts')).href;
  const script = `import { drawAppearance } from '${codec}'; let text = ''; for await (const piece of process.stdin) text += piece;
    console.log(JSON.stringify(JSON.parse(text).map((page) => drawAppearance(new TextEncoder().encode(page), 'text/html', []).html)));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    input: JSON.stringify(pages),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return z.array(z.string()).parse(JSON.parse(stdout));
}
const links = ['a plain link', 'a link to the top', 'a link to a window', 'drawn link', 'send it'];

/** A browser window of its own, in which any dialog is a failure. */
async function bareWindow(browser: Browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return { context, page, dialogs };
}

test('cleaned bytes alone run nothing and call nobody, without frame, sandbox or policy', async ({ browser }) => {
  const counter = await startCounter();
  const pages = cleaned(pagesOf(counter));
  const server = await serve(pages, {});
  const { context, page, dialogs } = await bareWindow(browser);
  try {
    for (const number of pages.keys()) {
      await page.goto(`${server.origin}/page/${number}`);
      expect(await page.locator('script, iframe, object, embed, link, base, [onclick], [onload], a[href]:not([href^="#"])').count()).toBe(
        0,
      );
    }
    await page.goto(`${server.origin}/page/1`);
    for (const words of links) await page.getByText(words).last().click({ force: true });
    await page.waitForTimeout(1500);
    expect(new URL(page.url()).pathname).toBe('/page/1');
    expect(context.pages()).toHaveLength(1);
    expect(dialogs).toEqual([]);
    expect(counter.calls).toEqual([]);
  } finally {
    await context.close();
    await server.close();
    await counter.close();
  }
});

/**
 * What was asked for. A policy has no word against an order to connect ahead (`preconnect`), which asks nothing: the cleaned bytes hold no
 * such order, and the program's window resolves no name and meets a proxy that is not there.
 */
const asked = ({ calls }: Counter): string[] => calls.filter((call) => call !== '(connection)');

test('the frame and its policy alone run nothing and call nobody, whatever stands in it', async ({ browser }) => {
  const counter = await startCounter();
  const raw = pagesOf(counter);
  const server = await serve(raw, headersOfBlob('text/html'));
  const { context, page, dialogs } = await bareWindow(browser);
  try {
    for (const number of raw.keys()) {
      await page.goto(`${server.origin}/around/${number}`);
      await page.waitForTimeout(300);
    }
    await page.goto(`${server.origin}/around/1`);
    const frame = page.frameLocator('iframe');
    for (const words of links) {
      await page.goto(`${server.origin}/around/1`);
      await frame.getByText(words).last().click({ force: true });
      await page.waitForTimeout(300);
    }
    await page.waitForTimeout(1500);
    expect(new URL(page.url()).pathname).toBe('/around/1');
    expect(context.pages()).toHaveLength(1);
    expect(dialogs).toEqual([]);
    expect(asked(counter)).toEqual([]);
    // Opened by itself, it is still in a sandbox: the policy brings its own
    await page.goto(`${server.origin}/page/0`);
    expect(await page.title()).not.toBe('owned');
    expect(dialogs).toEqual([]);
    expect(asked(counter)).toEqual([]);
  } finally {
    await context.close();
    await server.close();
    await counter.close();
  }
});

test('a person looks at a page as it looked, is told what is left out, and comes back to the same place', async ({
  browser,
  program,
  folder,
}) => {
  // A window of its own: looking into the frame, the driver itself is refused, and the refusals stand on the console
  const { context, page, dialogs } = await bareWindow(browser);
  await page.goto(program.address);
  const counter = await startCounter();
  try {
    await newCase(page, 'Looks');
    await importFiles(page, [
      write(folder, 'calls.html', callingPage(counter.origin)),
      write(folder, 'kept.html', keptPage),
      write(folder, 'kept.eml', keptMail),
      write(folder, 'kept.mhtml', keptArchive),
      write(folder, 'plain.txt', 'A plain note\n\nIt has no look of its own.\n'),
    ]);
    await openSource(page, /Calls/);
    await article(page).press('Shift+O');
    const look = page.getByRole('region', { name: /as it looked/ });
    await expect(look).toContainText('Nothing in it runs or calls out.');
    await expect(look).toContainText(/Left out: 1 script, \d+ pictures that are not in the file/);
    const frame = look.frameLocator('iframe');
    await expect(frame.getByRole('heading', { name: 'Calls home' })).toBeVisible();
    await expect(frame.getByText('Picture left out').first()).toBeVisible();
    for (const words of links) await frame.getByText(words).last().click({ force: true });
    await expect(frame.getByRole('heading', { name: 'Calls home' })).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // By hand, around the frame: nothing can run in it, axe neither
      await page.evaluate(axeSource);
      const { violations } = Found.parse(await page.evaluate(`axe.run({ exclude: ['iframe'] }, { iframes: false })`));
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([]);
    }
    await look.getByRole('button', { name: /Back to the text/ }).click();
    await expect(look).toBeHidden();
    await expect(article(page)).toBeFocused();

    // What the file itself holds is kept, in every kind of file
    for (const name of [/^Kept as HTML/, /^Kept as mail/, /^Kept as archive/]) {
      await sources(page)
        .getByRole('option')
        .filter({ hasText: name.source.slice(1) })
        .first()
        .click();
      await reader(page).getByRole('button', { name: 'As it looked' }).click();
      const picture = frame.getByRole('img', { name: 'red square' });
      await expect(picture).toBeVisible();
      await expect(picture).toHaveAttribute('src', /^data:image\/png;base64,/);
      await expect(frame.getByText('Green words')).toHaveCSS('color', 'rgb(0, 128, 0)');
      await reader(page).getByRole('button', { name: 'As it looked' }).click();
    }
    await openSource(page, /A plain note/);
    await expect(article(page)).toContainText('no look of its own');
    await expect(reader(page).getByRole('button', { name: 'As it looked' })).toHaveCount(0);
    expect(dialogs).toEqual([]);
    expect(counter.calls).toEqual([]);
  } finally {
    await context.close();
    await counter.close();
  }
});

const square = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
const keptBody = (picture: string): string =>
  `<article><h1>What is in the file</h1><p>The picture and the style came with the file, so they are shown; these are words enough for a text.</p><p class="green">Green words</p><img alt="red square" width="40" height="40" src="${picture}"></article>`;
const keptPage = `<!doctype html><html><head><meta charset="utf-8"><title>Kept as HTML</title><style>.green{color:green}</style></head><body>${keptBody(`data:image/png;base64,${square}`)}</body></html>`;
const related = (head: string, html: string, location: string, style: string): string =>
  [
    head,
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="part"; type="text/html"',
    '',
    '--part',
    'Content-Type: text/html; charset="utf-8"',
    ...(location ? [`Content-Location: ${location}`] : []),
    '',
    html,
    '--part',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    'Content-ID: <square@here>',
    ...(location ? ['Content-Location: https://kept.example/square.png'] : []),
    '',
    square,
    '--part',
    'Content-Type: text/css; charset="utf-8"',
    'Content-ID: <style@here>',
    ...(location ? ['Content-Location: https://kept.example/style.css'] : []),
    '',
    style,
    '--part--',
    '',
  ].join('\r\n');
const keptMail = related(
  'From: Mira Holt <mira@kept.example>\r\nTo: desk@kept.example\r\nSubject: Kept as mail\r\nDate: Tue, 12 Mar 2024 09:30:00 +0200\r\nMessage-ID: <1@kept.example>',
  `<html><head><style>.green{color:green}</style></head><body>${keptBody('cid:square@here')}</body></html>`,
  '',
  '.unused{}',
);
const keptArchive = related(
  'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kept.example/page.html\r\nSubject: Kept as archive\r\nDate: Tue, 12 Mar 2024 07:30:00 -0000',
  `<html><head><title>Kept as archive</title><link rel="stylesheet" href="cid:style@here"></head><body>${keptBody('square.png')}</body></html>`,
  'https://kept.example/page.html',
  '.green{color:green}',
);
