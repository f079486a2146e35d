/** The guards of the other tests are seen to fail: on a page that does everything that no window of ours may do. */
import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from './axe.ts';
import { startCounter } from './counter.ts';
import { watchContext } from './watch.ts';

const faulty = (elsewhere: string): string => `<!doctype html><html lang="en"><title>Faulty</title><body><button></button>
<img src="${elsewhere}/pixel.png" alt=""><script>document.title = 'ran'</script><script src="/faults.js"></script></body></html>`;
const faults = (elsewhere: string): string =>
  `console.error('said'); new WebSocket('${elsewhere.replace('http', 'ws')}/socket'); setTimeout(() => { alert('asked'); throw new Error('thrown'); });`;

test('the watch notes all that may not happen in a window; the counter counts; axe objects', async ({ browser }) => {
  const counter = await startCounter();
  const server = createServer((request, response) => {
    if (request.url === '/faults.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(faults(counter.origin));
    else
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "script-src 'self'" }).end(faulty(counter.origin));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${z.object({ port: z.int() }).parse(server.address()).port}`;
  const context = await browser.newContext();
  const { faults: noted } = watchContext(context, origin);
  const page = await context.newPage();
  await page.goto(origin);
  for (const kind of [
    /^console: said/,
    /^script: .*thrown/,
    /^dialog: asked/,
    /^console: .*Content Security Policy/,
    /^request: .*pixel\.png/,
    /^socket: .*socket/,
  ])
    await expect.poll(() => noted.filter((fault) => kind.test(fault)).length, `${kind}`).toBeGreaterThan(0);
  expect(await page.title()).toBe('Faulty');
  await expect.poll(() => counter.calls).toContain('/pixel.png');
  await expect(expectAccessible(page, 'the faulty page')).rejects.toThrow('button-name');
  await context.close();
  await counter.close();
  server.closeAllConnections();
  server.close();
});
