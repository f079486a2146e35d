/** Renditions read back: every one is checked against its hash before a word of it is shown or quoted. */
import { AssayError } from '../../shared/errors.ts';
import { Rendition, type RenditionId, type Sha256 } from '../../shared/model.ts';
import { canonicalJson, sha256 } from '../storage/canonical.ts';
import type { AnyCase, CaseWriter } from '../storage/case-folder.ts';

/** Bytes of canonical JSON kept parsed; an article is some 10 kB, the longest some MB. */
const cacheBytes = 32 << 20;
const cache = new Map<Sha256, { readonly body: Rendition; readonly bytes: number }>();
let cached = 0;

function remember(hash: Sha256, body: Rendition, bytes: number): void {
  cached += bytes - (cache.get(hash)?.bytes ?? 0);
  cache.set(hash, { body, bytes });
  for (const [oldest, entry] of cache) {
    if (cached <= cacheBytes || oldest === hash) break;
    cache.delete(oldest);
    cached -= entry.bytes;
  }
}

/** Throws CASE_BROKEN where the stored bytes are not those that the log names. */
export function loadRendition(store: AnyCase, id: RenditionId, from: 'cache' | 'fresh' = 'cache'): { sha256: Sha256; body: Rendition } {
  const hash = store.renditionHash(id);
  const known = from === 'fresh' ? undefined : cache.get(hash);
  if (known !== undefined) return { sha256: hash, body: known.body };
  const bytes = store.renditions.read(hash);
  if (sha256(bytes) !== hash)
    throw new AssayError('CASE_BROKEN', 'The extracted text of a source is not what it was when it was imported.', {
      rendition: id,
      sha256: hash,
    });
  const parsed = Rendition.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  if (!parsed.success) throw new AssayError('CASE_BROKEN', 'The extracted text of a source cannot be read.', { rendition: id });
  remember(hash, parsed.data, bytes.length);
  return { sha256: hash, body: parsed.data };
}

/** Stores a rendition as canonical JSON under its own hash, fsynced before anything names it. */
export async function storeRendition(store: CaseWriter, body: Rendition): Promise<Sha256> {
  return store.renditions.put(new TextEncoder().encode(canonicalJson(body)));
}
