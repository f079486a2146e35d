/** Names that annotations are written with: the W3C's own, and this program's for what the model has no word for. */

export const annotationContext = 'http://www.w3.org/ns/anno.jsonld';
/** Media Fragments (pixels of a picture) and the fragments of PDF, as the model's section 4.2.1 names them. */
export const mediaFragments = 'http://www.w3.org/TR/media-frags/';
export const pdfFragments = 'http://tools.ietf.org/rfc/rfc3778';

const prefix = 'urn:x-assay:';
/**
 * The whole context of a file of ours. Places on a page are kept as they are (`@json`, JSON-LD 1.1): a list of rectangles in points,
 * y down from the top left of the page as it is seen.
 */
export const context = [
  annotationContext,
  { assay: { '@id': prefix, '@prefix': true }, 'assay:quads': { '@id': `${prefix}quads`, '@type': '@json' } },
] as const;

export const uuidUrn = (id: string): string => `urn:uuid:${id}`;
export const hashUrn = (sha256: string): string => `urn:sha256:${sha256}`;
export const ownUrn = (...parts: string[]): string => `${prefix}${parts.join(':')}`;

/** The SHA-256 that an address names (`urn:sha256:…`, `sha256:…`, `hash://sha256/…`), or null. */
export function hashIn(address: string): string | null {
  return /^(?:urn:sha-?256:|sha-?256:|hash:\/\/sha256\/)([0-9a-f]{64})$/i.exec(address)?.[1]?.toLowerCase() ?? null;
}
