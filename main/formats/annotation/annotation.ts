/** One annotation of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): what it must be, and why it is not. */
import { z } from 'zod';
import { type Resource, resource, told } from './resources.ts';
import { chosen, iri, isRecord, many, maybe, some, term, typesOf, words } from './values.ts';
import { annotationContext } from './vocabulary.ts';

export interface WebAnnotation {
  readonly id: string;
  readonly created: string | null;
  readonly creator: string | null;
  readonly motivations: readonly string[];
  readonly bodies: readonly Resource[];
  readonly targets: readonly Resource[];
}

const context = z.unknown().refine((value) => (Array.isArray(value) ? value : [value]).includes(annotationContext), {
  error: `must name ${annotationContext}; without it these are no words of the annotation model`,
});

const stylesheet = chosen<unknown>((value) =>
  typeof value === 'string' ? iri : z.looseObject({ id: maybe(iri), type: many(term), value: maybe(words) }),
);

const shape = {
  ...told,
  id: iri,
  type: some(term, 'a type').refine((types) => types.includes('Annotation'), { error: 'must be Annotation' }),
  motivation: many(term),
  stylesheet: maybe(stylesheet),
  body: many(resource),
  bodyValue: maybe(words),
  target: some(resource, 'at least one thing that it is about'),
};

function made(annotation: z.ZodObject<typeof shape, z.core.$loose>): z.ZodType<WebAnnotation> {
  return annotation
    .refine(({ body, bodyValue }) => body.length === 0 || bodyValue === undefined, {
      error: 'must not stand beside body: there is one or the other',
      path: ['bodyValue'],
    })
    .transform(({ id, created, creator, motivation, body, bodyValue, target }) => ({
      id,
      created: created ?? null,
      creator: creator.find((name) => name !== null) ?? null,
      motivations: motivation,
      bodies: bodyValue === undefined ? body : [{ kind: 'text' as const, value: bodyValue, format: 'text/plain', purposes: [] }],
      targets: target,
    }));
}

/** Of a file of its own. Inside a page or collection the context is that of the whole. */
const alone = made(z.looseObject({ '@context': context, ...shape }));
const within = made(z.looseObject(shape));

/** `body.0.format` as the file has it: what is no list there has no numbers. */
function placeIn(value: unknown, path: readonly PropertyKey[]): string {
  let at = value;
  const steps: string[] = [];
  for (const step of path) {
    if (typeof step === 'number' && !Array.isArray(at)) continue;
    steps.push(typeof step === 'number' ? String(step + 1) : String(step));
    at = isRecord(at) ? at[String(step)] : Array.isArray(at) && typeof step === 'number' ? at[step] : undefined;
  }
  return steps.join(' › ');
}

const mostReasons = 3;

/** The annotation, or sentences that say what about it is not of the model. */
export function parseAnnotation(value: unknown, isWithin: boolean): { annotation: WebAnnotation } | { because: string } {
  if (!isRecord(value)) return { because: 'This is not a record with the words of an annotation.' };
  // A page or collection in the place of an annotation would only lack everything
  if (typesOf(value).some((type) => type === 'AnnotationPage' || type === 'AnnotationCollection'))
    return { because: 'A page or collection stands here in the place of an annotation.' };
  const result = (isWithin ? within : alone).safeParse(value);
  if (result.success) return { annotation: result.data };
  const reasons = [...new Set(result.error.issues.map(({ path, message }) => `“${placeIn(value, path)}” ${message}.`))];
  const more = reasons.length - mostReasons;
  return { because: [...reasons.slice(0, mostReasons), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ') };
}
