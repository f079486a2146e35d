/** Bytes through a Node transform (zlib), piece by piece, with errors of either side and an early stop passed on. */
import { Readable, type Transform } from 'node:stream';
import { AssayError } from '../../shared/errors.ts';

/** What the transform makes of the source. Throws what either throws; a stop of the reader stops both. */
export async function* through(source: AsyncIterable<Uint8Array>, transform: Transform): AsyncGenerator<Uint8Array> {
  const readable = Readable.from(source, { objectMode: true, highWaterMark: 1 });
  readable.on('error', (error) => transform.destroy(error));
  readable.pipe(transform);
  try {
    for await (const piece of transform) if (piece instanceof Uint8Array) yield piece;
  } finally {
    readable.destroy();
    transform.destroy();
  }
}

/** All pieces as one. Throws TOO_LARGE beyond `most` bytes. */
export async function collect(pieces: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > most)
      throw new AssayError('TOO_LARGE', `Unpacked this is more than the ${Math.round(most / 2 ** 20)} MB Assay holds at once.`);
    kept.push(piece);
  }
  return Buffer.concat(kept);
}
