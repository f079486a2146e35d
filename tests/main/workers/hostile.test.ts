/** Files made to break a reader: each ends decoded or refused with a reason, in time, and the workbench lives on. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { nodeFork } from '../../../main/host/fork.ts';
import { workerFile } from '../../../main/host/project.ts';
import { createPool } from '../../../main/workers/pool.ts';
import { tasks } from '../../../main/workers/tasks/index.ts';
import { AssayError } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../support/temporary.ts';

// Each test starts processes of its own, and limits count processor time: a busy machine takes its time
vi.setConfig({ testTimeout: 90_000 });

const data = path.resolve(process.env.ASSAY_DATA ?? '../shared/data', 'hostile');
const absent = !existsSync(data);
if (absent) console.warn(`skipped: ${data} is not there (set ASSAY_DATA)`);

const folder = temporaryFolder();
const staging = path.join(folder.path, 'case', 'incoming');
mkdirSync(staging, { recursive: true });
const pool = createPool(tasks, (room, heapMb) => nodeFork(workerFile('process'), room, heapMb), { resources: '' });
afterAll(async () => {
  await pool.close();
  folder.remove();
});

async function decode(bytes: Uint8Array, fileName: string) {
  const file = path.join(folder.path, 'case', 'original');
  writeFileSync(file, bytes);
  const room = { read: path.join(folder.path, 'case'), write: staging };
  return (await pool.run('decode', { file, hints: { fileName }, staging }, { room })).decoded;
}

async function outcome(bytes: Uint8Array, fileName: string): Promise<string> {
  try {
    return (await decode(bytes, fileName)).kind;
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return error.code;
  }
}
/** Every third file: enough of each kind, and quick. */
const some = (folder: string, every = 3) => (absent ? [] : readdirSync(path.join(data, folder)).filter((_, i) => i % every === 0));

describe.skipIf(absent)('hostile pictures', () => {
  test('broken PNGs (x…) are refused, good ones are not', async () => {
    for (const name of some('pngsuite', 1))
      expect([name, await outcome(readFileSync(path.join(data, 'pngsuite', name)), name)]).toEqual([
        name,
        name.startsWith('x') ? 'BROKEN_FILE' : 'photo',
      ]);
  });
  test('JPEGs that crashed decoders', async () => {
    for (const name of some('jpeg-crashers'))
      expect(['photo', 'BROKEN_FILE', 'UNSUPPORTED_FORMAT']).toContain(
        await outcome(readFileSync(path.join(data, 'jpeg-crashers', name)), name),
      );
  });
});

describe.skipIf(absent)('hostile text', () => {
  test('pages that try to run something', async () => {
    const payloads = z
      .array(z.object({ payload: z.string() }))
      .parse(JSON.parse(readFileSync(path.join(data, 'html-xss/dompurify-expect.json'), 'utf8')));
    const lines = readFileSync(path.join(data, 'html-xss/payloads.txt'), 'utf8')
      .split('\n')
      .filter((_, i) => i % 20 === 0);
    for (const payload of [...payloads.map((one) => one.payload), ...lines])
      expect(['article', 'EMPTY_FILE', 'UNSUPPORTED_FORMAT']).toContain(await outcome(new TextEncoder().encode(payload), 'page.html'));
  });
  test('naughty strings come through as they are, but for NFC, line ends and control characters', async () => {
    const strings = z.array(z.string()).parse(JSON.parse(readFileSync(path.join(data, 'naughty-strings/blns.json'), 'utf8')));
    for (const one of strings.filter((text, i) => i % 4 === 0 && /\S/.test(text))) {
      const text = `Before.\n\nx ${one} x`;
      const { rendition } = await decode(new TextEncoder().encode(text), 'a.txt');
      const squeeze = (from: string) => from.normalize('NFC').replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029 ]+/g, '');
      expect(squeeze(rendition?.text ?? '')).toBe(squeeze(text));
    }
  });
  test('archives that climb out of their folder write nothing outside it', async () => {
    for (const name of some('archives', 1))
      expect(['archive', 'article', 'photo', 'BROKEN_FILE', 'UNSUPPORTED_FORMAT', 'EMPTY_FILE']).toContain(
        await outcome(readFileSync(path.join(data, 'archives', name)), name),
      );
    expect([readdirSync(folder.path), readdirSync(path.join(folder.path, 'case')).toSorted()]).toEqual([
      ['case'],
      ['incoming', 'original'],
    ]);
  });
});

describe('bombs', () => {
  test.each<[string, () => string]>([
    ['fifty thousand nested quotes', () => `<html><body>${'<blockquote><p>some words here '.repeat(50_000)}`],
    ['half a million nested elements', () => `<html><body>${'<b>'.repeat(500_000)}words`],
    ['nested tables', () => `<html><body>${'<table><tr><td>x</td><td>'.repeat(3000)}words`],
    ['half a million attributes', () => `<html><body><p ${'a1=b '.repeat(500_000)}>hello there</p>`],
    ['an endless comment', () => `<p>hello there</p><!-- ${'<'.repeat(2_000_000)}`],
    ['JSON-LD that nests', () => `<script type="application/ld+json">${'[{"@graph":'.repeat(20_000)}</script><p>hello there</p>`],
  ])('%s', async (_, page) =>
    expect(['article', 'TOO_SLOW', 'TOO_LARGE']).toContain(await outcome(new TextEncoder().encode(page()), 'page.html')),
  );
  test('the pool still reads', async () => expect(await outcome(new TextEncoder().encode('Words.'), 'a.txt')).toBe('article'));
});
