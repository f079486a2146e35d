/** Web archives by their first bytes: WARC (ISO 28500), the older ARC, either of them in gzip members. */
import { constants, gunzipSync } from 'node:zlib';

const begins = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/** The first unpacked bytes of a gzip file; empty where it is broken from its start. */
function unpackedHead(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head.subarray(0, 2048), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    // A head cut in a second member, or no gzip after all: nothing can be said of it.
    try {
      return gunzipSync(head.subarray(0, 256), { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      // As above, and no more can be tried.
      return new Uint8Array();
    }
  }
}

/** Which kind of web archive the first 4 kB are of, or null. */
export function webArchiveKind(head: Uint8Array): { kind: 'warc' | 'arc'; gzip: boolean } | null {
  const gzip = isGzip(head);
  const bytes = gzip ? unpackedHead(head) : head;
  if (begins(bytes, 'WARC/')) return { kind: 'warc', gzip };
  return begins(bytes, 'filedesc://') ? { kind: 'arc', gzip } : null;
}
