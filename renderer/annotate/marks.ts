/** The marks of a source as the reader shows them: one for each link, and one for an excerpt that no link uses. Pure. */
import { parseSvg } from '../../shared/anchor/outline.ts';
import { parseFragment } from '../../shared/anchor/region.ts';
import type { ClaimRow, Excerpt, ExcerptId, Link, Outline, Ref, Region, Stance } from '../../shared/model.ts';
import { type ReadableText, type Span, wordsAt } from './blocks.ts';

export interface Mark {
  readonly key: string;
  /** Null while the workbench has not yet answered. */
  readonly excerpt: Excerpt | null;
  readonly link: Link | null;
  readonly claim: { readonly ref: Ref; readonly text: string } | null;
  readonly stance: Stance | null;
  readonly label: string;
}
export interface TextMark extends Mark, Span {
  readonly quote: string;
}
export interface RegionMark {
  readonly key: string;
  readonly excerpt: Excerpt | null;
  readonly region: Region;
  /** Where it is no rectangle; the region is its bounding box then. */
  readonly outline?: Outline | null;
  readonly links: readonly Mark[];
}

/** An excerpt whose quote does not stand at its place in the text on the screen. */
export interface StrayExcerpt {
  readonly excerpt: Excerpt;
  readonly state: 'altered' | 'other text';
}

function marksOf(excerpt: Excerpt, links: readonly Link[], claims: ReadonlyMap<string, ClaimRow>): Mark[] {
  const own = links.filter((link) => link.excerpt === excerpt.id && !link.retracted);
  if (own.length === 0) return [{ key: excerpt.id, excerpt, link: null, claim: null, stance: null, label: excerpt.ref }];
  return own.map((link) => {
    const claim = claims.get(link.claim)?.claim ?? null;
    return {
      key: link.id,
      excerpt,
      link,
      claim: claim && { ref: claim.ref, text: claim.text },
      stance: link.stance,
      label: claim?.ref ?? link.ref,
    };
  });
}

export function claimsById(rows: readonly ClaimRow[]): ReadonlyMap<string, ClaimRow> {
  return new Map(rows.map((row) => [row.claim.id, row]));
}

/** Marks in reading order; and the excerpts that cannot be shown, because their words do not stand where they should. */
export function textMarks(
  text: ReadableText,
  rendition: string,
  excerpts: readonly Excerpt[],
  links: readonly Link[],
  claims: ReadonlyMap<string, ClaimRow>,
): { marks: TextMark[]; stray: StrayExcerpt[] } {
  const marks: TextMark[] = [];
  const stray: StrayExcerpt[] = [];
  for (const excerpt of excerpts) {
    if (excerpt.retracted || excerpt.anchor.kind !== 'text') continue;
    const { rendition: of, quote, position } = excerpt.anchor;
    if (of !== rendition) stray.push({ excerpt, state: 'other text' });
    else if (wordsAt(text, position) !== quote.exact) stray.push({ excerpt, state: 'altered' });
    else
      for (const mark of marksOf(excerpt, links, claims))
        marks.push({ ...mark, start: position.start, end: position.end, quote: quote.exact });
  }
  return { marks: marks.sort((a, b) => a.start - b.start || a.end - b.end), stray };
}

/** The region of an excerpt; null where it is a passage. */
export function parseRegion({ anchor }: Excerpt): Region | null {
  return anchor.kind === 'region' ? parseFragment(anchor.fragment.value) : null;
}

/** The outline of an excerpt; null where it is a rectangle or a passage. */
export function parseOutline({ anchor }: Excerpt): Outline | null {
  return anchor.kind === 'region' && anchor.outline ? parseSvg(anchor.outline.value) : null;
}

export function regionMarks(excerpts: readonly Excerpt[], links: readonly Link[], claims: ReadonlyMap<string, ClaimRow>): RegionMark[] {
  return excerpts.flatMap((excerpt) => {
    const region = parseRegion(excerpt);
    return region && !excerpt.retracted
      ? [
          {
            key: excerpt.id,
            excerpt,
            region,
            outline: parseOutline(excerpt),
            links: marksOf(excerpt, links, claims).filter((mark) => mark.link),
          },
        ]
      : [];
  });
}

/** The excerpt whose mark comes after (or before) a place; the first (last) one again at the end. */
export function stepMark(marks: readonly TextMark[], from: Span | null, chosen: ExcerptId | null, step: 1 | -1): TextMark | null {
  const own = marks.filter((mark) => mark.excerpt !== null);
  const distinct = own.filter((mark, index) => own[index - 1]?.excerpt?.id !== mark.excerpt?.id);
  const at = distinct.findIndex((mark) => mark.excerpt?.id === chosen);
  if (at >= 0) return distinct.at((at + step) % distinct.length) ?? null;
  const start = from?.start ?? -1;
  return step === 1
    ? (distinct.find((mark) => mark.start > start) ?? distinct[0] ?? null)
    : (distinct.findLast((mark) => mark.start < start) ?? distinct.at(-1) ?? null);
}
