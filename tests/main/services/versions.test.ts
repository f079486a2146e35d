/** A page that changed at its address: both texts stay, excerpts are found again by a person's word only, nothing is re-attached by itself. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseHandle, Excerpt, SourceId } from '../../../shared/model.ts';
import { Ref } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
let [former, later]: SourceId[] = [];
beforeEach(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'v.case')), details: { title: 'Versions' } })).case;
});
afterEach(() => bench.dispose());

const url = 'https://courier.example/strike';
const first = ['Courier', 'Neither dormitory appeared to have been hit.', 'No bodies were seen.', 'The windows were whole.'].join('\n\n');
const second = ['Courier', 'An editor’s note came first.', 'Neither dormitory had been hit.', 'No bodies were seen.'].join('\n\n');

async function importText(name: string, text: string): Promise<SourceId> {
  const path = join(bench.folder, name);
  writeFileSync(path, text);
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(path)], url }));
  const source = result.outcomes[0]?.source;
  if (!source) throw new Error(JSON.stringify(result));
  return source.id;
}

test('versions are listed, compared by word, and excerpts carried on by a person’s word', async () => {
  former = await importText('one.txt', first);
  const marks: Excerpt[] = [];
  for (const quote of ['Neither dormitory appeared to have been hit', 'No bodies were seen', 'windows were whole'])
    marks.push(await bench.api.excerpts.mark({ case: handle, source: former, target: { quote } }));
  later = await importText('two.txt', second);

  const { versions } = await bench.api.sources.versions({ case: handle, source: later });
  expect(versions.map(({ ref, versionOf }) => [ref, versionOf])).toEqual([
    ['S-001', null],
    ['S-002', 'S-001'],
  ]);
  expect(await bench.api.sources.versions({ case: handle, source: former })).toEqual({ versions });

  const compared = await bench.api.sources.compare({ case: handle, a: former, b: later });
  expect(compared.rows.map(({ change }) => change)).toEqual(['same', 'added', 'changed', 'same', 'removed']);
  expect(compared).toMatchObject({ removed: 7, added: 7 });

  const { carried } = await bench.api.sources.carried({ case: handle, source: former, into: later });
  expect(carried.map(({ excerpt, state }) => [excerpt.ref, state])).toEqual([
    ['E-001', 'altered'],
    ['E-002', 'moved'],
    ['E-003', 'lost'],
  ]);
  const place = carried[1]?.places[0];
  expect(place).toMatchObject({ exact: 'No bodies were seen', place: '¶3' });
  expect((await bench.api.excerpts.ofSource({ case: handle, source: later })).excerpts).toEqual([]);

  if (!place || !marks[1] || !marks[0]) throw new Error('no place');
  const anew = await bench.api.excerpts.carry({ case: handle, excerpt: marks[1].id, into: later, at: place });
  expect(anew).toMatchObject({ ref: 'E-004', source: later, quote: 'No bodies were seen', carriedFrom: marks[1].id, place: '¶3' });
  const again = await bench.api.sources.carried({ case: handle, source: former, into: later });
  expect(again.carried.map(({ carried: done }) => done?.ref ?? null)).toEqual([null, 'E-004', null]);
  expect(await bench.api.excerpts.get({ case: handle, excerpt: Ref.parse('E-002') })).toMatchObject({ source: former, retracted: null });

  await expect(
    bench.api.excerpts.carry({ case: handle, excerpt: marks[0].id, into: later, at: { start: 0, end: 7, exact: 'Nothing' } }),
  ).rejects.toMatchObject({ code: 'QUOTE_MISMATCH' });
  await bench.api.history.undo({ case: handle });
  expect((await bench.api.excerpts.ofSource({ case: handle, source: later })).excerpts).toEqual([]);
  expect((await finish(await bench.api.cases.verify({ case: handle }))).result).toMatchObject({ ok: true, findings: [] });
});
