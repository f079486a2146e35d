/** Where an annotation from a file stands in a case: its source by hash or address, and the exact place in it. Nothing is guessed. */
import { createOffsets } from '../../shared/anchor/codepoints.ts';
import { boundsOf } from '../../shared/anchor/outline.ts';
import { parseFragment } from '../../shared/anchor/region.ts';
import { find } from '../../shared/anchor/text.ts';
import type { MarkTarget } from '../../shared/contract.ts';
import { Outline, type Region, type RenditionId, Sha256, type Source } from '../../shared/model.ts';
import type { Resource } from '../formats/annotation/resources.ts';
import type { Selector, State } from '../formats/annotation/selectors.ts';
import { hashIn } from '../formats/annotation/vocabulary.ts';
import { pixelsPerPoint } from '../formats/annotation/write.ts';
import type { AnyCase } from '../storage/case-folder.ts';
import { comparableAddress } from './importing/addresses.ts';
import { loadRendition } from './renditions.ts';

/** Why an annotation is not taken: a sentence for the person who brought the file. */
export class NotTaken extends Error {}

interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}
interface Drawing {
  readonly region: Region;
  readonly outline?: Outline;
  readonly page?: number;
}
/** What the selectors of one target say, all of them together: they are several ways to say one place. */
interface Said {
  readonly quotes: Quote[];
  readonly positions: { readonly start: number; readonly end: number }[];
  readonly drawings: Drawing[];
  /** Drawings that cannot be taken as they are, and other selectors: named where nothing else helps. */
  readonly unread: string[];
}

const onePolygon = /^\s*<svg\b([^<>]*)>\s*<polygon\b([^<>]*?)\/?>\s*(?:<\/polygon>\s*)?<\/svg>\s*$/;

/** The corners of an SVG that is one polygon of whole pixels, nothing turned or scaled; null for any other. */
function polygonIn(svg: string): Outline | null {
  const [, frame = '', shape = ''] = onePolygon.exec(svg) ?? [];
  const written = /\spoints="([^"]*)"/.exec(shape)?.[1];
  if (written === undefined || /\b(?:transform|viewBox)=/.test(frame + shape)) return null;
  const numbers = written.trim().split(/[\s,]+/);
  if (numbers.length % 2 !== 0 || !numbers.every((number) => /^\d{1,9}(?:\.0+)?$/.test(number))) return null;
  const corners = numbers.flatMap((x, n) => (n % 2 === 0 ? [{ x: Number(x), y: Number(numbers[n + 1]) }] : []));
  return Outline.safeParse(corners).data ?? null;
}

function readSelectors(selectors: readonly Selector[], said: Said, page?: number): Said {
  for (const one of selectors) {
    const onPage = page === undefined ? {} : { page };
    if (one.kind === 'quote') said.quotes.push(one);
    else if (one.kind === 'position') said.positions.push(one);
    else if (one.kind === 'svg') {
      const outline = one.value === null ? null : polygonIn(one.value);
      const region = outline === null ? null : boundsOf(outline);
      if (outline !== null && region !== null) said.drawings.push({ region, outline, ...onPage });
      else said.unread.push('a drawing (SVG) that is not one polygon of whole pixels');
    } else if (one.kind === 'fragment' && one.value.startsWith('xywh=')) {
      const region = parseFragment(one.value);
      if (region === null) said.unread.push(`a region (${one.value}) that is not of whole pixels`);
      else said.drawings.push({ region, ...onPage });
    } else {
      const number = one.kind === 'fragment' ? /^page=(\d{1,6})$/.exec(one.value)?.[1] : undefined;
      if (one.refinedBy.length === 0) said.unread.push(one.kind === 'other' ? one.type : one.kind === 'fragment' ? one.value : 'a range');
      readSelectors(one.refinedBy, said, number === undefined ? page : Number(number));
    }
  }
  return said;
}

/** Sources by the addresses that they are known by; made when the first annotation without a known hash asks. */
export class SourceFinder {
  readonly #store: AnyCase;
  #byAddress: Map<string, Source[]> | null = null;

  constructor(store: AnyCase) {
    this.#store = store;
  }

  #known(): Map<string, Source[]> {
    if (this.#byAddress !== null) return this.#byAddress;
    this.#byAddress = new Map();
    for (const source of this.#store.sources()) {
      const { corrections, metadata, provenance } = source;
      const written = [corrections.url, metadata.canonicalUrl?.value, metadata.savedFrom?.value, provenance.url ?? undefined];
      for (const address of new Set(written.flatMap((url) => (url === undefined ? [] : [comparableAddress(url)])))) {
        const there = this.#byAddress.get(address);
        if (there === undefined) this.#byAddress.set(address, [source]);
        else there.push(source);
      }
    }
    return this.#byAddress;
  }

  /** The source with the very bytes that are named; else those that are known by one of the addresses. Empty where there is none. */
  of(addresses: readonly string[]): { sources: readonly Source[]; by: 'hash' | 'address' } {
    for (const address of addresses) {
      const hash = Sha256.safeParse(hashIn(address));
      const source = hash.success ? this.#store.sourceByOriginal(hash.data) : null;
      if (source !== null) return { sources: [source], by: 'hash' };
    }
    const found = new Map<string, Source>();
    for (const address of addresses) for (const source of this.#known().get(comparableAddress(address)) ?? []) found.set(source.id, source);
    return { sources: [...found.values()], by: 'address' };
  }
}

/** Letters and figures only: what stands between them differs from one extraction to the next. */
const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
/** UTF-16 units of text taken to compare a context of so many letters. */
const room = (context: string): number => 4 * context.length + 64;
/** Letters of context that must agree beside a quote that is too short to speak for itself. */
const enoughContext = 6;
/** Letters from which a quote that stands but once speaks for itself. */
const longQuote = 32;

/** How the surroundings of a place agree with those of the annotation. `some`: of one side, its nearest letters. */
function surroundings(text: string, start: number, end: number, { prefix, suffix }: Quote): { whole: boolean; some: boolean } {
  const [before, after] = [letters(prefix), letters(suffix)];
  const [left, right] = [letters(text.slice(Math.max(0, start - room(prefix)), start)), letters(text.slice(end, end + room(suffix)))];
  return {
    whole: left.endsWith(before) && right.startsWith(after),
    some:
      (before === '' && after === '') ||
      (before !== '' && left.endsWith(before.slice(-enoughContext))) ||
      (after !== '' && right.startsWith(after.slice(0, enoughContext))),
  };
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

/**
 * The one place of a quote in a text. A position is believed only where it was counted in this very text (`isSame`); else the words must
 * stand once, or what stands around them must tell the place, all of it. Throws NotTaken.
 */
function placeOfQuote(text: string, quote: Quote, positions: Said['positions'], isSame: boolean): Place {
  const offsets = createOffsets(text);
  const slice = (start: number, end: number): string => text.slice(offsets.toUtf16(start), offsets.toUtf16(end));
  const exact = quote.exact.normalize('NFC');
  if (isSame)
    for (const { start, end } of positions) if (end <= offsets.length && slice(start, end) === exact) return { start, end, exact };
  const places = find(text, { quote: quote.exact });
  if (places.length === 0) throw new NotTaken('Its words do not stand there.');
  const judged = places.map((place) => ({
    place,
    ...surroundings(text, offsets.toUtf16(place.start), offsets.toUtf16(place.end), quote),
  }));
  const hasContext = letters(quote.prefix + quote.suffix) !== '';
  const told = judged.length === 1 ? judged : hasContext ? judged.filter(({ whole }) => whole) : [];
  const [only, second] = told;
  if (only === undefined || second !== undefined)
    throw new NotTaken(`Its words stand there in ${places.length} places, and what stands around them does not tell which is meant.`);
  if (!only.some && letters(exact).length < longQuote)
    throw new NotTaken('Its words stand there, but between other words than in the annotation.');
  const { start, end } = only.place;
  return { start, end, exact: slice(start, end) };
}

function inText(store: AnyCase, source: Source, said: Said, states: readonly State[]): MarkTarget {
  const [quote] = said.quotes;
  if (quote === undefined) throw new NotTaken('It has no words.');
  const named = new Set(states.flatMap(({ rendition }) => (rendition === null ? [] : [hashIn(rendition)])));
  const rows = store.renditionsOf(source.id);
  if (rows.length === 0) throw new NotTaken(`${source.ref} has no text.`);
  // The text it was marked in first, then the one that is shown
  const ordered = rows.toSorted(
    (a, b) => Number(named.has(b.sha256)) - Number(named.has(a.sha256)) || Number(b.current) - Number(a.current),
  );
  let failure: unknown;
  for (const { id, sha256 } of ordered) {
    try {
      return passage(store, id, quote, said, named.has(sha256));
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      // The first is the text that counts: its reason is the one to tell
      failure ??= error;
    }
  }
  throw failure;
}

function passage(store: AnyCase, rendition: RenditionId, quote: Quote, said: Said, isSame: boolean): MarkTarget {
  return { ...placeOfQuote(loadRendition(store, rendition).body.text, quote, said.positions, isSame), rendition };
}

function onPicture(source: Source, { drawings }: Said, states: readonly State[], by: 'hash' | 'address'): MarkTarget {
  // An outline says more than its frame, which stands beside it
  const drawing = drawings.find(({ outline }) => outline !== undefined) ?? drawings[0];
  if (drawing === undefined) throw new NotTaken('It has no region.');
  if (drawing.page === undefined && source.photo === null) throw new NotTaken(`It is about a region, and ${source.ref} is no picture.`);
  if (drawing.page !== undefined && !states.some((state) => state.pixelsPerPoint === pixelsPerPoint))
    throw new NotTaken('It does not say in which unit its region on the page is measured.');
  if (drawing.page !== undefined && by !== 'hash') throw new NotTaken(`It is about a page of other bytes than those of ${source.ref}.`);
  return drawing;
}

/** The words that a target is about, for people to know it by; null where it names none. */
export function wordsOf(target: Resource): string | null {
  if (target.kind !== 'specific') return null;
  return readSelectors(target.selectors, { quotes: [], positions: [], drawings: [], unread: [] }).quotes[0]?.exact ?? null;
}

/** What a target names, with the addresses it is known by. Null for one that is no place in a source. */
function targetParts(target: Resource): { addresses: string[]; selectors: readonly Selector[]; states: readonly State[] } | null {
  if (target.kind === 'external') return { addresses: [target.id, ...target.also], selectors: [], states: [] };
  if (target.kind !== 'specific') return null;
  const { source, selectors, states } = target;
  return source.kind === 'external' ? { addresses: [source.id, ...source.also], selectors, states } : null;
}

/** The source and the exact place that a target names. Throws NotTaken with the reason where there is not exactly one. */
export function placeInCase(store: AnyCase, finder: SourceFinder, target: Resource): { source: Source; at: MarkTarget } {
  const parts = targetParts(target);
  if (parts === null) throw new NotTaken('It is about a set of things, not about a place in one source.');
  const { addresses, selectors, states } = parts;
  const { sources, by } = finder.of(addresses);
  if (sources.length === 0) throw new NotTaken(`No source of this case is ${addresses.join(' or ')}.`);
  const said = readSelectors(selectors, { quotes: [], positions: [], drawings: [], unread: [] });
  if (said.quotes.length === 0 && said.drawings.length === 0) {
    if (selectors.length === 0) throw new NotTaken('It is about a whole source; an excerpt is of words or a region.');
    const unread = said.positions.length > 0 ? 'a position without the words that stand there' : [...new Set(said.unread)].join(', ');
    throw new NotTaken(`It names no words and no region that could be checked, only ${unread || 'selectors that are not known here'}.`);
  }
  const found: { source: Source; at: MarkTarget }[] = [];
  const reasons: string[] = [];
  for (const source of sources) {
    try {
      found.push({ source, at: said.quotes.length > 0 ? inText(store, source, said, states) : onPicture(source, said, states, by) });
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      reasons.push(`${source.ref}: ${error.message}`);
    }
  }
  const [only, second] = found;
  if (only === undefined) throw new NotTaken(reasons.join(' '));
  if (second !== undefined)
    throw new NotTaken(`It stands in several sources with this address: ${found.map(({ source }) => source.ref).join(', ')}.`);
  return only;
}
