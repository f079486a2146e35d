/** A file of annotations into its annotations: what is of the W3C model is parsed, what is not is named with the reason. */
import { AssayError } from '../../../shared/errors.ts';
import { parseAnnotation, type WebAnnotation } from './annotation.ts';
import { fromHypothesis, isHypothesis } from './hypothesis.ts';
import { isRecord, typesOf } from './values.ts';
import { annotationContext } from './vocabulary.ts';

export interface ReadAnnotations {
  /** `index`: which of the file it is, counted from 0 over parsed and failed ones. */
  readonly parsed: readonly { readonly index: number; readonly annotation: WebAnnotation }[];
  readonly failed: readonly { readonly index: number; readonly id: string | null; readonly because: string }[];
  /** Pages that the file only names: what they hold is not in it. */
  readonly elsewhere: readonly string[];
}

/** Bytes of JSON. */
export const mostAnnotationBytes = 64 << 20;
const mostAnnotations = 100_000;
const deepest = 48;

/** True where records and lists lie deeper in one another than any annotation's do; found without recursion. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    const next: unknown[] = [];
    for (const one of level)
      if (typeof one === 'object' && one !== null) for (const part of Object.values(one)) if (typeof part === 'object') next.push(part);
    level = next;
  }
  return false;
}

interface Found {
  readonly items: readonly unknown[];
  /** Their context stands with the whole. */
  readonly within: boolean;
  readonly elsewhere: readonly string[];
}

const nameIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : isRecord(value) && typeof value['id'] === 'string' ? [value['id']] : [];

function pageOf(page: Record<string, unknown>): Found {
  const items = page['items'];
  if (!Array.isArray(items)) throw new AssayError('BROKEN_FILE', 'This page of annotations has no list of items.');
  return { items, within: true, elsewhere: nameIn(page['next']) };
}

function contextHolds(value: Record<string, unknown>): void {
  const context = value['@context'];
  if (!(Array.isArray(context) ? context : [context]).includes(annotationContext))
    throw new AssayError('BROKEN_FILE', `This collection of annotations does not name ${annotationContext} as its context.`);
}

function annotationsIn(value: unknown): Found {
  if (Array.isArray(value)) return { items: value, within: false, elsewhere: [] };
  if (!isRecord(value)) throw new AssayError('BROKEN_FILE', 'This file holds JSON, but no annotations.');
  const types = typesOf(value);
  if (types.includes('AnnotationPage')) {
    contextHolds(value);
    return pageOf(value);
  }
  if (types.includes('AnnotationCollection')) {
    contextHolds(value);
    const first = value['first'];
    if (isRecord(first)) return pageOf(first);
    // Some programs put the items into the collection itself
    if (Array.isArray(value['items'])) return pageOf(value);
    if (value['total'] === 0) return { items: [], within: true, elsewhere: [] };
    throw new AssayError('BROKEN_FILE', 'This collection only names its pages; the annotations themselves are not in this file.', {
      pages: nameIn(first),
    });
  }
  // Hypothesis: the answer of its search, and what its sidebar exports
  for (const list of [value['rows'], value['annotations']])
    if (types.length === 0 && Array.isArray(list)) return { items: list, within: false, elsewhere: [] };
  return { items: [value], within: false, elsewhere: [] };
}

/**
 * Reads one annotation, a list of them, an AnnotationPage or AnnotationCollection, or an export of Hypothesis. Throws BROKEN_FILE where
 * the file is no JSON or holds nothing of the kind, TOO_LARGE beyond its limits; an annotation that is not of the model is only `failed`.
 */
export function readAnnotations(text: string): ReadAnnotations {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new AssayError('BROKEN_FILE', 'This file is no JSON, and so holds no annotations.', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  if (isTooDeep(value)) throw new AssayError('TOO_LARGE', 'What this file says is nested deeper than annotations are.');
  const { items, within, elsewhere } = annotationsIn(value);
  if (items.length > mostAnnotations)
    throw new AssayError(
      'TOO_LARGE',
      `This file holds ${items.length} annotations; ${mostAnnotations} are the most that are read at once.`,
    );
  const parsed: { index: number; annotation: WebAnnotation }[] = [];
  const failed: { index: number; id: string | null; because: string }[] = [];
  for (const [index, item] of items.entries()) {
    const foreign = isHypothesis(item);
    const result = parseAnnotation(foreign ? fromHypothesis(item) : item, within && !foreign);
    if ('annotation' in result) parsed.push({ index, annotation: result.annotation });
    else failed.push({ index, id: isRecord(item) && typeof item['id'] === 'string' ? item['id'] : null, because: result.because });
  }
  return { parsed, failed, elsewhere };
}
