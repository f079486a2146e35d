/** Selectors and states of the W3C Web Annotation Data Model (sections 4.2 and 4.3), read into one shape each. */
import { z } from 'zod';
import { chosen, instant, iri, isRecord, kindOf, many, maybe, some, wholeNumber, words } from './values.ts';

/** Kinds that say where in a source. A range keeps its two ends; `other` are those that need the page itself, or that nobody here knows. */
export type Selector = { readonly refinedBy: readonly Selector[] } & (
  | { readonly kind: 'quote'; readonly exact: string; readonly prefix: string; readonly suffix: string }
  | { readonly kind: 'position'; readonly start: number; readonly end: number }
  | { readonly kind: 'fragment'; readonly value: string; readonly conformsTo: string | null }
  | { readonly kind: 'svg'; readonly value: string | null }
  | { readonly kind: 'range'; readonly from: Selector; readonly to: Selector }
  | { readonly kind: 'other'; readonly type: string }
);

/** What the source was when it was annotated; `rendition` and `pixelsPerPoint` are this program's own. */
export interface State {
  readonly type: string;
  readonly rendition: string | null;
  readonly pixelsPerPoint: number | null;
  readonly refinedBy: readonly (State | Selector)[];
}

const refined = { refinedBy: z.lazy((): z.ZodType<Selector[]> => many(selector)) };
const valued = z.looseObject({ value: words, ...refined });

const byType: Readonly<Record<string, z.ZodType<Selector>>> = {
  TextQuoteSelector: z
    .looseObject({ exact: words.min(1, 'must not be empty'), prefix: maybe(words), suffix: maybe(words), ...refined })
    .transform(({ exact, prefix, suffix, refinedBy }) => ({
      kind: 'quote' as const,
      exact,
      prefix: prefix ?? '',
      suffix: suffix ?? '',
      refinedBy,
    })),
  TextPositionSelector: z
    .looseObject({ start: wholeNumber, end: wholeNumber, ...refined })
    .refine(({ start, end }) => start <= end, { error: 'must not lie before its start', path: ['end'] })
    .transform(({ start, end, refinedBy }) => ({ kind: 'position' as const, start, end, refinedBy })),
  DataPositionSelector: z
    .looseObject({ start: wholeNumber, end: wholeNumber, ...refined })
    .refine(({ start, end }) => start <= end, { error: 'must not lie before its start', path: ['end'] })
    .transform(({ refinedBy }) => ({ kind: 'other' as const, type: 'DataPositionSelector', refinedBy })),
  FragmentSelector: z.looseObject({ value: words, conformsTo: maybe(iri), ...refined }).transform(({ value, conformsTo, refinedBy }) => ({
    kind: 'fragment' as const,
    value,
    conformsTo: conformsTo ?? null,
    refinedBy,
  })),
  SvgSelector: z
    .looseObject({ value: maybe(words), id: maybe(iri), ...refined })
    .refine(({ value, id }) => value !== undefined || id !== undefined, { error: 'is missing; there must be an SVG', path: ['value'] })
    .transform(({ value, refinedBy }) => ({ kind: 'svg' as const, value: value ?? null, refinedBy })),
  CssSelector: valued.transform(({ refinedBy }) => ({ kind: 'other' as const, type: 'CssSelector', refinedBy })),
  XPathSelector: valued.transform(({ refinedBy }) => ({ kind: 'other' as const, type: 'XPathSelector', refinedBy })),
  RangeSelector: z
    .looseObject({
      startSelector: z.lazy(() => selector),
      endSelector: z.lazy(() => selector),
      ...refined,
    })
    .transform(({ startSelector, endSelector, refinedBy }) => ({
      kind: 'range' as const,
      from: startSelector,
      to: endSelector,
      refinedBy,
    })),
};

/** A selector by its address: what it says stands elsewhere. */
const elsewhere = iri.transform((address): Selector => ({ kind: 'other', type: address, refinedBy: [] }));
/** The model lets others be added; they may say anything. */
const unknown = z
  .looseObject({ type: words, ...refined })
  .transform(({ type, refinedBy }): Selector => ({ kind: 'other', type, refinedBy }));

export const selector: z.ZodType<Selector> = chosen((value) => {
  if (typeof value === 'string') return elsewhere;
  if (!isRecord(value)) return `must be a selector, and is ${kindOf(value)}`;
  const type = value['type'];
  if (typeof type === 'string') return byType[type] ?? unknown;
  // A record that only names another resource
  return type === undefined && typeof value['id'] === 'string'
    ? z.looseObject({ id: iri }).transform(({ id }): Selector => ({ kind: 'other', type: id, refinedBy: [] }))
    : 'must say of which type it is, of one only';
});

const stateRefined = {
  refinedBy: z.lazy(
    (): z.ZodType<(State | Selector)[]> =>
      many(chosen<State | Selector>((value) => (isRecord(value) && stateTypes.has(String(value['type'])) ? state : selector))),
  ),
};
const stateTypes = new Set(['TimeState', 'HttpRequestState']);
const plain = { rendition: null, pixelsPerPoint: null };
const timeState = z
  .looseObject({
    sourceDate: many(instant),
    sourceDateStart: maybe(instant),
    sourceDateEnd: maybe(instant),
    cached: many(iri),
    ...stateRefined,
  })
  .transform(({ refinedBy }): State => ({ type: 'TimeState', refinedBy, ...plain }));
const requestState = z
  .looseObject({ value: words, ...stateRefined })
  .transform(({ refinedBy }): State => ({ type: 'HttpRequestState', refinedBy, ...plain }));
const otherState = z
  .looseObject({
    type: some(words, 'a type'),
    'assay:rendition': maybe(iri),
    'assay:pixelsPerPoint': maybe(z.number()),
    ...stateRefined,
  })
  .transform(
    (read): State => ({
      type: read.type.join(' '),
      rendition: read['assay:rendition'] ?? null,
      pixelsPerPoint: read['assay:pixelsPerPoint'] ?? null,
      refinedBy: read.refinedBy,
    }),
  );

export const state: z.ZodType<State> = chosen((value) => {
  if (typeof value === 'string') return iri.transform((address): State => ({ type: address, refinedBy: [], ...plain }));
  if (!isRecord(value)) return `must be a state, and is ${kindOf(value)}`;
  return value['type'] === 'TimeState' ? timeState : value['type'] === 'HttpRequestState' ? requestState : otherState;
});
