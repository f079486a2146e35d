/** Several entries in one commit, and several originals kept side by side: all or none, and each as if it stood alone. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseWriter, createCase, openCase, type Stamps } from '../../../main/storage/case-folder.ts';
import { newEntry } from '../../../main/storage/log.ts';
import { AssayError } from '../../../shared/errors.ts';
import { CaseDetails, CaseId, ClaimId, EntryId, Instant } from '../../../shared/model.ts';

let folder: string;
let store: CaseWriter;
const stamps: Stamps = {
  now: () => Instant.parse(new Date().toISOString()),
  uuid: () => EntryId.parse(v7()),
  actor: () => ({ name: 'Tester', installation: 'here' }),
};
const details = CaseDetails.parse({ title: 'A case', number: '1', author: '', summary: '', handling: '', language: 'en', cover: 'none' });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-storage-'));
  store = createCase(join(folder, 'a.case'), CaseId.parse(v7()), details, 'Assay test', stamps);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Closes the case and opens it again. */
function reopen(): void {
  store.close();
  const opened = openCase(join(folder, 'a.case'), 'read-write', stamps).store;
  if (opened.mode !== 'read-write') throw new Error('it cannot be written');
  store = opened;
}
const claim = (text: string) => () =>
  newEntry('claim.added', {
    claim: {
      id: ClaimId.parse(v7()),
      ref: store.nextRef('C'),
      text,
      claimant: '',
      when: '',
      where: '',
      partOf: null,
      note: '',
      position: 1,
    },
  });
const claims = (): string[] => store.claimRows(true).map(({ claim: { ref, text } }) => `${ref} ${text}`);
const replayed = (): unknown[] => {
  for (const steps = store.replay(); ; ) {
    const step = steps.next();
    if (step.done === true) return [...step.value.problems];
  }
};

describe('entries that share a commit', () => {
  it('see what those before them changed, follow one another in the chain, and are announced one by one', () => {
    const told: string[] = [];
    store.onAppend(({ entry }) => told.push(`${entry.seq} ${entry.verb}`));
    const entries = store.appendAll([claim('first'), () => null, claim('second'), claim('third')]);
    expect(claims()).toEqual(['C-001 first', 'C-002 second', 'C-003 third']);
    expect(entries.map((entry) => entry?.seq ?? null)).toEqual([2, null, 3, 4]);
    expect(entries[2]?.parents).toEqual([entries[0]?.hash]);
    expect(told).toEqual(['2 claim.added', '3 claim.added', '4 claim.added']);
    expect(replayed()).toEqual([]);
  });

  it('are all there or none is, and the next one follows the last that is', () => {
    const broken = (): never => {
      throw new AssayError('BAD_INPUT', 'This one cannot be built.');
    };
    expect(() => store.appendAll([claim('first'), broken, claim('third')])).toThrow('This one cannot be built.');
    expect(() => store.appendAll([claim('first'), claim('half of \ud83d a character')])).toThrow(/half of a character/);
    expect(claims()).toEqual([]);
    store.appendAll([claim('alone')]);
    expect(claims()).toEqual(['C-001 alone']);
    expect(store.lastSeq()).toBe(2);
    expect(replayed()).toEqual([]);
  });
});

describe('originals that are kept together', () => {
  it('have their names, once each, also where two are the same bytes', async () => {
    const texts = ['one', 'two', 'one', 'three'];
    const taken = await Promise.all(texts.map((text) => store.originals.takeBytes(Buffer.from(text))));
    await store.originals.keepAll(taken);
    expect([...store.originals.hashes()]).toHaveLength(3);
    expect(taken.map(({ sha256 }) => Buffer.from(store.originals.read(sha256)).toString())).toEqual(texts);
    expect(readdirSync(store.incoming)).toEqual([]);
  });

  it('leave nothing behind where one of them is gone, but what another still needs', async () => {
    const [a, b] = await Promise.all(['one', 'two'].map((text) => store.originals.takeBytes(Buffer.from(text))));
    if (a === undefined || b === undefined) throw new Error('nothing was taken');
    rmSync(a.temporary);
    await expect(store.originals.keepAll([a, b], new Set([b.temporary]))).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
    expect(existsSync(b.temporary)).toBe(true);
    await expect(store.originals.keepAll([a, b])).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
    expect(readdirSync(store.incoming)).toEqual([]);
  });
});

describe('the queue of a case', () => {
  const at = Instant.parse('2026-01-02T03:04:05.000Z');
  it('keeps what waits in the incoming folder, and nothing else, when the case is opened again', () => {
    const queue = store.queue();
    const batch = queue.change(() => queue.addBatch('b', at, null, []));
    queue.change(() => queue.addItem(batch, { shown: 'a', name: 'a', copy: 'upload-a' }));
    for (const name of ['upload-a', 'left-by-a-crash']) writeFileSync(join(store.incoming, name), name);
    reopen();
    expect(readdirSync(store.incoming)).toEqual(['upload-a']);
  });

  it('gives what was being read again after a crash, marked as such, and takes the innermost first', () => {
    const queue = store.queue();
    const batch = queue.change(() => {
      const made = queue.addBatch('b', at, null, []);
      for (const name of ['a', 'b']) queue.addItem(made, { root: 1, path: Buffer.from(name), shown: name, name });
      queue.addItem(made, { root: 1, path: Buffer.from('a'), shown: 'a once more', name: 'a' });
      queue.addItem(made, { shown: 'inside', name: 'inside', depth: 1, member: '1', holder: 1 });
      return made;
    });
    expect(queue.change(() => queue.claim(batch, at, 2)).map(({ name, recovered }) => [name, recovered])).toEqual([
      ['inside', false],
      ['a', false],
    ]);
    reopen();
    const after = store.queue();
    expect(after.change(() => after.claim(batch, at, 9)).map(({ name, recovered }) => [name, recovered])).toEqual([
      ['inside', true],
      ['a', true],
      ['b', false],
    ]);
  });

  it('says which change could not be made, and makes none of it', () => {
    const queue = store.queue();
    expect(() =>
      queue.change(() => {
        queue.addBatch('b', at, null, []);
        throw new AssayError('CANCELLED');
      }),
    ).toThrow(AssayError);
    expect(queue.batches()).toEqual([]);
  });
});
