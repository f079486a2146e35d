/** The small words of the W3C Web Annotation Data Model: addresses, times, one or several values. Messages complete “NAME …”. */
import { z } from 'zod';

/** What JSON a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a record';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

const here = (wanted: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined || input === null ? `is missing; it must be ${wanted}` : `must be ${wanted}, and is ${kindOf(input)}`,
});

/** Exactly one piece of text. */
export const words = z.string(here('one piece of text'));
export const wholeNumber = z.int(here('a whole number')).nonnegative('must not be negative');

/** RFC 3987, in short: a scheme, then no white space and none of the delimiters. What is relative names nothing outside its page. */
const iriForm = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
export const iri = z
  .string(here('one address (IRI)'))
  .max(8192, 'is longer than an address may be')
  .regex(iriForm, 'is no address: it must be an absolute IRI without spaces');

/** A word of the model (`commenting`), of a declared prefix (`oa:commenting`), or a whole IRI. */
export const term = z.string(here('one word of the model, or an IRI')).regex(/^[^\s]+$/, 'must be one word, or an IRI');

/** xsd:dateTime; the model asks for UTC, written as Z. */
export const instant = z
  .string(here('one date and time'))
  .refine((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value)), {
    error: 'must be a date and time in UTC like 2015-01-28T12:00:00Z',
  });

export const language = z
  .string(here('a language tag'))
  .regex(/^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i, 'must be a language tag like en or uk-UA (BCP 47)');
export const direction = z.enum(['ltr', 'rtl', 'auto'], 'must be one of ltr, rtl and auto');

const absent = (value: unknown): boolean => value === undefined || value === null;

/** None or one; JSON-LD takes null for none. */
export const maybe = <T>(schema: z.ZodType<T>): z.ZodType<T | undefined> =>
  z.preprocess((value) => (absent(value) ? undefined : value), schema.optional());

function listed(value: unknown): unknown[] {
  if (absent(value)) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list;
}

/** None, one, or a list. */
export const many = <T>(schema: z.ZodType<T>): z.ZodType<T[]> =>
  z
    .unknown()
    .transform(listed)
    .pipe(z.array(schema))
    // A key that is not there goes the same way as null
    .prefault(null);

/** One or more. */
export const some = <T>(schema: z.ZodType<T>, wanted: string): z.ZodType<T[]> =>
  many(schema).refine((list) => list.length > 0, { error: `is missing; there must be ${wanted}` });

/** The schema that the value itself asks for, or a sentence that says why there is none. Keeps the messages of a union apart. */
export function chosen<T>(choose: (value: unknown) => z.ZodType<T> | string): z.ZodType<T> {
  const decide = z.unknown().transform((value, context): T => {
    const schema = choose(value);
    if (typeof schema === 'string') {
      context.issues.push({ code: 'custom', message: absent(value) ? 'is missing' : schema, input: value });
      return z.NEVER;
    }
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) context.issues.push({ code: 'custom', message, path: [...path], input: value });
    return z.NEVER;
  });
  return decide.prefault(null);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The classes that a record says it is of. */
export const typesOf = (value: Record<string, unknown>): string[] => {
  const type = value['type'];
  return (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string');
};
