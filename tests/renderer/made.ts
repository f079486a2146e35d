/** Rows as the workbench would give them, for tests of the window's logic. */
import { ClaimId, ClaimRow, Evidence, LinkId, type Stance } from '../../shared/model.ts';

const uuid = (kind: number, n: number) => `01900000-0000-7000-8${kind.toString().padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;
const at = '2026-11-22T12:00:00.000Z';
const hash = 'a'.repeat(64);
const ref = (letter: string, n: number) => `${letter}-${n.toString().padStart(3, '0')}`;
const none = { supports: 0, refutes: 0, context: 0, 'fails-to-verify': 0 };
export const claimId = (n: number) => ClaimId.parse(uuid(1, n));
export const linkId = (n: number) => LinkId.parse(uuid(2, n));

export const claimRow = (n: number, partOf: number | null, position: number): ClaimRow =>
  ClaimRow.parse({
    claim: {
      id: claimId(n),
      ref: ref('C', n),
      text: `Claim ${n}`,
      claimant: '',
      when: '',
      where: '',
      partOf: partOf === null ? null : claimId(partOf),
      note: '',
      position,
      verdict: null,
      rationale: '',
      createdAt: at,
      retracted: null,
    },
    counts: none,
    parts: 0,
  });

export const evidenceOf = (n: number, stance: Stance): Evidence =>
  Evidence.parse({
    link: {
      id: linkId(n),
      ref: ref('L', n),
      excerpt: uuid(3, n),
      claim: claimId(1),
      stance,
      because: '',
      position: n,
      createdAt: at,
      retracted: null,
    },
    excerpt: {
      id: uuid(3, n),
      ref: ref('E', n),
      source: uuid(4, 1),
      sourceRef: 'S-001',
      anchor: {
        kind: 'region',
        fragment: { type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value: 'xywh=pixel:0,0,10,10' },
      },
      place: 'region A',
      quote: null,
      note: '',
      createdAt: at,
      retracted: null,
    },
    source: {
      id: uuid(4, 1),
      ref: 'S-001',
      kind: 'photo',
      mediaType: 'image/jpeg',
      original: hash,
      title: 'A photo',
      publisher: null,
      date: null,
      language: null,
      reading: 'read',
      triage: 'new',
      cover: 'as-case',
      within: null,
      versionOf: null,
      counts: none,
      excerpts: n,
    },
  });
