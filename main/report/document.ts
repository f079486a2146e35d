/**
 * The report as data, in reading order: what the template prints and what the PDF carries as data.json. Every value is
 * plain JSON; words of sources and people stay exactly as stored (the typesetting step decides how a character is drawn).
 */
import type { Stance, Verdict } from '../../shared/model.ts';

/** BCP 47 broken into what a typesetter takes, and the direction of the words themselves (first strong character). */
export interface Tongue {
  readonly lang: string;
  readonly region: string | null;
  readonly dir: 'ltr' | 'rtl';
}
export interface Words extends Tongue {
  readonly text: string;
}
export type Counts = Readonly<Record<Stance, number>>;

export interface ReportDocument {
  readonly format: 1;
  readonly meta: ReportMeta;
  /** The author's summary, in paragraphs. */
  readonly summary: readonly Words[];
  /** Claims in tree order: a part follows its whole. */
  readonly claims: readonly ClaimSection[];
  /** What claims cite, by excerpt reference. */
  readonly exhibits: Readonly<Record<string, Exhibit>>;
  readonly sources: { readonly cited: readonly SourceEntry[]; readonly uncited: readonly UncitedSource[] };
  readonly custody: readonly CustodyRow[];
  /** Paragraphs: a short name and what it says. */
  readonly limits: readonly Limit[];
}
export interface Limit {
  readonly name: string;
  readonly text: string;
}

export interface ReportMeta {
  readonly title: Words;
  /** Number and title, and the handling label, cut for the head and foot of every page. */
  readonly runningTitle: string;
  readonly runningHandling: string;
  readonly number: string;
  readonly author: string;
  readonly handling: string;
  readonly program: string;
  readonly template: string;
  /** The head entry's time: in words, in UTC, and as calendar numbers [year, month, day, hour, minute, second]. */
  readonly date: string;
  readonly time: string;
  readonly at: string;
  readonly calendar: readonly number[];
  readonly head: { readonly sha256: string; readonly seq: number; readonly bits: string };
  readonly totals: {
    readonly claims: number;
    readonly sources: number;
    readonly cited: number;
    readonly exhibits: number;
    readonly photos: number;
    readonly entries: number;
    readonly retracted: number;
  };
  readonly people: readonly string[];
}

export interface ClaimSection {
  readonly ref: string;
  readonly depth: number;
  readonly words: Words;
  /** The words, cut for contents and running heads, and less cut for the summary. */
  readonly short: string;
  readonly brief: string;
  readonly claimant: string;
  readonly when: string;
  readonly where: string;
  /** Reference of the claim that this one is a part of. */
  readonly partOf: string | null;
  readonly verdict: Verdict | null;
  readonly rationale: readonly Words[];
  readonly note: readonly Words[];
  readonly counts: Counts;
  /** References of its parts, and what their verdicts add up to, in words ('' without parts). */
  readonly parts: readonly string[];
  readonly rollUp: string;
  readonly evidence: readonly StanceGroup[];
}
export interface StanceGroup {
  readonly stance: Stance;
  readonly items: readonly EvidenceItem[];
}
export interface EvidenceItem {
  readonly link: string;
  readonly exhibit: string;
  /** The first showing carries the words or the picture and the footnote; a repeat leads back to it. */
  readonly first: boolean;
  readonly because: readonly Words[];
}

export interface Exhibit {
  readonly ref: string;
  /** As cited: `S-014 ¶3`, `S-007 region A`, `S-003, page 4, region A`. */
  readonly cite: string;
  readonly source: string;
  /** Publisher, else author: who says it, for the margin. */
  readonly from: string;
  readonly footnote: Footnote;
  readonly note: readonly Words[];
  readonly quote: Words | null;
  readonly photo: PhotoExhibit | null;
}
export interface Footnote {
  readonly source: string;
  readonly who: string;
  readonly title: Words;
  /** `published 9 January 2023`, `taken …`, `date of publication not stated`. */
  readonly dated: string;
  readonly imported: string;
  readonly url: Address | null;
  readonly hash: string;
  /** `¶3, characters 120–180`, `region A, pixels x 20, y 30, 100 × 80 of 640 × 480`. */
  readonly place: string;
}
export interface Address {
  readonly shown: string /** Only http and https lead anywhere; else null. */;
  readonly href: string | null;
}
export interface PhotoExhibit {
  /** Names of the pictures in the typesetting job. */
  readonly picture: string;
  readonly crop: string;
  readonly width: number;
  readonly height: number;
  readonly region: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Corners in the picture's pixels, `[x, y]` each, where the region is no rectangle. */
  readonly outline: readonly (readonly [number, number])[] | null;
  /** Of a document, counted from 1; null for a photograph. */
  readonly page: number | null;
  /** `A` of `region A`. */
  readonly name: string;
  readonly alt: string;
  readonly cropAlt: string;
  /** Who wrote the description: a person for the source, a person for the excerpt, or nobody. */
  readonly described: 'source' | 'excerpt' | 'nobody';
  readonly caption: string;
  readonly captured: string;
}

export interface SourceEntry {
  readonly ref: string;
  readonly kind: string;
  readonly who: string;
  readonly title: Words;
  readonly dated: string;
  readonly imported: string;
  readonly url: Address | null;
  readonly file: string;
  readonly sha256: string;
  /** Facts the file states of itself, and what a person corrected. */
  readonly facts: readonly string[];
}
export interface UncitedSource {
  readonly ref: string;
  readonly title: Words;
  readonly kind: string;
  readonly sha256: string;
}

export interface CustodyRow {
  /** `12`, or `12–15` where entries that only opened or verified the case are told together. */
  readonly seq: string;
  readonly time: string;
  readonly who: string;
  readonly what: string;
  readonly on: string;
  readonly parent: string;
  readonly entry: string;
}
