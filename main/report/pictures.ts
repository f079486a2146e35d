/** The pictures of a report by the names that the document uses for them. */
import type { ReportInput } from './model.ts';

const extension = (bytes: Uint8Array): string => (bytes[0] === 0x89 && bytes[1] === 0x50 ? 'png' : 'jpg');
/** What ReportInput.photos knows a picture by: a photo by its original, a page of a document by its number, too. */
export const pictureKey = (original: string, page: number | null): string => (page === null ? original : `${original}-page-${page}`);
export const pictureName = (key: string, bytes: Uint8Array): string => `photos/${key}.${extension(bytes)}`;
export const cropName = (excerpt: string, bytes: Uint8Array): string => `crops/${excerpt}.${extension(bytes)}`;

/** Every photo and crop of the input, JPEG or PNG, keyed by name. */
export function reportPictures(input: Pick<ReportInput, 'photos' | 'crops'>): Record<string, Uint8Array> {
  const pictures: Record<string, Uint8Array> = {};
  for (const [key, photo] of Object.entries(input.photos)) pictures[pictureName(key, photo.bytes)] = photo.bytes;
  for (const [excerpt, crop] of Object.entries(input.crops)) pictures[cropName(excerpt, crop.bytes)] = crop.bytes;
  return pictures;
}
