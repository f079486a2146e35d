/** Many marks in one paragraph, many links to one claim, many files at once: places stay apart, order stays, memory is bounded. bench/marks.ts times it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBudget } from '../../../main/services/budget.ts';
import type { CaseHandle, ClaimId, ExcerptId, SourceId } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

const marks = 600;
let bench: TestBench;
let at: { case: CaseHandle };
let source: SourceId;
let claim: ClaimId;

beforeAll(async () => {
  bench = testBench();
  at = { case: (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'many.case')), details: { title: 'Many' } })).case };
  const path = join(bench.folder, 'a.txt');
  // One long paragraph: every mark in it has the same place but for its letter
  writeFileSync(path, Array.from({ length: 4000 }, (_, n) => `word-${n} stands in this text of many words.`).join(' '));
  const { result } = await finish(await bench.api.imports.run({ ...at, tickets: [bench.ticket(path)] }));
  const id = result.outcomes[0]?.source?.id;
  if (id === undefined) throw new Error('not imported');
  source = id;
  claim = (await bench.api.claims.add({ ...at, text: 'A claim' })).id;
});
afterAll(() => bench.dispose());

describe('a text with many marks', () => {
  const excerpts: ExcerptId[] = [];
  const mark = async (n: number): Promise<void> => {
    excerpts.push((await bench.api.excerpts.mark({ ...at, source, target: { quote: `word-${n} stands` } })).id);
  };

  it('takes hundreds of them', async () => {
    for (let n = 0; n < marks; n++) await mark(n);
    expect(new Set(excerpts).size).toBe(marks);
  }, 60_000);

  it('gives every mark a place of its own, the first the plain one', async () => {
    const { excerpts: all } = await bench.api.excerpts.ofSource({ ...at, source });
    const places = all.map(({ place }) => place);
    expect(places.slice(0, 4)).toEqual(['¶1', '¶1b', '¶1c', '¶1d']);
    expect(new Set(places).size).toBe(marks);
  });

  it('knows words that were marked before, and not those of a retracted mark', async () => {
    const again = await bench.api.excerpts.mark({ ...at, source, target: { quote: 'word-77 stands' } });
    expect(again.id).toBe(excerpts[77]);
    await bench.api.excerpts.retract({ ...at, excerpt: again.id, because: 'a slip' });
    const fresh = await bench.api.excerpts.mark({ ...at, source, target: { quote: 'word-77 stands' } });
    expect(fresh.id).not.toBe(again.id);
    expect(fresh.place).not.toBe(again.place);
  });

  it('links five hundred of them to one claim and shows all in their order', async () => {
    const standing = excerpts.filter((_, n) => n !== 77).slice(0, 500);
    for (const excerpt of standing) await bench.api.links.add({ ...at, excerpt, claim, stance: 'supports' });
    const { evidence } = await bench.api.claims.evidence({ ...at, claim });
    expect(evidence.map(({ excerpt }) => excerpt.id)).toEqual(standing);
  }, 60_000);
});

describe('a budget of memory', () => {
  const run = async (most: number, amounts: readonly number[]): Promise<{ peak: number; order: number[] }> => {
    const budget = createBudget(most);
    const order: number[] = [];
    let [held, peak] = [0, 0];
    await Promise.all(
      amounts.map((amount, n) =>
        budget.within(amount, async () => {
          held += amount;
          peak = Math.max(peak, held);
          order.push(n);
          await new Promise((resolve) => setTimeout(resolve, 2));
          held -= amount;
        }),
      ),
    );
    return { peak, order };
  };
  it.each<{ what: string; amounts: number[]; peak: number }>([
    { what: 'small ones side by side', amounts: [20, 20, 20, 20], peak: 80 },
    { what: 'no more than fit', amounts: [60, 60, 60], peak: 60 },
    { what: 'one that is larger than all, alone', amounts: [10, 500, 10], peak: 500 },
  ])('lets in $what, in their order', async ({ amounts, peak }) => {
    expect(await run(100, amounts)).toEqual({ peak, order: amounts.map((_, n) => n) });
  });
  it('is given back where the work fails', async () => {
    const budget = createBudget(10);
    await expect(budget.within(10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await budget.within(10, () => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('words that are half of a character', () => {
  it('are refused as the person’s, not as a fault of ours', async () => {
    await expect(bench.api.claims.add({ ...at, text: 'half \ud800 of one' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('half of a character'),
    });
    expect((await bench.api.claims.add({ ...at, text: 'whole 👩‍🚒' })).text).toBe('whole 👩‍🚒');
  });
});
