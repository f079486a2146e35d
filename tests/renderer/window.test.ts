import { describe, expect, it } from 'vitest';
import { matches } from '../../renderer/components/commands.tsx';
import { bytes, counted, edtf, folderName, when } from '../../renderer/components/words.ts';
import { headline } from '../../renderer/screens/import/BatchHead.tsx';
import { isQuiet } from '../../renderer/screens/import/useImport.ts';
import { areasTouchedBy } from '../../renderer/state/queries.ts';
import { createSelection } from '../../renderer/state/selection.tsx';
import type { ImportBatch } from '../../shared/contract.ts';
import { CaseHandle, ExcerptId, Instant, SourceId } from '../../shared/model.ts';

describe('words', () => {
  it.each([
    ['2023-01-08', '8 Jan 2023'],
    ['2023-01', 'Jan 2023'],
    ['2023', '2023'],
    ['2023-01-09~', 'about 9 Jan 2023'],
    ['2023-01-09?', 'perhaps 9 Jan 2023'],
    ['2023-01-08T18:42:00+02:00', '8 Jan 2023, 18:42'],
    ['2023-01-08/2023-01-09', '2023-01-08/2023-01-09'],
    ['2023-13-01', '2023-13-01'],
    ['after the truce', 'after the truce'],
  ])('the date %s reads %s', (value, words) => expect(edtf(value)).toBe(words));
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [86_412, '86 kB'],
    [999_600, '1.0 MB'],
    [18_400_000_000, '18 GB'],
  ])('%i bytes read %s', (value, words) => expect(bytes(value)).toBe(words));
  it.each([
    ['Harbour fire', 'Harbour fire'],
    ['../../etc/passwd', 'etc passwd'],
    ['a/b\\c:d*e?', 'a b c d e'],
    ['...', 'Untitled'],
    ['   ', 'Untitled'],
    ['photo\u202Egpj.exe', 'photo gpj.exe'],
    ['Краматорськ', 'Краматорськ'],
  ])('the title %j makes the folder %j', (title, name) => expect(folderName(title)).toBe(name));
  it('a folder name never cuts a character in two', () => {
    expect(folderName('😀'.repeat(80))).toBe('😀'.repeat(60));
  });
  it('counts one and many', () => {
    expect([counted(1, 'source'), counted(1200, 'source'), counted(2, 'entry', 'entries')]).toEqual([
      '1 source',
      '1,200 sources',
      '2 entries',
    ]);
  });
  it('tells today and yesterday by the calendar, not by hours', () => {
    const now = new Date(2026, 10, 22, 0, 30);
    expect(when(new Date(2026, 10, 22, 0, 5).toISOString(), now)).toBe('Today 00:05');
    expect(when(new Date(2026, 10, 21, 23, 55).toISOString(), now)).toBe('Yesterday 23:55');
    expect(when(new Date(2025, 10, 21, 12, 0).toISOString(), now)).toBe('21 Nov 2025');
  });
});

describe('the palette', () => {
  it.each([
    ['exp pdf', 'Export the report as PDF…', true],
    ['pdf exp', 'Export the report as PDF…', true],
    ['C-004', 'C-004 Hostel No. 28 was hit.', true],
    ['', 'Undo', true],
    ['seal', 'Export the report as PDF…', false],
  ])('%j against %j', (typed, text, found) => expect(matches(typed, text)).toBe(found));
});

describe('an announcement', () => {
  it('of a new claim leaves texts alone', () => {
    const stale = areasTouchedBy(['claim']);
    expect(stale.has('claims')).toBe(true);
    expect(stale.has('text')).toBe(false);
  });
  it('of a link makes the counts of sources, claims and marks stale', () => {
    expect(
      ['sources', 'claims', 'excerpts', 'evidence', 'history', 'log', 'info'].every((area) => areasTouchedBy(['link']).has(area)),
    ).toBe(true);
  });
  it('of a table nobody named makes everything stale', () => {
    expect(areasTouchedBy(['something_new']).has('text')).toBe(true);
  });
});

describe('an import', () => {
  const batch = (state: ImportBatch['state'], counts: Partial<ImportBatch['counts']>, total: number): ImportBatch => ({
    id: 1,
    title: 'from-the-field',
    state,
    startedAt: Instant.parse('2026-11-22T10:00:00.000Z'),
    total,
    counts: { waiting: 0, reading: 0, imported: 0, duplicate: 0, 'new-version': 0, asks: 0, failed: 0, cancelled: 0, ...counts },
    bytesDone: 0,
    bytesTotal: 0,
    filesPerSecond: null,
    secondsLeft: null,
    current: '',
    resumedAt: null,
    failure: null,
  });
  it.each([
    ['running', { imported: 3 }, 10, 'Importing 3 of 10 files'],
    ['counting', { imported: 3 }, 1, 'Importing 3 of 1 file so far'],
    ['paused', { imported: 2, failed: 1 }, 10, 'Paused at 3 of 10 files'],
    ['cancelled', { imported: 1, cancelled: 9 }, 10, 'Import cancelled. What came in stays: 1 source.'],
    ['stopped', {}, 10, 'The import stopped at 0 of 10 files. What came in before stays.'],
    ['done', {}, 0, 'Nothing to import was found there.'],
    ['done', { duplicate: 2, failed: 1 }, 3, 'Nothing new came in.'],
    ['done', { asks: 1 }, 1, 'Import done.'],
  ] as const)('%s %j of %i: %s', (state, counts, total, words) => expect(headline(batch(state, counts, total))).toBe(words));
  it('is quiet only where all came in and nothing is asked', () => {
    expect(isQuiet(batch('done', { imported: 2 }, 2))).toBe(true);
    expect(isQuiet(batch('done', { imported: 1, asks: 1 }, 2))).toBe(false);
    expect(isQuiet(batch('done', { imported: 1, failed: 1 }, 2))).toBe(false);
    expect(isQuiet(batch('running', { imported: 2 }, 2))).toBe(false);
    expect(isQuiet(batch('done', {}, 0))).toBe(false);
  });
});

describe('the selection', () => {
  const source = SourceId.parse('01900000-0000-7000-8000-000000000001');
  const excerpt = ExcerptId.parse('01900000-0000-7000-8000-000000000002');
  it('asks again for the same excerpt by a new nonce', () => {
    const store = createSelection();
    store.goTo(source, excerpt);
    const first = store.get().focus;
    store.goTo(source, excerpt);
    expect(store.get().focus?.excerpt).toBe(excerpt);
    expect(store.get().focus?.nonce).not.toBe(first?.nonce);
  });
  it('brings nothing over into another case', () => {
    const store = createSelection();
    store.set({ filter: 'van', claim: null, source });
    store.enter(CaseHandle.parse('h'));
    expect(store.get()).toMatchObject({ open: 'h', source: null, filter: '', focus: null, dialog: null });
  });
});
