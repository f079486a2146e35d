/**
 * Import: bytes are copied, hashed and fsynced, decoded where a bad file can be stopped, and only then named in the log
 * and the tables. One bad file costs one line; the rest goes on. Decoding runs ahead a little; entries are written in
 * the order of the files.
 */
import { type PathLike, readFileSync, rmSync, statSync } from 'node:fs';
import { setImmediate as giveWay } from 'node:timers/promises';
import { codePointLength } from '../../shared/anchor/codepoints.ts';
import type { ImportOutcome, ImportProgress, ImportResult } from '../../shared/contract.ts';
import { AssayError, type Failure } from '../../shared/errors.ts';
import {
  type CaseHandle,
  Instant,
  type Provenance,
  RenditionId,
  type Sha256,
  type Source,
  SourceId,
  type Ticket,
} from '../../shared/model.ts';
import { type Decoded, limits } from '../formats/format.ts';
import type { CaseWriter } from '../storage/case-folder.ts';
import type { Taken } from '../storage/objects.ts';
import type { DecodePool } from '../workers/pool.ts';
import { createBudget } from './budget.ts';
import type { Desk } from './desk.ts';
import { asAssayError } from './failures.ts';
import { safeName } from './names.ts';
import { program } from './program.ts';
import { storeRendition } from './renditions.ts';
import { type FoundFile, filesOf } from './walk.ts';

/** Files read at the same time: enough to keep decoders busy while entries are being written, few enough to bound memory. */
const ahead = 8;

/** Bytes of originals in memory at the same time; one that is larger is read alone. */
const inMemory = createBudget(256 << 20);
/** Files found between two breaths of the workbench: a walk through a large folder must not hold up the windows. */
const breath = 500;

interface Origin {
  readonly shown: string;
  readonly name: string;
  readonly modifiedAt: Instant | null;
  readonly url: string | null;
  /** An upload's own copy, which nobody needs once the case has the bytes. */
  readonly copy: PathLike | null;
}
type Prepared =
  | {
      readonly kind: 'decoded';
      readonly origin: Origin;
      readonly taken: Taken;
      readonly decoded: Decoded;
      readonly rendition: Sha256 | null;
    }
  | { readonly kind: 'duplicate'; readonly origin: Origin; readonly source: Source }
  | { readonly kind: 'failed'; readonly origin: Origin; readonly error: unknown };

export interface ImportTools {
  readonly desk: Desk;
  readonly pool: () => DecodePool;
}

const brief = (source: Source): NonNullable<ImportOutcome['source']> => ({
  id: source.id,
  ref: source.ref,
  title: source.title,
  kind: source.kind,
});

const failureOf = (error: unknown): Failure => asAssayError(error).toFailure();

function provenanceOf(desk: Desk, origin: Origin, at: Instant): Provenance {
  return {
    fileName: safeName(origin.name),
    fileModifiedAt: origin.modifiedAt,
    url: origin.url,
    importedAt: at,
    importedBy: desk.actor(),
    program,
  };
}

async function decode(
  tools: ImportTools,
  store: CaseWriter,
  origin: Origin,
  taken: Taken,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const there = store.sourceByOriginal(taken.sha256);
  if (there !== null) {
    store.originals.drop(taken);
    return { kind: 'duplicate', origin, source: there };
  }
  try {
    if (taken.size === 0) throw new AssayError('EMPTY_FILE');
    const hints = { fileName: origin.name, ...(origin.url === null ? {} : { url: origin.url }) };
    const decoded = await inMemory.within(taken.size, () => tools.pool().decode(readFileSync(taken.temporary), hints, signal));
    // Both are on the disk before the entry that names them; bytes that no entry comes to name do no harm
    const [rendition] = await Promise.all([
      decoded.rendition === null ? null : storeRendition(store, decoded.rendition),
      store.originals.keep(taken),
    ]);
    return { kind: 'decoded', origin, taken, decoded, rendition };
  } catch (error) {
    store.originals.drop(taken);
    throw error;
  }
}

/** Null for a time that ISO 8601 cannot write with four digits of the year, and for a file that vanished: reading it will say so. */
function modifiedAt({ path }: FoundFile): Instant | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || Number.isNaN(stat.mtime.getTime())) return null;
  return Instant.safeParse(stat.mtime.toISOString()).data ?? null;
}

async function prepare(
  tools: ImportTools,
  store: CaseWriter,
  file: FoundFile,
  url: string | null,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  let origin: Origin = {
    shown: safeName(file.shown),
    name: file.name,
    modifiedAt: file.modifiedAt,
    url,
    copy: file.isCopy ? file.path : null,
  };
  try {
    if (file.problem !== null) return { kind: 'failed', origin, error: file.problem };
    if (origin.modifiedAt === null) origin = { ...origin, modifiedAt: modifiedAt(file) };
    return await decode(tools, store, origin, await store.originals.take(file.path, limits.photoBytes, signal), signal);
  } catch (error) {
    return { kind: 'failed', origin, error };
  }
}

/** Writes the entry of one file and says what it became. */
function settle(tools: ImportTools, store: CaseWriter, prepared: Prepared): ImportOutcome {
  const { desk } = tools;
  const path = prepared.origin.shown;
  if (prepared.kind === 'failed') return { path, outcome: 'failed', source: null, error: failureOf(prepared.error) };
  // Looked up again: the same bytes may have come in earlier in this very batch
  const twin = prepared.kind === 'duplicate' ? prepared.source : store.sourceByOriginal(prepared.taken.sha256);
  if (twin !== null) {
    store.append('source.offered-again', ({ at }) => ({ source: twin.id, provenance: provenanceOf(desk, prepared.origin, at) }));
    return { path, outcome: 'duplicate', source: brief(twin), error: null };
  }
  if (prepared.kind === 'duplicate') throw new AssayError('INTERNAL', 'A duplicate lost its twin.');
  const { decoded, taken, rendition, origin } = prepared;
  const url = origin.url ?? decoded.metadata.canonicalUrl?.value ?? null;
  const former = url === null ? null : store.sourceByUrl(url);
  const id = SourceId.parse(desk.ports.ids.uuid());
  const renditionId = RenditionId.parse(desk.ports.ids.uuid());
  store.append('source.imported', ({ at }) => ({
    source: {
      id,
      ref: store.nextRef('S'),
      kind: decoded.kind,
      mediaType: decoded.mediaType,
      original: taken.sha256,
      size: taken.size,
      provenance: provenanceOf(desk, origin, at),
      metadata: decoded.metadata,
      corrections: {},
      photo: decoded.photo,
      versionOf: former?.id ?? null,
    },
    rendition:
      decoded.rendition === null || rendition === null
        ? null
        : {
            id: renditionId,
            sha256: rendition,
            extractor: decoded.rendition.extractor,
            extractorVersion: decoded.rendition.extractorVersion,
            language: decoded.rendition.language,
            characters: codePointLength(decoded.rendition.text),
          },
  }));
  return { path, outcome: former === null ? 'imported' : 'new-version', source: brief(store.source(id)), error: null };
}

function safelySettle(tools: ImportTools, store: CaseWriter, prepared: Prepared): ImportOutcome {
  try {
    return settle(tools, store, prepared);
  } catch (error) {
    return { path: prepared.origin.shown, outcome: 'failed', source: null, error: failureOf(error) };
  }
}

const tally = (outcomes: readonly ImportOutcome[], cancelled: boolean): ImportResult => {
  const count = (outcome: ImportOutcome['outcome']): number => outcomes.filter((each) => each.outcome === outcome).length;
  return {
    imported: count('imported'),
    duplicates: count('duplicate'),
    newVersions: count('new-version'),
    failed: count('failed'),
    cancelled,
    outcomes: [...outcomes],
  };
};

/** Imports what the tickets stand for. On abort, what has come in stays. */
export async function* importFiles(
  tools: ImportTools,
  handle: CaseHandle,
  tickets: readonly Ticket[],
  url: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportProgress, ImportResult> {
  const store = tools.desk.write(handle);
  const files: FoundFile[] = [];
  for (const ticket of tickets) {
    for (const file of filesOf(tools.desk.ports.files.redeem(ticket))) {
      files.push(file);
      if (files.length % breath === 0) await giveWay();
      if (signal?.aborted) return tally([], true);
    }
  }
  if (url !== null && files.length > 1)
    throw new AssayError('BAD_INPUT', 'One address belongs to one file. Import the files one by one, or without an address.', {
      files: files.length,
    });
  const outcomes: ImportOutcome[] = [];
  const running: Promise<Prepared>[] = [];
  let next = 0;
  const fill = (): void => {
    while (running.length < ahead && next < files.length && !signal?.aborted) {
      const file = files[next++];
      if (file !== undefined) running.push(prepare(tools, store, file, url, signal));
    }
  };
  try {
    if (files.length > 0) yield { done: 0, total: files.length, current: safeName(files[0]?.shown ?? ''), outcome: null };
    for (fill(); running.length > 0; ) {
      const prepared = await running[0];
      void running.shift();
      fill();
      if (prepared === undefined) break;
      const stopped = prepared.kind === 'failed' && prepared.error instanceof AssayError && prepared.error.code === 'CANCELLED';
      if (stopped) continue;
      const outcome = safelySettle(tools, store, prepared);
      outcomes.push(outcome);
      if (outcome.outcome !== 'failed' && prepared.origin.copy !== null) rmSync(prepared.origin.copy, { force: true });
      yield { done: outcomes.length, total: files.length, current: outcome.path, outcome };
    }
  } finally {
    // The window is gone or the person cancelled: what is under way ends before the case may be closed
    await Promise.all(running);
  }
  return tally(outcomes, signal?.aborted ?? false);
}

/** Text or HTML from the clipboard, kept as UTF-8 bytes. */
export async function pasteIn(
  tools: ImportTools,
  handle: CaseHandle,
  content: string,
  as: 'text' | 'html',
  name: string,
  url: string | null,
): Promise<ImportOutcome> {
  const store = tools.desk.write(handle);
  const extension = as === 'html' ? '.html' : '.txt';
  const fileName = name.toLowerCase().endsWith(extension) ? name : `${name}${extension}`;
  const origin: Origin = { shown: safeName(fileName), name: fileName, modifiedAt: null, url, copy: null };
  try {
    const taken = await store.originals.takeBytes(new TextEncoder().encode(content));
    return safelySettle(tools, store, await decode(tools, store, origin, taken, undefined));
  } catch (error) {
    return { path: origin.shown, outcome: 'failed', source: null, error: failureOf(error) };
  }
}
