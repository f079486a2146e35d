import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseHandle, ClaimId, ExcerptId, LinkId, SourceId } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
beforeEach(() => {
  bench = testBench();
});
afterEach(() => bench.dispose());

const article = `Dormitories after the strike

Neither dormitory appeared to have been seriously hit. There were no bodies. There was no blood.

Жоден із двох гуртожитків, схоже, не зазнав прямого влучання. 😀 Emoji here.

لم يبد أن أيا من المبنيين أصيب إصابة مباشرة.`;

/** What stood there later: a hedge is gone, a paragraph came in. */
const later = article.replace('appeared to have been', 'was').replace('\n\nЖоден', '\n\nAn editor’s note stands here now.\n\nЖоден');

async function makeCase(): Promise<{ handle: CaseHandle; source: SourceId; later: SourceId; text: string }> {
  const { api } = bench;
  const opened = await api.cases.create({ at: bench.ticket(join(bench.folder, 'random.case')), details: { title: 'Random' } });
  const take = async (name: string, text: string): Promise<SourceId> => {
    const path = join(bench.folder, name);
    writeFileSync(path, text);
    const from = { tickets: [bench.ticket(path)], url: 'https://courier.example/dormitories' };
    const { result } = await finish(await api.imports.run({ case: opened.case, ...from }));
    const source = result.outcomes[0]?.source?.id;
    if (source === undefined) throw new Error('the article did not come in');
    return source;
  };
  const source = await take('article.txt', article);
  const { body } = await api.sources.text({ case: opened.case, source });
  return { handle: opened.case, source, later: await take('later.txt', later), text: body.text };
}

/** What a person may do next; numbers pick among what is there. */
const step = fc.oneof(
  fc.record({ do: fc.constant('mark' as const), start: fc.nat(150), length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('evidence' as const), start: fc.nat(150), length: fc.integer({ min: 1, max: 40 }), claim: fc.nat(5) }),
  fc.record({ do: fc.constant('claim' as const), text: fc.string({ minLength: 1, maxLength: 20 }), under: fc.option(fc.nat(5)) }),
  fc.record({ do: fc.constant('edit' as const), claim: fc.nat(5), when: fc.constantFrom('', '2023-01-08', '2023-01?') }),
  fc.record({
    do: fc.constant('judge' as const),
    claim: fc.nat(5),
    verdict: fc.constantFrom('supported' as const, 'refuted' as const, null),
  }),
  fc.record({ do: fc.constant('move' as const), claim: fc.nat(5), under: fc.option(fc.nat(5)), before: fc.option(fc.nat(5)) }),
  fc.record({
    do: fc.constant('link' as const),
    excerpt: fc.nat(5),
    claim: fc.nat(5),
    stance: fc.constantFrom('supports' as const, 'refutes' as const, 'context' as const, 'fails-to-verify' as const),
  }),
  fc.record({ do: fc.constant('relink' as const), link: fc.nat(5), because: fc.string({ maxLength: 10 }) }),
  fc.record({
    do: fc.constant('retract' as const),
    kind: fc.constantFrom('claim' as const, 'excerpt' as const, 'link' as const),
    at: fc.nat(5),
  }),
  fc.record({ do: fc.constant('correct' as const), title: fc.string({ maxLength: 10 }) }),
  fc.record({
    do: fc.constant('sort' as const),
    triage: fc.constantFrom('new' as const, 'read' as const, 'set-aside' as const, 'key' as const),
  }),
  fc.record({ do: fc.constant('cover' as const), cover: fc.constantFrom('as-case' as const, 'covered' as const, 'open' as const) }),
  fc.record({
    do: fc.constant('decide' as const),
    excerpt: fc.nat(5),
    decision: fc.constantFrom('keep' as const, 'confirm' as const, 'retire' as const),
  }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({ do: fc.constant('redo' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Refusals are part of the game: a claim under itself, nothing to undo. Anything else fails the test. */
const allowed = new Set(['BAD_INPUT', 'NOTHING_TO_UNDO', 'NOTHING_TO_REDO', 'QUOTE_MISMATCH', 'NOT_FOUND']);

class World {
  readonly claims: ClaimId[] = [];
  readonly excerpts: ExcerptId[] = [];
  readonly links: LinkId[] = [];
  readonly handle: CaseHandle;
  readonly source: SourceId;
  readonly later: SourceId;
  readonly text: string;
  constructor(made: { handle: CaseHandle; source: SourceId; later: SourceId; text: string }) {
    this.handle = made.handle;
    this.source = made.source;
    this.later = made.later;
    this.text = made.text;
  }
  #pick<T>(from: T[], n: number | null): T | undefined {
    return n === null || from.length === 0 ? undefined : from[n % from.length];
  }
  async take(next: Step): Promise<void> {
    const { api } = bench;
    const at = { case: this.handle };
    const claim = 'claim' in next ? this.#pick(this.claims, next.claim) : undefined;
    switch (next.do) {
      case 'mark':
      case 'evidence': {
        const exact = [...this.text].slice(next.start, next.start + next.length).join('');
        const target = { start: next.start, end: next.start + next.length, exact: exact || 'x' };
        if (next.do === 'mark') this.excerpts.push((await api.excerpts.mark({ ...at, source: this.source, target })).id);
        else {
          const made = await api.evidence.add({
            ...at,
            source: this.source,
            target,
            claim: claim === undefined ? { add: { text: 'New' } } : { id: claim },
            stance: 'refutes',
          });
          this.excerpts.push(made.excerpt.id);
          this.claims.push(made.claim.id);
          this.links.push(made.link.id);
        }
        return;
      }
      case 'claim': {
        const under = this.#pick(this.claims, next.under);
        this.claims.push((await api.claims.add({ ...at, text: next.text, partOf: under ?? null })).id);
        return;
      }
      case 'edit':
        if (claim !== undefined) await api.claims.edit({ ...at, claim, change: { when: next.when } });
        return;
      case 'judge':
        if (claim !== undefined)
          await api.claims.judge({ ...at, claim, verdict: next.verdict, rationale: next.verdict === null ? '' : 'because' });
        return;
      case 'move':
        if (claim !== undefined)
          await api.claims.move({
            ...at,
            claim,
            partOf: this.#pick(this.claims, next.under) ?? null,
            before: this.#pick(this.claims, next.before) ?? null,
          });
        return;
      case 'link': {
        const excerpt = this.#pick(this.excerpts, next.excerpt);
        if (excerpt !== undefined && claim !== undefined)
          this.links.push((await api.links.add({ ...at, excerpt, claim, stance: next.stance })).id);
        return;
      }
      case 'relink': {
        const link = this.#pick(this.links, next.link);
        if (link !== undefined) await api.links.edit({ ...at, link, because: next.because });
        return;
      }
      case 'retract': {
        const because = 'made in error';
        const [c, e, l] = [this.#pick(this.claims, next.at), this.#pick(this.excerpts, next.at), this.#pick(this.links, next.at)];
        if (next.kind === 'claim' && c !== undefined) await api.claims.retract({ ...at, claim: c, because });
        if (next.kind === 'excerpt' && e !== undefined) await api.excerpts.retract({ ...at, excerpt: e, because });
        if (next.kind === 'link' && l !== undefined) await api.links.retract({ ...at, link: l, because });
        return;
      }
      case 'correct':
        await api.sources.correct({ ...at, source: this.source, corrections: { title: next.title } });
        return;
      case 'sort':
        await api.sources.sort({ ...at, sources: [this.source, this.later], triage: next.triage });
        return;
      case 'cover':
        await api.sources.cover({ ...at, source: this.source, cover: next.cover });
        return;
      case 'decide': {
        const excerpt = this.#pick(this.excerpts, next.excerpt);
        const { items } = await api.excerpts.toDecide(at);
        const found = items.find((item) => item.excerpt.id === excerpt);
        const [place] = found?.places ?? [];
        if (excerpt === undefined || !found || (next.decision === 'confirm' && !place)) return;
        const made = await api.excerpts.decide({
          ...at,
          excerpt,
          into: found.into.id,
          decision: next.decision,
          because: next.decision === 'retire' ? 'gone' : '',
          ...(next.decision === 'confirm' && place ? { at: { start: place.start, end: place.end, exact: place.exact } } : {}),
        });
        if (next.decision === 'confirm') this.excerpts.push(made.excerpt.id);
        return;
      }
      case 'undo':
        await api.history.undo(at);
        return;
      case 'redo':
        await api.history.redo(at);
    }
  }
}

describe('the tables are what the log says', () => {
  it('holds after any sequence of commands, undone and redone ones among them', async () => {
    const made = await makeCase();
    const world = new World(made);
    let refused = 0;
    const steps = fc.sample(step, { numRuns: 400, seed: 20260102 });
    for (const next of steps) {
      try {
        await world.take(next);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        expect(allowed, `${JSON.stringify(next)} → ${code} ${String(error)}`).toContain(code);
        refused++;
      }
    }
    // Most steps must have done something, or this proves nothing
    expect(refused).toBeLessThan(steps.length / 2);
    const { result } = await finish(await bench.api.cases.verify({ case: made.handle }));
    expect(result.findings).toEqual([]);
    expect(result.checked.find(({ check }) => check === 'log')?.count).toBeGreaterThan(150);
  });

  it('gives back every state on the way when all is undone and redone', async () => {
    const made = await makeCase();
    const world = new World(made);
    const { api } = bench;
    const look = async (): Promise<string> =>
      JSON.stringify([
        await api.claims.list({ case: made.handle, retracted: true }),
        await api.excerpts.ofSource({ case: made.handle, source: made.source }),
        await api.sources.get({ case: made.handle, source: made.source }),
      ]);
    const states = [await look()];
    for (const next of fc.sample(step, { numRuns: 80, seed: 7 })) {
      if (next.do === 'undo' || next.do === 'redo') continue;
      const before = (await api.history.log({ case: made.handle })).total;
      await world.take(next).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && allowed.has(String(error.code)))) throw error;
      });
      // Only what reached the log can be undone; a respaced order may write several
      const after = (await api.history.log({ case: made.handle })).total;
      for (let n = before; n < after; n++) states.push(await look());
    }
    for (let i = states.length - 2; i >= 0; i--) {
      await api.history.undo({ case: made.handle });
      if (states[i] !== states[i + 1]) expect(await look()).toBe(states[i]);
    }
    for (let i = 1; i < states.length; i++) {
      await api.history.redo({ case: made.handle });
      expect(await look()).toBe(states[i]);
    }
    const { result } = await finish(await api.cases.verify({ case: made.handle }));
    expect(result.findings).toEqual([]);
  });
});
