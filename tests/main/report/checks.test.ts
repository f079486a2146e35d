import { beforeAll, describe, expect, it } from 'vitest';
import { checkReport } from '../../../main/report/checks.ts';
import type { ReportInput } from '../../../main/report/model.ts';
import * as m from '../../../shared/model.ts';
import { dormitories, sha256 } from './case.ts';

let whole: ReportInput;
beforeAll(async () => {
  whole = (await dormitories()).input();
});
const other = m.SourceId.parse('01900000-0000-7000-8000-ffffffffffff');
const changeExcerpt = (input: ReportInput, ref: string, change: (excerpt: m.Excerpt) => m.Excerpt): ReportInput => ({
  ...input,
  excerpts: input.excerpts.map((e) => (e.ref === ref ? change(e) : e)),
});
const moveRegion = (excerpt: m.Excerpt, value: string): m.Excerpt =>
  excerpt.anchor.kind === 'region'
    ? { ...excerpt, anchor: { ...excerpt.anchor, fragment: { ...excerpt.anchor.fragment, value } } }
    : excerpt;

const cases: readonly { name: string; broken: (input: ReportInput) => ReportInput; subject: string; says: RegExp }[] = [
  {
    name: 'a cited excerpt without its source',
    broken: (i) => changeExcerpt(i, 'E-002', (e) => ({ ...e, source: other })),
    subject: 'E-002',
    says: /source is not in the case/,
  },
  {
    name: 'a citation of another source',
    broken: (i) => changeExcerpt(i, 'E-002', (e) => ({ ...e, sourceRef: m.Ref.parse('S-009') })),
    subject: 'E-002',
    says: /cites S-009/,
  },
  {
    name: 'words that are not those of the anchor',
    broken: (i) => changeExcerpt(i, 'E-002', (e) => ({ ...e, quote: 'the dormitories were untouched' })),
    subject: 'E-002',
    says: /not those of its anchor/,
  },
  {
    name: 'a place of another length',
    broken: (i) =>
      changeExcerpt(i, 'E-002', (e) =>
        e.anchor.kind === 'text'
          ? { ...e, anchor: { ...e.anchor, position: { ...e.anchor.position, end: e.anchor.position.end + 1 } } }
          : e,
      ),
    subject: 'E-002',
    says: /characters/,
  },
  {
    name: 'a region outside its photo',
    broken: (i) => changeExcerpt(i, 'E-009', (e) => moveRegion(e, 'xywh=pixel:3000,10,400,10')),
    subject: 'E-009',
    says: /does not lie within S-007/,
  },
  {
    name: 'a region without area',
    broken: (i) => changeExcerpt(i, 'E-009', (e) => moveRegion(e, 'xywh=pixel:10,10,0,10')),
    subject: 'E-009',
    says: /does not lie within/,
  },
  { name: 'a photo without its picture', broken: (i) => ({ ...i, photos: {} }), subject: 'E-009', says: /picture of S-007 is not there/ },
  {
    name: 'a picture that is none',
    broken: (i) => ({
      ...i,
      photos: Object.fromEntries(Object.entries(i.photos).map(([k, p]) => [k, { ...p, bytes: new TextEncoder().encode('<svg/>') }])),
    }),
    subject: 'E-009',
    says: /picture of S-007 is not there/,
  },
  {
    name: 'a photo given in another size',
    broken: (i) => ({
      ...i,
      photos: Object.fromEntries(Object.entries(i.photos).map(([k, p]) => [k, { ...p, width: p.height, height: p.width }])),
    }),
    subject: 'E-009',
    says: /given as 2420 × 3300/,
  },
  { name: 'a region without its crop', broken: (i) => ({ ...i, crops: {} }), subject: 'E-009', says: /crop is not there/ },
  {
    name: 'a crop of another region',
    broken: (i) => ({
      ...i,
      crops: Object.fromEntries(Object.entries(i.crops).map(([k, c]) => [k, { ...c, region: { ...c.region, x: c.region.x + 1 } }])),
    }),
    subject: 'E-009',
    says: /another region/,
  },
  {
    name: 'a link to nowhere',
    broken: (i) => ({ ...i, claims: i.claims.filter((c) => c.ref !== 'C-005') }),
    subject: 'L-009',
    says: /claim it leads to/,
  },
  {
    name: 'a link from nowhere',
    broken: (i) => ({ ...i, excerpts: i.excerpts.filter((e) => e.ref !== 'E-001') }),
    subject: 'L-001',
    says: /excerpt it links/,
  },
  {
    name: 'a claim that is a part of itself',
    broken: (i) => ({ ...i, claims: i.claims.map((c) => (c.ref === 'C-001' ? { ...c, partOf: i.claims[1]?.id ?? null } : c)) }),
    subject: 'C-001',
    says: /part of itself/,
  },
  {
    name: 'a head that is not in the log',
    broken: (i) => ({ ...i, head: { ...i.head, hash: sha256('other') } }),
    subject: 'log',
    says: /head is not an entry/,
  },
  {
    name: 'a log with an entry missing',
    broken: (i) => ({ ...i, log: i.log.filter((e) => e.seq !== 9) }),
    subject: 'log entry 10',
    says: /missing/,
  },
  {
    name: 'a log whose chain is broken',
    broken: (i) => ({ ...i, log: i.log.map((e) => (e.seq === 9 ? { ...e, parents: [sha256('forged')] } : e)) }),
    subject: 'log entry 9',
    says: /parent/,
  },
];

describe('before a report is made', () => {
  it('a whole case has nothing against it', () => expect(checkReport(whole)).toEqual([]));
  it.each(cases)('refuses $name', ({ broken, subject, says }) => {
    const problems = checkReport(broken(whole));
    const found = problems.find((problem) => problem.details['subject'] === subject && says.test(problem.message));
    expect(found, JSON.stringify(problems)).toMatchObject({ code: 'REPORT_REFUSED' });
  });
  it('does not hold against a report what was retracted', () => {
    const gone = { at: m.Instant.parse('2026-11-12T20:00:00.000Z'), because: 'x' };
    expect(checkReport(changeExcerpt(whole, 'E-002', (e) => ({ ...e, source: other, retracted: gone })))).toEqual([]);
  });
  it('measures a photo upright, however it was stored', () => {
    const turned = {
      ...whole,
      sources: whole.sources.map((s) => (s.photo === null ? s : { ...s, photo: { ...s.photo, orientation: 6 } })),
    };
    expect(checkReport(turned)).toEqual([]);
  });
});
