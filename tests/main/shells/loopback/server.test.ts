/** Who is let in and who is not. Every request here is one that some page, program or person on this machine could send. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Workbench } from '../../../../main/app.ts';
import type { Tickets } from '../../../../main/host/tickets.ts';
import { type LoopbackServer, startServer } from '../../../../main/shells/loopback/server.ts';
import { takeUpload } from '../../../../main/shells/loopback/uploads.ts';
import { Ticket } from '../../../../shared/model.ts';
import { enter, makeWorkbench } from '../../../contract/transports.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const folder = temporaryFolder();
const webRoot = join(folder.path, 'renderer');
let workbench: Workbench;
let tickets: Tickets;
let server: LoopbackServer;
let cookie: string;
let windows: number[] = [];

beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'), { recursive: true });
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Assay</title>');
  writeFileSync(join(webRoot, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(webRoot, '.hidden.json'), '{}');
  writeFileSync(join(webRoot, 'notes.exe'), 'MZ');
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  symlinkSync(join(folder.path, 'secret.txt'), join(webRoot, 'leads-out.txt'));
  ({ workbench, tickets } = makeWorkbench(folder.path));
  server = await startServer({
    workbench,
    tickets,
    webRoot,
    uploadFolder: join(folder.path, 'uploads'),
    port: 0,
    landing: '/?case=T',
    onWindows: (count) => windows.push(count),
  });
  cookie = await enter(server.newAddress());
});
afterAll(async () => {
  await server.close();
  await workbench.close();
  folder.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** A request as raw as it can be: fetch would forbid most of what an attacker would do, and would tidy the path. */
function send(
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, setHost: headers['host'] === undefined }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString('utf8') }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
const mine = (): Record<string, string> => ({ cookie, origin: server.origin });

describe('the window', () => {
  it('gets its page, under a policy that lets nothing in from elsewhere and nothing run that is not ours', async () => {
    const { status, headers, body } = await send('/', { headers: { cookie } });
    expect([status, body]).toEqual([200, '<!doctype html><title>Assay</title>']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toContain('unsafe-');
    expect(policy).not.toMatch(/https?:|\*/);
    for (const directive of [
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split('; ')).toContain(directive);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('may keep what is named by its content, for itself only', async () => {
    const { headers } = await send('/assets/index-abc.js', { headers: { cookie } });
    expect(headers['cache-control']).toBe('private, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('gets a cookie for one address, once, that scripts cannot read and other sites cannot send', async () => {
    const address = new URL(server.newAddress());
    const first = await send(address.pathname + address.search);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/?case=T');
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const again = await send(address.pathname + address.search);
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('loses an address that was not used, once there is a newer one', async () => {
    const old = new URL(server.newAddress());
    server.newAddress();
    expect((await send(old.pathname + old.search)).status).toBe(403);
  });

  it('may be opened a second time and reloaded on the same cookie', async () => {
    for (let time = 0; time < 3; time += 1) expect((await send('/', { headers: { cookie } })).status).toBe(200);
  });
});

describe('is refused', () => {
  const other = 'http://evil.example';
  it.each<{ what: string; path?: string; method?: string; headers: () => Record<string, string>; status: number }>([
    { what: 'a page without the cookie', headers: () => ({}), status: 403 },
    { what: 'a wrong cookie', headers: () => ({ cookie: cookie.replace(/=.*/, '=guessed') }), status: 403 },
    { what: 'the cookie of another port', headers: () => ({ cookie: cookie.replace(/^assay_\d+/, 'assay_1') }), status: 403 },
    { what: 'an empty cookie', headers: () => ({ cookie: cookie.replace(/=.*/, '=') }), status: 403 },
    { what: 'another host, as after DNS rebinding', headers: () => ({ ...mine(), host: 'evil.example' }), status: 421 },
    {
      what: 'localhost by name',
      headers: () => ({ ...mine(), host: new URL(server.origin).host.replace('127.0.0.1', 'localhost') }),
      status: 421,
    },
    { what: 'the right host on another port', headers: () => ({ ...mine(), host: '127.0.0.1:1' }), status: 421 },
    { what: 'another origin', headers: () => ({ ...mine(), origin: other }), status: 403 },
    { what: 'an opaque origin', headers: () => ({ ...mine(), origin: 'null' }), status: 403 },
    { what: 'another site by fetch metadata', headers: () => ({ cookie, 'sec-fetch-site': 'cross-site' }), status: 403 },
    { what: 'another port of this machine by fetch metadata', headers: () => ({ cookie, 'sec-fetch-site': 'same-site' }), status: 403 },
    { what: 'a made-up token', path: '/start?t=guessed', headers: () => ({}), status: 403 },
    { what: 'an empty token', path: '/start', headers: () => ({}), status: 403 },
    ...['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE'].map((method) => ({
      what: method,
      method,
      headers: mine,
      status: 405,
    })),
    {
      what: 'an upload without the cookie',
      path: '/upload?name=a.txt',
      method: 'POST',
      headers: () => ({ origin: server.origin }),
      status: 403,
    },
    { what: 'an upload without an origin', path: '/upload?name=a.txt', method: 'POST', headers: () => ({ cookie }), status: 403 },
    {
      what: 'an upload from elsewhere',
      path: '/upload?name=a.txt',
      method: 'POST',
      headers: () => ({ cookie, origin: other }),
      status: 403,
    },
    { what: 'an upload by GET', path: '/upload?name=a.txt', headers: mine, status: 404 },
    { what: 'an upload without a name', path: '/upload', method: 'POST', headers: mine, status: 400 },
    { what: 'a picture without the cookie', path: '/blob/h/x/thumbnail.webp', headers: () => ({}), status: 403 },
    { what: 'an address of another host in the request line', path: 'http://evil.example/', headers: mine, status: 400 },
  ])('$what', async ({ path = '/', method = 'GET', headers, status }) => {
    const answer = await send(path, { method, headers: headers(), body: method === 'POST' ? 'words' : '' });
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).not.toContain('<title>Assay');
    expect(answer.headers['content-security-policy'], 'even a refusal is under the policy').toContain("default-src 'none'");
    expect(existsSync(join(folder.path, 'uploads')) ? readdirSync(join(folder.path, 'uploads')) : [], 'nothing was kept').toEqual([]);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//secret.txt',
    '/secret.txt%00.html',
    '/leads-out.txt',
    '/.hidden.json',
    '/notes.exe',
    '/assets/',
    '/assets',
    '/%',
    '/C:/secret.txt',
    '/index.html/',
    '/blob/../secret.txt',
  ])('a way out of the window’s folder: %s', async (path) => {
    const { status, body } = await send(path, { headers: { cookie } });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).not.toContain('secret\n');
    expect(body).not.toBe('secret');
  });

  const socket = (path: string, headers: Record<string, string>): Promise<string> =>
    new Promise((resolve) => {
      const tried = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers });
      tried.on('open', () => {
        tried.terminate();
        resolve('open');
      });
      tried.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(String(response.statusCode));
      });
      tried.on('error', () => resolve('error'));
    });
  it.each<{ what: string; path?: string; headers: () => Record<string, string>; result: string }>([
    { what: 'with cookie and origin (let in)', headers: mine, result: 'open' },
    { what: 'without the cookie', headers: () => ({ origin: server.origin }), result: '403' },
    { what: 'without an origin', headers: () => ({ cookie }), result: '403' },
    { what: 'from another origin', headers: () => ({ cookie, origin: other }), result: '403' },
    { what: 'from another host', headers: () => ({ ...mine(), host: 'evil.example' }), result: '421' },
    { what: 'at another place', path: '/', headers: mine, result: '404' },
  ])('a socket: $what', async ({ path = '/rpc', headers, result }) => {
    expect(await socket(path, headers())).toBe(result);
  });

  it('a message that is too large, and only that window ends', async () => {
    const tried = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, { headers: mine() });
    await new Promise((resolve) => tried.on('open', resolve));
    windows = [];
    tried.on('error', () => tried.terminate());
    const closed = new Promise((resolve) => tried.on('close', resolve));
    tried.send(Buffer.alloc(65 * 1024 ** 2));
    await closed;
    await expect.poll(() => windows.at(-1)).toBe(0);
    expect((await send('/', { headers: { cookie } })).status).toBe(200);
  });
});

describe('a message of the wrong form', () => {
  const call = (path: string, body: unknown, id = '1'): string => JSON.stringify({ i: id, p: { u: path, b: body } });
  it.each<{ what: string; send: readonly (string | Buffer)[] }>([
    { what: 'no JSON', send: ['hello', '{', ''] },
    { what: 'JSON that is no request', send: ['null', '[]', '1', '{"i":1}', '{"i":{},"p":null}', '{"i":"1","p":{}}'] },
    { what: 'bytes', send: [Buffer.from([0xff, 0, 1]), Buffer.alloc(0), Buffer.from('{"i":"1"}\xff{')] },
    {
      what: 'procedures there are not',
      send: ['/nope/nope', '/__proto__/constructor', '/cases/constructor', '/cases', '/', ''].map((path) => call(path, {})),
    },
    { what: 'addresses that are none', send: [call('http://evil.example/app/about', {}), call('/%E0%A4%A', {})] },
    { what: 'nesting without end', send: [`{"i":"1","p":{"u":"/claims/add","b":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`] },
    {
      what: 'a prototype to pollute',
      send: ['{"i":"1","p":{"u":"/claims/add","b":{"json":{"__proto__":{"polluted":1}},"meta":[[0,"__proto__","polluted"]]}}}'],
    },
    { what: 'the same number twice', send: [call('/app/about', {}), call('/app/about', {})] },
  ])('hurts nobody: $what', async ({ send: messages }) => {
    const told = console.error;
    console.error = () => undefined; // the library says what it could not read
    try {
      const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, { headers: mine() });
      socket.on('error', () => socket.terminate());
      await new Promise((resolve) => socket.on('open', resolve));
      for (const message of messages) socket.send(message);
      // On another socket: the answer that a well-behaved window gets meanwhile
      const other = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, { headers: mine() });
      await new Promise((resolve) => other.on('open', resolve));
      const answered = new Promise<string>((resolve) => other.on('message', (data: Buffer) => resolve(data.toString('utf8'))));
      other.send(call('/app/about', {}, '7'));
      expect(JSON.parse(await answered)).toMatchObject({ i: '7', p: { b: { json: { shell: 'loopback' } } } });
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      socket.terminate();
      other.terminate();
    } finally {
      console.error = told;
    }
  });

  it.each([
    { what: 'unmasked', bytes: [0x81, 0x05, 1, 2, 3, 4, 5] },
    { what: 'of a reserved kind', bytes: [0x83, 0x80, 0, 0, 0, 0] },
    { what: 'of broken UTF-8', bytes: [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xff] },
    { what: 'of a length that is a lie', bytes: [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0] },
  ])('a frame $what ends that window only', async ({ bytes }) => {
    const { hostname, port } = new URL(server.origin);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined); // it is closed by the server, as it should be
    const ended = new Promise((resolve) => socket.on('close', resolve));
    const key = Buffer.alloc(16, 7).toString('base64');
    const headers = { ...mine(), host: `${hostname}:${port}`, connection: 'Upgrade', upgrade: 'websocket' };
    const lines = Object.entries({ ...headers, 'sec-websocket-version': '13', 'sec-websocket-key': key }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write(`GET /rpc HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    const hello = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    expect(hello).toMatch(/^HTTP\/1\.1 101/);
    socket.write(Buffer.from(bytes));
    await ended;
    expect((await send('/', { headers: { cookie } })).status).toBe(200);
  });
});

const Uploaded = z.object({ ticket: Ticket });
describe('an upload', () => {
  const upload = async (query: string, body: Buffer | string): Promise<Answer> =>
    send(`/upload?${query}`, { method: 'POST', headers: mine(), body });

  it('becomes a ticket with the bytes, the name and the time that the person’s file had', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
    const { status, body } = await upload(`name=${encodeURIComponent('фото 1.jpg')}&modified=2023-01-08T10:00:00.000Z`, bytes);
    expect(status).toBe(200);
    const place = tickets.redeem(Uploaded.parse(JSON.parse(body)).ticket);
    expect(place).toMatchObject({ name: 'фото 1.jpg', modifiedAt: '2023-01-08T10:00:00.000Z' });
    expect(readFileSync(place.path).equals(bytes)).toBe(true);
  });

  it.each([
    { name: '../../etc/passwd', kept: 'passwd' },
    { name: 'C:\\Users\\me\\a.txt', kept: 'a.txt' },
    { name: '..', kept: 'unnamed' },
    { name: 'folder/', kept: 'folder' },
  ])('never names a file on disk: $name', async ({ name, kept }) => {
    const { body } = await upload(`name=${encodeURIComponent(name)}&modified=1673172000000`, 'words');
    const place = tickets.redeem(Uploaded.parse(JSON.parse(body)).ticket);
    expect(place).toMatchObject({ name: kept, modifiedAt: '2023-01-08T10:00:00.000Z' });
    expect(place.path.startsWith(join(folder.path, 'uploads'))).toBe(true);
    expect(place.path).not.toContain(kept);
  });

  it('that breaks off leaves nothing', async () => {
    const before = readdirSync(join(folder.path, 'uploads')).length;
    const { hostname, port } = new URL(server.origin);
    const sent = request({
      hostname,
      port,
      path: '/upload?name=half.jpg',
      method: 'POST',
      headers: { ...mine(), 'content-length': 1_000_000 },
    });
    sent.on('error', () => undefined); // it is we who break it off
    sent.write(Buffer.alloc(100_000));
    await expect.poll(() => readdirSync(join(folder.path, 'uploads')).length).toBe(before + 1);
    sent.destroy();
    await expect.poll(() => readdirSync(join(folder.path, 'uploads')).length).toBe(before);
  });

  it('that is too large is refused in words, and leaves nothing', async () => {
    const uploads = join(folder.path, 'small uploads');
    const taken = takeUpload(
      new URLSearchParams({ name: 'a.txt' }),
      Readable.from([Buffer.alloc(60), Buffer.alloc(60)]),
      uploads,
      tickets,
      { most: 100 },
    );
    await expect(taken).rejects.toMatchObject({ code: 'TOO_LARGE', details: { most: 100 } });
    expect(readdirSync(uploads)).toEqual([]);
  });

  it('that says beforehand that it is too large is refused before it is written', async () => {
    const uploads = readdirSync(join(folder.path, 'uploads')).length;
    const { hostname, port } = new URL(server.origin);
    const status = await new Promise((resolve, reject) => {
      const headers = { ...mine(), 'content-length': String(3 * 1024 ** 3) };
      const sent = request({ hostname, port, path: '/upload?name=a.jpg&modified=1', method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on('error', reject);
      sent.write('the first bytes');
    });
    expect(status).toBe(413);
    expect(readdirSync(join(folder.path, 'uploads')).length).toBe(uploads);
  });

  it('is removed once a case has its bytes', async () => {
    const { body } = await upload('name=words.txt&modified=1', 'Words that were dropped on the window.');
    const { ticket } = Uploaded.parse(JSON.parse(body));
    const { path } = tickets.redeem(ticket);
    const api = workbench.client();
    const at = tickets.issue({ path: join(folder.path, 'uploaded.case'), name: 'uploaded.case', modifiedAt: null });
    const opened = await api.cases.create({ at, details: { title: 'Uploaded' } });
    const run = await api.imports.run({ case: opened.case, tickets: [ticket] });
    let step = await run.next();
    while (!step.done) step = await run.next();
    expect(step.value.imported).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it.each(['modified=yesterday', 'modified=1e99', 'modified='])('with a time that is none is refused: %s', async (query) => {
    const { status, body } = await upload(`name=a.txt&${query}`, 'words');
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ code: 'BAD_INPUT' });
  });
});
