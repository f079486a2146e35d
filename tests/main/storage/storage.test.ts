import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from '../../../main/storage/canonical.ts';
import { type CaseWriter, createCase, openCase, type Stamps } from '../../../main/storage/case-folder.ts';
import { createDatabase, databaseName, migrate, migrations, openDatabase } from '../../../main/storage/database.ts';
import { entryHash } from '../../../main/storage/log.ts';
import { ObjectStore } from '../../../main/storage/objects.ts';
import { CaseDetails, CaseId, EntryId, Instant } from '../../../shared/model.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-storage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stamps: Stamps = {
  now: () => Instant.parse(new Date().toISOString()),
  uuid: () => EntryId.parse(v7()),
  actor: () => ({ name: 'Tester', installation: 'here' }),
};
const details = CaseDetails.parse({ title: 'A case', number: '1', author: '', summary: '', handling: '', language: 'en', cover: 'none' });
const newCase = (name = 'a.case'): CaseWriter => createCase(join(folder, name), CaseId.parse(v7()), details, 'Assay test', stamps);
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  return 'nothing was refused';
};

describe('originals', () => {
  const store = (): ObjectStore => new ObjectStore(join(folder, 'originals'), join(folder, 'incoming'));
  it('are kept byte for byte under their SHA-256, read-only, once', async () => {
    const objects = store();
    const bytes = new Uint8Array([0, 255, 10, 13, 0]);
    const hash = await objects.put(bytes);
    expect(hash).toBe(sha256(bytes));
    expect(new Uint8Array(objects.read(hash))).toEqual(bytes);
    expect(statSync(objects.pathOf(hash)).mode & 0o222).toBe(0);
    const before = statSync(objects.pathOf(hash)).mtimeMs;
    expect(await objects.put(bytes)).toBe(hash);
    expect(statSync(objects.pathOf(hash)).mtimeMs).toBe(before);
    expect([...objects.hashes()]).toEqual([hash]);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });
  it('that were altered on disk are found', async () => {
    const objects = store();
    const hash = await objects.put(new TextEncoder().encode('as imported'));
    expect(await objects.check(hash)).toBe(true);
    chmodSync(objects.pathOf(hash), 0o644);
    writeFileSync(objects.pathOf(hash), 'as forged!!');
    expect(await objects.check(hash)).toBe(false);
    rmSync(objects.pathOf(hash));
    expect(await objects.check(hash)).toBe(false);
  });
  it('over the limit are refused and leave nothing behind', async () => {
    const path = join(folder, 'big.bin');
    writeFileSync(path, new Uint8Array(5000));
    await expect(store().take(path, 4999)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });
});

describe('canonical JSON', () => {
  it.each([
    ['undefined', { a: undefined }],
    ['NaN', { a: Number.NaN }],
    ['a lone surrogate', { a: '\ud800' }],
    ['a date', { a: new Date(0) }],
    ['a bigint', { a: 1n }],
    ['a map', new Map()],
  ])('refuses %s instead of dropping or changing it', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
  it('sorts keys by UTF-16 units and keeps numbers as ECMAScript prints them (RFC 8785)', () => {
    expect(canonicalJson({ b: 1, a: [1.0, 1e21, -0, 'é\u2028'], '\u{10000}': 1, '\uffff': 2 })).toBe(
      '{"a":[1,1e+21,0,"é\u2028"],"b":1,"\u{10000}":1,"\uffff":2}',
    );
  });
});

describe('the lock', () => {
  it('gives a second opener reading, or a refusal that says who has the case', () => {
    const first = newCase();
    try {
      const second = openCase(first.folder, 'either', stamps);
      expect(second.store.mode).toBe('read-only');
      expect(second.heldBy?.name).toBe('Tester');
      expect('append' in second.store).toBe(false);
      second.store.close();
      expect(code(() => openCase(first.folder, 'read-write', stamps))).toBe('CASE_LOCKED');
    } finally {
      first.close();
    }
    const again = openCase(first.folder, 'read-write', stamps);
    expect(again.store.mode).toBe('read-write');
    expect(again.store.mode === 'read-write' && again.store.recovered).toBe(false);
    again.store.close();
  });
  it('of an owner on another machine whose heart still beats is honoured, and not once it has stopped', () => {
    const made = newCase();
    made.close();
    const owner = (heartbeat: string): void =>
      writeFileSync(
        join(made.folder, 'owner.json'),
        JSON.stringify({ name: 'Other', host: 'elsewhere', pid: 1, since: heartbeat, heartbeat }),
      );
    owner(stamps.now());
    expect(code(() => openCase(made.folder, 'read-write', stamps))).toBe('CASE_LOCKED');
    owner('2020-01-01T00:00:00.000Z');
    const opened = openCase(made.folder, 'read-write', stamps);
    expect(opened.store.mode === 'read-write' && opened.store.recovered).toBe(true);
    opened.store.close();
  });
  it('does not care for an owner file cut short by a crash', () => {
    const made = newCase();
    made.close();
    writeFileSync(join(made.folder, 'owner.json'), '{"name":"Te');
    openCase(made.folder, 'read-write', stamps).store.close();
  });
});

describe('a case folder', () => {
  it('is never made over something that is there', () => {
    mkdirSync(join(folder, 'there.case'));
    writeFileSync(join(folder, 'there.case', 'letter.txt'), 'mine');
    expect(code(() => newCase('there.case'))).toBe('CASE_EXISTS');
    expect(readdirSync(join(folder, 'there.case'))).toEqual(['letter.txt']);
  });
  it('of a newer version is refused and not touched', () => {
    const made = newCase();
    made.close();
    const path = join(made.folder, databaseName);
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA journal_mode = DELETE; PRAGMA user_version = ${migrations.length + 1}`);
    db.close();
    const before = sha256(readFileSync(path));
    for (const mode of ['read-write', 'read-only', 'either'] as const)
      expect(code(() => openCase(made.folder, mode, stamps))).toBe('CASE_NEWER');
    expect(sha256(readFileSync(path))).toBe(before);
    expect(existsSync(join(made.folder, 'owner.json'))).toBe(false);
  });
  it.each([
    ['another program’s database', (path: string) => new DatabaseSync(path).exec('CREATE TABLE x (y)'), 'CASE_BROKEN'],
    ['a file that is no database', (path: string) => writeFileSync(path, 'x'.repeat(8192)), 'CASE_BROKEN'],
  ])('with %s in it is refused', (_name, spoil, expected) => {
    const made = newCase();
    made.close();
    const path = join(made.folder, databaseName);
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    spoil(path);
    expect(code(() => openCase(made.folder, 'read-write', stamps))).toBe(expected);
  });
  it('that is not there is said so', () => {
    expect(code(() => openCase(join(folder, 'none.case'), 'either', stamps))).toBe('CASE_NOT_FOUND');
  });
});

describe('migrations', () => {
  const next = [...migrations, 'ALTER TABLE claim ADD COLUMN extra TEXT'];
  it('bring an older case forward on a backup', () => {
    const made = newCase();
    made.close();
    const db = openDatabase(made.folder, false, next);
    expect(db.prepare('SELECT extra FROM claim').all()).toEqual([]);
    db.close();
    const [backup] = readdirSync(join(made.folder, 'backup'));
    const old = new DatabaseSync(join(made.folder, 'backup', backup ?? ''), { readOnly: true });
    expect(Object.values(old.prepare('PRAGMA user_version').get() ?? {})).toEqual([migrations.length]);
    old.close();
  });
  it('leave the case as it was where a step fails or breaks a reference', () => {
    for (const bad of ['CREATE TABLE log (x)', "INSERT INTO rendition VALUES ('r', 'no-such-source', '', '', '', NULL, 0, 1)"]) {
      const db = createDatabase(join(folder, `${sha256(bad).slice(0, 8)}.sqlite`));
      expect(() => migrate(db, migrations.length, [...migrations, bad], () => undefined)).toThrow();
      expect(Object.values(db.prepare('PRAGMA user_version').get() ?? {})).toEqual([migrations.length]);
      expect(db.prepare('SELECT count(*) AS n FROM rendition').get()).toEqual({ n: 0 });
      db.close();
    }
  });
  it('end in the schema that the file beside them tells', () => {
    const db = createDatabase(':memory:');
    const schema = db
      .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'table' DESC, name")
      .all()
      .map((row) => `${String(row['sql'])};\n`)
      .join('\n');
    db.close();
    const header = '-- Generated from the migrations; a test keeps it true. ASSAY_WRITE_SCHEMA=1 writes it anew.\n\n';
    const path = new URL('../../../main/storage/schema.sql', import.meta.url);
    if (process.env['ASSAY_WRITE_SCHEMA'] === '1') writeFileSync(path, header + schema);
    expect(readFileSync(path, 'utf8')).toBe(header + schema);
  });
});

describe('the log', () => {
  const findings = (store: CaseWriter): string[] => {
    const replay = store.replay();
    for (;;) {
      const step = replay.next();
      if (step.done) return step.value.problems.map(({ subject }) => subject);
    }
  };
  it('names the entry that was edited, removed or added by hand, and the row that the log does not know', () => {
    const cases: [string, string, RegExp][] = [
      ['an edited argument', `UPDATE log SET args = replace(args, 'Second', 'Forged') WHERE seq = 2`, /^log entry 2$/],
      ['an edited time', `UPDATE log SET at = '2001-01-01T00:00:00.000Z' WHERE seq = 2`, /^log entry 2$/],
      ['a removed entry', 'DELETE FROM change WHERE seq = 2; DELETE FROM log WHERE seq = 2', /^log entry 2$/],
      ['an edited table', "UPDATE case_info SET title = 'Forged'", /^case_info /],
      ['an edited change record', "UPDATE change SET before = '{}' WHERE seq = 3", /^change /],
    ];
    for (const [name, sql, subject] of cases) {
      const store = newCase(`${sha256(name).slice(0, 8)}.case`);
      for (const title of ['Second', 'Third']) store.append('case.edited', () => ({ details: { ...details, title } }));
      expect(findings(store), name).toEqual([]);
      store.close();
      const db = new DatabaseSync(join(store.folder, databaseName));
      db.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
      db.close();
      const opened = openCase(store.folder, 'read-write', stamps);
      if (opened.store.mode !== 'read-write') throw new Error('not writable');
      expect(findings(opened.store)[0], name).toMatch(subject);
      opened.store.close();
    }
  });
  it('hashes all of an entry but its number', () => {
    const store = newCase();
    const entry = store.append('case.edited', () => ({ details: { ...details, title: 'B' } }));
    expect(entryHash(entry)).toBe(entry.hash);
    for (const change of [
      { id: EntryId.parse(v7()) },
      { at: Instant.parse('2001-01-01T00:00:00.000Z') },
      { actor: { name: 'X', installation: 'here' } },
      { verb: 'case.opened' },
      { args: {} },
      { parents: [] },
    ]) {
      expect(entryHash({ ...entry, ...change })).not.toBe(entry.hash);
    }
    store.close();
  });
  it('takes nothing half: a change that the tables refuse leaves neither entry nor row', () => {
    const store = newCase();
    const before = store.counts().entries;
    expect(() => store.append('case.edited', () => ({ details: { ...details, title: '' } }))).toThrow();
    expect(store.counts().entries).toBe(before);
    store.append('case.edited', () => ({ details: { ...details, title: 'fine' } }));
    expect(findings(store)).toEqual([]);
    store.close();
  });
});
