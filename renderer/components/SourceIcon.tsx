/** What kind of source it is, as a sign and, for those who cannot see it, a word. */
import { Archive, AudioLines, Camera, FileLock2, FileText, Mail, Newspaper, Video } from 'lucide-react';
import { createElement } from 'react';
import type { Source } from '../../shared/model.ts';

type Told = Pick<Source, 'kind' | 'mediaType'> & { readonly reading?: Source['reading'] };

/** `Photo`, `PDF`, `E-mail`, `Web archive`: what a person would call it. */
export function kindWords({ kind, mediaType, reading }: Told): string {
  const word = plainWord(kind, mediaType);
  return reading === 'locked' ? `${word}, locked` : word;
}

function plainWord(kind: Source['kind'], mediaType: string): string {
  if (kind === 'photo') return mediaType === 'image/svg+xml' ? 'Drawing' : 'Photo';
  if (kind === 'recording') return mediaType.startsWith('audio/') ? 'Sound recording' : 'Video';
  if (kind === 'archive') return /warc|wacz/.test(mediaType) ? 'Web archive' : 'Archive';
  if (mediaType === 'application/pdf') return 'PDF';
  if (mediaType === 'message/rfc822') return 'E-mail';
  if (mediaType.includes('wordprocessingml')) return 'Word document';
  return 'Article';
}

function iconOf({ kind, mediaType, reading }: Told) {
  if (reading === 'locked') return FileLock2;
  if (kind === 'photo') return Camera;
  if (kind === 'recording') return mediaType.startsWith('audio/') ? AudioLines : Video;
  if (kind === 'archive') return Archive;
  if (mediaType === 'message/rfc822') return Mail;
  return mediaType === 'application/pdf' || mediaType.includes('wordprocessingml') ? FileText : Newspaper;
}

export function SourceIcon({ source, size = 16 }: { source: Told; size?: number }) {
  return (
    <>
      {createElement(iconOf(source), { size, 'aria-hidden': true })}
      <span className="vh">{kindWords(source)}</span>
    </>
  );
}
