/** Which records are documents a person may want, and what to call them. */
import { lastName, shownName, shownPath } from '../../names.ts';
import type { OpenRecord } from './record.ts';

const endings: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
};

/** `text/html; charset=utf-8` → both, in lower case. */
export function mediaTypeOf(written: string | undefined): { mediaType: string | null; charset: string | null } {
  const mediaType = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(written ?? '')?.[1]?.toLowerCase() ?? null;
  const charset = /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(written ?? '')?.[1]?.toLowerCase() ?? null;
  return { mediaType, charset };
}

/** The media type of what a record carries: of the HTTP answer, else of the record itself. */
export const documentType = ({ head, http }: OpenRecord) =>
  mediaTypeOf(http ? http.fields.get('content-type') : /^application\/http\b/i.test(head.contentType) ? undefined : head.contentType);

/** HTML, PDF or plain text that was answered with success; what browsers fetch for themselves is none. */
export function isPageLike(type: string, status: number | null, mediaType: string | null, url: string | null): boolean {
  const answered = type === 'response' || type === 'revisit' ? status !== null && status >= 200 && status < 300 : type === 'resource';
  if (!answered || mediaType === null || endings[mediaType] === undefined) return false;
  return /^(?:https?|ftp|file):/i.test(url ?? '') && !/\/(?:robots\.txt|favicon\.ico|\.well-known\/[^?]*)(?:\?|$)/i.test(url ?? '');
}

/** A file name from an address: its last part, or its host, with an ending that fits. */
export function nameOf(url: string | null, mediaType: string | null): string {
  const ending = mediaType === null ? undefined : endings[mediaType];
  const place = /^[a-z][\w+.-]*:\/\/([^/?#]*)([^?#]*)/i.exec(url ?? '');
  const last = lastName(shownPath(decoded(place?.[2] ?? '')));
  const base = last !== 'unnamed' ? last : shownName(place?.[1] ?? '') || 'record';
  return ending !== undefined && !new RegExp(`\\.(?:${ending}|x?html?|php|aspx?|txt|md)$`, 'i').test(base) ? `${base}.${ending}` : base;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // A stray percent sign: the address is shown as it is.
    if (error instanceof URIError) return path;
    throw error;
  }
}
