/** Mail and web pages saved as mail (MHTML) begin alike, with header lines; which of the two it is, by content. */
import { latin1 } from '../signatures.ts';

/** Header names that programs write at the top of a message. */
const telling =
  /^(?:Received|From|To|Cc|Bcc|Subject|Date|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type|Content-Transfer-Encoding|Content-Location|DKIM-Signature|Authentication-Results|Snapshot-Content-Location|Reply-To|In-Reply-To|References|List-[\w-]+|X-[\w-]+)[ \t]*:/i;
/** Of these at least one must stand there; a note that begins with `From:` and `To:` alone is no mail. */
const machineWritten = /^(?:MIME-Version|Message-ID|Date|Received|Content-Type)[ \t]*:/im;

/** The header block and what follows it, with continued lines joined; null where the text does not begin with one. */
function split(text: string): { header: string; body: string } | null {
  const start = text.replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)/, '').replace(/^(?:[ \t]*\r?\n)+/, '');
  const lines = start.split(/\r\n?|\n/);
  const first = /^>?From [^\n]*\d/.test(lines[0] ?? '') ? 1 : 0;
  let at = first;
  let stray = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') break;
    if (!/^[!-9;-~]+[ \t]*:/.test(line) && !/^[ \t]/.test(line) && at !== lines.length - 1) stray++;
  }
  // A few lines may have lost the blank that marks them as continued; prose with colons in it has more.
  if (at === first || stray * 4 > at - first) return null;
  return {
    header: lines
      .slice(first, at)
      .join('\n')
      .replace(/\n[ \t]+/g, ' '),
    body: lines.slice(at).join('\n'),
  };
}

/**
 * What the first 4 kB look like: a mail (RFC 5322), a web page saved as one (RFC 2557 MHTML), or neither. A saved page says so
 * (`Snapshot-Content-Location`, `From: <Saved by …>`), or is a `multipart/related` (or lone HTML) message whose root page carries
 * its address and that no mail server has seen. The name only helps where the header is too short to tell.
 */
export function looksLikeMail(head: Uint8Array, fileName = ''): 'mail' | 'mhtml' | null {
  const parts = split(latin1(head));
  if (!parts) return null;
  const { header, body } = parts;
  const told = header.split('\n').filter((line) => telling.test(line)).length;
  const named = /\.(?:eml|mht|mhtml|nws|mail)$/i.test(fileName);
  if (!(named ? told >= 1 : told >= 3 && machineWritten.test(header)) && !isBareMime(header)) return null;
  if (/^Snapshot-Content-Location[ \t]*:/im.test(header) || /^From[ \t]*:[ \t]*<Saved by /im.test(header)) return 'mhtml';
  if (/^(?:Received|Return-Path|Delivered-To)[ \t]*:/im.test(header)) return 'mail';
  const type = /^Content-Type[ \t]*:[ \t]*([\w-]+\/[\w.+-]+)/im.exec(header)?.[1]?.toLowerCase();
  const located = /^Content-Location[ \t]*:[ \t]*\S/im;
  if (type === 'text/html' && located.test(header)) return 'mhtml';
  if (type !== 'multipart/related') return 'mail';
  if (located.test(header)) return 'mhtml';
  // The root is the first part that is no multipart itself: within the first parts' header blocks.
  const root = /^Content-Type[ \t]*:[ \t]*text\/html[\s\S]*?(?:\n\n|$(?![\s\S]))/im.exec(body);
  const before = root ? body.slice(0, root.index).split('\n\n').at(-1) : undefined;
  if (root && located.test(`${before ?? ''}${root[0]}`)) return 'mhtml';
  return /\.mht(?:ml)?$/i.test(fileName) ? 'mhtml' : 'mail';
}

/** A message that is nothing but its MIME type with a boundary: what is left of a mail without its envelope. */
const isBareMime = (header: string): boolean =>
  /^Content-Type[ \t]*:[ \t]*multipart\/[^\n]*boundary=/im.test(header) && header.split('\n').every((line) => /^[\w-]+[ \t]*:/.test(line));
