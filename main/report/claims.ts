/** Claims in tree order with their evidence. What was retracted is not in it. */
import { type Claim, type Excerpt, type Link, stances, type Verdict } from '../../shared/model.ts';
import type { ClaimSection, Counts, EvidenceItem } from './document.ts';
import type { ReportInput } from './model.ts';
import { edtfWords, oneLine, paragraphs, shorten, words } from './words.ts';

const byPosition = <T extends { position: number; ref: string }>(a: T, b: T): number =>
  a.position - b.position || Number(a.ref.slice(2)) - Number(b.ref.slice(2));

/** Links that stand: neither they, nor their excerpt, nor their claim were retracted. */
export function standingLinks(input: ReportInput): { link: Link; excerpt: Excerpt }[] {
  const excerpts = new Map(input.excerpts.filter((excerpt) => excerpt.retracted === null).map((excerpt) => [excerpt.id, excerpt]));
  const claims = new Set(input.claims.filter((claim) => claim.retracted === null).map((claim) => claim.id));
  return [...input.links].sort(byPosition).flatMap((link) => {
    const excerpt = excerpts.get(link.excerpt);
    return link.retracted !== null || excerpt === undefined || !claims.has(link.claim) ? [] : [{ link, excerpt }];
  });
}

/** Depth first, siblings by position. A part whose whole was retracted stands on top; a circle (a broken case) is cut. */
export function claimTree(claims: readonly Claim[]): { claim: Claim; depth: number; parts: Claim[] }[] {
  const standing = claims.filter((claim) => claim.retracted === null).sort(byPosition);
  const ids = new Set(standing.map((claim) => claim.id));
  const partsOf = (claim: Claim): Claim[] => standing.filter((part) => part.partOf === claim.id);
  const out: { claim: Claim; depth: number; parts: Claim[] }[] = [];
  const seen = new Set<string>();
  const visit = (claim: Claim, depth: number): void => {
    if (seen.has(claim.id)) return;
    seen.add(claim.id);
    const parts = partsOf(claim);
    out.push({ claim, depth, parts });
    for (const part of parts) visit(part, depth + 1);
  };
  for (const claim of standing) if (claim.partOf === null || !ids.has(claim.partOf)) visit(claim, 0);
  for (const claim of standing) visit(claim, 0);
  return out;
}

const verdictWords: readonly (readonly [Verdict | null, string])[] = [
  ['supported', 'supported'],
  ['refuted', 'refuted'],
  ['not-enough-evidence', 'not enough evidence'],
  ['conflicting-evidence', 'conflicting evidence'],
  [null, 'not judged yet'],
];
/** `Of 4 parts: 1 supported, 1 refuted, 2 not enough evidence.`, computed from the parts' own verdicts; '' without parts. */
export function rollUp(parts: readonly Claim[]): string {
  if (parts.length === 0) return '';
  const told = verdictWords.flatMap(([verdict, name]) => {
    const count = parts.filter((part) => part.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return `Of ${parts.length === 1 ? 'one part' : `${parts.length} parts`}: ${told.join(', ')}.`;
}

/** Sections in reading order; `first` marks where an exhibit is shown in full, over the whole report. */
export function claimSections(input: ReportInput): ClaimSection[] {
  const language = input.details.language;
  const links = standingLinks(input);
  const refs = new Map(input.claims.map((claim) => [claim.id, claim.ref]));
  const shown = new Set<string>();
  return claimTree(input.claims).map(({ claim, depth, parts }) => {
    const own = links.filter(({ link }) => link.claim === claim.id);
    const counts: Counts = {
      supports: 0,
      refutes: 0,
      context: 0,
      'fails-to-verify': 0,
      ...Object.fromEntries(stances.map((stance) => [stance, own.filter(({ link }) => link.stance === stance).length])),
    };
    const evidence = stances.flatMap((stance) => {
      const items: EvidenceItem[] = own
        .filter(({ link }) => link.stance === stance)
        .map(({ link, excerpt }) => {
          const first = !shown.has(excerpt.ref);
          shown.add(excerpt.ref);
          return { link: link.ref, exhibit: excerpt.ref, first, because: paragraphs(link.because, language) };
        });
      return items.length === 0 ? [] : [{ stance, items }];
    });
    return {
      ref: claim.ref,
      depth,
      words: words(claim.text, language),
      short: shorten(claim.text, 60),
      brief: shorten(claim.text, 180),
      claimant: oneLine(claim.claimant),
      when: edtfWords(claim.when),
      where: oneLine(claim.where),
      partOf: depth > 0 && claim.partOf !== null ? (refs.get(claim.partOf) ?? null) : null,
      verdict: claim.verdict,
      rationale: paragraphs(claim.rationale, language),
      note: paragraphs(claim.note, language),
      counts,
      parts: parts.map((part) => part.ref),
      rollUp: rollUp(parts),
      evidence,
    };
  });
}
