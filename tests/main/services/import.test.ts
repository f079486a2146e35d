import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportResult } from '../../../shared/contract.ts';
import { type CaseHandle, Ref } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
let caseFolder: string;
let count = 0;
// One workbench, so that its decoders start once; a case of its own for each test
beforeAll(() => {
  bench = testBench();
});
beforeEach(async () => {
  caseFolder = join(bench.folder, `import-${++count}.case`);
  handle = (await bench.api.cases.create({ at: bench.ticket(caseFolder), details: { title: 'Imports' } })).case;
});
afterEach(() => bench.api.cases.close({ case: handle }));
afterAll(() => bench.dispose());

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(bench.folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const run = async (paths: string[], url?: string): Promise<ImportResult> =>
  (
    await finish(
      await bench.api.imports.run({
        case: handle,
        tickets: paths.map((path) => bench.ticket(path)),
        ...(url === undefined ? {} : { url }),
      }),
    )
  ).result;
const S = (n: number) => Ref.parse(`S-${String(n).padStart(3, '0')}`);
const png = async (width = 30, height = 20): Promise<Uint8Array> =>
  sharp({ create: { width, height, channels: 3, background: 'red' } })
    .png()
    .toBuffer();

describe('import', () => {
  it('keeps the bytes exactly, names them by SHA-256, and records where they came from', async () => {
    const bytes = new TextEncoder().encode('\ufeffPlain words.\r\n\r\nA second paragraph.\r\n');
    const path = put('note.txt', bytes);
    utimesSync(path, new Date('2023-01-08T10:00:00Z'), new Date('2023-01-08T10:00:00Z'));
    const result = await run([path], 'https://example.org/note');
    expect(result).toMatchObject({ imported: 1, failed: 0, cancelled: false });
    const source = await bench.api.sources.get({ case: handle, source: S(1) });
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(source.original).toBe(hash);
    expect(new Uint8Array(readFileSync(join(caseFolder, 'originals', hash.slice(0, 2), hash)))).toEqual(bytes);
    expect(source.provenance).toMatchObject({
      fileName: 'note.txt',
      fileModifiedAt: '2023-01-08T10:00:00.000Z',
      url: 'https://example.org/note',
      importedBy: { name: 'Test Investigator' },
      program: expect.stringMatching(/^Assay \d/),
    });
    const { entries } = await bench.api.history.log({ case: handle, newestFirst: true, limit: 1 });
    expect(entries[0]).toMatchObject({ verb: 'source.imported', args: { source: { original: hash } } });
    const { body } = await bench.api.sources.text({ case: handle, source: source.id });
    expect(body.text).toBe('Plain words.\n\nA second paragraph.');
  });

  it('says what each file of a batch became and goes on after a bad one', async () => {
    const paths = [
      put('batch/a.txt', 'First article.'),
      put('batch/b.txt', ''),
      put('batch/c.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])),
      put('batch/d.exe', new Uint8Array([0x4d, 0x5a, 0, 0, 0, 0, 0, 0, 0x80, 0xff])),
      put('batch/e.png', await png()),
      put('batch/f.txt', 'First article.'),
      join(bench.folder, 'batch', 'not-there.txt'),
    ];
    const result = await run(paths);
    expect(result.outcomes.map(({ outcome, error }) => [outcome, error?.code ?? null])).toEqual([
      ['imported', null],
      ['failed', 'EMPTY_FILE'],
      ['failed', 'BROKEN_FILE'],
      ['failed', 'UNSUPPORTED_FORMAT'],
      ['imported', null],
      ['duplicate', null],
      ['failed', 'FILE_UNREADABLE'],
    ]);
    expect(result.outcomes[5]?.source?.ref).toBe(result.outcomes[0]?.source?.ref);
    expect(readdirSync(join(caseFolder, 'incoming'))).toEqual([]);
    const { result: verified } = await finish(await bench.api.cases.verify({ case: handle }));
    expect(verified.findings).toEqual([]);
  });

  it('walks a folder in order, refuses a link in it, and leaves hidden files and cases alone', async () => {
    put('walk/b.txt', 'b text');
    put('walk/a/z.txt', 'z text');
    put('walk/.hidden.txt', 'hidden');
    put('walk/other.case/inside.txt', 'inside a case');
    symlinkSync('/etc/hostname', join(bench.folder, 'walk', 'link.txt'));
    const result = await run([join(bench.folder, 'walk')]);
    expect(result.outcomes.map(({ path, outcome, error }) => [path, outcome, error?.code])).toEqual([
      ['walk/a/z.txt', 'imported', undefined],
      ['walk/b.txt', 'imported', undefined],
      ['walk/link.txt', 'failed', 'FILE_UNREADABLE'],
    ]);
  });

  it('shows a name that hides its ending as what it is', async () => {
    const result = await run([put('photo\u202egpj.txt', 'not a photo')]);
    expect(result.outcomes[0]?.path).toBe('photo⟦U+202E⟧gpj.txt');
  });

  it('takes other bytes of the same address as a new version', async () => {
    expect((await run([put('v1.txt', 'Version one.')], 'https://example.org/a')).outcomes[0]?.outcome).toBe('imported');
    expect((await run([put('v2.txt', 'Version two.')], 'https://example.org/a')).outcomes[0]?.outcome).toBe('new-version');
    const first = await bench.api.sources.get({ case: handle, source: S(1) });
    expect((await bench.api.sources.get({ case: handle, source: S(2) })).versionOf).toBe(first.id);
  });

  it('refuses one address for two files', async () => {
    await expect(run([put('x.txt', 'x'), put('y.txt', 'y')], 'https://example.org/a')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('stops when it is cancelled and keeps what came in', async () => {
    const paths = Array.from({ length: 60 }, (_, n) => put(`many/${String(n).padStart(2, '0')}.txt`, `Article number ${n}.`));
    const cancel = new AbortController();
    const job = await bench.api.imports.run({ case: handle, tickets: paths.map((path) => bench.ticket(path)) }, { signal: cancel.signal });
    let seen = 0;
    for (let step = await job.next(); step.done !== true; step = await job.next()) {
      seen = step.value.done;
      if (seen === 5) cancel.abort();
    }
    const { total } = await bench.api.sources.list({ case: handle });
    expect(total).toBeGreaterThanOrEqual(5);
    expect(total).toBeLessThan(60);
    expect(readdirSync(join(caseFolder, 'incoming'))).toEqual([]);
    expect((await finish(await bench.api.cases.verify({ case: handle }))).result.ok).toBe(true);
  });

  it('keeps pasted text as bytes of its own', async () => {
    const outcome = await bench.api.imports.paste({ case: handle, content: 'Скопійовано з чату.', as: 'text', name: 'From the chat' });
    expect(outcome).toMatchObject({ outcome: 'imported', source: { ref: 'S-001', kind: 'article' } });
    expect((await bench.api.imports.paste({ case: handle, content: 'Скопійовано з чату.', as: 'text', name: 'Again' })).outcome).toBe(
      'duplicate',
    );
  });

  it('pages, filters and ranks the list of sources', async () => {
    for (const [name, text] of [
      ['kyiv.txt', 'Київ і область'],
      ['zelenskyy.txt', 'Zelenskýy speaks'],
      ['other.txt', 'Something else'],
    ] as const)
      put(`list/${name}`, text);
    put('list/street.png', await png());
    await run([join(bench.folder, 'list')]);
    const all = await bench.api.sources.list({ case: handle, offset: 1, limit: 2 });
    expect(all).toMatchObject({ total: 4, articles: 3, photos: 1 });
    expect(all.rows.map(({ ref }) => ref)).toEqual(['S-002', 'S-003']);
    const filtered = await bench.api.sources.list({ case: handle, filter: 'ZELENSKYY' });
    expect(filtered.rows).toHaveLength(1);
    const photo = (await bench.api.sources.list({ case: handle, kind: 'photo' })).rows[0];
    expect(photo?.kind).toBe('photo');
    if (photo !== undefined)
      expect((await bench.api.sources.rank({ case: handle, source: photo.id })).index).toBe(Number(photo.ref.slice(2)) - 1);
    if (photo !== undefined) expect((await bench.api.sources.rank({ case: handle, source: photo.id, kind: 'article' })).index).toBe(-1);
  });
});

describe('an original that was changed on disk', () => {
  it('is named by verify, and no report is made of it', async () => {
    await run([put('p.png', await png(300, 200)), put('t.txt', 'Words that matter stand here.')]);
    const photo = (await bench.api.sources.list({ case: handle, kind: 'photo' })).rows[0];
    if (photo === undefined) throw new Error('no photo');
    await bench.api.evidence.add({
      case: handle,
      source: photo.id,
      target: { region: { x: 10, y: 10, width: 50, height: 40 } },
      claim: { add: { text: 'It is red' } },
      stance: 'supports',
    });
    const path = join(caseFolder, 'originals', photo.original.slice(0, 2), photo.original);
    chmodSync(path, 0o644);
    writeFileSync(path, await png(301, 200));
    const { result } = await finish(await bench.api.cases.verify({ case: handle }));
    expect(result.ok).toBe(false);
    expect(result.findings).toMatchObject([{ check: 'originals', subject: photo.ref }]);
    await expect(
      bench.api.report.export({ case: handle, to: bench.ticket(join(bench.folder, 'r.pdf')) }).then(finish),
    ).rejects.toMatchObject({ code: 'REPORT_REFUSED', data: { source: photo.ref } });
  });
});
