import { describe, expect, test } from 'vitest';
import { limits } from '../../../main/formats/format.ts';
import { decodeBytes } from '../../../main/formats/index.ts';
import { listed, type RawEntry, rawZip, taken, zipOf } from './archives.ts';
import { encode } from './encode.ts';
import { refusal } from './read.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('a ZIP archive', () => {
  test('gives its files as they are, stored or packed, and leaves out folders and what systems leave behind', async () => {
    for (const compress of [true, false]) {
      const bytes = await zipOf(
        {
          'notes/a.txt': 'first',
          'b.txt': 'second '.repeat(50_000),
          '__MACOSX/notes/._a.txt': 'x',
          '.DS_Store': 'x',
          'notes/Thumbs.db': 'x',
        },
        compress,
      );
      const { kind, mediaType, archive } = await decodeBytes(bytes, { fileName: 'a.zip' });
      expect([kind, mediaType, archive]).toEqual(['archive', 'application/zip', { take: 'all', members: 2, pages: 2 }]);
      const members = await listed(bytes, 'a.zip');
      expect(members.map(({ path, name, size, problem }) => [path, name, size, problem])).toEqual([
        ['notes/a.txt', 'a.txt', 5, null],
        ['b.txt', 'b.txt', 350_000, null],
      ]);
      expect(text((await taken(bytes, 'a.zip', members[1]?.id ?? '')).bytes)).toBe('second '.repeat(50_000));
    }
  });
  test('names in old code pages and in UTF-8 are read as they were written', async () => {
    const cases: readonly [name: Uint8Array, flags: number, read: string][] = [
      [encode('Протокол допиту.txt', 'ibm866'), 0, 'Протокол допиту.txt'],
      [Buffer.from('Звіт.txt'), 0x800, 'Звіт.txt'],
      [Buffer.from('Звіт без прапора.txt'), 0, 'Звіт без прапора.txt'],
      [Buffer.from([0x9a, 0x62, 0x65, 0x72, 0x73, 0x69, 0x63, 0x68, 0x74]), 0, 'Übersicht'],
    ];
    for (const [name, flags, expected] of cases)
      expect((await listed(rawZip([{ name, flags, content: 'x' }]), 'a.zip'))[0]?.name).toBe(expected);
  });
  test('a time with a zone is kept; one without is not guessed', async () => {
    const unix = Buffer.from([0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]);
    unix.writeUInt32LE(1_711_399_200, 5);
    const bytes = rawZip([
      { name: 'a.txt', content: 'x', extra: unix },
      { name: 'b.txt', content: 'y' },
    ]);
    const [a, b] = await listed(bytes, 'a.zip');
    expect((await taken(bytes, 'a.zip', a?.id ?? '')).part.modifiedAt).toBe('2024-03-25T20:40:00.000Z');
    expect((await taken(bytes, 'a.zip', b?.id ?? '')).part.modifiedAt).toBeUndefined();
  });
  test('formats that dress as ZIP are told by their list of files, wherever in it they stand', async () => {
    const first = { 'zzz.bin': 'x'.repeat(6000) };
    const said = async (entries: Record<string, string>, name = 'a.zip') =>
      (await refusal(await zipOf({ ...first, ...entries }, false), name))?.message;
    expect(await said({ '[Content_Types].xml': '<a/>', 'xl/workbook.xml': '<a/>' })).toMatch(/spreadsheet/);
    expect(await said({ '[Content_Types].xml': '<a/>', 'ppt/presentation.xml': '<a/>' })).toMatch(/presentation/);
    expect(await said({ mimetype: 'application/epub+zip', 'META-INF/container.xml': '<a/>' })).toMatch(/e-book/);
    expect(await said({ mimetype: 'x', 'META-INF/manifest.xml': '<a/>', 'content.xml': '<a/>' })).toMatch(/OpenDocument/);
    const folder = await decodeBytes(await zipOf({ 'word/list.txt': 'not a Word file', 'xl/b.txt': 'nor a table' }), { fileName: 'a.zip' });
    expect(folder.mediaType).toBe('application/zip');
    const web = await decodeBytes(
      await zipOf({ ...first, 'datapackage.json': '{"resources":[]}', 'pages/pages.jsonl': '{"format":"x"}' }, false),
      { fileName: 'a.zip' },
    );
    expect(web.mediaType).toBe('application/wacz');
  });
  test('one without files, without its list, or cut short is refused in words', async () => {
    expect((await refusal(rawZip([]), 'a.zip'))?.code).toBe('EMPTY_FILE');
    expect((await refusal(rawZip([{ name: 'only/' }]), 'a.zip'))?.code).toBe('EMPTY_FILE');
    const whole = await zipOf({ 'a.txt': 'x'.repeat(1000) });
    expect(await refusal(whole.subarray(0, whole.length - 30), 'a.zip')).toMatchObject({
      code: 'BROKEN_FILE',
      message: expect.stringMatching(/cut short/),
    });
  });
  test('where its list breaks off, the files before stand', async () => {
    const bytes = rawZip([
      { name: 'a.txt', content: 'x' },
      { name: 'b.txt', content: 'y' },
    ]);
    bytes.write('XX', bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1'), 'latin1');
    expect((await listed(bytes, 'a.zip')).map(({ name }) => name)).toEqual(['a.txt']);
    const { metadata } = await decodeBytes(bytes, { fileName: 'a.zip' });
    expect(metadata.findings?.map(({ code }) => code)).toContain('records-broken');
  });
});

describe('a ZIP archive that attacks', () => {
  test.each([
    ['../../../etc/passwd', 'etc/passwd'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\evil.dll', 'Windows/evil.dll'],
    ['..\\..\\evil.txt', 'evil.txt'],
    ['a/../../b.txt', 'a/b.txt'],
  ])('%s is only a label without its way out; the file is taken as data and the archive says so', async (name, path) => {
    const bytes = rawZip([
      { name, content: 'evil' },
      { name: 'good.txt', content: 'good' },
    ]);
    const [evil] = await listed(bytes, 'a.zip');
    expect(evil?.path).toBe(path);
    const { part } = await taken(bytes, 'a.zip', evil?.id ?? '');
    expect([part.path, part.name.includes('/')]).toEqual([path, false]);
    const { metadata } = await decodeBytes(bytes, { fileName: 'a.zip' });
    expect(metadata.findings?.filter(({ code }) => code === 'unsafe-name')).toHaveLength(1);
  });
  test('names with invisible or turning characters are shown with them made visible', async () => {
    const bytes = rawZip([
      { name: 'photo\u202egpj.exe', flags: 0x800, content: 'x' },
      { name: 'nul\0.txt', content: 'y' },
    ]);
    expect((await listed(bytes, 'a.zip')).map(({ name }) => name)).toEqual(['photo\ufffdgpj.exe', 'nul\ufffd.txt']);
  });
  test.each<[string, RawEntry[], string, RegExp]>([
    ['a locked file', [{ name: 'a', content: 'x', flags: 1 }], 'PASSWORD_NEEDED', /password/],
    ['a link', [{ name: 'a', content: '/etc/passwd', mode: 0o120777 }], 'FORBIDDEN', /link/],
    ['a device', [{ name: 'a', content: '', mode: 0o020666 }], 'FORBIDDEN', /device/],
    ['an unknown method', [{ name: 'a', content: 'x', method: 98 }], 'UNSUPPORTED_FORMAT', /98/],
    ['a bomb by its ratio', [{ name: 'a', content: 'x', method: 8, size: 3 << 20 }], 'TOO_LARGE', /bomb/],
    ['a file larger than is taken', [{ name: 'a', content: 'x', size: 0xfffffffe }], 'TOO_LARGE', /times/],
  ])('%s is listed with its problem and not taken', async (_, entries, code, message) => {
    const bytes = rawZip([...entries, { name: 'good.txt', content: 'good' }]);
    const [bad, good] = await listed(bytes, 'a.zip');
    expect(bad?.problem).toMatchObject({ code, message: expect.stringMatching(message) });
    await expect(taken(bytes, 'a.zip', bad?.id ?? '')).rejects.toMatchObject({ code });
    expect(text((await taken(bytes, 'a.zip', good?.id ?? '')).bytes)).toBe('good');
    const { archive, metadata } = await decodeBytes(bytes, { fileName: 'a.zip' });
    expect([archive?.pages, metadata.findings?.map((finding) => finding.code)]).toEqual([1, ['parts-refused']]);
  });
  test('records that lie over one another are refused but for the first', async () => {
    const many = Array.from({ length: 20 }, (_, i): RawEntry => ({ name: `f${i}`, content: 'x'.repeat(500), ...(i > 0 && { sameAs: 0 }) }));
    const problems = (await listed(rawZip(many), 'a.zip')).map(({ problem }) => problem?.code ?? null);
    expect([problems.filter((code) => code === null).length, problems.filter((code) => code === 'BROKEN_FILE').length]).toEqual([1, 19]);
  });
  test('an archive of nothing but such records costs one line', async () => {
    const many = Array.from(
      { length: 300 },
      (_, i): RawEntry => ({ name: `f${i}`, content: 'x'.repeat(500), ...(i > 0 && { sameAs: 0 }) }),
    );
    expect(await refusal(rawZip(many), 'a.zip')).toMatchObject({
      code: 'BROKEN_FILE',
      message: expect.stringMatching(/bomb: 299 of its 300/),
    });
  });
  test.each<[string, RawEntry]>([
    ['a wrong checksum', { name: 'a', content: 'some words', crc: 1 }],
    ['more bytes than it says', { name: 'a', content: 'x'.repeat(5000), deflate: true, size: 10 }],
    ['fewer bytes than it says', { name: 'a', content: 'x'.repeat(10), deflate: true, size: 5000 }],
    ['no deflated bytes at all', { name: 'a', content: 'no deflate', method: 8 }],
  ])('%s is found while it is taken', async (_, entry) => {
    const bytes = rawZip([entry]);
    await expect(taken(bytes, 'a.zip', (await listed(bytes, 'a.zip'))[0]?.id ?? '')).rejects.toMatchObject({ code: 'BROKEN_FILE' });
  });
  test('a key that is none of its own is not found', async () => {
    const bytes = await zipOf({ 'a.txt': 'x' });
    for (const id of ['999999999', '0', 'x', '../a', '-1'])
      await expect(taken(bytes, 'a.zip', id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('more files than are listed is too large', async () => {
    const bytes = rawZip([{ name: 'a', content: 'x' }]);
    const record = bytes.subarray(bytes.indexOf('PK\u0001\u0002', 0, 'latin1'), bytes.length - 22);
    const count = limits.members + 10;
    const directory = Buffer.concat(Array.from({ length: count }, () => record));
    const zip64 = Buffer.alloc(56);
    zip64.write('PK\u0006\u0006', 'latin1');
    for (const at of [24, 32]) zip64.writeBigUInt64LE(BigInt(count), at);
    zip64.writeBigUInt64LE(BigInt(directory.length), 40);
    const start = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    zip64.writeBigUInt64LE(BigInt(start), 48);
    const locator = Buffer.alloc(20);
    locator.write('PK\u0006\u0007', 'latin1');
    locator.writeBigUInt64LE(BigInt(start + directory.length), 8);
    const whole = Buffer.concat([bytes.subarray(0, start), directory, zip64, locator, bytes.subarray(bytes.length - 22)]);
    expect((await refusal(whole, 'a.zip'))?.code).toBe('TOO_LARGE');
  }, 60_000);
});
