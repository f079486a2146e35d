/** What must hold for a person whatever lies between the window and the workbench. One suite, run against every transport. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deepZoomUrl, thumbnailUrl } from '../../shared/blobs.ts';
import type { Announcement, ImportProgress, ImportResult, OpenCase } from '../../shared/contract.ts';
import { CaseHandle, type ClaimId, Ref, type Source, SourceId, Ticket } from '../../shared/model.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { Opened, Transport } from './transports.ts';

/** Words with what goes wrong first: emoji of several code points, a combining mark, right to left, CRLF. */
const article =
  'Two dormitories\r\n\r\nNeither dormitory appeared to have been hit. 👩‍🚒 No bodies.\r\n\r\nБудівлі вціліли. لم يُصب أي مبنى. 没有人。\r\n\r\nNo bodies, no blood.\r\n';

async function finish<Step, Result>(steps: { next(): Promise<IteratorResult<Step, Result>> }): Promise<{ told: Step[]; result: Result }> {
  const told: Step[] = [];
  for (;;) {
    const step = await steps.next();
    if (step.done) return { told, result: step.value };
    told.push(step.value);
  }
}

/** The failure that a call met, as a window sees it. */
async function failureOf(call: Promise<unknown>): Promise<{ code: string; message: string; data: Record<string, unknown> }> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error, 'the call must fail with an error of the contract').toBeInstanceOf(ORPCError);
  if (!(error instanceof ORPCError)) throw error;
  const data: unknown = error.data;
  expect(data).toBeTypeOf('object');
  return { code: String(error.code), message: error.message, data: Object.fromEntries(Object.entries(data ?? {})) };
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Articles that differ, enough of them that an import can be stopped in the middle. */
function writeMany(folder: string, count: number): void {
  mkdirSync(folder);
  for (let n = 0; n < count; n += 1)
    writeFileSync(
      join(folder, `${String(n).padStart(4, '0')}.txt`),
      `Statement number ${n}.\n\n${'Words that take a moment to read. '.repeat(200)}`,
    );
}

export function acceptance(transport: Transport): void {
  describe(transport.name, () => {
    // One workbench for the suite, as a window has one; every test has a folder and a case of its own.
    const whole = temporaryFolder();
    let opened: Opened;
    let folder = whole.path;
    let tests = 0;
    beforeAll(async () => {
      opened = await transport.open(whole.path);
    }, 60_000);
    afterAll(async () => {
      await opened.close();
      whole.remove();
    });
    beforeEach(() => {
      tests += 1;
      folder = join(whole.path, `test ${tests}`);
      mkdirSync(folder);
    });

    const file = (name: string, content: string | Uint8Array): Promise<Ticket> => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return opened.ticket(path);
    };
    const newCase = async (title = 'Kramatorsk'): Promise<OpenCase> =>
      opened.api.cases.create({ at: await opened.ticket(join(folder, `${title}.case`)), details: { title } });
    const importAll = async (handle: CaseHandle, tickets: Ticket[]): Promise<{ told: ImportProgress[]; result: ImportResult }> =>
      finish(await opened.api.imports.run({ case: handle, tickets }));
    const withArticle = async (): Promise<{ handle: CaseHandle; source: Source }> => {
      const { case: handle } = await newCase();
      const { result } = await importAll(handle, [await file('article.txt', article)]);
      const id = result.outcomes[0]?.source?.id;
      if (id === undefined) throw new Error(`not imported: ${JSON.stringify(result)}`);
      return { handle, source: await opened.api.sources.get({ case: handle, source: id }) };
    };

    it('makes a case, closes it and opens it again with what it held', async () => {
      const made = await newCase('Case of two dormitories');
      expect(made).toMatchObject({
        mode: 'read-write',
        heldBy: null,
        recovered: false,
        summary: { details: { title: 'Case of two dormitories' }, sources: 0, claims: 0 },
      });
      await opened.api.cases.edit({ case: made.case, details: { summary: 'Чи влучили у гуртожитки? 🏚️' } });
      await opened.api.cases.close({ case: made.case });
      const again = await opened.api.cases.open({ at: await opened.ticket(made.place) });
      expect(again.summary.details.summary).toBe('Чи влучили у гуртожитки? 🏚️');
      expect(again.summary.id).toBe(made.summary.id);
      const { cases } = await opened.api.cases.recent();
      expect(cases.map(({ title }) => title)).toContain('Case of two dormitories');
    });

    it('imports files, tells each step in order, and says the same at the end', async () => {
      const { case: handle } = await newCase();
      const tickets = [
        await file('a.txt', 'First words.'),
        await file('b.txt', 'Second words.'),
        await file('twin.txt', 'First words.'),
        await file('no.bin', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3])),
      ];
      const { told, result } = await importAll(handle, tickets);
      const done = told.map((step) => step.done);
      expect(done).toEqual([...done].sort((a, b) => a - b));
      expect(done.at(-1)).toBe(4);
      // Folders are walked while files come in already: the total grows, and is right in the end
      const totals = told.map(({ total }) => total);
      expect(totals).toEqual(totals.toSorted((a, b) => a - b));
      expect(totals.at(-1)).toBe(4);
      expect(told.flatMap(({ outcome }) => outcome ?? [])).toEqual(result.outcomes);
      expect(result.outcomes.map(({ path, outcome }) => [path, outcome])).toEqual([
        ['a.txt', 'imported'],
        ['b.txt', 'imported'],
        ['twin.txt', 'duplicate'],
        ['no.bin', 'failed'],
      ]);
      expect(result).toMatchObject({ imported: 2, duplicates: 1, newVersions: 0, failed: 1, cancelled: false });
      expect(result.outcomes[3]?.error?.code).toBe('UNSUPPORTED_FORMAT');
      expect(await opened.api.sources.list({ case: handle })).toMatchObject({ total: 2, articles: 2, photos: 0 });
    });

    it('takes files into a queue that goes by itself, can be watched, and says what each file became', async () => {
      const { case: handle } = await newCase();
      const { api } = opened;
      const stop = new AbortController();
      const watching = (async () => {
        const states: string[] = [];
        for await (const queue of await api.imports.watch({ case: handle }, { signal: stop.signal })) {
          const state = queue.batches.at(-1)?.state;
          if (state) states.push(state);
          if (state === 'done') break;
        }
        return states;
      })();
      const { batch } = await api.imports.add({
        case: handle,
        tickets: [await file('a.txt', 'First words.'), await file('b.txt', 'Second words.'), await file('twin.txt', 'First words.')],
      });
      expect((await watching).at(-1)).toBe('done');
      stop.abort();
      const { items, counts, total } = await api.imports.items({ case: handle, batch });
      expect(total).toBe(3);
      expect(counts).toMatchObject({ imported: 2, duplicate: 1, failed: 0, waiting: 0 });
      expect(items.map(({ path, state, source }) => [path, state, source?.ref])).toEqual([
        ['a.txt', 'imported', 'S-001'],
        ['b.txt', 'imported', 'S-002'],
        ['twin.txt', 'duplicate', 'S-001'],
      ]);
      await api.imports.dismiss({ case: handle, batch });
      expect((await api.imports.queue({ case: handle })).batches).toEqual([]);
    });

    it('keeps the versions of an address, compares them word by word and finds excerpts again', async () => {
      const { api } = opened;
      const { case: handle } = await newCase();
      const url = 'https://courier.example/strike';
      const version = async (name: string, content: string): Promise<SourceId> => {
        const { result } = await finish(await api.imports.run({ case: handle, tickets: [await file(name, content)], url }));
        const id = result.outcomes[0]?.source?.id;
        if (id === undefined) throw new Error(`not imported: ${JSON.stringify(result)}`);
        return id;
      };
      const a = await version('one.txt', 'Courier\n\nNo bodies were seen there at all. 👩‍🚒\n');
      await api.excerpts.mark({ case: handle, source: a, target: { quote: 'No bodies were seen there' } });
      const b = await version('two.txt', 'Courier\n\nAn editor’s note.\n\nNo bodies were seen there at all. 👩‍🚒\n');
      expect((await api.sources.versions({ case: handle, source: a })).versions.map(({ ref }) => ref)).toEqual(['S-001', 'S-002']);
      const { rows } = await api.sources.compare({ case: handle, a, b });
      expect(rows.map(({ change }) => change)).toEqual(['same', 'added', 'same']);
      const { carried } = await api.sources.carried({ case: handle, source: a, into: b });
      expect(carried.map(({ state, places }) => [state, places[0]?.exact])).toEqual([['moved', 'No bodies were seen there']]);
      expect(await api.likeness.list({ case: handle })).toMatchObject({ suggestions: [] });
      expect((await api.reading.languages()).languages.map(({ code }) => code)).toEqual(['eng', 'ukr']);
    });

    it('marks exact words, claims, links, and shows the evidence', async () => {
      const { api } = opened;
      const { handle, source } = await withArticle();
      const quote = 'Neither dormitory appeared to have been hit. 👩‍🚒';
      const excerpt = await api.excerpts.mark({ case: handle, source: source.id, target: { quote } });
      expect(excerpt).toMatchObject({ quote, ref: 'E-001', sourceRef: 'S-001', anchor: { kind: 'text', quote: { exact: quote } } });
      if (excerpt.anchor.kind !== 'text') throw new Error('a quote is anchored in the text');
      const { body } = await api.sources.text({ case: handle, source: source.id });
      const { start, end } = excerpt.anchor.position;
      expect([...body.text].slice(start, end).join(''), 'positions count code points').toBe(quote);
      const claim = await api.claims.add({
        case: handle,
        text: 'A strike hit both dormitories.',
        claimant: 'Ministry',
        when: '2023-01-08',
        where: 'Kramatorsk',
      });
      const link = await api.links.add({
        case: handle,
        excerpt: excerpt.id,
        claim: claim.id,
        stance: 'refutes',
        because: 'Reporters saw no hit.',
      });
      const { evidence } = await api.claims.evidence({ case: handle, claim: claim.id });
      expect(evidence).toMatchObject([{ link: { id: link.id, stance: 'refutes' }, excerpt: { id: excerpt.id }, source: { ref: 'S-001' } }]);
      expect((await api.claims.get({ case: handle, claim: claim.ref })).counts).toEqual({
        supports: 0,
        refutes: 1,
        context: 0,
        'fails-to-verify': 0,
      });
    });

    it('writes excerpts as annotations, reads them into another case, and names what it could not take', async () => {
      const { api } = opened;
      const { handle, source } = await withArticle();
      for (const quote of ['Будівлі вціліли.', 'لم يُصب أي مبنى.', '没有人。'])
        await api.excerpts.mark({ case: handle, source: source.id, target: { quote }, note: quote });
      const to = await opened.ticket(join(folder, 'out.jsonld'));
      expect(await api.annotations.export({ case: handle, to })).toMatchObject({
        annotations: 3,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      const { case: other } = await newCase('Other');
      await importAll(other, [await file('again.txt', article)]);
      const written: unknown = JSON.parse(readFileSync(join(folder, 'out.jsonld'), 'utf8'));
      const into = await file('in.jsonld', JSON.stringify(written));
      expect(await api.annotations.import({ case: other, ticket: into })).toMatchObject({ marked: 3, failed: 0 });
      expect((await api.excerpts.get({ case: other, excerpt: Ref.parse('E-002') })).quote).toBe('لم يُصب أي مبنى.');
      const { outcomes } = await api.annotations.import({ case: other, ticket: await file('no.json', '{"type":"Annotation"}') });
      expect(outcomes).toMatchObject([{ outcome: 'failed', because: expect.stringMatching(/@context/) }]);
    });

    it('keeps words of every script as they are, both ways', async () => {
      const { handle, source } = await withArticle();
      for (const quote of ['Будівлі вціліли.', 'لم يُصب أي مبنى.', '没有人。']) {
        expect((await opened.api.excerpts.mark({ case: handle, source: source.id, target: { quote } })).quote).toBe(quote);
      }
    });

    it.each<{ what: string; code: string; call: (from: { handle: CaseHandle; source: Source }) => Promise<unknown>; data: object }>([
      {
        what: 'words that are not there',
        code: 'QUOTE_NOT_FOUND',
        data: { quote: 'were hit' },
        call: ({ handle, source }) => opened.api.excerpts.mark({ case: handle, source: source.id, target: { quote: 'were hit' } }),
      },
      {
        what: 'words that stand twice',
        code: 'QUOTE_AMBIGUOUS',
        data: { places: [{}, {}] },
        call: ({ handle, source }) => opened.api.excerpts.mark({ case: handle, source: source.id, target: { quote: 'No bodies' } }),
      },
      {
        what: 'a place that holds other words',
        code: 'QUOTE_MISMATCH',
        data: { start: 0 },
        call: ({ handle, source }) =>
          opened.api.excerpts.mark({ case: handle, source: source.id, target: { start: 0, end: 3, exact: 'One' } }),
      },
      {
        what: 'a source that is not there',
        code: 'NOT_FOUND',
        data: {},
        call: ({ handle }) => opened.api.sources.get({ case: handle, source: SourceId.parse('0190aaaa-0000-7000-8000-000000000000') }),
      },
      {
        what: 'a case that is not there',
        code: 'CASE_NOT_FOUND',
        data: {},
        call: async () => opened.api.cases.open({ at: await opened.ticket(join(folder, 'none.case')) }),
      },
      { what: 'a file nobody chose', code: 'TICKET_UNKNOWN', data: {}, call: () => opened.api.cases.open({ at: Ticket.parse('made-up') }) },
      {
        what: 'a case that was closed',
        code: 'CASE_CLOSED',
        data: {},
        call: () => opened.api.claims.list({ case: CaseHandle.parse('long-gone') }),
      },
      { what: 'nothing to undo', code: 'NOTHING_TO_REDO', data: {}, call: ({ handle }) => opened.api.history.redo({ case: handle }) },
      {
        what: 'input of a wrong form',
        code: 'BAD_INPUT',
        data: { issues: [expect.any(String)] },
        call: ({ handle }) => opened.api.claims.add({ case: handle, text: '   ' }),
      },
    ])('says what went wrong: $what', async ({ code, call, data }) => {
      const failure = await failureOf(call(await withArticle()));
      expect(failure.code).toBe(code);
      expect(failure.message.length).toBeGreaterThan(10);
      expect(failure.data).toMatchObject(data);
    });

    it('fails in the middle of a long action with the same kind of error', async () => {
      const failure = await failureOf(importAll(CaseHandle.parse('long-gone'), [await file('a.txt', 'Words.')]));
      expect(failure.code).toBe('CASE_CLOSED');
    });

    const many = (count: number): Promise<Ticket> => {
      const path = join(folder, 'many');
      writeMany(path, count);
      return opened.ticket(path);
    };
    /** How many sources there are once the number stands still. */
    const settled = async (handle: CaseHandle): Promise<number> => {
      let before = -1;
      await until(async () => {
        const { total } = await opened.api.sources.list({ case: handle, limit: 1 });
        const still = total === before;
        before = total;
        if (!still) await new Promise((resolve) => setTimeout(resolve, 150));
        return still;
      }, 'the import stops');
      return before;
    };

    it('stops an import when asked, keeps what came in, and the case is whole', async () => {
      const { case: handle } = await newCase();
      const cancel = new AbortController();
      const steps = await opened.api.imports.run({ case: handle, tickets: [await many(400)] }, { signal: cancel.signal });
      let seen = 0;
      // An import that was cancelled may say so or return: either way it ends.
      const end = await (async () => {
        for (;;) {
          const step = await steps.next();
          if (step.done) return step.value;
          seen = step.value.done;
          if (seen >= 3) cancel.abort();
        }
      })().catch((error: unknown) => {
        expect(cancel.signal.aborted, `only the cancelling may end it: ${String(error)}`).toBe(true);
        return null;
      });
      if (end) expect(end.cancelled).toBe(true);
      const total = await settled(handle);
      expect(total).toBeGreaterThanOrEqual(3);
      expect(total).toBeLessThan(400);
      const { result } = await finish(await opened.api.cases.verify({ case: handle }));
      expect(result).toMatchObject({ ok: true, findings: [] });
    });

    it('carries large texts both ways, to the letter', async () => {
      const { case: handle } = await newCase();
      const content = Array.from({ length: 20_000 }, (_, n) => `Рядок ${n}: «слова» 🏚️ and words of the ${n}th line.`).join('\n\n');
      const pasted = await opened.api.imports.paste({ case: handle, content, as: 'text', name: 'long' });
      expect(pasted).toMatchObject({ outcome: 'imported', error: null });
      if (!pasted.source) throw new Error('an imported text is a source');
      const { body } = await opened.api.sources.text({ case: handle, source: pasted.source.id });
      expect(body.text).toBe(content);
      expect(body.blocks.length).toBeGreaterThanOrEqual(20_000);
    });

    it('lends pictures it drew itself, and nothing else', async () => {
      const { case: handle } = await newCase();
      const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#456' } })
        .jpeg()
        .toBuffer();
      const { result } = await importAll(handle, [await file('dormitory.jpg', photo)]);
      const id = result.outcomes[0]?.source?.id;
      if (id === undefined) throw new Error(`not imported: ${JSON.stringify(result)}`);
      const { original } = await opened.api.sources.get({ case: handle, source: id });
      const thumbnail = await opened.readBlob(thumbnailUrl(handle, original));
      expect(thumbnail?.type).toBe('image/webp');
      expect(await sharp(thumbnail?.bytes).metadata()).toMatchObject({ format: 'webp' });
      const tiles = await opened.readBlob(deepZoomUrl(handle, original));
      expect(new TextDecoder().decode(tiles?.bytes)).toMatch(/<Image[^>]+>[\s\S]*Width="640"/);
      for (const address of [
        `/blob/${handle}/${original}`,
        `/blob/${handle}/${original}/../../case.sqlite`,
        `/blob/long-gone/${original}/thumbnail.webp`,
        `/blob/${handle}/${'0'.repeat(64)}/thumbnail.webp`,
      ]) {
        const blob = await opened.readBlob(address).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Error);
          return null;
        });
        expect(blob, address).toBeNull();
      }
    });

    it('announces facts in their order, to whoever watches, until they stop', async () => {
      const { api } = opened;
      const { case: handle } = await newCase();
      const stop = new AbortController();
      const watching = await api.cases.watch({ case: handle }, { signal: stop.signal });
      const facts: Announcement[] = [];
      const ended = (async () => {
        for await (const fact of watching) facts.push(fact);
      })().catch((error: unknown) => expect(stop.signal.aborted, String(error)).toBe(true));
      // Watching begins when the workbench has heard of it, which a window cannot see: it asks for something first.
      const probes: ClaimId[] = [];
      await until(async () => {
        probes.push((await api.claims.add({ case: handle, text: 'Is anyone there?' })).id);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return facts.length > 0;
      }, 'the first fact');
      const first = await api.claims.add({ case: handle, text: 'A strike happened.' });
      await api.claims.edit({ case: handle, claim: first.id, change: { note: 'As made on 8 January.' } });
      await api.history.undo({ case: handle });
      await until(() => Promise.resolve(facts.length >= 4), 'the facts of three commands');
      const seqs = facts.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      const added = facts.find(({ touched }) => touched.some(({ id }) => id === first.id));
      expect(added).toMatchObject({ case: handle, verb: 'claim.added' });
      expect(facts.slice(-3).map(({ verb }) => verb)[1]).toBe('claim.edited');
      stop.abort();
      await ended;
      const heard = facts.length;
      await api.claims.add({ case: handle, text: 'Nobody listens to this.' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(facts.length).toBe(heard);
    });

    it('takes back and gives again', async () => {
      const { api } = opened;
      const { case: handle } = await newCase();
      const claim = await api.claims.add({ case: handle, text: 'Troops lived there.' });
      expect((await api.history.state({ case: handle })).undo).toEqual(expect.any(String));
      await api.history.undo({ case: handle });
      expect((await api.claims.list({ case: handle })).claims).toEqual([]);
      await api.history.redo({ case: handle });
      expect((await api.claims.list({ case: handle })).claims.map((row) => row.claim.id)).toEqual([claim.id]);
    });

    it('answers many questions at once, each with its own answer', async () => {
      const { api } = opened;
      const { case: handle } = await newCase();
      const texts = Array.from({ length: 60 }, (_, n) => `Statement ${n}`);
      const claims = await Promise.all(texts.map((text) => api.claims.add({ case: handle, text })));
      expect(claims.map(({ text }) => text)).toEqual(texts);
      expect(new Set(claims.map(({ ref }) => ref)).size).toBe(60);
    });

    it('lists folders by ticket, and a ticket for something new in one of them', async () => {
      const { api } = opened;
      await newCase('There already');
      const here = await opened.ticket(folder);
      const listed = await api.files.list({ folder: here });
      expect(listed.failure).toBeNull();
      expect(listed.entries.find(({ kind }) => kind === 'case')?.name).toBe('There already.case');
      const target = await api.files.target({ folder: here, name: 'New.case' });
      expect(target.exists).toBe(false);
      expect((await api.cases.create({ at: target.ticket, details: { title: 'New' } })).place).toContain('New.case');
    });

    if (transport.hasWindow)
      it('ends what a vanished window had begun, and goes on for the others', async () => {
        const { case: handle } = await newCase();
        const other = await opened.window();
        const steps = await other.api.imports.run({ case: handle, tickets: [await many(400)] });
        await steps.next();
        await steps.next();
        other.vanish();
        const total = await settled(handle);
        expect(total).toBeLessThan(400);
        expect((await finish(await opened.api.cases.verify({ case: handle }))).result.ok).toBe(true);
      });
  });
}
