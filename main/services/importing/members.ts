/** What an archive holds, for a person to choose from; what is chosen goes through the queue. */
import type { ArchiveMember } from '../../../shared/contract.ts';
import { AssayError } from '../../../shared/errors.ts';
import type { CaseHandle, Ref, Sha256, Source, SourceId } from '../../../shared/model.ts';
import type { Member } from '../../formats/format.ts';
import type { AnyCase } from '../../storage/case-folder.ts';
import { CaseWriter } from '../../storage/case-folder.ts';
import { foldForFilter } from '../../storage/shown.ts';
import { safeName } from '../names.ts';
import { importerOf } from './desk.ts';
import { type Holder, memberItem } from './inside.ts';
import type { ImportTools } from './tools.ts';

/** The lists of the archives looked at last: a person pages through one, and goes back to it. */
const kept = 2;
const lists = new Map<Sha256, Promise<Member[]>>();

async function readList(tools: ImportTools, store: AnyCase, source: Source, signal: AbortSignal | undefined): Promise<Member[]> {
  const members: Member[] = [];
  await tools.pool().run(
    'list',
    { file: store.originals.pathOf(source.original), hints: { fileName: source.provenance.fileName } },
    {
      signal,
      room: { read: store.folder, write: null },
      onItems: (some) => {
        members.push(...some);
      },
    },
  );
  return members;
}

/** Throws WRONG_KIND for what is no archive. */
async function listOf(tools: ImportTools, store: AnyCase, source: Source): Promise<Member[]> {
  if (source.kind !== 'archive') throw new AssayError('WRONG_KIND', 'This is no archive.', { source: source.ref });
  const known = lists.get(source.original);
  lists.delete(source.original);
  // Not under the signal of whoever asked first: others may wait for the same list
  const list = known ?? readList(tools, store, source, undefined);
  lists.set(source.original, list);
  for (const oldest of lists.keys()) {
    if (lists.size <= kept) break;
    lists.delete(oldest);
  }
  try {
    return await list;
  } catch (error) {
    if (lists.get(source.original) === list) lists.delete(source.original);
    throw error;
  }
}

export interface MemberFilter {
  readonly offset: number;
  readonly limit: number;
  readonly pagesOnly: boolean;
  readonly filter: string;
}

/** References of the sources that members became, by the members' paths. */
function takenBefore(tools: ImportTools, handle: CaseHandle, store: AnyCase, source: SourceId): (member: Member) => Ref | null {
  const byPath = store.pathsWithin(source);
  const byId = store instanceof CaseWriter ? importerOf(tools, handle).queue.takenFrom(source) : new Map<string, SourceId>();
  return ({ id, path }) => {
    const ref = byPath.get(safeName(path));
    if (ref !== undefined) return ref;
    const taken = byId.get(id);
    return taken === undefined ? null : store.refOf(taken);
  };
}

export async function membersOf(
  tools: ImportTools,
  handle: CaseHandle,
  id: SourceId,
  { offset, limit, pagesOnly, filter }: MemberFilter,
  signal: AbortSignal | undefined,
): Promise<{ total: number; pages: number; all: number; members: ArchiveMember[] }> {
  const store = tools.desk.read(handle);
  const all = await listOf(tools, store, store.source(id));
  signal?.throwIfAborted();
  const terms = foldForFilter(filter)
    .split(/\s+/u)
    .filter((term) => term !== '');
  const fits = ({ path, title, url }: Member): boolean => {
    if (terms.length === 0) return true;
    const folded = foldForFilter([path, title ?? '', url ?? ''].join('\n'));
    return terms.every((term) => folded.includes(term));
  };
  const pages = all.filter(({ isPage }) => isPage);
  const wanted = (pagesOnly ? pages : all).filter(fits);
  const became = takenBefore(tools, handle, store, id);
  return {
    total: wanted.length,
    pages: pages.length,
    all: all.length,
    members: wanted.slice(offset, offset + limit).map((member) => ({
      id: member.id,
      path: safeName(member.path),
      title: member.title,
      url: member.url,
      fetched: member.fetched,
      mediaType: member.mediaType,
      status: member.status,
      size: member.size,
      isPage: member.isPage,
      digest: member.digest,
      problem: member.problem,
      source: became(member),
    })),
  };
}

/** Puts members of an archive into the queue as a batch of their own. Throws NOT_FOUND where a member is not in its list. */
export async function takeMembers(tools: ImportTools, handle: CaseHandle, id: SourceId, members: readonly string[]): Promise<number> {
  const importer = importerOf(tools, handle);
  const { queue, store } = importer;
  const source = store.source(id);
  const byId = new Map((await listOf(tools, store, source)).map((member) => [member.id, member]));
  const chosen = members.map((member) => {
    const known = byId.get(member);
    if (known === undefined) throw new AssayError('NOT_FOUND', `${source.ref} holds no such file.`, { source: source.ref, member });
    return known;
  });
  const [asking] = queue.itemsOf(id);
  const holder: Holder = { item: null, shown: safeName(source.provenance.fileName), source: id, depth: asking?.depth ?? 0 };
  const batch = queue.change(() => {
    const made = queue.addBatch(`${chosen.length} from ${source.ref}`, tools.desk.ports.clock.now(), null, []);
    for (const member of chosen) queue.addItem(made, memberItem(holder, member));
    for (const { id: item, asks, state } of queue.itemsOf(id))
      if (state === 'asks' && asks === 'pages') queue.settle({ item, state: source.versionOf === null ? 'imported' : 'new-version' });
    return made;
  });
  importer.wake();
  return batch;
}
