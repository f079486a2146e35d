/** A locked source is read with its password, which is used for this one reading and kept nowhere: not in the log, not in a failure. */
import { AssayError } from '../../../shared/errors.ts';
import type { CaseHandle, Source, SourceId } from '../../../shared/model.ts';
import { asAssayError } from '../failures.ts';
import type { Candidate } from './candidate.ts';
import { metadataOf } from './candidate.ts';
import { describeDecoded } from './describe.ts';
import { importerOf } from './desk.ts';
import { type Holder, partsOf } from './inside.ts';
import { hintsOf, storeText } from './prepare.ts';
import { renditionOf } from './settle.ts';
import { type ImportTools, roomOf } from './tools.ts';

function candidateOf({ provenance }: Source): Candidate {
  return {
    shown: provenance.fileName,
    name: provenance.fileName,
    modifiedAt: provenance.fileModifiedAt,
    url: provenance.url,
    holder: null,
    part: null,
    claimedAt: null,
    recovered: false,
  };
}

/** What went wrong, without what was typed. */
function withoutPassword(error: unknown, password: string): AssayError {
  const known = asAssayError(error);
  const told = JSON.stringify([known.message, known.details]);
  return told.includes(password) || told.includes(JSON.stringify(password).slice(1, -1)) ? new AssayError(known.code) : known;
}

/** Throws PASSWORD_NEEDED for a wrong password, WRONG_KIND for what is not locked. */
export async function unlockSource(
  tools: ImportTools,
  handle: CaseHandle,
  id: SourceId,
  password: string,
  signal: AbortSignal | undefined,
): Promise<Source> {
  const importer = importerOf(tools, handle);
  const { queue, store } = importer;
  const source = store.source(id);
  if (source.reading !== 'locked') throw new AssayError('WRONG_KIND', `${source.ref} is not locked.`, { source: source.ref });
  const from = candidateOf(source);
  const file = store.originals.pathOf(source.original);
  const { decoded, staged } = await tools
    .pool()
    .run('decode', { file, hints: { ...hintsOf(from), password }, staging: store.incoming }, { signal, room: roomOf(store) })
    .catch((error: unknown) => {
      throw withoutPassword(error, password);
    });
  if (decoded.reading === 'locked') throw new AssayError('PASSWORD_NEEDED', undefined, { source: source.ref });
  const rendition = decoded.rendition === null ? null : await storeText(store.renditions, decoded.rendition);
  const layout = decoded.layout === null || decoded.layout === undefined ? null : await storeText(store.renditions, decoded.layout);
  await store.renditions.keepAll([rendition?.taken ?? [], layout?.taken ?? []].flat());
  // Another window may have been faster
  if (store.source(id).reading !== 'locked') return store.source(id);
  store.append('source.read', () => ({
    source: id,
    metadata: metadataOf(decoded.metadata, from),
    reading: decoded.reading ?? 'read',
    rendition: renditionOf(tools.desk, { decoded, rendition, layout }),
  }));
  const items = queue.itemsOf(id);
  const [item] = items;
  const holder: Holder = { item: item?.id ?? null, shown: item?.shown ?? from.shown, source: id, depth: item?.depth ?? 0 };
  const parts = partsOf(holder, staged, decoded.refused);
  queue.change(() => {
    for (const { id: each, asks, state } of items)
      if (state === 'asks' && asks === 'password')
        queue.settle({
          item: each,
          state: source.versionOf === null ? 'imported' : 'new-version',
          what: describeDecoded(decoded, staged.length),
          findings: decoded.metadata.findings ?? [],
        });
    if (parts.length === 0) return;
    const batch = queue.addBatch(`${parts.length} from ${source.ref}`, tools.desk.ports.clock.now(), null, []);
    for (const part of parts) queue.addItem(batch, part);
  });
  importer.wake();
  tools.onImported?.(handle, id);
  return store.source(id);
}
