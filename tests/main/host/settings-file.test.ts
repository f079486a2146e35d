import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { systemIds } from '../../../main/host/ids.ts';
import { settingsFile } from '../../../main/host/settings-file.ts';
import type { SettingsPort } from '../../../main/ports.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const whole = temporaryFolder();
afterAll(whole.remove);
let folder = '';
let warned: string[] = [];
let tests = 0;
beforeEach(() => {
  tests += 1;
  folder = join(whole.path, String(tests));
  warned = [];
});
const open = (): SettingsPort => settingsFile({ folder, ids: systemIds, warn: (message) => warned.push(message) });
const file = (): string => join(folder, 'settings.json');
const put = (text: string): void => {
  mkdirSync(folder);
  writeFileSync(file(), text);
};

it('begins with defaults, and one installation for good', () => {
  const first = open().read();
  expect(first).toMatchObject({ theme: 'system', rememberRecent: true, recent: [] });
  expect(first.installation).toMatch(/^[0-9a-f-]{36}$/);
  expect(open().read()).toEqual(first);
});

it('keeps what was changed, for others at once, readable by its owner only', () => {
  const [one, other] = [open(), open()];
  one.read();
  one.write({ theme: 'dark', authorName: 'Ольга Ткач' });
  expect(other.read()).toMatchObject({ theme: 'dark', authorName: 'Ольга Ткач' });
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

it('reads what the first version wrote, which knew no keys and no reading face, and a change leaves the rest as it was', () => {
  put('{"version":1,"theme":"dark","authorName":"Ольга","rememberRecent":false,"installation":"i","recent":[]}');
  const settings = open();
  expect(settings.read()).toMatchObject({ theme: 'dark', authorName: 'Ольга', keys: {}, direction: 'auto', readScans: true });
  settings.write({ keys: { 'case.export': 'Ctrl P' }, reading: { size: 20, width: 60 } });
  settings.write({ theme: 'light' });
  expect(open().read()).toMatchObject({ theme: 'light', keys: { 'case.export': 'Ctrl P' }, reading: { size: 20, width: 60 } });
  expect(warned).toEqual([]);
});

it.each([
  ['is no JSON', '{"version": 1, "the'],
  ['is empty', ''],
  ['has no version', '{"theme":"dark"}'],
  ['holds what does not fit', '{"version":1,"theme":"pink","authorName":"","rememberRecent":true,"installation":"i","recent":[]}'],
])('sets a file aside that %s, says so, and goes on with defaults', (_, text) => {
  put(text);
  expect(open().read().theme).toBe('system');
  expect(warned).toHaveLength(1);
  const aside = readdirSync(folder).find((name) => name.includes('broken'));
  expect(readFileSync(join(folder, aside ?? ''), 'utf8'), 'nothing is thrown away').toBe(text);
  expect(open().read().theme).toBe('system');
  expect(warned).toHaveLength(1);
});

it('leaves a newer version’s file as it is, and says that changes are not kept', () => {
  const newer = '{"version":99,"theme":"aurora"}';
  put(newer);
  const settings = open();
  expect(settings.read().theme).toBe('system');
  expect(settings.write({ theme: 'dark' }).theme).toBe('dark');
  expect(settings.read().theme).toBe('dark');
  expect(readFileSync(file(), 'utf8')).toBe(newer);
  expect(warned[0]).toMatch(/newer version/);
});

it('fails in words where it cannot write', () => {
  put('');
  const blocked = settingsFile({ folder: file(), ids: systemIds, warn: () => undefined });
  expect(() => blocked.write({ theme: 'dark' })).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/WRITE_FAILED|FILE_UNREADABLE/) }),
  );
});

it('begins where nothing can be kept, says so, and keeps nobody from a case; a change that is not kept fails in words', () => {
  writeFileSync(folder, 'a file in the place of the folder');
  const port = open();
  const begun = port.read();
  expect(begun).toMatchObject({ theme: 'system', recent: [] });
  expect(port.read()).toEqual(begun);
  expect(warned).toEqual([expect.stringMatching(/could not be saved.*until Assay ends\.$/)]);
  expect(() => port.write({ theme: 'dark' })).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }));
  expect(readFileSync(folder, 'utf8')).toBe('a file in the place of the folder');
});
