import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseHandle, ClaimId, SourceId } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
let article: SourceId;
let photo: SourceId;
const text =
  'Neither dormitory appeared to be hit. 😀 Neither dormitory was empty.\n\nЖоден із гуртожитків не постраждав.\n\n没有明显的受损迹象。';
let count = 0;
const folder = (): string => join(bench.folder, `evidence-${count}.case`);

// One workbench, so that its decoders start once; a case of its own for each test
beforeAll(() => {
  bench = testBench();
});
beforeEach(async () => {
  count++;
  handle = (await bench.api.cases.create({ at: bench.ticket(folder()), details: { title: 'Evidence' } })).case;
  const [a, p] = [join(bench.folder, 'a.txt'), join(bench.folder, 'p.png')];
  writeFileSync(a, text);
  writeFileSync(
    p,
    await sharp({ create: { width: 200, height: 100, channels: 3, background: 'blue' } })
      .png()
      .toBuffer(),
  );
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(a), bench.ticket(p)] }));
  const ids = result.outcomes.map(({ source }) => source?.id);
  if (ids[0] === undefined || ids[1] === undefined) throw new Error('import failed');
  [article, photo] = [ids[0], ids[1]];
});
afterEach(() => bench.api.cases.close({ case: handle }));
afterAll(() => bench.dispose());

describe('marking', () => {
  it('keeps exactly the words at the place, in code points', async () => {
    const made = await bench.api.excerpts.mark({ case: handle, source: article, target: { quote: '😀 Neither dormitory' } });
    expect(made).toMatchObject({
      ref: 'E-001',
      place: '¶1',
      quote: '😀 Neither dormitory',
      anchor: { kind: 'text', position: { start: 38, end: 57 }, quote: { exact: '😀 Neither dormitory' } },
    });
  });
  it.each([
    ['words that are not there', { quote: 'was destroyed' }, 'QUOTE_NOT_FOUND'],
    ['words that stand twice', { quote: 'Neither dormitory' }, 'QUOTE_AMBIGUOUS'],
    ['a place whose words differ by one letter', { start: 0, end: 7, exact: 'neither' }, 'QUOTE_MISMATCH'],
    ['a place past the end', { start: 5000, end: 5007, exact: 'Neither' }, 'QUOTE_MISMATCH'],
    ['a place that runs over the end', { start: 112, end: 130, exact: '受损迹象。' }, 'QUOTE_MISMATCH'],
    ['an empty place', { start: 7, end: 7, exact: 'x' }, 'QUOTE_MISMATCH'],
    ['white space', { start: 69, end: 71, exact: '\n\n' }, 'QUOTE_MISMATCH'],
    ['a region of a text', { region: { x: 0, y: 0, width: 1, height: 1 } }, 'WRONG_KIND'],
  ])('refuses %s, and saves nothing', async (_name, target, code) => {
    const before = (await bench.api.history.log({ case: handle })).total;
    await expect(bench.api.excerpts.mark({ case: handle, source: article, target })).rejects.toMatchObject({ code });
    expect((await bench.api.history.log({ case: handle })).total).toBe(before);
  });
  it('tells places apart by what stands before or after', async () => {
    const first = await bench.api.excerpts.mark({
      case: handle,
      source: article,
      target: { quote: 'Neither dormitory', after: ' appeared' },
    });
    const second = await bench.api.excerpts.mark({ case: handle, source: article, target: { quote: 'Neither dormitory', before: '😀 ' } });
    expect([first.place, second.place]).toEqual(['¶1', '¶1b']);
  });
  it('gives the same words the same excerpt, and never gives a place twice', async () => {
    const first = await bench.api.excerpts.mark({ case: handle, source: article, target: { quote: 'Жоден' } });
    expect((await bench.api.excerpts.mark({ case: handle, source: article, target: { quote: 'Жоден' } })).id).toBe(first.id);
    await bench.api.excerpts.retract({ case: handle, excerpt: first.id, because: 'wrong words' });
    const again = await bench.api.excerpts.mark({ case: handle, source: article, target: { quote: 'Жоден' } });
    expect([first.ref, first.place, again.ref, again.place]).toEqual(['E-001', '¶2', 'E-002', '¶2b']);
  });
  it.each([
    ['outside', { x: 150, y: 0, width: 51, height: 10 }],
    ['below', { x: 0, y: 99, width: 1, height: 2 }],
  ])('refuses a region that lies %s', async (_name, region) => {
    await expect(bench.api.excerpts.mark({ case: handle, source: photo, target: { region } })).rejects.toMatchObject({
      code: 'REGION_OUTSIDE',
    });
  });
  it('adjusts a region, keeps its name, and takes it back on undo', async () => {
    const made = await bench.api.excerpts.mark({
      case: handle,
      source: photo,
      target: { region: { x: 0, y: 0, width: 200, height: 100 } },
    });
    const moved = await bench.api.excerpts.adjust({ case: handle, excerpt: made.id, region: { x: 5, y: 5, width: 20, height: 10 } });
    expect([made.place, moved.place, moved.anchor]).toMatchObject([
      'region A',
      'region A',
      { fragment: { value: 'xywh=pixel:5,5,20,10' } },
    ]);
    await bench.api.history.undo({ case: handle });
    expect((await bench.api.excerpts.get({ case: handle, excerpt: made.id })).anchor).toEqual(made.anchor);
  });
});

describe('linking', () => {
  it('marks, adds the claim and links in one entry and one undo', async () => {
    const before = (await bench.api.history.log({ case: handle })).total;
    const made = await bench.api.evidence.add({
      case: handle,
      source: article,
      target: { quote: 'appeared' },
      claim: { add: { text: 'The dormitories were hit', claimant: 'Ministry', when: '2023-01-08' } },
      stance: 'refutes',
      because: 'Reporters saw it',
    });
    expect((await bench.api.history.log({ case: handle })).total).toBe(before + 1);
    const { evidence } = await bench.api.claims.evidence({ case: handle, claim: made.claim.id });
    expect(evidence).toMatchObject([
      {
        link: { stance: 'refutes', because: 'Reporters saw it' },
        excerpt: { quote: 'appeared' },
        source: { ref: 'S-001', counts: { refutes: 1 } },
      },
    ]);
    await bench.api.history.undo({ case: handle });
    expect((await bench.api.claims.list({ case: handle, retracted: true })).claims).toEqual([]);
    expect((await bench.api.excerpts.ofSource({ case: handle, source: article })).excerpts).toEqual([]);
    await bench.api.history.redo({ case: handle });
    expect((await bench.api.claims.get({ case: handle, claim: made.claim.ref })).counts.refutes).toBe(1);
  });
  it('changes the standing link instead of making a second one', async () => {
    const add = (stance: 'supports' | 'fails-to-verify') =>
      bench.api.evidence.add({ case: handle, source: article, target: { quote: 'appeared' }, claim: { id: claim.id }, stance });
    const claim = await bench.api.claims.add({ case: handle, text: 'A claim' });
    const [first, second] = [await add('supports'), await add('fails-to-verify')];
    expect(second.link.id).toBe(first.link.id);
    expect((await bench.api.claims.get({ case: handle, claim: claim.id })).counts).toEqual({
      supports: 0,
      refutes: 0,
      context: 0,
      'fails-to-verify': 1,
    });
  });
  it('stops counting evidence whose excerpt was retracted', async () => {
    const made = await bench.api.evidence.add({
      case: handle,
      source: article,
      target: { quote: 'appeared' },
      claim: { add: { text: 'X' } },
      stance: 'supports',
    });
    await bench.api.excerpts.retract({ case: handle, excerpt: made.excerpt.id, because: 'misread' });
    expect((await bench.api.claims.get({ case: handle, claim: made.claim.id })).counts.supports).toBe(0);
    expect((await bench.api.excerpts.get({ case: handle, excerpt: made.excerpt.id })).retracted?.because).toBe('misread');
  });
});

describe('claims', () => {
  it('refuse a verdict without its reason, a date that is none, and a part of itself', async () => {
    const whole = await bench.api.claims.add({ case: handle, text: 'Whole' });
    const part = await bench.api.claims.add({ case: handle, text: 'Part', partOf: whole.id });
    await expect(bench.api.claims.judge({ case: handle, claim: whole.id, verdict: 'refuted', rationale: '  ' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(bench.api.claims.add({ case: handle, text: 'When', when: 'last Sunday' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(bench.api.claims.move({ case: handle, claim: whole.id, partOf: part.id, before: null })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(bench.api.claims.retract({ case: handle, claim: whole.id, because: 'x' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
  it('keep the order a person gives them, however often they are moved between two', async () => {
    const ids: ClaimId[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.push((await bench.api.claims.add({ case: handle, text: name })).id);
    const order = async (): Promise<string> =>
      (await bench.api.claims.list({ case: handle })).claims.map(({ claim }) => claim.text).join('');
    const [, b, c, d] = ids;
    if (b === undefined || c === undefined || d === undefined) throw new Error('no claims');
    // Each move halves the gap between a and what follows it, until no number fits and the siblings are spaced anew
    for (let n = 0; n < 70; n++) {
      await bench.api.claims.move({ case: handle, claim: n % 2 === 0 ? c : d, partOf: null, before: n % 2 === 0 ? (n === 0 ? b : d) : c });
      expect(await order()).toBe(n === 0 ? 'acbd' : n % 2 === 0 ? 'acdb' : 'adcb');
    }
    expect((await finish(await bench.api.cases.verify({ case: handle }))).result.findings).toEqual([]);
  });
});

describe('verify', () => {
  it('names the excerpt whose words were changed behind its back, and the report is refused', async () => {
    const made = await bench.api.evidence.add({
      case: handle,
      source: article,
      target: { quote: 'appeared' },
      claim: { add: { text: 'X' } },
      stance: 'supports',
    });
    await bench.api.cases.close({ case: handle });
    const db = new DatabaseSync(join(folder(), 'case.sqlite'));
    db.prepare("UPDATE excerpt SET quote = 'was', anchor = replace(anchor, '\"appeared\"', '\"was\"') WHERE id = ?").run(made.excerpt.id);
    db.close();
    handle = (await bench.api.cases.open({ at: bench.ticket(folder()) })).case;
    const { result } = await finish(await bench.api.cases.verify({ case: handle }));
    expect(result.findings.map(({ check, subject }) => [check, subject])).toEqual([
      ['log', expect.stringContaining('excerpt')],
      ['excerpts', made.excerpt.ref],
    ]);
    await expect(
      bench.api.report.export({ case: handle, to: bench.ticket(join(bench.folder, 'r.pdf')) }).then(finish),
    ).rejects.toMatchObject({ code: 'REPORT_REFUSED', data: { problems: [{ excerpt: made.excerpt.ref }] } });
  });
  it('names the source whose extracted text was changed on disk', async () => {
    const { sha256 } = await bench.api.sources.text({ case: handle, source: article });
    const path = join(folder(), 'renditions', sha256.slice(0, 2), sha256);
    chmodSync(path, 0o644);
    writeFileSync(path, readFileSync(path, 'utf8').replace('appeared', 'APPEARED'));
    const { result } = await finish(await bench.api.cases.verify({ case: handle }));
    expect(result.findings).toMatchObject([{ check: 'renditions', subject: 'S-001' }]);
  });
});

describe('a second workbench on the same case', () => {
  it('reads, is told who has it, and cannot write', async () => {
    const other = testBench();
    try {
      const opened = await other.api.cases.open({ at: other.ticket(folder()) });
      expect(opened).toMatchObject({ mode: 'read-only', heldBy: { name: 'Test Investigator' } });
      expect((await other.api.sources.list({ case: opened.case })).total).toBe(2);
      await expect(other.api.claims.add({ case: opened.case, text: 'Not here' })).rejects.toMatchObject({ code: 'CASE_READ_ONLY' });
      await expect(other.api.cases.open({ at: other.ticket(folder()), mode: 'read-write' })).rejects.toMatchObject({ code: 'CASE_LOCKED' });
      const { result } = await finish(await other.api.cases.verify({ case: opened.case }));
      expect(result.ok).toBe(true);
    } finally {
      await other.dispose();
    }
  });
});

describe('the report', () => {
  it('of the same state is the same bytes, exported twice and after reopening', async () => {
    await bench.api.evidence.add({
      case: handle,
      source: photo,
      target: { region: { x: 10, y: 10, width: 50, height: 40 } },
      claim: { add: { text: 'It is blue' } },
      stance: 'supports',
    });
    const make = async (name: string): Promise<{ sha256: string; head: string }> =>
      (await finish(await bench.api.report.export({ case: handle, to: bench.ticket(join(bench.folder, name)) }))).result;
    const first = await make('1.pdf');
    await bench.api.cases.close({ case: handle });
    handle = (await bench.api.cases.open({ at: bench.ticket(folder()) })).case;
    const second = await make('2.pdf');
    expect(second).toMatchObject({ sha256: first.sha256, head: first.head });
    expect(readFileSync(join(bench.folder, '2.pdf')).equals(readFileSync(join(bench.folder, '1.pdf')))).toBe(true);
    await bench.api.claims.add({ case: handle, text: 'Another' });
    expect((await make('3.pdf')).sha256).not.toBe(first.sha256);
  });
});
