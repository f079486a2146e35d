/** MediaInfo over a file that is read in places only: a 4 GB video costs some megabytes. */
import { z } from 'zod';
import type { FileBytes } from '../format.ts';

/** One track as MediaInfo tells it: everything as text or number, and a list of further tags. */
const Track = z.looseObject({ '@type': z.string(), extra: z.record(z.string(), z.unknown()).optional() });
export type Track = z.output<typeof Track>;
const Answer = z.looseObject({ media: z.looseObject({ track: z.array(Track) }).nullish() });

const chunk = 256 << 10;
/** Bytes read of one file; a file that asks for more is being led in circles. */
const mostRead = 768 << 20;

/** The tracks of a recording, the general one first. Throws Error where MediaInfo gives up. */
export async function tracksOf(input: FileBytes): Promise<Track[]> {
  const { default: mediaInfoFactory } = await import('mediainfo.js');
  const info = await mediaInfoFactory({ format: 'JSON', chunkSize: chunk, coverData: false, full: false });
  let left = mostRead;
  try {
    const text = await info.analyzeData(input.size, async (length, offset) => {
      if (left <= 0 || offset >= input.size) return new Uint8Array(0);
      const bytes = await input.read(offset, Math.min(length, left));
      left -= Math.max(1, bytes.length);
      return bytes;
    });
    return Answer.parse(JSON.parse(text)).media?.track ?? [];
  } finally {
    info.close();
  }
}
