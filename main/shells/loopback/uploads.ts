/** Files that a person drops on the window: streamed to a private folder, handed on as tickets. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AssayError } from '../../../shared/errors.ts';
import { Instant, type Ticket } from '../../../shared/model.ts';
import type { Tickets } from '../../host/tickets.ts';

/** Bytes of one upload: as much as the largest format accepts. */
const largestUpload = 1024 ** 3;

/** From milliseconds since 1970 (File.lastModified); null for a time that ISO 8601 cannot write with four digits of the year. */
function instantOf(milliseconds: string): Instant | null {
  const date = new Date(Number(milliseconds));
  const parsed = Number.isNaN(date.getTime()) ? null : Instant.safeParse(date.toISOString());
  return parsed?.success ? parsed.data : null;
}

const Query = z.object({
  name: z.string().min(1).max(1000),
  /** When the file was last changed on the person's disk, as far as the browser tells. */
  modified: z
    .union([
      Instant,
      z
        .string()
        .regex(/^-?\d{1,16}$/)
        .transform(instantOf),
    ])
    .nullable(),
});

/** The last part of a name, for a browser may send a whole path; never empty. */
const lastPart = (name: string): string =>
  name
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .at(-1) ?? 'unnamed';

async function* limited(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new AssayError('TOO_LARGE', undefined, { most });
    yield chunk;
  }
}

/**
 * Takes one upload. Throws BAD_INPUT (no name), TOO_LARGE, DISK_FULL or WRITE_FAILED; a broken-off upload leaves nothing.
 * The person's file name never names a file on disk. `announced` is the size that the request tells of itself.
 */
export async function takeUpload(
  query: URLSearchParams,
  body: Readable,
  folder: string,
  tickets: Tickets,
  { announced = 0, most = largestUpload }: { readonly announced?: number; readonly most?: number } = {},
): Promise<Ticket> {
  const parsed = Query.safeParse({ name: query.get('name') ?? '', modified: query.get('modified') });
  if (!parsed.success) throw new AssayError('BAD_INPUT', undefined, { problem: z.prettifyError(parsed.error) });
  // Told beforehand, it is refused before it fills the disk
  if (announced > most) throw new AssayError('TOO_LARGE', undefined, { most });
  const path = join(folder, randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await pipeline(limited(body, most), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof AssayError) throw error;
    const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    throw new AssayError(full ? 'DISK_FULL' : 'WRITE_FAILED', undefined, { name: parsed.data.name }, { cause: error });
  }
  return tickets.issue({ path, name: lastPart(parsed.data.name), modifiedAt: parsed.data.modified, isCopy: true });
}
