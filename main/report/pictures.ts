/** The pictures of a report by the names that the document uses for them. */
import type { ReportInput } from './model.ts';

const extension = (bytes: Uint8Array): string => (bytes[0] === 0x89 && bytes[1] === 0x50 ? 'png' : 'jpg');
export const pictureName = (original: string, bytes: Uint8Array): string => `photos/${original}.${extension(bytes)}`;
export const cropName = (excerpt: string, bytes: Uint8Array): string => `crops/${excerpt}.${extension(bytes)}`;

/** Every photo and crop of the input, JPEG or PNG, keyed by name. */
export function reportPictures(input: Pick<ReportInput, 'photos' | 'crops'>): Record<string, Uint8Array> {
  const pictures: Record<string, Uint8Array> = {};
  for (const [original, photo] of Object.entries(input.photos)) pictures[pictureName(original, photo.bytes)] = photo.bytes;
  for (const [excerpt, crop] of Object.entries(input.crops)) pictures[cropName(excerpt, crop.bytes)] = crop.bytes;
  return pictures;
}
