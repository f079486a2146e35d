/** Two places that were compared become evidence together: one entry, one undo, or nothing at all. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseHandle, ClaimId, SourceId } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
let [one, other]: SourceId[] = [];
let claim: ClaimId;
beforeEach(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'p.case')), details: { title: 'Pairs' } })).case;
  [one, other] = [await photo('a.png', '#b00000'), await photo('b.png', '#0000b0')];
  claim = (await bench.api.claims.add({ case: handle, text: 'The yard after the strike' })).id;
});
afterEach(() => bench.dispose());

async function photo(name: string, background: string): Promise<SourceId> {
  const path = join(bench.folder, name);
  writeFileSync(
    path,
    await sharp({ create: { width: 60, height: 40, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(path)] }));
  const source = result.outcomes[0]?.source;
  if (!source) throw new Error(JSON.stringify(result));
  return source.id;
}
const whole = { region: { x: 0, y: 0, width: 60, height: 40 } };
const link = (a: SourceId | undefined, b: SourceId | undefined) => {
  if (!a || !b) throw new Error('no photos');
  return bench.api.evidence.addPair({
    case: handle,
    pair: [
      { source: a, target: whole },
      { source: b, target: whole },
    ],
    claim,
    stance: 'refutes',
    because: 'Two yards.',
    note: 'By three points.',
  });
};
const entries = async () => (await bench.api.history.log({ case: handle })).total;

test('both are marked and linked with one reason in one entry, and one undo takes both away', async () => {
  const before = await entries();
  const { excerpts, links } = await link(one, other);
  expect(excerpts.map(({ ref, sourceRef, place, note }) => [ref, sourceRef, place, note])).toEqual([
    ['E-001', 'S-001', 'region A', 'By three points.'],
    ['E-002', 'S-002', 'region A', 'By three points.'],
  ]);
  expect(links.map(({ ref, stance, because }) => [ref, stance, because])).toEqual([
    ['L-001', 'refutes', 'Two yards.'],
    ['L-002', 'refutes', 'Two yards.'],
  ]);
  expect(await entries()).toBe(before + 1);
  await bench.api.history.undo({ case: handle });
  expect((await bench.api.claims.evidence({ case: handle, claim })).evidence).toEqual([]);
  await bench.api.history.redo({ case: handle });
  expect((await bench.api.claims.evidence({ case: handle, claim })).evidence).toHaveLength(2);
  expect((await finish(await bench.api.cases.verify({ case: handle }))).result).toMatchObject({ ok: true, findings: [] });
});

test('where one of them cannot be, neither is', async () => {
  const before = await entries();
  await expect(link(one, one)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await entries()).toBe(before);
  await link(one, other);
  // The very same regions are linked to that claim already
  await expect(link(other, one)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await entries()).toBe(before + 1);
});
