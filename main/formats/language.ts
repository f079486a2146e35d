/** Language of a text: what the document says, and what its letters say. */
import { eld } from 'eld/small';

/** A BCP 47 tag in its usual form, or null where the text is none. `en_US` and `EN-us` give `en-US`. */
export function languageTag(text: string | null | undefined): string | null {
  const tag = text?.trim().replaceAll('_', '-');
  if (!tag || tag.length > 35) return null;
  try {
    const canonicalTag = Intl.getCanonicalLocales(tag)[0] ?? null;
    return canonicalTag === 'und' || canonicalTag?.startsWith('x-') ? null : canonicalTag;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** ISO 639-1 language of a text by n-grams, or null where that cannot be told. Reads the first 20,000 characters. */
export function detectLanguage(text: string): string | null {
  const result = eld.detect(text.slice(0, 20_000));
  return result.language !== '' && result.isReliable() ? result.language : null;
}

export interface FoundLanguage {
  readonly value: string;
  readonly from: string;
}

/**
 * The language a document names, unless its text is plainly in another (a saved page often keeps its template's `lang`).
 * Only long texts may overrule: a short one is not sure enough.
 */
export function judgeLanguage(declared: FoundLanguage | undefined, text: string): FoundLanguage | undefined {
  const detected = detectLanguage(text);
  const named = declared && languageTag(declared.value);
  if (!declared || !named) return detected ? { value: detected, from: 'detected from the text' } : undefined;
  if (!detected || text.length < 400 || sameLanguage(named, detected)) return { value: named, from: declared.from };
  return { value: detected, from: `detected from the text (${declared.from} says ${named})` };
}

/** Close neighbours that n-grams confuse count as agreeing. */
const neighbours: readonly ReadonlySet<string>[] = [
  new Set(['no', 'nb', 'nn', 'da', 'sv']),
  new Set(['hr', 'sr', 'bs', 'sh', 'sl']),
  new Set(['ms', 'id']),
  new Set(['cs', 'sk']),
  new Set(['es', 'ca', 'gl', 'pt']),
  new Set(['bg', 'mk']),
  new Set(['zh', 'yue', 'wuu']),
];
function sameLanguage(a: string, b: string): boolean {
  const [x = a, y = b] = [a.split('-')[0]?.toLowerCase(), b.split('-')[0]?.toLowerCase()];
  return x === y || neighbours.some((set) => set.has(x) && set.has(y));
}
