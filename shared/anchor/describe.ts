/** From a place in a text to the selectors that name it, and back to whether they still hold. */
import type { TextPositionSelector, TextQuoteSelector } from '../model.ts';
import { codePointLength, createOffsets, cutsPair, sliceCodePoints } from './codepoints.ts';
import { type Clusters, clustersOf } from './graphemes.ts';
import { standsOnce } from './occurrences.ts';

export interface TextSelectors {
  readonly quote: TextQuoteSelector;
  readonly position: TextPositionSelector;
}

/** Code points of context on each side where the words alone tell the place. */
export const usualContext = 32;
/** Where words repeat, context is taken until it tells one place from the other, but no more than this on a side. */
export const widestContext = 512;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a prefix of about `size` units before `edge` begins: at a cluster boundary, or at least not inside a surrogate pair. */
function prefixStart(text: string, clusters: Clusters, edge: number, size: number, outwards: boolean): number {
  const wanted = Math.max(0, edge - size);
  const snapped = outwards ? clusters.before(wanted) : clusters.after(wanted);
  if (snapped < edge) return snapped;
  // The cluster is longer than the context, or the quote itself begins inside it: cut it, but between code points.
  return cutsPair(text, wanted) ? Math.min(edge, wanted + 1) : wanted;
}

function suffixEnd(text: string, clusters: Clusters, edge: number, size: number, outwards: boolean): number {
  const wanted = Math.min(text.length, edge + size);
  const snapped = outwards ? clusters.after(wanted) : clusters.before(wanted);
  if (snapped > edge) return snapped;
  return cutsPair(text, wanted) ? Math.max(edge, wanted - 1) : wanted;
}

/**
 * Doubles the context on one side until quote and context stand only once in the text, and then once more: sentences
 * that repeat may come to stand beside one another when others go, and the nearest context would then agree by chance.
 */
function widen(text: string, context: number, take: (size: number, outwards: boolean) => Range): Range {
  let size = context;
  let told = false;
  for (;;) {
    const last = told || size >= widestContext;
    const range = take(size, size >= widestContext);
    if (last) return range;
    told = standsOnce(text, text.slice(range.start, range.end));
    size = Math.min(widestContext, size * 2);
  }
}

/**
 * W3C Web Annotation selectors of the code points [start, end) of a text. Prefix and suffix take about `context` code
 * points each (less at the ends of the text), and more where the words repeat: until quote and prefix, and quote and
 * suffix, stand only once in the text (at most `widestContext`). `context` 0 takes none at all; such an anchor cannot
 * be told from another place with the same words once the text has changed. Throws RangeError where the range is
 * empty or not within the text.
 */
export function describe(text: string, start: number, end: number, context: number = usualContext): TextSelectors {
  const offsets = createOffsets(text);
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start >= end || end > offsets.length) {
    throw new RangeError(`No passage [${start}, ${end}) in a text of ${offsets.length} code points.`);
  }
  const from = offsets.toUtf16(start);
  const to = offsets.toUtf16(end);
  const exact = text.slice(from, to);
  let before = from;
  let after = to;
  if (context > 0) {
    const clusters = clustersOf(text);
    const unitsBack = (size: number): number => from - offsets.toUtf16(start - size);
    const unitsOn = (size: number): number => offsets.toUtf16(end + size) - to;
    const repeats = !standsOnce(text, exact);
    const backwards = (size: number, outwards: boolean): Range => ({
      start: prefixStart(text, clusters, from, unitsBack(size), outwards),
      end: to,
    });
    const onwards = (size: number, outwards: boolean): Range => ({
      start: from,
      end: suffixEnd(text, clusters, to, unitsOn(size), outwards),
    });
    before = (repeats ? widen(text, context, backwards) : backwards(context, false)).start;
    after = (repeats ? widen(text, context, onwards) : onwards(context, false)).end;
  }
  return {
    quote: { type: 'TextQuoteSelector', exact, prefix: text.slice(before, from), suffix: text.slice(to, after) },
    position: { type: 'TextPositionSelector', start, end },
  };
}

/**
 * Whether the quote stands at its position: the code points there equal the quote's, one by one, with no
 * normalisation. Prefix and suffix are hints for finding a place and are not judged here.
 */
export function verify(text: string, selectors: TextSelectors): 'exact' | 'mismatch' {
  const { start, end } = selectors.position;
  const { exact } = selectors.quote;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start >= end) return 'mismatch';
  const slice = sliceCodePoints(text, start, end);
  // A slice that was cut short by the text's end is not at this position, even if its words agree.
  return slice === exact && codePointLength(exact) === end - start ? 'exact' : 'mismatch';
}
