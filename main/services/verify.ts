/** Proves a case: the file, the log and its replay, every original, every rendition, every quote and region. Finds, names, changes nothing. */
import { setImmediate as giveWay } from 'node:timers/promises';
import { ZodError } from 'zod';
import type { JobProgress, VerifyFinding, VerifyResult } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import { ExcerptId, RenditionId, SourceId } from '../../shared/model.ts';
import { type AnyCase, CaseWriter } from '../storage/case-folder.ts';
import type { Opened } from './desk.ts';
import { anchorProblem } from './excerpts.ts';
import { asAssayError } from './failures.ts';
import { loadLayout } from './layouts.ts';
import { loadRendition } from './renditions.ts';

type Check = VerifyResult['checked'][number];

async function* replayLog(
  store: AnyCase,
  total: number,
  findings: VerifyFinding[],
  signal: AbortSignal | undefined,
): AsyncGenerator<JobProgress, Check> {
  const replay = store.replay();
  for (let step = replay.next(); ; step = replay.next()) {
    if (step.done) {
      for (const problem of step.value.problems) findings.push({ check: 'log', ...problem });
      return { check: 'log', count: step.value.entries, ok: step.value.problems.length === 0 };
    }
    if (signal?.aborted) {
      replay.return({ entries: 0, problems: [] });
      throw new AssayError('CANCELLED');
    }
    yield { phase: 'Replaying the log', done: step.value, total };
    await giveWay();
  }
}

/** Runs one check over many things, naming each that fails; a check that throws is a finding, not an end. */
async function* each<T>(
  check: string,
  phase: string,
  list: () => readonly T[],
  findings: VerifyFinding[],
  signal: AbortSignal | undefined,
  look: (thing: T) => Promise<{ subject: string; message: string } | null>,
): AsyncGenerator<JobProgress, Check> {
  const before = findings.length;
  const things: T[] = [];
  const broken = await told('case.sqlite', () => {
    things.push(...list());
    return null;
  });
  if (broken !== null) findings.push({ check, ...broken });
  let done = 0;
  for (const thing of things) {
    if (signal?.aborted) throw new AssayError('CANCELLED');
    const problem = await look(thing);
    if (problem !== null) findings.push({ check, ...problem });
    done++;
    if (done % 16 === 0 || done === things.length) {
      yield { phase, done, total: things.length };
      await giveWay();
    }
  }
  return { check, count: things.length, ok: findings.length === before };
}

/** What an AssayError of a look says, as a finding; anything else is a fault of ours and goes up. */
async function told(
  subject: string,
  look: () => Promise<string | null> | string | null,
): Promise<{ subject: string; message: string } | null> {
  try {
    const message = await look();
    return message === null ? null : { subject, message };
  } catch (error) {
    if (error instanceof ZodError) return { subject, message: 'Its record in the database is damaged.' };
    const known = asAssayError(error);
    if (known.code !== 'INTERNAL') return { subject, message: known.message };
    // The system's own: a folder where a file should be, a file that may not be read
    if (error instanceof Error && 'code' in error) return { subject, message: `It cannot be read: ${error.message}` };
    throw error;
  }
}

/**
 * The checks alone, for any handle. Imports and other windows may write meanwhile: all is compared as it stood when the checks began,
 * or what came in between would look like tampering.
 */
export async function* inspect(live: AnyCase, signal: AbortSignal | undefined): AsyncGenerator<JobProgress, VerifyResult> {
  let still: AnyCase | null = null;
  try {
    still = live.snapshot();
  } catch (error) {
    // Moved away or damaged: then the open handle is looked at, and what is wrong is found by the checks
    if (!(error instanceof AssayError)) throw error;
  }
  try {
    return yield* inspectAll(live, still ?? live, signal);
  } finally {
    still?.close();
  }
}

async function* inspectAll(live: AnyCase, store: AnyCase, signal: AbortSignal | undefined): AsyncGenerator<JobProgress, VerifyResult> {
  const findings: VerifyFinding[] = [];
  const checked: Check[] = [];
  const head = store.head();
  yield { phase: 'Checking the database', done: 0, total: 1 };
  const damage = store.integrity();
  if (!live.isThere()) damage.push('The case’s folder is not at its place any more: it was moved, renamed or removed.');
  for (const message of damage) findings.push({ check: 'database', subject: 'case.sqlite', message });
  checked.push({ check: 'database', count: 1, ok: damage.length === 0 });
  checked.push(yield* replayLog(store, head.seq, findings, signal));
  checked.push(
    yield* each(
      'originals',
      'Hashing originals',
      () => store.keysOf('source'),
      findings,
      signal,
      ({ id, ref }) =>
        told(ref, async () => {
          const { original } = store.source(SourceId.parse(id));
          if (!store.originals.has(original)) return `The original of ${ref} (${original.slice(0, 16)}…) is missing.`;
          return (await store.originals.check(original)) ? null : `The original of ${ref} is not the bytes that were imported.`;
        }),
    ),
  );
  checked.push(
    yield* each(
      'renditions',
      'Checking extracted texts',
      () => store.allRenditions(),
      findings,
      signal,
      ({ id, ref }) =>
        told(ref, () => {
          loadRendition(store, RenditionId.parse(id), 'fresh');
          loadLayout(store, RenditionId.parse(id), 'fresh');
          return null;
        }),
    ),
  );
  checked.push(
    yield* each(
      'excerpts',
      'Comparing quotes with their sources',
      () => store.keysOf('excerpt'),
      findings,
      signal,
      ({ id, ref }) => told(ref, () => anchorProblem(store, store.excerpt(ExcerptId.parse(id)))),
    ),
  );
  return { ok: findings.length === 0, checked, findings, head: head.hash, entries: head.seq };
}

/** Inspects and, where the case can be written, keeps the outcome in its log. */
export async function* verifyCase(
  { store }: Pick<Opened, 'store'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobProgress, VerifyResult> {
  const result = yield* inspect(store, signal);
  if (!(store instanceof CaseWriter)) return result;
  try {
    store.append('case.verified', () => ({ head: result.head, ok: result.ok, findings: result.findings.length }));
  } catch (error) {
    // What was found counts more than that it could not be written down (a full disk, a damaged file)
    if (!(error instanceof AssayError)) throw error;
  }
  return result;
}
