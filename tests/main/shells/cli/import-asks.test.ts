/** What an import asks, answered at the terminal: passwords that nobody else sees, pages of an archive. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkbench } from '../../../../main/app.ts';
import { nodePorts } from '../../../../main/host/node-ports.ts';
import { runCli, wantsJson } from '../../../../main/shells/cli/main.ts';
import { askSecret } from '../../../../main/shells/cli/secret.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { lockedPdf, warcOf } from '../../services/queue-files.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const home = { platform: 'linux' as const, home: folder.path, env: { ASSAY_HOME: join(folder.path, 'home'), ASSAY_CASES: folder.path } };

async function assay(args: readonly string[], secret: string): Promise<{ code: number; out: string; err: string; asked: string[] }> {
  const asked: string[] = [];
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    version: '0',
    terminal: {
      folder: folder.path,
      json: wantsJson(args),
      signal: new AbortController().signal,
      stdinText: () => Promise.resolve(''),
      secret: async (question) => {
        asked.push(question);
        return secret;
      },
      drawsProgress: false,
      outIsTerminal: false,
      out: (words) => {
        out += words;
      },
      err: (words) => {
        err += words;
      },
    },
    workbench: () => {
      const { ports, tickets } = nodePorts('cli', (message) => console.error(message), home);
      return { workbench: createWorkbench(ports), tickets };
    },
  });
  return { code, out, err, asked };
}

const pages = ['one', 'two'].map((name) => ({
  url: `https://example.org/${name}`,
  html: `<html lang="en"><head><title>Page ${name}</title></head><body><article><h1>Page ${name}</h1><p>${`The words of page ${name} stand here. `.repeat(12)}</p></article></body></html>`,
}));
beforeAll(async () => {
  writeFileSync(join(folder.path, 'locked.pdf'), lockedPdf('Two dormitories stood', 'Sesame-77'));
  writeFileSync(join(folder.path, 'site.warc'), warcOf(pages));
  expect((await assay(['new', 'asks', '--title', 'Asks'], '')).code).toBe(0);
});

describe('an import that asks', () => {
  it('says that a document is locked, and reads it once the password is given, which it never shows', { timeout: 180_000 }, async () => {
    const first = await assay(['import', 'asks', 'locked.pdf'], '');
    expect(first).toMatchObject({ code: 0, asked: [] });
    expect(first.out).toMatch(/S-001 +locked\.pdf +locked: give --password/);
    const wrong = await assay(['import', 'asks', 'locked.pdf', '--password'], 'Sesame-78');
    expect(wrong).toMatchObject({ code: 1, asked: [expect.stringContaining('S-001')] });
    expect(wrong.out + wrong.err).not.toContain('Sesame');
    expect((await assay(['import', 'asks', 'locked.pdf', '--password'], 'Sesame-77')).code).toBe(0);
    expect((await assay(['text', 'asks', 'S-001'], '')).out).toContain('Two dormitories stood');
  });

  it('lists the pages of an archive and takes those that are named', { timeout: 180_000 }, async () => {
    expect((await assay(['import', 'asks', 'site.warc'], '')).out).toContain('choose with --pages');
    const listed = await assay(['members', 'asks', 'S-002'], '');
    expect(listed.out.trim().split('\n')).toHaveLength(2);
    const taken = await assay(['import', 'asks', 'site.warc', '--pages', 'https://example.org/two'], '');
    expect(taken).toMatchObject({ code: 0, out: expect.stringMatching(/imported +S-003 +site\.warc › .*Page two/) });
    expect((await assay(['members', 'asks', 'S-002'], '')).out).toMatch(/S-003.*example\.org\/two/);
    const none = await assay(['import', 'asks', 'site.warc', '--pages', 'https://example.org/three'], '');
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('NOT_FOUND') });
    expect((await assay(['import', 'asks', 'site.warc', '--all-pages', '--json'], '')).out).toContain('"imported": 1');
  });
});

describe('a password', () => {
  const ask = (env: Record<string, string>, typed: string): Promise<string> => {
    const stdin = Object.assign(new PassThrough(), { isTTY: false });
    stdin.end(typed);
    const stderr = new Writable({ write: (_piece, _encoding, done) => done(new Error('nothing is to be drawn')) });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of the process's streams as is used
    const streams = { stdin, stderr } as unknown as Pick<Parameters<typeof askSecret>[1], 'stdin' | 'stderr'>;
    return askSecret('Password:', { env, ...streams, signal: new AbortController().signal });
  };
  it.each([
    ['from the environment', { ASSAY_PASSWORD: 'from env' }, 'from stdin\n', 'from env'],
    ['from the first line of stdin', {}, 'from stdin\nmore\n', 'from stdin'],
    ['from a line without an end', {}, 'no newline', 'no newline'],
    ['that nobody gives is empty', {}, '', ''],
  ] as const)('%s', async (_, env, typed, expected) => {
    expect(await ask(env, typed)).toBe(expected);
  });
});
