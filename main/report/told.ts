/** What a source tells of itself, a person's correction first: the words of footnotes and of the table of sources. */
import type { Source } from '../../shared/model.ts';
import type { Address, Words } from './document.ts';
import { captureWords, edtfWords, minuteOf, oneLine, shorten, words } from './words.ts';

export const publisherOf = ({ corrections, metadata }: Source): string => oneLine(corrections.publisher ?? metadata.publisher?.value ?? '');
export const authorsOf = ({ corrections, metadata }: Source): string =>
  (corrections.authors ?? metadata.authors?.value ?? [])
    .map(oneLine)
    .filter((name) => name !== '')
    .join(', ');

/** Publisher and author, saying which of them nobody stated. */
export function whoOf(source: Source): string {
  const [publisher, authors] = [publisherOf(source), authorsOf(source)];
  if (publisher === '' && authors === '') return 'publisher and author not stated';
  if (publisher === '') return `${authors} (publisher not stated)`;
  return authors === '' ? `${publisher} (author not stated)` : `${publisher}, ${authors}`;
}

/** Who says it, in a word: the publisher, else the authors. */
export const fromOf = (source: Source): string => shorten(publisherOf(source) || authorsOf(source) || 'Publisher not stated', 60);

export const titleOf = (source: Source): Words => words(oneLine(source.title), source.metadata.language?.value);

/** When it came out; for a photo without that, when its camera says it was taken. */
export function datedOf(source: Source): string {
  const published = source.corrections.published ?? source.metadata.published?.value;
  if (published !== undefined && published !== '') return `published ${edtfWords(published)}`;
  const captured = source.metadata.captured?.value;
  if (captured !== undefined) return `taken ${captureWords(captured)}`;
  return source.kind === 'photo' ? 'time of capture not stated' : 'date of publication not stated';
}
export const importedOf = (source: Source): string => `imported ${minuteOf(source.provenance.importedAt)}`;

/** PDF readers and the typesetter refuse longer targets; the address is still printed in full. */
const longestTarget = 2000;

/** The address, and where it leads: only http and https lead anywhere. */
export function addressOf(source: Source): Address | null {
  const shown = oneLine(source.corrections.url ?? source.provenance.url ?? source.metadata.canonicalUrl?.value ?? '');
  if (shown === '') return null;
  const url = URL.canParse(shown) ? new URL(shown) : null;
  return {
    shown,
    href: url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.href.length <= longestTarget ? url.href : null,
  };
}

/** Pixels of the upright original. */
export function uprightSize(source: Source): { width: number; height: number } | null {
  return source.photo === null ? null : { width: source.photo.width, height: source.photo.height };
}
