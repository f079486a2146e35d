import { beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../../main/report/build.ts';
import type { ClaimSection, ReportDocument } from '../../../main/report/document.ts';
import type { ReportInput } from '../../../main/report/model.ts';
import { captureWords, directionOf, edtfWords, shorten, sizeWords, tongue } from '../../../main/report/words.ts';
import * as m from '../../../shared/model.ts';
import { CaseBuilder, dormitories, quotes } from './case.ts';

let input: ReportInput;
let report: ReportDocument;
beforeAll(async () => {
  input = (await dormitories()).input();
  report = buildReport(input);
});
const claim = (ref: string): ClaimSection => {
  const found = report.claims.find((section) => section.ref === ref);
  if (found === undefined) throw new Error(`no ${ref}`);
  return found;
};

describe('the report as data', () => {
  it('is plain JSON', () => expect(JSON.parse(JSON.stringify(report))).toEqual(report));
  it('takes its date, head and people from the log, not from the clock', () => {
    expect(report.meta.at).toBe(input.log.at(-1)?.at);
    expect(report.meta.date).toBe('12 November 2026');
    expect(report.meta.head.sha256).toBe(input.head.hash);
    expect(BigInt(`0b${report.meta.head.bits}`)).toBe(BigInt(`0x${input.head.hash}`));
  });
  it('tells parts after their whole, by position', () =>
    expect(report.claims.map(({ ref, depth }) => [ref, depth])).toEqual([
      ['C-001', 0],
      ['C-002', 1],
      ['C-003', 1],
      ['C-004', 1],
      ['C-005', 0],
      ['C-006', 0],
    ]));
  it('follows positions, not the order of making', () => {
    const swapped = input.claims.map((c) => (c.ref === 'C-002' ? { ...c, position: 99 } : c));
    expect(
      buildReport({ ...input, claims: swapped })
        .claims.map(({ ref }) => ref)
        .slice(0, 4),
    ).toEqual(['C-001', 'C-003', 'C-004', 'C-002']);
  });
  it('orders stances: supports, refutes, fails to verify, context', () => {
    expect(claim('C-003').evidence.map(({ stance }) => stance)).toEqual(['refutes', 'context']);
    expect(claim('C-005').evidence.map(({ stance }) => stance)).toEqual(['supports', 'refutes']);
  });
  it('counts what was looked for and not seen apart from refutation', () =>
    expect(claim('C-004').counts).toEqual({ supports: 0, refutes: 0, context: 0, 'fails-to-verify': 1 }));
  it('adds up the parts of a claim without judging it', () =>
    expect(claim('C-001').rollUp).toBe('Of 3 parts: 1 supported, 1 refuted, 1 not enough evidence.'));
  it('leaves a claim without verdict or evidence as it is', () =>
    expect(claim('C-006')).toMatchObject({ verdict: null, evidence: [], counts: { supports: 0, refutes: 0 } }));

  it('quotes to the letter and cites source and place', () => {
    expect(report.exhibits['E-002']).toMatchObject({ cite: 'S-001 ¶3', quote: { text: quotes.english, lang: 'en', dir: 'ltr' } });
    expect(report.exhibits['E-005']?.quote).toEqual({ text: quotes.arabic, lang: 'ar', region: null, dir: 'rtl' });
    expect(report.exhibits['E-004']?.quote).toMatchObject({ lang: 'uk', region: 'UA' });
  });
  it('shows an exhibit in full once and refers back after that', () => {
    const shown = report.claims
      .flatMap((section) => section.evidence.flatMap((group) => group.items))
      .filter((item) => item.exhibit === 'E-001');
    expect(shown.map((item) => item.first)).toEqual([true, false]);
  });
  it('has in each footnote who, what, when, where and which bytes', () => {
    expect(report.exhibits['E-002']?.footnote).toMatchObject({
      source: 'S-001',
      who: 'Northern Agency, A. Reporter, B. Stringer',
      title: { text: 'Reporters find dormitories standing' },
      dated: 'published 8 January 2023, 17:20 UTC+02:00',
      hash: input.sources[0]?.original.slice(0, 16),
      place: `¶3, characters\u00a0402–${402 + quotes.english.length}`,
    });
    expect(report.exhibits['E-007']?.footnote).toMatchObject({
      who: 'publisher and author not stated',
      dated: 'date of publication not stated',
      url: null,
    });
  });

  it('describes a photo in a person’s words, or says that nobody did', () => {
    expect(report.exhibits['E-009']?.photo).toMatchObject({
      described: 'source',
      alt: 'A drawn three-storey house with twelve windows; one of them is dark. The roof is whole.',
      name: 'A',
      width: 3300,
      height: 2420,
    });
    expect(report.exhibits['E-010']?.photo).toMatchObject({
      described: 'nobody',
      alt: 'Photograph S-008, 900 × 1600 pixels; no description was written.',
    });
    expect(report.limits.find(({ name }) => name === 'Not described')?.text).toContain('S-008 region A');
  });
  it('prints capture times as the file says, with their offset or without', () => {
    expect(report.exhibits['E-009']?.photo?.captured).toBe('Taken 8 January 2023, 14:03:11 (UTC+02:00, as the file says).');
    expect(report.exhibits['E-010']?.photo?.captured).toBe('Taken 8 January 2023, 14:05:40 (no offset in the file).');
  });

  it('lists cited sources with whole hashes, then the others', () => {
    expect(report.sources.cited.map(({ ref }) => ref)).toEqual(['S-001', 'S-003', 'S-004', 'S-005', 'S-006', 'S-007', 'S-008']);
    expect(report.sources.uncited.map(({ ref }) => ref)).toEqual(['S-002', 'S-009']);
    expect(report.sources.cited.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });
  it('says what a person corrected', () =>
    expect(report.sources.cited.find(({ ref }) => ref === 'S-007')?.facts).toContain(
      'Publisher given by a person; the original states none',
    ));
});

describe('what was retracted', () => {
  it('is left out of the findings', () => {
    expect(report.exhibits['E-003']).toBeUndefined();
    expect(claim('C-003').counts.refutes).toBe(4);
  });
  it('takes evidence with it when the excerpt or the claim goes', () => {
    const gone = { at: m.Instant.parse('2026-11-12T20:00:00.000Z'), because: 'x' };
    const noExcerpt = buildReport({ ...input, excerpts: input.excerpts.map((e) => (e.ref === 'E-002' ? { ...e, retracted: gone } : e)) });
    expect(noExcerpt.exhibits['E-002']).toBeUndefined();
    const noClaim = buildReport({ ...input, claims: input.claims.map((c) => (c.ref === 'C-005' ? { ...c, retracted: gone } : c)) });
    expect(noClaim.claims.some(({ ref }) => ref === 'C-005')).toBe(false);
    expect(noClaim.exhibits['E-009']).toBeUndefined();
  });
  it('stands in the custody annex with its reason', () => {
    const row = report.custody.find(({ what }) => what.startsWith('retracted a link'));
    expect(row).toMatchObject({ on: 'L-011', what: 'retracted a link: The rewrite drops the hedge; its origin is cited instead.' });
    expect(report.custody.at(-1)).toMatchObject({ what: 'redid an entry', on: `entry ${input.head.seq - 2}` });
  });
});

describe('the custody annex', () => {
  it('tells runs of opening and verifying in one line and hides no failure', () => {
    expect(report.custody[1]).toMatchObject({
      seq: '2–4',
      what: 'opened twice, verified once: whole',
      who: 'Mara Lindqvist, Daniel Okafor',
    });
    const c = new CaseBuilder();
    c.entry('case.created', {});
    for (const args of [
      { ok: true, findings: 0 },
      { ok: false, findings: 2 },
      { ok: true, findings: 0 },
    ])
      c.entry('case.verified', args);
    expect(buildReport(c.input()).custody.map(({ what }) => what)).toEqual([
      'created the case',
      'verified the case: whole',
      'verified the case: 2 found wrong',
      'verified the case: whole',
    ]);
  });
  it('ends at the head: what came after changes nothing', async () => {
    const c = await dormitories();
    const before = c.input();
    c.entry('case.opened', { recovered: false });
    c.entry('report.exported', { sha256: '0'.repeat(64) });
    expect(buildReport({ ...before, log: c.log })).toEqual(buildReport(before));
  });
  it('prints a verb it does not know as it is', () => {
    const c = new CaseBuilder();
    c.entry('future.verb', { some: ['thing', null, 3] });
    expect(buildReport(c.input()).custody[0]).toMatchObject({ what: 'future.verb', parent: '' });
  });
});

describe('words', () => {
  it.each([
    ['2023', '2023'],
    ['2023-01', 'January 2023'],
    ['2023-01-08', '8 January 2023'],
    ['2023-01-08~', 'about 8 January 2023'],
    ['2023?', 'perhaps 2023'],
    ['2023-01-07/2023-01-08', '7 January 2023 to 8 January 2023'],
    ['2023-01-07/..', '7 January 2023 to open'],
    ['2023-01-09T11:20:00+02:00', '9 January 2023, 11:20 UTC+02:00'],
    ['2023-01-09T11:20Z', '9 January 2023, 11:20 UTC'],
    ['2023-01-09T11:20', '9 January 2023, 11:20 (no offset)'],
    ['2023-21', '2023-21'],
    ['156X', '156X'],
    ['', ''],
  ])('EDTF %s reads %s', (edtf, said) => expect(edtfWords(edtf)).toBe(said));
  it('never guesses an offset', () =>
    expect(captureWords({ local: '2023-01-08T14:05:40', offset: null })).toContain('no offset in the file'));
  it.each([
    [0, '0\u00a0bytes'],
    [999, '999\u00a0bytes'],
    [3790, '3\u00a0790\u00a0bytes'],
    [24_100, '24.1\u00a0kB'],
    [2_400_000, '2.4\u00a0MB'],
  ])('%d bytes', (bytes, said) => expect(sizeWords(bytes).replace(' ', '\u00a0')).toBe(said));
  it.each([
    ['Hello', 'ltr'],
    ['“لم يبد', 'rtl'],
    ['123 שלום abc', 'rtl'],
    ['— 2023', 'ltr'],
    ['Привіт مرحبا', 'ltr'],
  ])('%s runs %s', (text, dir) => expect(directionOf(text)).toBe(dir));
  it.each([
    ['en-GB', 'en', 'GB'],
    ['zh-Hant-TW', 'zh', 'TW'],
    ['sr-Latn', 'sr', null],
    ['x-private', 'und', null],
    ['', 'und', null],
    ['#set', 'und', null],
  ])('%s is %s %s', (tag, lang, region) => expect(tongue(tag, 'a')).toMatchObject({ lang, region }));
  it('cuts at a word and never inside a character', () => {
    expect(shorten('one two three four', 10)).toBe('one two…');
    expect(shorten('😀'.repeat(50), 10)).toBe(`${'😀'.repeat(9)}…`);
  });
});
