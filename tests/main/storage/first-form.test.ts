/** A case that the first version wrote opens in this one: nothing is lost, the log still says what the tables say, undo still works. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { applicationId } from '../../../main/storage/database.ts';
import { first } from '../../../main/storage/migrations/001-first.ts';
import { Ref } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

const Value = z.union([z.string(), z.number(), z.null()]);
const Recorded = z.object({ files: z.record(z.string(), z.string()), tables: z.record(z.string(), z.array(z.record(z.string(), Value))) });

let bench: TestBench;
afterEach(() => bench.dispose());

/** Lays the recorded case down as it was: the old tables, the old rows, the files. */
function layDown(folder: string): void {
  const { files, tables } = Recorded.parse(JSON.parse(readFileSync(new URL('first-form.json', import.meta.url), 'utf8')));
  for (const name of ['originals', 'renditions', 'derived', 'incoming']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o444);
  }
  const db = new DatabaseSync(join(folder, 'case.sqlite'));
  db.exec(`PRAGMA foreign_keys = OFF; ${first} PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1;`);
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) {
      const columns = Object.keys(row);
      db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
        ...columns.map((column) => row[column] ?? null),
      );
    }
  db.close();
}

test('a case of the first form opens whole, verifies, and can be undone and redone', async () => {
  bench = testBench();
  const folder = join(bench.folder, 'first-form.case');
  layDown(folder);
  const opened = await bench.api.cases.open({ at: bench.ticket(folder) });
  expect(opened).toMatchObject({ mode: 'read-write', summary: { sources: 1, claims: 1, details: { title: 'A case of the first form' } } });
  const handle = { case: opened.case };
  expect((await finish(await bench.api.cases.verify(handle))).result).toMatchObject({ ok: true, findings: [] });
  const source = await bench.api.sources.get({ ...handle, source: Ref.parse('S-001') });
  expect(source).toMatchObject({ reading: 'read', kind: 'article', corrections: { publisher: 'A desk' } });
  const { renditions } = await bench.api.sources.renditions({ ...handle, source: source.id });
  expect(renditions).toMatchObject([{ kind: 'extracted', layout: null, confidence: null, current: true }]);

  await bench.api.history.redo(handle);
  expect((await bench.api.excerpts.get({ ...handle, excerpt: Ref.parse('E-002') })).quote).toBe('Nobody was seen');
  const undo = async () => {
    while ((await bench.api.history.state(handle)).undo !== null) await bench.api.history.undo(handle);
  };
  await undo();
  expect((await bench.api.sources.list(handle)).total).toBe(0);
  expect((await finish(await bench.api.cases.verify(handle))).result).toMatchObject({ ok: true, findings: [] });
});
