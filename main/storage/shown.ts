/** What lists show of a source: a person's correction first, then what the original says, then the file name. */
import type { Source } from '../../shared/model.ts';

type Told = Pick<Source, 'metadata' | 'corrections' | 'provenance'>;

export const shownTitle = ({ corrections, metadata, provenance }: Told): string =>
  corrections.title ?? metadata.title?.value ?? provenance.fileName;
export const shownPublisher = ({ corrections, metadata }: Told): string | null =>
  corrections.publisher ?? metadata.publisher?.value ?? null;
/** EDTF of a capture time: to the second, with its offset where the file has one. */
function captureDate({ captured }: Source['metadata']): string | null {
  if (captured === undefined) return null;
  const { local, offset } = captured.value;
  return `${local.slice(0, 19)}${offset === '+00:00' ? 'Z' : (offset ?? '')}`;
}
/** EDTF: published, else for a photo when its camera says it was taken. */
export const shownDate = ({ corrections, metadata }: Told): string | null =>
  corrections.published ?? metadata.published?.value ?? captureDate(metadata);
/** The address by which two imports are versions of one page. */
export const sourceUrl = ({ corrections, metadata, provenance }: Told): string | null =>
  corrections.url ?? provenance.url ?? metadata.canonicalUrl?.value ?? null;

/** Case and diacritics folded, so that a list filter finds Zelenskyy under zelenskýy. Combining marks that change a letter (й, ї) fold too: a filter may find more, never less. */
export const foldForFilter = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
