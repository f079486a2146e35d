/** Bodies and targets of the W3C Web Annotation Data Model (section 3.2 and chapter 4), read into one shape each. */
import { z } from 'zod';
import { type Selector, type State, selector, state } from './selectors.ts';
import { chosen, direction, instant, iri, isRecord, kindOf, language, many, maybe, some, term, typesOf, words } from './values.ts';

export type Resource =
  /** `also`: other addresses that it says it is known by or was taken from. */
  | { readonly kind: 'external'; readonly id: string; readonly also: readonly string[] }
  | { readonly kind: 'text'; readonly value: string; readonly format: string | null; readonly purposes: readonly string[] }
  | { readonly kind: 'set'; readonly set: string; readonly items: readonly Resource[] }
  | {
      readonly kind: 'specific';
      readonly source: Resource;
      readonly selectors: readonly Selector[];
      readonly states: readonly State[];
      readonly purposes: readonly string[];
    };

export const agent: z.ZodType<string | null> = chosen((value) => {
  if (typeof value === 'string') return iri;
  if (!isRecord(value)) return `must be an address (IRI) or a record of a person, organisation or program, and is ${kindOf(value)}`;
  return z
    .looseObject({
      id: maybe(iri),
      type: many(term),
      name: many(words),
      nickname: maybe(words),
      email: many(iri),
      email_sha1: many(words),
      homepage: many(iri),
    })
    .transform(({ id, name, nickname }) => name[0] ?? nickname ?? id ?? null);
});

/** What may be said of annotations, bodies and targets alike (section 3.3). */
export const told = {
  created: maybe(instant),
  modified: maybe(instant),
  generated: maybe(instant),
  creator: many(agent),
  generator: many(agent),
  rights: many(iri),
  canonical: maybe(iri),
  via: many(iri),
  accessibility: many(words),
  audience: many(
    chosen<unknown>((value) =>
      typeof value === 'string'
        ? iri
        : isRecord(value)
          ? z.looseObject({ id: maybe(iri), type: many(term) })
          : `must be an address or a record, and is ${kindOf(value)}`,
    ),
  ),
};

const about = {
  ...told,
  type: many(term),
  format: many(words),
  language: many(language),
  processingLanguage: maybe(language),
  textDirection: maybe(direction),
  purpose: many(term),
};

const textual = z
  .looseObject({ ...about, id: maybe(iri), value: words, format: maybe(words) })
  .transform(({ value, format, purpose }): Resource => ({ kind: 'text', value, format: format ?? null, purposes: purpose }));

const external = z
  .looseObject({ ...about, id: iri })
  .transform(
    ({ id, via, canonical }): Resource => ({ kind: 'external', id, also: [...(canonical === undefined ? [] : [canonical]), ...via] }),
  );

const setTypes: ReadonlySet<string> = new Set(['Choice', 'Composite', 'List', 'Independents']);
const setOf = (set: string) =>
  z
    .looseObject({ id: maybe(iri), items: z.lazy(() => some(resource, 'at least one of them')) })
    .transform(({ items }): Resource => ({ kind: 'set', set, items }));

const specific = z
  .looseObject({
    ...told,
    id: maybe(iri),
    type: many(term),
    source: z.lazy(() => resource),
    selector: many(selector),
    state: many(state),
    styleClass: many(words),
    renderedVia: many(agent),
    scope: many(chosen<unknown>((value) => (typeof value === 'string' ? iri : z.looseObject({ id: iri })))),
    purpose: many(term),
  })
  .transform(
    ({ source, selector: selectors, state: states, purpose }): Resource => ({
      kind: 'specific',
      source,
      selectors,
      states,
      purposes: purpose,
    }),
  );

/** A body or target: an address, or a record whose own words say what it is. */
export const resource: z.ZodType<Resource> = chosen((value) => {
  if (typeof value === 'string') return iri.transform((id): Resource => ({ kind: 'external', id, also: [] }));
  if (!isRecord(value)) return `must be an address (IRI) or a record, and is ${kindOf(value)}`;
  const types = typesOf(value);
  const sets = types.filter((type) => setTypes.has(type));
  if (sets.length > 1) return `must not be ${sets.join(' and ')} at once`;
  const [set] = sets;
  if (set !== undefined) return setOf(set);
  if (types.includes('SpecificResource') || 'source' in value || 'selector' in value) return specific;
  return types.includes('TextualBody') || ('value' in value && !('id' in value)) ? textual : external;
});
