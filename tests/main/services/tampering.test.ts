/** Every kind of tampering with a case on disk has a name in what `verify` finds, also where the forger made the chain of hashes anew. */
import { chmodSync, closeSync, cpSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryHash } from '../../../main/storage/log.ts';
import { toEntry } from '../../../main/storage/rows.ts';
import type { Sha256 } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let whole: string;
let original: Sha256;
let count = 0;

beforeAll(async () => {
  bench = testBench();
  whole = join(bench.folder, 'whole.case');
  const at = { case: (await bench.api.cases.create({ at: bench.ticket(whole), details: { title: 'Whole' } })).case };
  writeFileSync(join(bench.folder, 'a.txt'), 'A title\n\nThe words to mark. And more.');
  writeFileSync(
    join(bench.folder, 'p.png'),
    await sharp({ create: { width: 60, height: 40, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
  const tickets = ['a.txt', 'p.png'].map((name) => bench.ticket(join(bench.folder, name)));
  const [article, photo] = (await finish(await bench.api.imports.run({ ...at, tickets }))).result.outcomes.map(({ source }) => source?.id);
  if (article === undefined || photo === undefined) throw new Error('not imported');
  const { claim } = await bench.api.evidence.add({
    ...at,
    source: article,
    target: { quote: 'The words' },
    claim: { add: { text: 'A claim' } },
    stance: 'supports',
  });
  await bench.api.excerpts.mark({ ...at, source: photo, target: { region: { x: 1, y: 1, width: 9, height: 9 } } });
  await bench.api.claims.edit({ ...at, claim: claim.id, change: { note: 'A note' } });
  await bench.api.history.undo(at);
  ({ original } = await bench.api.sources.get({ ...at, source: article }));
  await bench.api.cases.close(at);
});
afterAll(() => bench.dispose());

const sql =
  (statement: string) =>
  (folder: string): void => {
    const db = new DatabaseSync(join(folder, 'case.sqlite'));
    db.exec(`PRAGMA foreign_keys = OFF; ${statement}`);
    db.close();
  };
/** Changes the log and makes every hash after it right again, as a forger with our sources would. */
const forge =
  (statement: string) =>
  (folder: string): void => {
    sql(statement)(folder);
    const db = new DatabaseSync(join(folder, 'case.sqlite'));
    const update = db.prepare('UPDATE log SET parents = ?, hash = ? WHERE seq = ?');
    let head: Sha256 | null = null;
    for (const row of db.prepare('SELECT * FROM log ORDER BY seq').all()) {
      const entry = toEntry(row);
      const parents: Sha256[] = head === null ? [] : [head];
      head = entryHash({ ...entry, parents });
      update.run(JSON.stringify(parents), head, entry.seq);
    }
    db.close();
  };
const object = (folder: string): string => join(folder, 'originals', original.slice(0, 2), original);
const bytesAt =
  (offset: number) =>
  (folder: string): void => {
    const file = openSync(join(folder, 'case.sqlite'), 'r+');
    writeSync(file, Buffer.alloc(600, 0xaa), 0, 600, offset);
    closeSync(file);
  };

const found = async (folder: string): Promise<string[]> => {
  const opened = await bench.api.cases.open({ at: bench.ticket(folder) });
  try {
    const { result } = await finish(await bench.api.cases.verify({ case: opened.case }));
    expect(result.ok).toBe(result.findings.length === 0);
    return result.findings.map(({ check, subject, message }) => `${check} | ${subject} | ${message}`);
  } finally {
    await bench.api.cases.close({ case: opened.case });
  }
};

describe('verify', () => {
  it('finds nothing in a case that is whole', async () => {
    const folder = join(bench.folder, 'copy.case');
    cpSync(whole, folder, { recursive: true });
    expect(await found(folder)).toEqual([]);
  });

  it.each<{ what: string; tamper: (folder: string) => void; names: RegExp }>([
    {
      what: 'an original that was changed',
      tamper: (folder) => {
        chmodSync(object(folder), 0o644);
        writeFileSync(object(folder), 'forged');
      },
      names: /^originals \| S-001 \| .*not the bytes that were imported/,
    },
    { what: 'an original that was removed', tamper: (folder) => rmSync(object(folder)), names: /^originals \| S-001 \| .*missing/ },
    {
      what: 'a folder in the place of an original',
      tamper: (folder) => {
        rmSync(object(folder));
        mkdirSync(object(folder));
      },
      names: /^originals \| S-001 \| It cannot be read/,
    },
    {
      what: 'renditions that were removed',
      tamper: (folder) => rmSync(join(folder, 'renditions'), { recursive: true }),
      names: /^renditions \| S-001 \| .*missing/,
    },
    {
      what: 'words in the log',
      tamper: sql("UPDATE log SET args = replace(args, 'A claim', 'B claim')"),
      names: /^log \| log entry 4 \| /,
    },
    { what: 'args that are no JSON', tamper: sql("UPDATE log SET args = 'zz' WHERE seq = 3"), names: /^log \| log entry 3 \| / },
    { what: 'an actor', tamper: sql("UPDATE log SET actor = '{}' WHERE seq = 3"), names: /^log \| log entry 3 \| / },
    { what: 'a verb', tamper: sql("UPDATE log SET verb = 'source.forged' WHERE seq = 2"), names: /^log \| log entry 2 \| / },
    {
      what: 'an entry cut out',
      tamper: sql('DELETE FROM change WHERE seq = 3; DELETE FROM log WHERE seq = 3'),
      names: /^log \| log entry 3 \| .*missing/,
    },
    {
      what: 'the newest entries cut off',
      tamper: sql('DELETE FROM change WHERE seq > 4; DELETE FROM log WHERE seq > 4'),
      names: /^log \| (?:counter E|excerpt E-002) \| /,
    },
    {
      what: 'a forged chain: a verb’s args of another form',
      tamper: forge("UPDATE log SET args = '{}' WHERE seq = 2"),
      names: /^log \| log entry 2 \| /,
    },
    {
      what: 'a forged chain: the same source twice',
      tamper: forge('UPDATE log SET args = (SELECT args FROM log WHERE seq = 2) WHERE seq = 3'),
      names: /^log \| log entry 3 \| .*cannot follow/,
    },
    {
      what: 'a forged chain: undone what never was',
      tamper: forge(`UPDATE log SET args = '{"entry":"0190aaaa-0000-7000-8000-000000000000"}' WHERE verb = 'history.undone'`),
      names: /^log \| log entry 7 \| .*not there/,
    },
    {
      what: 'a forged chain: other words of a claim',
      tamper: forge("UPDATE log SET args = replace(args, 'A claim', 'B claim')"),
      names: /^log \| claim C-001 \| /,
    },
    {
      what: 'a quote',
      tamper: sql("UPDATE excerpt SET quote = 'Forged' WHERE number = 1"),
      names: /^excerpts \| E-001 \| .*not the same words/,
    },
    { what: 'an anchor', tamper: sql("UPDATE excerpt SET anchor = '{' WHERE number = 1"), names: /^excerpts \| E-001 \| / },
    { what: 'a source’s id', tamper: sql("UPDATE source SET id = 'zz' WHERE number = 1"), names: /^originals \| S-001 \| / },
    { what: 'a source’s metadata', tamper: sql("UPDATE source SET metadata = '{}' WHERE number = 1"), names: /^log \| source S-001 \| / },
    { what: 'a counter', tamper: sql("UPDATE counter SET last = 99 WHERE kind = 'S'"), names: /^log \| counter S \| / },
    { what: 'a change record', tamper: sql("UPDATE change SET before = '{}' WHERE seq = 6"), names: /^log \| change 6 \| / },
    {
      what: 'a trigger',
      tamper: sql("CREATE TRIGGER t AFTER INSERT ON claim BEGIN UPDATE claim SET text = 'forged'; END"),
      names: /^database \| case\.sqlite \| .*trigger t/,
    },
    {
      what: 'another view of what counts',
      tamper: sql('DROP VIEW standing_link; CREATE VIEW standing_link AS SELECT id, excerpt, claim, stance, NULL AS source FROM link'),
      names: /^database \| case\.sqlite \| .*view standing_link/,
    },
    { what: 'an index dropped', tamper: sql('DROP INDEX link_claim'), names: /^database \| case\.sqlite \| .*lacks its index link_claim/ },
    { what: 'a table of sources without its bytes', tamper: bytesAt(4096 * 8), names: /./ },
  ])('names $what', async ({ tamper, names }) => {
    const folder = join(bench.folder, `tampered-${++count}.case`);
    cpSync(whole, folder, { recursive: true });
    tamper(folder);
    expect(await found(folder)).toContainEqual(expect.stringMatching(names));
  });
});
