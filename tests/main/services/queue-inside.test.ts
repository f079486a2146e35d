/** What lies inside other files: attachments, archives, locked documents. Each becomes a source that points to what held it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportBatch, ImportItem } from '../../../shared/contract.ts';
import { type CaseHandle, Ref } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';
import { lockedPdf, mailWith, warcOf, zipOf } from './queue-files.ts';

let bench: TestBench;
let handle: CaseHandle;
let place: string;
let count = 0;
beforeAll(() => {
  bench = testBench();
});
beforeEach(async () => {
  place = join(bench.folder, `inside-${++count}.case`);
  handle = (await bench.api.cases.create({ at: bench.ticket(place), details: { title: 'Inside' } })).case;
});
afterEach(() => bench.api.cases.close({ case: handle }));
afterAll(() => bench.dispose());

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(bench.folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
async function ended(batch: number): Promise<ImportBatch> {
  for await (const { batches } of await bench.api.imports.watch({ case: handle })) {
    const one = batches.find(({ id }) => id === batch);
    if (one?.state === 'done' || one?.state === 'stopped') return one;
  }
  throw new Error('the case was closed');
}
async function bring(...paths: string[]): Promise<ImportItem[]> {
  const { batch } = await bench.api.imports.add({ case: handle, tickets: paths.map((path) => bench.ticket(path)) });
  await ended(batch);
  return (await bench.api.imports.items({ case: handle, batch })).items;
}
const told = (items: readonly ImportItem[]) => items.map(({ path, state, source, error }) => [path, state, source?.ref ?? error?.code]);
const source = (n: number) => bench.api.sources.get({ case: handle, source: Ref.parse(`S-${String(n).padStart(3, '0')}`) });
const verify = async () => (await finish(await bench.api.cases.verify({ case: handle }))).result;
const png = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: { r: red, g: 0, b: 0 } } })
    .png()
    .toBuffer();

describe('a ZIP with a mail with an attachment', () => {
  it('gives all three, each pointing to what held it, and nothing a second time', { timeout: 180_000 }, async () => {
    const photo = await png(200);
    const mail = mailWith('The strike', 'Photos of the yard.', [
      { name: 'yard.png', type: 'image/png', bytes: photo },
      { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('Note of the day.') },
    ]);
    const zip = put(
      'evidence.zip',
      await zipOf({ 'mails/one.eml': mail, 'loose.txt': 'Loose words.', 'mails/broken.png': photo.subarray(0, 40) }),
    );
    const items = await bring(zip);
    const came = Object.fromEntries(items.map(({ path, state, error }) => [path, error?.code ?? state]));
    expect(came).toEqual({
      'evidence.zip': 'imported',
      'evidence.zip › mails/one.eml': 'imported',
      'evidence.zip › loose.txt': 'imported',
      'evidence.zip › mails/broken.png': 'BROKEN_FILE',
      'evidence.zip › mails/one.eml › 1 yard.png': 'imported',
      'evidence.zip › mails/one.eml › 2 note.txt': 'imported',
    });
    const by = (path: string): ImportItem => {
      const item = items.find((one) => one.path.endsWith(path));
      if (item?.source == null) throw new Error(`${path} did not come in`);
      return item;
    };
    const [archive, letter, picture] = [by('evidence.zip'), by('one.eml'), by('yard.png')];
    expect([letter.holder, picture.holder]).toEqual([archive.id, letter.id]);
    const of = (item: ImportItem) => bench.api.sources.get({ case: handle, source: item.source?.ref ?? Ref.parse('S-999') });
    const inner = await of(picture);
    expect(inner.provenance.within).toMatchObject({ source: letter.source?.id, path: expect.stringContaining('yard.png') });
    expect((await of(letter)).provenance).toMatchObject({
      fileName: 'one.eml',
      within: { source: archive.source?.id, path: 'mails/one.eml' },
    });
    expect(readFileSync(join(place, 'originals', inner.original.slice(0, 2), inner.original))).toEqual(photo);
    const rows = await bench.api.sources.list({ case: handle, within: (await of(letter)).id });
    expect(rows.rows.map(({ within }) => within)).toEqual([letter.source?.ref, letter.source?.ref]);
    expect(readdirSync(join(place, 'incoming'))).toEqual([]);

    // The attachment by itself, and all of it again
    expect(told(await bring(put('yard.png', photo)))).toEqual([['yard.png', 'duplicate', picture.source?.ref]]);
    const again = await bring(zip);
    expect(new Set(again.filter(({ error }) => error === null).map(({ state }) => state))).toEqual(new Set(['duplicate']));
    expect((await bench.api.sources.list({ case: handle })).total).toBe(items.filter((item) => item.source !== null).length);
    expect(await verify()).toMatchObject({ ok: true, findings: [] });
  });

  it('is opened five deep and no deeper', { timeout: 180_000 }, async () => {
    let inner: Buffer | string = 'The innermost words.';
    let name = 'words.txt';
    for (let depth = 7; depth > 0; depth--) {
      inner = await zipOf({ [name]: inner });
      name = `level-${depth}.zip`;
    }
    const items = await bring(put('deep.zip', inner));
    expect(items.at(-1)).toMatchObject({ state: 'failed', error: { code: 'TOO_LARGE' } });
    expect(items).toHaveLength(7);
    expect(items.filter(({ state }) => state === 'imported')).toHaveLength(6);
  });

  it('shows names that would leave the archive or hide their ending as what they are, and writes nothing there', {
    timeout: 60_000,
  }, async () => {
    const bytes = Buffer.from(await zipOf({ 'xx/xx/escaped-from-here.txt': 'Words outside.', 'photo\u202egnp.txt': 'No picture.' }));
    for (let at = bytes.indexOf('xx/xx/'); at >= 0; at = bytes.indexOf('xx/xx/')) bytes.write('../../', at);
    const items = await bring(put('slip/slip.zip', bytes));
    expect(items.map(({ path }) => path).toSorted()).toEqual(['slip.zip', 'slip.zip › escaped-from-here.txt', 'slip.zip › photo�gnp.txt']);
    expect(readdirSync(bench.folder).filter((name) => name.includes('escaped'))).toEqual([]);
    expect(readdirSync(join(bench.folder, 'slip'))).toEqual(['slip.zip']);
    expect(readdirSync(join(place, 'incoming'))).toEqual([]);
    const { groups } = await bench.api.imports.toLookAt({ case: handle });
    expect(groups.map(({ code }) => code)).toContain('unsafe-name');
  });
});

describe('a web archive with several pages', () => {
  const page = (title: string): string =>
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1><p>${'Words of this page stand here, one after another. '.repeat(12)}</p></article></body></html>`;

  it('is kept, asks which pages to take, and gives those with their address and time', { timeout: 180_000 }, async () => {
    const pages = ['one', 'two', 'three'].map((name) => ({ url: `https://example.org/${name}`, html: page(`Page ${name}`) }));
    const [item] = await bring(put('site.warc', warcOf(pages)));
    expect(item).toMatchObject({ state: 'asks', asks: 'pages', source: { ref: 'S-001', kind: 'archive' } });
    const id = item?.source?.id;
    if (id === undefined) throw new Error('no archive');
    expect((await bench.api.imports.toLookAt({ case: handle })).groups).toMatchObject([{ code: 'choose-pages', count: 1 }]);
    const listed = await bench.api.imports.members({ case: handle, source: id });
    expect(listed).toMatchObject({ total: 3, pages: 3 });
    expect(listed.members.map(({ url, source: taken }) => [url, taken])).toEqual(pages.map(({ url }) => [url, null]));
    const filtered = await bench.api.imports.members({ case: handle, source: id, filter: 'TWO' });
    expect(filtered.members.map(({ url }) => url)).toEqual(['https://example.org/two']);

    const chosen = filtered.members.map((member) => member.id);
    const { batch } = await bench.api.imports.take({ case: handle, source: id, members: chosen });
    expect(await ended(batch)).toMatchObject({ counts: { imported: 1, failed: 0 } });
    const taken = await source(2);
    expect(taken.provenance).toMatchObject({ url: 'https://example.org/two', within: { source: id } });
    expect(taken.metadata.fetched?.value).toMatch(/^2023-01-08T10:00:01/);
    const after = await bench.api.imports.members({ case: handle, source: id });
    expect(after.members.map(({ source: ref }) => ref)).toEqual([null, 'S-002', null]);
    expect((await bench.api.imports.toLookAt({ case: handle })).groups.map(({ code }) => code)).not.toContain('choose-pages');
    await expect(bench.api.imports.take({ case: handle, source: id, members: ['no such'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(bench.api.imports.members({ case: handle, source: taken.id })).rejects.toMatchObject({ code: 'WRONG_KIND' });
  });

  it('shows a page that came in before by the same address as a new version of it', { timeout: 180_000 }, async () => {
    const before = { case: handle, tickets: [bench.ticket(put('before.html', page('Page before')))] };
    await finish(await bench.api.imports.run({ ...before, url: 'https://EXAMPLE.org:443/one?utm_source=mail&id=7#top' }));
    const items = await bring(put('one.warc', warcOf([{ url: 'https://example.org/one?id=7', html: page('Page after') }])));
    expect(items.find(({ holder }) => holder !== null)).toMatchObject({ state: 'new-version' });
    expect((await source(1)).provenance.url).toBe('https://EXAMPLE.org:443/one?utm_source=mail&id=7#top');
    const { groups } = await bench.api.imports.toLookAt({ case: handle });
    expect(groups.find(({ code }) => code === 'new-version')).toMatchObject({
      count: 1,
      sources: [{ message: expect.stringContaining('S-001') }],
    });
    expect(await verify()).toMatchObject({ ok: true });
  });
});

describe('a locked document', () => {
  const password = 'Sésame-Kramatorsk';
  it('comes in, asks for its password, is read with it, and keeps no trace of it', { timeout: 180_000 }, async () => {
    const [item] = await bring(put('locked.pdf', lockedPdf('Two dormitories stood', 'Sesame-Kramatorsk')));
    expect(item).toMatchObject({ state: 'asks', asks: 'password', source: { ref: 'S-001' } });
    const locked = await source(1);
    expect(locked).toMatchObject({ reading: 'locked', rendition: null });
    expect((await bench.api.imports.toLookAt({ case: handle })).groups).toContainEqual(
      expect.objectContaining({ code: 'locked', count: 1 }),
    );

    const wrong = await bench.api.imports.unlock({ case: handle, source: locked.id, password }).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: 'PASSWORD_NEEDED' });
    expect(JSON.stringify(wrong)).not.toContain(password);
    const read = await bench.api.imports.unlock({ case: handle, source: locked.id, password: 'Sesame-Kramatorsk' });
    expect(read.reading).toBe('read');
    expect((await bench.api.sources.text({ case: handle, source: locked.id })).body.text).toContain('Two dormitories stood');
    expect((await bench.api.imports.items({ case: handle })).items).toMatchObject([{ state: 'imported', asks: null }]);
    const { entries } = await bench.api.history.log({ case: handle });
    expect(entries.at(-1)).toMatchObject({ verb: 'source.read' });
    expect(JSON.stringify(entries)).not.toContain('Sesame');
    for (const name of readdirSync(place))
      if (name.includes('sqlite')) expect(readFileSync(join(place, name), 'latin1')).not.toContain('Sesame');
    expect(await verify()).toMatchObject({ ok: true });
    await expect(bench.api.imports.unlock({ case: handle, source: locked.id, password: 'x' })).rejects.toMatchObject({
      code: 'WRONG_KIND',
    });
  });
});
