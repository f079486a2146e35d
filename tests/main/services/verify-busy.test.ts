/** A case is verified while work goes on in it: what is written meanwhile is not taken for tampering, and tampering is still found. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseHandle, SourceId } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
let source: SourceId;
beforeEach(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'busy.case')), details: { title: 'Busy' } })).case;
  const path = join(bench.folder, 'note.txt');
  writeFileSync(path, Array.from({ length: 300 }, (_, n) => `Sentence ${n} stands here.`).join('\n\n'));
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(path)] }));
  const id = result.outcomes[0]?.source?.id;
  if (id === undefined) throw new Error('the note did not come in');
  source = id;
});
afterEach(() => bench.dispose());

const mark = (n: number) => bench.api.excerpts.mark({ case: handle, source, target: { quote: `Sentence ${n} stands here.` } });

test('marks made and taken back at every step of the check are no findings', async () => {
  for (let n = 0; n < 220; n++) await mark(n);
  const checking = await bench.api.cases.verify({ case: handle });
  const phases = new Set<string>();
  let written = 0;
  let step = await checking.next();
  for (; step.done !== true; step = await checking.next()) {
    phases.add(step.value.phase);
    await mark(220 + (written % 70));
    written++;
    if (written % 2 === 0) await bench.api.history.undo({ case: handle });
  }
  expect(step.value.findings).toEqual([]);
  expect(phases).toContain('Replaying the log');
  expect(written).toBeGreaterThan(10);
  // What was verified is what stood at the beginning, not what came after
  expect(step.value.entries).toBeLessThan((await bench.api.history.log({ case: handle })).total - written);
});

test('a row changed behind the log is found all the same', async () => {
  await mark(1);
  const db = new DatabaseSync(join(bench.folder, 'busy.case', 'case.sqlite'));
  db.exec("UPDATE excerpt SET note = 'planted'");
  db.close();
  const { result } = await finish(await bench.api.cases.verify({ case: handle }));
  expect(result.findings.map(({ message }) => message)).toEqual(['The table “excerpt” is not what the log says at E-001.']);
});
