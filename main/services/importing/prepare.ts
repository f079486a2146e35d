/** From a place on this machine to a decoded file whose bytes lie in the case: copied and hashed here, read in a worker process. */
import { existsSync, type PathLike, statSync } from 'node:fs';
import { join } from 'node:path';
import { AssayError } from '../../../shared/errors.ts';
import { Instant } from '../../../shared/model.ts';
import { type Hints, limits } from '../../formats/format.ts';
import { canonicalJson, sha256 } from '../../storage/canonical.ts';
import type { CaseWriter } from '../../storage/case-folder.ts';
import type { ObjectStore, Taken } from '../../storage/objects.ts';
import type { ItemRow } from '../../storage/queue-schema.ts';
import { asAssayError } from '../failures.ts';
import { becameThis, type Candidate, type Prepared, type StoredText } from './candidate.ts';
import { type ImportTools, roomOf } from './tools.ts';

/** Null for a time that ISO 8601 cannot write with four digits of the year, and for a file that vanished: reading it will say so. */
function modifiedAt(path: PathLike): Instant | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || Number.isNaN(stat.mtime.getTime())) return null;
  return Instant.safeParse(stat.mtime.toISOString()).data ?? null;
}

/** A path is text where its bytes are: Windows takes no other; elsewhere a name may be no valid UTF-8. */
function pathOf(bytes: Uint8Array): string | Buffer {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  return Buffer.from(text).equals(buffer) ? text : buffer;
}

export function candidateOf(item: ItemRow, url: string | null): Candidate {
  return {
    shown: item.shown,
    name: item.part?.name ?? item.name,
    modifiedAt: item.part?.modifiedAt ?? item.modifiedAt,
    url: item.part?.url ?? (item.holderSource === null ? url : null),
    holder: item.holderSource,
    part: item.part,
    claimedAt: item.claimedAt,
    recovered: item.recovered,
  };
}

export const hintsOf = ({ name, url, part }: Candidate): Hints => ({
  fileName: name,
  ...(part?.charset === undefined ? {} : { charset: part.charset }),
  ...(part?.mediaType === undefined ? {} : { mediaType: part.mediaType }),
  ...(url === null ? {} : { url }),
  ...(part?.fetched === undefined ? {} : { fetched: part.fetched }),
});

/** Writes canonical JSON beside the others; its name comes with the group's. */
export async function storeText(renditions: ObjectStore, body: object): Promise<StoredText> {
  const bytes = new TextEncoder().encode(canonicalJson(body));
  const hash = sha256(bytes);
  return { sha256: hash, taken: renditions.has(hash) ? null : await renditions.takeBytes(bytes) };
}

/** Where the bytes lie that a worker is to read: a crash may have struck after they got their name. */
function placeOf(store: CaseWriter, taken: Taken): string {
  return existsSync(taken.temporary) ? taken.temporary : store.originals.pathOf(taken.sha256);
}

/** Reads bytes that were taken. Throws what the reader throws; the caller drops the bytes then. */
export async function decodeTaken(
  tools: ImportTools,
  store: CaseWriter,
  from: Candidate,
  taken: Taken,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const there = store.sourceByOriginal(taken.sha256);
  // An archive that is offered again is opened again: it may not have been taken in to its end the first time
  if (there !== null && there.kind !== 'archive' && !becameThis(there, from)) return { kind: 'duplicate', from, taken, source: there };
  if (taken.size === 0) throw new AssayError('EMPTY_FILE');
  const { decoded, staged } = await tools
    .pool()
    .run('decode', { file: placeOf(store, taken), hints: hintsOf(from), staging: store.incoming }, { signal, room: roomOf(store) });
  const rendition = decoded.rendition === null ? null : await storeText(store.renditions, decoded.rendition);
  const layout = decoded.layout === null || decoded.layout === undefined ? null : await storeText(store.renditions, decoded.layout);
  return { kind: 'decoded', from, taken, decoded, staged, rendition, layout };
}

/** The bytes of an item, wherever they lie. */
async function takeItem(
  tools: ImportTools,
  store: CaseWriter,
  item: ItemRow,
  from: Candidate,
  signal: AbortSignal,
): Promise<{ from: Candidate; taken: Taken }> {
  if (item.copy !== null) {
    const temporary = join(store.incoming, item.copy);
    const known = item.original !== null && item.size !== null ? { sha256: item.original, size: item.size, temporary } : null;
    if (known !== null && (existsSync(temporary) || store.originals.has(known.sha256))) return { from, taken: known };
    const taken = await store.originals.adopt(item.copy, limits.fileBytes, signal);
    store.queue().change(() => store.queue().setOriginal(item.id, taken.sha256, taken.size));
    return { from, taken };
  }
  if (item.member !== null && item.holderSource !== null) {
    const holder = store.source(item.holderSource);
    const { staged } = await tools.pool().run(
      'take',
      {
        file: store.originals.pathOf(holder.original),
        id: item.member,
        hints: { fileName: holder.provenance.fileName },
        staging: store.incoming,
      },
      { signal, room: roomOf(store) },
    );
    const { part, file, sha256: hash, size } = staged;
    const told = { ...item, part, name: part.name };
    return { from: candidateOf(told, null), taken: { sha256: hash, size, temporary: file } };
  }
  if (item.path === null) throw new AssayError('FILE_UNREADABLE', 'What held this file is not at hand any more.');
  const path = pathOf(item.path);
  const told = from.modifiedAt === null ? { ...from, modifiedAt: modifiedAt(path) } : from;
  return { from: told, taken: await store.originals.take(path, limits.fileBytes, signal) };
}

/** Never throws: what went wrong is what became of the item. */
export async function prepareItem(
  tools: ImportTools,
  store: CaseWriter,
  item: ItemRow,
  url: string | null,
  signal: AbortSignal,
): Promise<Prepared> {
  let from = candidateOf(item, url);
  let taken: Taken | null = null;
  try {
    ({ from, taken } = await takeItem(tools, store, item, from, signal));
    return await decodeTaken(tools, store, from, taken, signal);
  } catch (error) {
    // A copy of ours stays for another try; anything else is where it was
    if (taken !== null && item.copy === null) store.originals.drop(taken);
    return { kind: 'failed', from, error: asAssayError(error) };
  }
}
