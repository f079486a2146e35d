/** `data:` addresses: which may be shown, and how a tree is built without dragging them along. */

const picture = /^image\/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)$/i;
const font = /^(?:font\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|application\/vnd\.ms-fontobject|application\/octet-stream)$/i;

export const isShown = (mediaType: string): boolean => picture.test(mediaType) || font.test(mediaType);

/** The media type a `data:` address names; null where it is none. */
export const typeOf = (address: string): string | null => /^\s*data:([\w.+-]+\/[\w.+-]+)?[;,]/i.exec(address)?.[1]?.toLowerCase() ?? null;

export const dataAddress = (mediaType: string, bytes: Uint8Array): string =>
  `data:${mediaType};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')}`;

/** The text of a `data:` address (RFC 2397), read as UTF-8. */
export function textOfData(address: string): string | null {
  const parts = /^\s*data:([^,]*),([\s\S]*)$/i.exec(address);
  if (!parts) return null;
  const [, kind = '', body = ''] = parts;
  if (/;\s*base64\s*$/i.test(kind)) return Buffer.from(body, 'base64').toString('utf8');
  try {
    return decodeURIComponent(body);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

const mark = 'data:assay/stashed;';

/** Takes long `data:` addresses out of a page before it is parsed: with them a tree is built a hundred times slower. */
export function stash(html: string): { html: string; stashed(address: string): string } {
  const held: string[] = [];
  const short = html.replace(
    /((?:[=(,]|&quot;|&#34;)\s*["']?)(data:[^"'()\s<>&]{512,})/gi,
    (_, before: string, address: string) => `${before}${mark}${held.push(address) - 1},`,
  );
  const stashed = (address: string): string => {
    const trimmed = address.trim();
    return trimmed.startsWith(mark) ? (held[Number.parseInt(trimmed.slice(mark.length), 10)] ?? '') : address;
  };
  return { html: short, stashed };
}
