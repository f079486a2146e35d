/** What becomes of excerpts once their source reads otherwise: every state is told, a person decides, one entry each, and each can be taken back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRendition } from '../../../main/formats/rendition.ts';
import { addClaim } from '../../../main/services/claims.ts';
import { decide as decideNow } from '../../../main/services/decide.ts';
import { laterReadings, toDecide } from '../../../main/services/decisions.ts';
import { Desk, newVisitor } from '../../../main/services/desk.ts';
import { mark, retractExcerpt } from '../../../main/services/excerpts.ts';
import { redo, undo } from '../../../main/services/history.ts';
import { addLink } from '../../../main/services/links.ts';
import { storeRendition } from '../../../main/services/renditions.ts';
import type { CaseWriter } from '../../../main/storage/case-folder.ts';
import {
  type CaseHandle,
  type Claim,
  type Decision,
  type Excerpt,
  type ExcerptId,
  type Link,
  RenditionId,
  type RenditionKind,
  Sha256,
  SourceId,
  type Stance,
} from '../../../shared/model.ts';
import { testPorts } from '../../support/ports.ts';

let folder: string;
let desk: Desk;
let handle: CaseHandle;
let store: CaseWriter;
const visitor = newVisitor();
const details = { title: 'V', number: '', author: '', summary: '', handling: '', language: 'en', cover: 'none' as const };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-decide-'));
  desk = new Desk(testPorts(folder));
  handle = desk.create(join(folder, 'v.case'), details, visitor).handle;
  store = desk.write(handle);
});
afterEach(async () => {
  await desk.closeAll();
  rmSync(folder, { recursive: true, force: true });
});

async function renditionOf(text: string, kind: RenditionKind) {
  const body = buildRendition(
    'test',
    '1',
    'en',
    text === '' ? [] : text.split('\n\n').map((words) => ({ type: 'paragraph', text: words })),
  );
  return {
    id: RenditionId.parse(v7()),
    sha256: await storeRendition(store, body),
    extractor: 'test',
    extractorVersion: '1',
    language: 'en',
    characters: [...body.text].length,
    kind,
    layout: null,
    confidence: null,
  };
}

/** A source whose text this is; `of` makes it the next version of another. Null: it could not be read. */
async function source(text: string | null, of: SourceId | null = null, kind: RenditionKind = 'extracted'): Promise<SourceId> {
  const id = SourceId.parse(v7());
  const rendition = text === null ? null : await renditionOf(text, kind);
  store.append('source.imported', ({ at, actor }) => ({
    source: {
      id,
      ref: store.nextRef('S'),
      kind: 'article',
      mediaType: 'text/plain',
      original: Sha256.parse(v7().replaceAll('-', '').repeat(2)),
      size: 1,
      provenance: {
        fileName: 'a.txt',
        fileModifiedAt: null,
        url: 'https://a.example/',
        importedAt: at,
        importedBy: actor,
        program: 'test',
      },
      metadata: {},
      corrections: {},
      photo: null,
      versionOf: of,
      reading: text === null ? 'locked' : 'read',
    },
    rendition,
  }));
  return id;
}
async function textBeside(of: SourceId, text: string, kind: RenditionKind, current: boolean): Promise<RenditionId> {
  const rendition = await renditionOf(text, kind);
  store.append('rendition.added', () => ({ source: of, rendition, current }));
  return rendition.id;
}

const quoted = (of: SourceId, quote: string, rendition?: RenditionId): Excerpt =>
  mark(desk, handle, of, { quote, ...(rendition ? { rendition } : {}) }, 'as noted');
const claimed = (text: string): Claim => addClaim(desk, handle, { text, claimant: '', when: '', where: '', partOf: null, note: '' });
const linked = (excerpt: Excerpt, claim: Claim, stance: Stance = 'refutes', because = 'It says so.'): Link =>
  addLink(desk, handle, excerpt.id, claim.id, stance, because);
const listed = (of?: SourceId) => toDecide(() => desk.read(handle), { source: of, offset: 0, limit: 1000 });
const told = async () =>
  (await listed()).items.map(({ excerpt, state, decided, into }) => `${excerpt.ref} ${state} ${into.ref} ${decided?.decision ?? 'open'}`);

async function decide(excerpt: ExcerptId, decision: Decision['decision'], place = 0, because = '') {
  const item = (await listed()).items.find((one) => one.excerpt.id === excerpt);
  if (!item) throw new Error('nothing to decide about it');
  const at = item.places[place];
  const reason = because || (decision === 'retire' ? 'It is gone.' : '');
  return decideNow(desk, handle, excerpt, { into: item.into.id, decision, because: reason, ...(decision === 'confirm' ? { at } : {}) });
}
/** The links that stand at each excerpt, as `E-001 refutes C-001`. */
const standing = (): string[] =>
  store
    .links()
    .filter(({ retracted }) => retracted === null)
    .map((link) => ({ link, excerpt: store.excerpt(link.excerpt) }))
    .filter(({ excerpt }) => excerpt.retracted === null)
    .map(({ link, excerpt }) => `${excerpt.ref} ${link.stance} ${store.claim(link.claim).ref}`);
/** The log makes the tables anew, and they are the same. */
function replays(): void {
  for (const replay = store.replay(); ; ) {
    const step = replay.next();
    if (!step.done) continue;
    expect(step.value.problems).toEqual([]);
    return;
  }
}

const first = [
  'Moscow said on Sunday that missiles had killed six hundred soldiers in the town of Kramatorsk.',
  'Reporters went to both of the dormitories. Neither building appeared to have been hit, and nobody had slept there.',
  'The mayor spoke to people in the square about water and about power.',
  'It was unclear who had decided that the men were dead.',
].join('\n\n');
const second = [
  'Moscow said on Sunday that missiles had killed six hundred soldiers in the town of Kramatorsk.',
  'An editor’s note stands here since the afternoon of that day.',
  'Reporters went to both of the dormitories. Neither building was hit, and nobody had slept there.',
  'The mayor spoke to people in the square about water and about power.',
].join('\n\n');
const quotes = {
  exact: 'missiles had killed six hundred soldiers',
  altered: 'Neither building appeared to have been hit',
  moved: 'spoke to people in the square about water',
  lost: 'It was unclear who had decided that the men were dead',
};

describe('the work list', () => {
  it('tells every state once a version comes in, source by source, the worst first; nothing before', async () => {
    const former = await source(first);
    for (const quote of Object.values(quotes)) quoted(former, quote);
    expect(await told()).toEqual([]);
    await source(second, former);
    expect(await told()).toEqual(['E-002 altered S-002 open', 'E-004 lost S-002 open', 'E-003 moved S-002 open', 'E-001 exact S-002 open']);
    const { counts, total } = await listed();
    expect({ counts, total }).toEqual({ counts: { exact: 1, moved: 1, altered: 1, ambiguous: 0, lost: 1, decided: 0 }, total: 4 });
    expect((await toDecide(() => desk.read(handle), { offset: 1, limit: 2 })).items.map(({ excerpt }) => excerpt.ref)).toEqual([
      'E-004',
      'E-003',
    ]);
  });

  it('names every place where words that repeat may stand', async () => {
    const former = await source('Rain fell.\n\nThe gate stood open all night.\n\nNobody came.');
    quoted(former, 'The gate stood open all night');
    await source('The gate stood open all night.\n\nSnow fell.\n\nThe gate stood open all night.\n\nSome came.', former);
    const [item] = (await listed()).items;
    expect(item?.state).toBe('ambiguous');
    expect(item?.places.map(({ place }) => place).sort()).toEqual(['¶1', '¶3']);
  });

  it('leaves regions, retracted excerpts and sources with one text alone', async () => {
    const [former, other] = [await source(first), await source(first)];
    quoted(other, quotes.altered);
    const gone = quoted(former, quotes.altered);
    retractExcerpt(desk, handle, gone.id, 'A slip.');
    await source(second, former);
    expect(await told()).toEqual([]);
  });

  it('seeks in the newest version that can be read, and asks again once a newer one comes', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    const later = await source(second, former);
    await source(null, later);
    expect(await told()).toEqual(['E-001 altered S-002 open']);
    await decide(excerpt.id, 'keep');
    expect(await told()).toEqual(['E-001 altered S-002 keep']);
    await source('All of this was withdrawn by the editors.', later);
    expect(await told()).toEqual(['E-001 lost S-004 open']);
  });

  it('does not take what a machine read for the later form of the text; of two readings the newer one is', async () => {
    const one = await source(first);
    quoted(one, quotes.altered);
    const read = await textBeside(one, second, 'machine-read', true);
    expect(await told()).toEqual([]);
    const byMachine = quoted(one, 'Neither building was hit', read);
    await textBeside(one, second.replace('Neither building was hit', 'Neither buikling was hit'), 'machine-read', true);
    const { items } = await listed();
    expect(items.map(({ excerpt, state, into }) => [excerpt.ref, state, into.ref])).toEqual([[byMachine.ref, 'altered', 'S-001']]);
    const made = await decide(byMachine.id, 'confirm');
    expect(made.excerpt).toMatchObject({ quote: 'Neither buikling was hit', source: one });
  });

  it('sets a machine’s guess against the machine’s guess of the next version', async () => {
    const former = await source(first);
    const read = await textBeside(former, first, 'machine-read', false);
    quoted(former, quotes.moved, read);
    const later = await source('Something else stands here.', former);
    await textBeside(later, second, 'machine-read', false);
    expect(await told()).toEqual(['E-001 moved S-002 open']);
  });

  it('goes on answering while thousands are sought, and knows them the second time', async () => {
    const words = (n: number): string => `Line ${n} of the list says ${(n * 7919) % 10_007} and no more.`;
    const lines = Array.from({ length: 2000 }, (_, n) => words(n));
    const former = await source(lines.join('\n\n'));
    for (let n = 0; n < 2000; n += 1) mark(desk, handle, former, { quote: words(n) }, '');
    await source([...lines.slice(1000), ...lines.slice(0, 1000)].join('\n\n').replace('Line 7 of', 'Row 7 of'), former);
    let between = 0;
    const ticking = setInterval(() => (between += 1), 1);
    const { counts } = await toDecide(() => desk.read(handle), { offset: 0, limit: 1 });
    clearInterval(ticking);
    const { exact, moved, altered, ambiguous, lost } = counts;
    expect(exact + moved + altered + ambiguous + lost).toBe(2000);
    expect(moved).toBeGreaterThan(1990);
    expect(between).toBeGreaterThan(2);
  }, 60_000);
});

describe('keep', () => {
  it('changes nothing but that it was decided; undo asks again, redo does not', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    linked(excerpt, claimed('Both were hit.'));
    await source(second, former);
    const entries = store.counts().entries;
    expect(laterReadings(store, [excerpt])).toEqual({});
    await decide(excerpt.id, 'keep', 0, 'The earlier wording is what was published first.');
    expect(laterReadings(store, [excerpt])).toEqual({ [excerpt.id]: 'A later version of this source (S-002) reads otherwise here.' });
    expect(store.counts().entries).toBe(entries + 1);
    expect(await told()).toEqual(['E-001 altered S-002 keep']);
    expect(standing()).toEqual(['E-001 refutes C-001']);
    undo(desk, handle);
    expect(await told()).toEqual(['E-001 altered S-002 open']);
    redo(desk, handle);
    expect(await told()).toEqual(['E-001 altered S-002 keep']);
    replays();
  });
});

describe('confirm', () => {
  it('makes the excerpt anew with its note, and moves all its links with their reasons in one entry', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    const [one, two] = [claimed('Both were hit.'), claimed('Soldiers slept there.')];
    const link = linked(excerpt, one);
    linked(excerpt, two, 'context', '');
    await source(second, former);
    const made = await decide(excerpt.id, 'confirm');
    expect(made.excerpt).toMatchObject({
      ref: 'E-002',
      quote: 'Neither building was hit',
      note: 'as noted',
      carriedFrom: excerpt.id,
      place: '¶3',
    });
    expect(made.links.map(({ because, stance, position }) => ({ because, stance, position }))).toEqual([
      { because: 'It says so.', stance: 'refutes', position: link.position },
      expect.objectContaining({ stance: 'context', because: '' }),
    ]);
    expect(made.ended).toEqual([]);
    expect(standing()).toEqual(['E-002 refutes C-001', 'E-002 context C-002']);
    expect(store.link(link.id).retracted?.because).not.toBe('');
    expect(store.excerpt(excerpt.id).retracted).toBeNull();
    undo(desk, handle);
    expect(standing()).toEqual(['E-001 refutes C-001', 'E-001 context C-002']);
    redo(desk, handle);
    expect(standing()).toEqual(['E-002 refutes C-001', 'E-002 context C-002']);
    replays();
  });

  it('stands on in the next version as the excerpt it made, and is not asked about again itself', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    const later = await source(second, former);
    const { excerpt: made } = await decide(excerpt.id, 'confirm');
    await source(second.replace('was hit', 'had been seriously hit'), later);
    expect(await told()).toEqual([`${made.ref} altered S-003 open`, 'E-001 altered S-002 confirm']);
    await decide(made.id, 'confirm');
    expect(await told()).toEqual(['E-002 altered S-003 confirm', 'E-001 altered S-002 confirm']);
    await expect(decide(excerpt.id, 'keep')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    replays();
  });

  it('takes the excerpt that stands at the place; a claim that it bears on already keeps its own link', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    const [one, two] = [claimed('Both were hit.'), claimed('Soldiers slept there.')];
    linked(excerpt, one, 'refutes', 'Reporters were there.');
    linked(excerpt, two, 'context', 'Of the rooms.');
    const later = await source(second, former);
    const there = quoted(later, 'Neither building was hit');
    linked(there, one, 'supports', 'Mine, of the new words.');
    const made = await decide(excerpt.id, 'confirm');
    expect(made.excerpt.id).toBe(there.id);
    expect(made.ended.map(({ claim }) => claim)).toEqual([one.id]);
    expect(made.links.map(({ claim }) => claim)).toEqual([two.id]);
    expect(standing()).toEqual(['E-002 supports C-001', 'E-002 context C-002']);
    // Taken back, what the place had of its own stays there
    await decide(excerpt.id, 'keep');
    expect(standing().sort()).toEqual(['E-001 context C-002', 'E-001 refutes C-001', 'E-002 supports C-001']);
    expect(store.excerpt(there.id).retracted).toBeNull();
    replays();
  });

  it('lets two excerpts come together at one place', async () => {
    const former = await source('The gate stood open.\n\nThe door stood open.');
    const [one, two] = [quoted(former, 'gate stood open'), quoted(former, 'door stood open')];
    const claim = claimed('All was open.');
    linked(one, claim, 'supports', 'The gate.');
    linked(two, claim, 'supports', 'The door.');
    const into = await source('Everything stood open.', former);
    const at = { start: 0, end: 21, exact: 'Everything stood open' };
    const into1 = { into, decision: 'confirm' as const, at, because: '' };
    decideNow(desk, handle, one.id, into1);
    const second = decideNow(desk, handle, two.id, into1);
    expect(second.ended.map(({ because }) => because)).toEqual(['The door.']);
    expect(standing()).toEqual(['E-003 supports C-001']);
    replays();
  });

  it.each([
    { what: 'words that do not stand there', at: { start: 0, end: 7, exact: 'Nothing' }, code: 'QUOTE_MISMATCH' },
    { what: 'a place beyond the end', at: { start: 9000, end: 9007, exact: 'Nothing' }, code: 'QUOTE_MISMATCH' },
    { what: 'no place', at: undefined, code: 'BAD_INPUT' },
  ])('refuses $what, and nothing is written', async ({ at, code }) => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.lost);
    const into = await source(second, former);
    const entries = store.counts().entries;
    expect(() => decideNow(desk, handle, excerpt.id, { into, decision: 'confirm', at, because: '' })).toThrow(
      expect.objectContaining({ code }),
    );
    expect(store.counts().entries).toBe(entries);
  });

  it('refuses a version that is not the newest', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.lost);
    const into = await source(second, former);
    await source(second, into);
    expect(() => decideNow(desk, handle, excerpt.id, { into, decision: 'keep', because: '' })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    );
  });
});

describe('another word about the same text', () => {
  const reached: Readonly<Record<Decision['decision'], { links: string[]; ends: boolean }>> = {
    keep: { links: ['E-001 refutes C-001'], ends: false },
    confirm: { links: ['E-002 refutes C-001'], ends: false },
    retire: { links: [], ends: true },
  };
  it.each([
    ['keep', 'confirm'],
    ['keep', 'retire'],
    ['confirm', 'keep'],
    ['confirm', 'retire'],
  ] as const)('%s, then %s: as if only the second had been said', async (before, after) => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    linked(excerpt, claimed('Both were hit.'));
    await source(second, former);
    const one = await decide(excerpt.id, before);
    await decide(excerpt.id, after);
    expect(standing()).toEqual(reached[after].links);
    expect(store.excerpt(excerpt.id).retracted !== null).toBe(reached[after].ends);
    expect(await told()).toEqual([`E-001 altered S-002 ${after}`]);
    if (before === 'confirm') expect(store.excerpt(one.excerpt.id).retracted).not.toBeNull();
    undo(desk, handle);
    expect(standing()).toEqual(reached[before].links);
    replays();
  });

  it('keeps what was changed at the new place meanwhile: its stance goes back, a link retracted there stays retracted', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    const [one, two] = [claimed('Both were hit.'), claimed('Soldiers slept there.')];
    linked(excerpt, one);
    linked(excerpt, two, 'context');
    await source(second, former);
    const made = await decide(excerpt.id, 'confirm');
    const [a, b] = made.links;
    if (!a || !b) throw new Error('no links');
    store.append('link.edited', () => ({ link: a.id, stance: 'fails-to-verify', because: 'Read again.' }));
    store.append('link.retracted', () => ({ link: b.id, because: 'No longer.' }));
    await decide(excerpt.id, 'keep');
    expect(standing()).toEqual(['E-001 fails-to-verify C-001']);
    replays();
  });

  it('leaves the new excerpt alone where a person has hung more on it', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    linked(excerpt, claimed('Both were hit.'));
    await source(second, former);
    const made = await decide(excerpt.id, 'confirm');
    linked(made.excerpt, claimed('Another.'), 'supports', 'Of its own.');
    await decide(excerpt.id, 'keep');
    expect(store.excerpt(made.excerpt.id).retracted).toBeNull();
    expect(standing().sort()).toEqual(['E-001 refutes C-001', 'E-002 supports C-002']);
  });

  it('writes nothing where the same place is confirmed again', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.altered);
    await source(second, former);
    await decide(excerpt.id, 'confirm');
    const entries = store.counts().entries;
    await decide(excerpt.id, 'confirm');
    expect(store.counts().entries).toBe(entries);
  });

  it('a retired excerpt is listed with its reason, and only undo brings it back', async () => {
    const former = await source(first);
    const excerpt = quoted(former, quotes.lost);
    linked(excerpt, claimed('Both were hit.'));
    await source(second, former);
    expect(() => decideNow(desk, handle, excerpt.id, { into: former, decision: 'retire', because: ' ' })).toThrow();
    await decide(excerpt.id, 'retire', 0, 'The paper took it back.');
    const [item] = (await listed()).items;
    expect(item).toMatchObject({
      decided: { decision: 'retire', because: 'The paper took it back.' },
      links: [{ claim: { ref: 'C-001' } }],
    });
    await expect(decide(excerpt.id, 'keep')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    undo(desk, handle);
    expect(await told()).toEqual(['E-001 lost S-002 open']);
    replays();
  });
});
