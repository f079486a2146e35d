/**
 * How a source looked: saved pages (HTML, SingleFile), pages saved as mail (MHTML) and the HTML of mails as one page that can neither
 * run nor call. Pictures, fonts and style sheets that the file itself holds stay; all else is left out and counted.
 */
import { AssayError } from '../../../shared/errors.ts';
import type { LeftOut } from '../../../shared/model.ts';
import { limits } from '../format.ts';
import { isNestedBeyond } from '../html/dom.ts';
import { declaredCharset } from '../html/index.ts';
import { bodyOf } from '../mail/body.ts';
import { withLineFeeds } from '../mail/index.ts';
import { type Part, readMessage } from '../mail/mime.ts';
import { decodedBytes, transferOf } from '../mail/transfer.ts';
import { decodeCharset } from '../mail/words.ts';
import { readText } from '../text.ts';
import { leaves, rootOf } from '../web/mhtml.ts';
import { dataAddress, isShown, stash, textOfData, typeOf } from './data.ts';
import { noneLeftOut } from './left-out.ts';
import { drawPage, type KeptParts } from './page.ts';

/** Elements open inside one another, as for reading. */
const mostNested = 10_000;
/** Characters of what comes out; a window should hold it. */
const mostCharacters = 120 << 20;

/** Media types whose original appearance can be drawn. */
export type Drawable = 'text/html' | 'multipart/related' | 'message/rfc822';

export interface Appearance {
  /** UTF-8, a page of its own. */
  readonly html: string;
  readonly left: LeftOut;
}

/** Only what stands in `data:` addresses: a page that is one file. */
const inline = (stashed: (address: string) => string): KeptParts => ({
  resource: (address) => {
    const whole = stashed(address);
    const type = typeOf(whole);
    return type !== null && isShown(type) ? whole.trim() : null;
  },
  sheet: (address) => {
    const whole = stashed(address);
    const text = typeOf(whole) === 'text/css' ? textOfData(whole) : null;
    return text === null ? null : { text, base: null };
  },
});

/** What came along in the parts of a message, by address or Content-ID. */
function inParts(bytes: Uint8Array, parts: readonly Part[], alone: KeptParts): KeptParts {
  const byAddress = new Map<string, Part>();
  for (const part of parts) {
    const location = part.header.raw('content-location')?.trim();
    const id = part.header.raw('content-id')?.trim().replace(/^<|>$/g, '');
    if (location) byAddress.set(location, part);
    if (id) byAddress.set(`cid:${id}`, part);
  }
  const partAt = (address: string, base: string | null): { part: Part; at: string } | null => {
    const written = address.trim();
    const whole = /^cid:/i.test(written) ? `cid:${decodedId(written.slice(4))}` : (URL.parse(written, base ?? undefined)?.href ?? written);
    for (const at of [written, whole, whole.replace(/#.*$/s, '')]) {
      const part = byAddress.get(at);
      if (part) return { part, at };
    }
    return null;
  };
  const bytesOf = (part: Part): Uint8Array =>
    decodedBytes(bytes.subarray(part.start, part.end), transferOf(part.header.raw('content-transfer-encoding')));
  return {
    resource: (address, base) => {
      const found = partAt(address, base);
      if (found === null) return alone.resource(address, base);
      return isShown(found.part.type) ? dataAddress(found.part.type, bytesOf(found.part)) : null;
    },
    sheet: (address, base) => {
      const found = partAt(address, base);
      if (found === null) return alone.sheet(address, base);
      if (found.part.type !== 'text/css') return null;
      const text = decodeCharset(bytesOf(found.part), found.part.params.get('charset'), 'Content-Type header').text.replace(
        /^\s*@charset[^;]*;/i,
        '',
      );
      return { text, base: found.part.header.raw('content-location')?.trim() ?? base };
    },
  };
}

function decodedId(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch (error) {
    // A Content-ID may hold a bare percent sign
    if (error instanceof URIError) return written;
    throw error;
  }
}

interface Page {
  readonly text: string;
  readonly base: string | null;
  kept(stashed: (address: string) => string): KeptParts;
}

function pageOf(bytes: Uint8Array, mediaType: Drawable): Page {
  if (mediaType === 'text/html') return { text: readText(bytes, { fileName: '' }, declaredCharset(bytes)).text, base: null, kept: inline };
  const whole = mediaType === 'message/rfc822' ? withLineFeeds(bytes) : bytes;
  const message = readMessage(whole);
  const part = mediaType === 'message/rfc822' ? bodyOf(message.root).html.find(({ type }) => type === 'text/html') : rootOf(message);
  if (!part) throw new AssayError('NOT_FOUND', 'This mail has no HTML part: its text is all there is to see.');
  const own = decodedBytes(whole.subarray(part.start, part.end), transferOf(part.header.raw('content-transfer-encoding')));
  const charset = part.params.get('charset');
  const text =
    charset && charset !== 'x-user-defined'
      ? decodeCharset(own, charset, 'Content-Type header').text
      : readText(own, { fileName: '' }, declaredCharset(own)).text;
  const parts = [...leaves(message.root)].filter((one) => one !== part);
  return {
    text,
    base: part.header.raw('content-location')?.trim() ?? message.root.header.raw('snapshot-content-location')?.trim() ?? null,
    kept: (stashed) => inParts(whole, parts, inline(stashed)),
  };
}

/**
 * Draws it. `blocks`: the texts of the reader's blocks, to which a view can then go by `#assay-N`. Throws NOT_FOUND where there is no
 * HTML in it, TOO_LARGE, EMPTY_FILE, BROKEN_FILE.
 */
export function drawAppearance(bytes: Uint8Array, mediaType: Drawable, blocks: readonly string[]): Appearance {
  if (bytes.length > limits.documentBytes) throw new AssayError('TOO_LARGE');
  const page = pageOf(bytes, mediaType);
  const { html, stashed } = stash(page.text);
  if (isNestedBeyond(html, mostNested)) throw new AssayError('TOO_LARGE', 'This page nests its elements deeper than any real page does.');
  const left = noneLeftOut();
  const drawn = drawPage(html, page.kept(stashed), page.base, blocks, left);
  if (drawn.length > mostCharacters) throw new AssayError('TOO_LARGE', 'What this page looked like is too large to be shown.');
  return { html: drawn, left };
}
