/** What a file turned out to be, in a few words for a list. */
import { basename } from 'node:path';
import type { Decoded } from '../../formats/format.ts';

const names: Readonly<Record<string, string>> = {
  'text/html': 'Web page',
  'application/xhtml+xml': 'Web page',
  'multipart/related': 'Saved web page',
  'message/rfc822': 'E-mail',
  'text/plain': 'Text',
  'text/markdown': 'Text',
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word document',
  'application/zip': 'ZIP archive',
  'application/warc': 'Web archive',
  'application/wacz': 'Web archive',
  'application/wacz+zip': 'Web archive',
};
const kinds = { article: 'Document', photo: 'Photo', recording: 'Recording', archive: 'Archive' } as const;

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `Photo, 4032 × 3024`, `PDF, 4 pages`, `E-mail, 3 attachments`. */
export function describeDecoded({ kind, mediaType, metadata, photo, reading, rendition, archive }: Decoded, parts: number): string {
  const name =
    kind === 'recording'
      ? mediaType.startsWith('audio/')
        ? 'Sound recording'
        : 'Video'
      : (names[mediaType] ?? (kind === 'archive' && mediaType.includes('warc') ? 'Web archive' : kinds[kind]));
  const facts: string[] = [];
  if (photo !== null) facts.push(`${photo.width} × ${photo.height}`);
  if (metadata.pages !== undefined) facts.push(count(metadata.pages.value, 'page'));
  if (metadata.recording?.value.durationMs !== undefined) facts.push(duration(metadata.recording.value.durationMs));
  if (archive !== undefined) facts.push(archive.take === 'choose' ? count(archive.pages, 'page') : count(archive.members, 'file'));
  else if (parts > 0) facts.push(mediaType === 'message/rfc822' ? count(parts, 'attachment') : `${count(parts, 'file')} inside`);
  if (facts.length === 0 && rendition !== null)
    facts.push(count(rendition.text.split(/\s+/u).filter((word) => word !== '').length, 'word'));
  if (reading === 'locked') facts.push('locked');
  if (reading === 'kept' && kind !== 'recording') facts.push('kept, not shown');
  return [name, ...facts].join(', ');
}

/** `from-the-field`, `3 files`. */
export const batchTitle = (names_: readonly string[]): string => {
  const [only] = names_;
  return names_.length === 1 && only !== undefined ? basename(only) : count(names_.length, 'file');
};
