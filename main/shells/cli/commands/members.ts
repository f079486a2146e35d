/** members: what an archive holds, and taking some of it. */
import type { ArchiveMember, ImportItem, ImportOutcome } from '../../../../shared/contract.ts';
import { AssayError } from '../../../../shared/errors.ts';
import type { CaseHandle, SourceId } from '../../../../shared/model.ts';
import { shorten, table } from '../output.ts';
import { type Client, type Session, sourceArgument } from '../session.ts';
import { answer } from '../terminal.ts';

const pageSize = 1000;

async function allMembers(client: Client, handle: CaseHandle, source: SourceId, pagesOnly: boolean) {
  const members: ArchiveMember[] = [];
  for (;;) {
    const some = await client.imports.members({ case: handle, source, pagesOnly, offset: members.length, limit: pageSize });
    members.push(...some.members);
    if (some.members.length === 0 || members.length >= some.total) return { ...some, members };
  }
}

export async function members(session: Session, path: string, written: string, { all }: { all?: boolean }): Promise<number> {
  const { client, terminal } = session;
  const which = sourceArgument(written);
  return session.inCase(path, 'either', async ({ handle }) => {
    const source = await client.sources.get({ case: handle, source: which });
    const listed = await allMembers(client, handle, source.id, all !== true);
    answer(terminal, listed, () =>
      listed.members.length === 0
        ? `${source.ref} holds ${all === true ? 'nothing' : 'no pages'}.\n`
        : table(
            listed.members.map((member) => [
              member.source ?? '',
              member.fetched?.slice(0, 19) ?? '',
              member.status === null ? '' : String(member.status),
              shorten(member.url ?? member.path, 90),
              shorten(member.problem?.message ?? member.title ?? '', 60),
            ]),
          ),
    );
    return 0;
  });
}

/** What an item became, as an import tells it; null while it is not settled. */
function outcomeOfItem({ path, state, source, error, asks }: ImportItem): ImportOutcome | null {
  if (state === 'failed') return { path, outcome: 'failed', source, error };
  if (state === 'asks') return { path, outcome: 'imported', source, error, ...(asks === null ? {} : { asks }) };
  return state === 'imported' || state === 'duplicate' || state === 'new-version' ? { path, outcome: state, source, error } : null;
}

/** Waits until a batch has ended; what its items became. Throws why it stopped, where it stopped by itself. */
export async function batchDone(
  client: Client,
  handle: CaseHandle,
  batch: number,
  signal: AbortSignal,
  show: (text: string) => void,
): Promise<ImportOutcome[]> {
  for await (const { batches } of await client.imports.watch({ case: handle }, { signal })) {
    const one = batches.find(({ id }) => id === batch);
    if (one === undefined) return [];
    show(`${one.total - one.counts.waiting - one.counts.reading} of ${one.total}  ${shorten(one.current, 60)}`);
    if (one.state === 'stopped' && one.failure !== null) throw new AssayError(one.failure.code, one.failure.message, one.failure.details);
    if (one.state === 'done' || one.state === 'cancelled') break;
  }
  const outcomes: ImportOutcome[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const { items } = await client.imports.items({ case: handle, batch, offset, limit: pageSize });
    outcomes.push(...items.flatMap((item) => outcomeOfItem(item) ?? []));
    if (items.length < pageSize) return outcomes;
  }
}

/** Takes the pages of an archive that have these addresses, or all of them. Throws NOT_FOUND for an address that it does not hold. */
export async function choosePages(
  { client, terminal }: Session,
  handle: CaseHandle,
  source: SourceId,
  urls: readonly string[] | null,
): Promise<ImportOutcome[]> {
  const { members: pages } = await allMembers(client, handle, source, true);
  const wanted = urls === null ? pages : pages.filter(({ url, path }) => urls.includes(url ?? path));
  const missing = urls?.find((one) => !wanted.some(({ url, path }) => (url ?? path) === one));
  if (missing !== undefined) throw new AssayError('NOT_FOUND', `This archive holds no page ${missing}. "assay members" lists them.`);
  if (wanted.length === 0) return [];
  const { batch } = await client.imports.take({ case: handle, source, members: wanted.map(({ id }) => id) });
  return batchDone(client, handle, batch, terminal.signal, () => undefined);
}
