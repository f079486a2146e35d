/** A group of read files becomes durable together: bytes first, then their entries in one transaction, in their order. */
import { codePointLength } from '../../../shared/anchor/codepoints.ts';
import type { AssayError } from '../../../shared/errors.ts';
import { RenditionId, type Source, SourceId } from '../../../shared/model.ts';
import type { CaseWriter } from '../../storage/case-folder.ts';
import { type EntryStamp, type NewEntry, newEntry } from '../../storage/log.ts';
import type { ImportedRendition } from '../../storage/verbs.ts';
import type { Desk } from '../desk.ts';
import { asAssayError } from '../failures.ts';
import type { Addresses } from './addresses.ts';
import { becameThis, metadataOf, type Prepared, provenanceOf, sameFile } from './candidate.ts';
import { stopsAll } from './tools.ts';

type Decoded = Extract<Prepared, { kind: 'decoded' }>;

/** What became of one file of a group. */
export type Outcome =
  | { readonly kind: 'imported' | 'new-version' | 'duplicate'; readonly source: SourceId; readonly isNew: boolean }
  | { readonly kind: 'failed'; readonly error: AssayError };

export interface SettleTools {
  readonly desk: Desk;
  readonly store: CaseWriter;
  readonly addresses: Addresses;
}

export function renditionOf(
  desk: Desk,
  { decoded, rendition, layout }: Pick<Decoded, 'decoded' | 'rendition' | 'layout'>,
): ImportedRendition | null {
  if (decoded.rendition === null || rendition === null) return null;
  return {
    id: RenditionId.parse(desk.ports.ids.uuid()),
    sha256: rendition.sha256,
    extractor: decoded.rendition.extractor,
    extractorVersion: decoded.rendition.extractorVersion,
    language: decoded.rendition.language,
    characters: codePointLength(decoded.rendition.text),
    kind: 'extracted',
    layout: layout?.sha256 ?? null,
    confidence: null,
  };
}

/** Bytes that nobody came to need. Copies that the queue names stay for it to remove. */
function drop(store: CaseWriter, prepared: Prepared, spare: ReadonlySet<string>): void {
  if (prepared.kind === 'failed') return;
  if (!spare.has(prepared.taken.temporary)) store.originals.drop(prepared.taken);
  if (prepared.kind !== 'decoded') return;
  for (const { taken } of [prepared.rendition, prepared.layout].flatMap((one) => one ?? []))
    if (taken !== null) store.renditions.drop(taken);
}

/** Gives up files that were read: their batch was cancelled. What was found inside them goes, too. */
export function discard(store: CaseWriter, prepared: Prepared, spare: ReadonlySet<string>): void {
  drop(store, prepared, spare);
  if (prepared.kind === 'decoded')
    for (const { file, sha256, size } of prepared.staged) store.originals.drop({ temporary: file, sha256, size });
}

/** Whether a source is what this very file became before the program ended, by an entry that no item is known to stand for. */
function isRecovered(store: CaseWriter, source: Source, { from }: Prepared): 'imported' | 'offered' | null {
  if (becameThis(source, from) && !store.queue().knows(source.id)) return 'imported';
  if (!from.recovered || from.claimedAt === null) return null;
  return store.offeredAgain(source.id, from.claimedAt).some((provenance) => sameFile(provenance, from)) ? 'offered' : null;
}

/** What the log is to say of one file. Runs inside the transaction, so that it sees what those before it became. */
function draft(
  { desk, store, addresses }: SettleTools,
  prepared: Exclude<Prepared, { kind: 'failed' }>,
  tell: (outcome: Outcome) => void,
): (stamp: EntryStamp) => NewEntry | null {
  return ({ at, actor }) => {
    const { from, taken } = prepared;
    const provenance = provenanceOf(from, at, actor);
    // Looked up again: the same bytes may have come in earlier in this very group
    const twin = store.sourceByOriginal(taken.sha256);
    if (twin !== null) {
      const before = isRecovered(store, twin, prepared);
      if (before === 'imported') {
        tell({ kind: twin.versionOf === null ? 'imported' : 'new-version', source: twin.id, isNew: false });
        return null;
      }
      tell({ kind: 'duplicate', source: twin.id, isNew: false });
      return before === 'offered' ? null : newEntry('source.offered-again', { source: twin.id, provenance });
    }
    if (prepared.kind === 'duplicate') throw new TypeError('a duplicate lost its twin');
    const { decoded } = prepared;
    const url = from.url ?? decoded.metadata.canonicalUrl?.value ?? null;
    const former = url === null ? null : addresses.newest(url);
    const id = SourceId.parse(desk.ports.ids.uuid());
    if (url !== null) addresses.note(url, id);
    tell({ kind: former === null ? 'imported' : 'new-version', source: id, isNew: true });
    return newEntry('source.imported', {
      source: {
        id,
        ref: store.nextRef('S'),
        kind: decoded.kind,
        mediaType: decoded.mediaType,
        original: taken.sha256,
        size: taken.size,
        provenance,
        metadata: metadataOf(decoded.metadata, from),
        corrections: {},
        photo: decoded.photo,
        versionOf: former,
        reading: decoded.reading ?? 'read',
      },
      rendition: renditionOf(desk, prepared),
    });
  };
}

/**
 * Makes a group durable and tells what each became, in their order. Several entries share one commit; where that fails, each is tried
 * by itself, so that one bad file costs one line. Throws where the case's own place fails: then nothing of the group is acknowledged.
 */
export async function settleGroup(tools: SettleTools, group: readonly Prepared[], spare: ReadonlySet<string>): Promise<Outcome[]> {
  const { store, addresses } = tools;
  const read = group.filter((one) => one.kind === 'decoded');
  try {
    await Promise.all([
      store.originals.keepAll(
        read.map(({ taken }) => taken),
        spare,
      ),
      store.renditions.keepAll(read.flatMap(({ rendition, layout }) => [rendition?.taken ?? [], layout?.taken ?? []].flat())),
    ]);
  } catch (error) {
    for (const one of group) discard(store, one, spare);
    throw asAssayError(error);
  }
  const outcomes: Outcome[] = group.map((one) =>
    one.kind === 'failed' ? { kind: 'failed', error: one.error } : { kind: 'failed', error: asAssayError(new Error('not written')) },
  );
  const drafts = group.flatMap((one, n) =>
    one.kind === 'failed'
      ? []
      : [
          {
            n,
            build: draft(tools, one, (outcome) => {
              outcomes[n] = outcome;
            }),
          },
        ],
  );
  try {
    if (drafts.length > 0) store.appendAll(drafts.map(({ build }) => build));
  } catch (error) {
    addresses.forget();
    const known = asAssayError(error);
    if (stopsAll(known)) throw known;
    for (const { n, build } of drafts) {
      try {
        store.appendAll([build]);
      } catch (alone) {
        addresses.forget();
        const failure = asAssayError(alone);
        if (stopsAll(failure)) throw failure;
        outcomes[n] = { kind: 'failed', error: failure };
      }
    }
  }
  for (const one of group) if (one.kind === 'duplicate') drop(store, one, spare);
  return outcomes;
}
