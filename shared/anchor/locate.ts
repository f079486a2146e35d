/**
 * Where a passage stands in a text that may have changed since it was marked. Nothing here re-anchors by itself: every
 * state is for a person to see. `exact` and `moved` are only said where the place is proved; what merely looks right is
 * `ambiguous` or `altered`.
 */
import type { TextQuoteSelector } from '../model.ts';
import { alteredPlaces, type Span } from './altered.ts';
import { codePointLength, createOffsets } from './codepoints.ts';
import { type TextSelectors, usualContext, verify, widestContext } from './describe.ts';
import { commonEnd, commonStart, occurrences, standsOnce } from './occurrences.ts';
import { scorePlace, similarity } from './score.ts';

/**
 * exact: the words stand at their position, as proved by what is around them.
 * moved: the same words, proved alike, at another position.
 * altered: something close to the words stands where they were.
 * ambiguous: the words, or something close, stand where nothing proves the place, or in several places.
 * lost: nothing good enough.
 */
export type LocateState = 'exact' | 'moved' | 'altered' | 'ambiguous' | 'lost';

/** Code points [start, end) of the searched text and what stands there. `score` is 1 where quote and surroundings agree wholly. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly exact: string;
}

export interface Located {
  readonly state: LocateState;
  /** Best first; empty where lost. */
  readonly candidates: Candidate[];
}

const most = 8;
/** Repetitions of a sentence that are counted. */
const mostParts = 100;
/** Exact places looked at; beyond this the words say nothing. */
const mostExact = 20_000;
/** Units around an exact place that are compared with the original's. */
const reach = 64;
/** Units of unbroken agreement, quote included, that make a place the same as the original's, where the words stood only there. */
const enough = 32;
const goodEnough = 0.5;
const margin = 0.08;

/**
 * Where words repeat, a context that was cut short by an end of the text does not tell the place by itself; the end of
 * the text is then part of the context. That words repeat shows in describe() having taken more context than usual.
 */
function atSameEnds(text: string, { quote, position }: TextSelectors, start: number, original: string | undefined): boolean {
  const before = codePointLength(quote.prefix);
  const after = codePointLength(quote.suffix);
  if (Math.max(before, after) <= usualContext) return true;
  const known = (words: string): boolean => original !== undefined && standsOnce(original, words);
  const fromStart = before === position.start && !known(quote.prefix + quote.exact);
  // Some less than twice the usual, which is the least that describe() takes here: a cluster may not have fitted in.
  const toEnd = after < 2 * usualContext - 8 && !known(quote.exact + quote.suffix);
  const end = start + quote.exact.length + quote.suffix.length;
  return (!fromStart || start === quote.prefix.length) && (!toEnd || end === text.length);
}

/** Places where quote, prefix and suffix all stand, if that is enough to tell the place. `home` is the described start in UTF-16. */
function provedBySurroundings(text: string, selectors: TextSelectors, home: number, original: string | undefined): number[] {
  const { quote } = selectors;
  const whole = quote.prefix + quote.exact + quote.suffix;
  const found = occurrences(text, whole, most + 1).map((at) => at + quote.prefix.length);
  // Without context only the position is left to agree.
  if (whole === quote.exact && original === undefined) return found.length === 1 && found[0] === home ? found : [];
  // As much context as describe() ever takes: it may not have been enough to tell this place from another.
  const full = Math.max(codePointLength(quote.prefix), codePointLength(quote.suffix)) >= widestContext;
  const told = original === undefined ? !full : standsOnce(original, whole);
  return told ? found.filter((start) => atSameEnds(text, selectors, start, original)) : [];
}

/** Where a quote may come apart when sentences are taken out, put in and moved: after a full stop and its space, and at line ends. */
const seam = /(?:[.!?…؟۔]["'”’»)\]]*\s+|[。！？]["”’」』）]*\s*|\n+)/gu;

/** What stands between the seams of a text. */
const partsOf = (text: string): string[] => text.split(seam);

/** Units of a neighbouring sentence that tell one of two equal sentences from the other. */
const neighbour = 16;
/** Units below which a sentence that came in says nothing against one like it that was there (“Yes.”). */
const tooShort = 8;

/**
 * Whether a quote that goes over a seam may have been put together anew at a place: one of its sentences, with what belongs to it before
 * and behind the quote, stands here and elsewhere, and nothing tells that this is its own.
 */
function isPatched(text: string, { quote, position }: TextSelectors, at: number, original: string | undefined): boolean {
  const { exact } = quote;
  const parts = partsOf(exact);
  if (parts.filter((part) => part !== '').length < 2) return false;
  const home = original === undefined ? 0 : createOffsets(original).toUtf16(position.start);
  const before = original?.slice(Math.max(0, home - 2 * reach), home) ?? quote.prefix;
  const after = original?.slice(home + exact.length, home + exact.length + 2 * reach) ?? quote.suffix;
  const end = at + exact.length;
  const agreesBefore = commonEnd(before, text.slice(Math.max(0, at - before.length), at));
  const agreesAfter = commonStart(after, text.slice(end, end + after.length));
  // The rest of the sentences in which the quote begins and ends
  const begun = partsOf(before).at(-1) ?? '';
  const ending = partsOf(after)[0] ?? '';
  return parts.some((part, n) => {
    const [isFirst, isLast] = [n === 0, n === parts.length - 1];
    const left = isFirst ? begun.slice(begun.length - Math.min(begun.length, agreesBefore)) : '';
    const whole = left + part + (isLast ? ending.slice(0, agreesAfter) : '');
    if (whole === '') return false;
    const isCut = (isFirst && agreesBefore < begun.length) || (isLast && agreesAfter < ending.length);
    const times = occurrences(text, whole, mostParts).length;
    if (original === undefined) return times > 1 && (isCut || whole.length >= neighbour);
    const once = occurrences(original, whole, mostParts).length;
    if (isCut) return times > 1 || once > 1;
    if (times > once && whole.length >= tooShort) return true;
    // It stood more than once already: then its neighbour has to be there as well
    return (
      once > 1 &&
      ((isFirst && agreesBefore < Math.min(before.length, begun.length + neighbour)) ||
        (isLast && agreesAfter < Math.min(after.length, ending.length + neighbour)))
    );
  });
}

/**
 * Whether something like the quote, but not the quote itself at `found`, stands between the words that stood around it: then it may
 * have been changed there. What only came in before or behind it replaces nothing.
 */
function isReplaced(text: string, exact: string, before: string, after: string, found: number): boolean {
  const [left, right] = [before.slice(-enough), after.slice(0, enough)];
  if (left.trim() === '' || right.trim() === '') return false;
  return occurrences(text, left, most).some((at) => {
    const start = at + left.length;
    const end = text.indexOf(right, start);
    if (end === -1 || end - start > 2 * exact.length + reach || end - start < exact.length / 2) return false;
    const between = text.slice(start, end);
    const holds = found >= start && found + exact.length <= end;
    return !holds && similarity(exact, between) >= goodEnough;
  });
}

/** Exact places that continue the original's text, where the words stood only once in the original. */
function provedByOriginal(text: string, quote: TextQuoteSelector, exactPlaces: readonly number[], original: string | undefined): number[] {
  if (original === undefined || !standsOnce(original, quote.exact)) return [];
  // Sentences that repeat may come together to read like a longer quote: its ends have to be its own, then and now.
  for (const end of [quote.exact.slice(0, enough), quote.exact.slice(-enough)])
    if (!standsOnce(original, end) || !standsOnce(text, end)) return [];
  const { length } = quote.exact;
  const home = original.indexOf(quote.exact);
  const before = original.slice(Math.max(0, home - reach), home);
  const after = original.slice(home + length, home + length + reach);
  return exactPlaces.filter((at) => {
    const agreesBefore = commonEnd(before, text.slice(Math.max(0, at - reach), at));
    const agreesAfter = commonStart(after, text.slice(at + length, at + length + reach));
    if (agreesBefore + length + agreesAfter < enough) return false;
    return agreesBefore >= enough || agreesAfter >= enough || !isReplaced(text, quote.exact, before, after, at);
  });
}

/**
 * Whether the words stand once more, in much of their own surroundings, where they did not when they were marked: then a sentence was
 * copied, and nothing tells which of the two is the one that was meant.
 */
function isCopied(
  text: string,
  { prefix, exact, suffix }: TextQuoteSelector,
  exactPlaces: readonly number[],
  only: number,
  original: string | undefined,
): boolean {
  const repeated = Math.max(codePointLength(prefix), codePointLength(suffix)) > usualContext;
  const seen = new Set<string>();
  for (const at of exactPlaces) {
    if (at === only) continue;
    const end = at + exact.length;
    const before = commonEnd(prefix, text.slice(Math.max(0, at - prefix.length), at));
    const after = commonStart(suffix, text.slice(end, end + suffix.length));
    if (before + exact.length + after < enough) continue;
    if (original === undefined) {
      // describe() took more only because the words repeated, and then as much as stood but once
      if (!repeated || before === prefix.length || after === suffix.length) return true;
      continue;
    }
    const shared = text.slice(at - before, end + after);
    if (seen.has(shared)) continue;
    seen.add(shared);
    if (seen.size > most || occurrences(text, shared).length > occurrences(original, shared).length) return true;
  }
  return false;
}

/** The exact places whose surroundings agree best; only these are worth a score. */
function likeliest(text: string, quote: TextQuoteSelector, exactPlaces: readonly number[], position: number): Span[] {
  const { length } = quote.exact;
  return exactPlaces
    .map((start) => {
      const before = commonEnd(quote.prefix, text.slice(Math.max(0, start - quote.prefix.length), start));
      const after = commonStart(quote.suffix, text.slice(start + length, start + length + quote.suffix.length));
      return { start, end: start + length, agrees: before + after, far: Math.abs(start - position) };
    })
    .sort((a, b) => b.agrees - a.agrees || a.far - b.far)
    .slice(0, 2 * most);
}

/** Scores spans and orders them: best first, nearer first among equals, of overlapping ones only the best. */
function ranked(text: string, quote: TextQuoteSelector, spans: readonly Span[], position: number): (Span & { score: number })[] {
  const scored = spans
    .map((span) => ({ ...span, score: Math.round(scorePlace(text, span.start, span.end, quote) * 1e4) / 1e4 }))
    .sort((a, b) => b.score - a.score || Math.abs(a.start - position) - Math.abs(b.start - position));
  const kept: (Span & { score: number })[] = [];
  for (const span of scored) {
    if (kept.length < most && kept.every((other) => span.end <= other.start || span.start >= other.end)) kept.push(span);
  }
  return kept;
}

/**
 * Finds a described passage in a text. `original`, where the caller still has it, is the text in which it was
 * described: it proves more places, because then it is known whether the words stood there once or more often. For an
 * unchanged text `verify` is the check; `locate` says `ambiguous` where a text repeats itself so much that even the
 * surroundings do not tell. O(text × quote / 32) at worst.
 */
export function locate(text: string, selectors: TextSelectors, original?: string): Located {
  const { quote, position } = selectors;
  if (quote.exact === '') return { state: 'lost', candidates: [] };
  const offsets = createOffsets(text);
  const home = offsets.toUtf16(position.start);
  const candidate = ({ start, end, score }: Span & { score: number }): Candidate => ({
    start: offsets.toCodePoint(start),
    end: offsets.toCodePoint(end),
    score,
    exact: text.slice(start, end),
  });
  const spanAt = (start: number): Span => ({ start, end: start + quote.exact.length });

  const first = original !== undefined && verify(original, selectors) === 'exact' ? original : undefined;
  const exactPlaces = occurrences(text, quote.exact, mostExact);
  let proved = first === text ? [home] : provedBySurroundings(text, selectors, home, first);
  if (proved.length === 0) proved = provedByOriginal(text, quote, exactPlaces, first);
  const isDoubtful = (at: number): boolean => isCopied(text, quote, exactPlaces, at, first) || isPatched(text, selectors, at, first);
  const only = proved.length === 1 ? proved[0] : undefined;
  if (only !== undefined && (first === text || !isDoubtful(only))) {
    const span = spanAt(only);
    const rest = likeliest(text, quote, exactPlaces, home).filter((other) => other.end <= span.start || other.start >= span.end);
    const candidates = [...ranked(text, quote, [span], home), ...ranked(text, quote, rest, home).slice(0, most - 1)].map(candidate);
    return { state: offsets.toCodePoint(only) === position.start ? 'exact' : 'moved', candidates };
  }
  const likely = likeliest(text, quote, exactPlaces, home);
  if (proved.length > 0)
    return { state: 'ambiguous', candidates: ranked(text, quote, [...proved.map(spanAt), ...likely], home).map(candidate) };

  const candidates = ranked(text, quote, [...likely, ...alteredPlaces(text, quote)], home)
    .filter(({ score }) => score >= goodEnough)
    .map(candidate);
  const [best, second] = candidates;
  if (best === undefined) return { state: 'lost', candidates: [] };
  const unclear = best.exact === quote.exact || (second !== undefined && best.score - second.score < margin);
  return { state: unclear ? 'ambiguous' : 'altered', candidates };
}
