/** What was found inside a file becomes items of their own that name it as their holder. */
import { basename } from 'node:path';
import { AssayError, type Failure } from '../../../shared/errors.ts';
import type { Sha256, SourceId } from '../../../shared/model.ts';
import { type Decoded, type Hints, limits, type Member } from '../../formats/format.ts';
import type { CaseWriter } from '../../storage/case-folder.ts';
import type { NewItem } from '../../storage/queue-schema.ts';
import type { Staged } from '../../workers/task.ts';
import { safeName } from '../names.ts';
import { type ImportTools, roomOf } from './tools.ts';

/** The item and source in which something was found. */
export interface Holder {
  readonly item: number | null;
  readonly shown: string;
  readonly source: SourceId;
  /** How deep the holder itself lies in others. */
  readonly depth: number;
}

const tooDeep = (): Failure =>
  new AssayError('TOO_LARGE', `This lies more than ${limits.depth} containers deep and was not opened.`, {
    depth: limits.depth,
  }).toFailure();

const within = (holder: Holder, path: string): Pick<NewItem, 'shown' | 'holder' | 'holderSource' | 'depth'> => ({
  shown: `${holder.shown} › ${safeName(path)}`,
  holder: holder.item,
  holderSource: holder.source,
  depth: holder.depth + 1,
});

/** Attachments and pictures that a reader staged, and those it refused, each with its reason. */
export function partsOf(holder: Holder, staged: readonly Staged[], refused: Decoded['refused']): NewItem[] {
  const isTooDeep = holder.depth + 1 > limits.depth;
  return [
    ...staged.map(
      ({ part, file, sha256, size }): NewItem => ({
        ...within(holder, part.path),
        name: part.name,
        size,
        modifiedAt: part.modifiedAt ?? null,
        part,
        copy: basename(file),
        original: sha256,
        ...(isTooDeep ? { error: tooDeep() } : {}),
      }),
    ),
    ...(refused ?? []).map(({ path, failure }): NewItem => ({ ...within(holder, path), name: path, error: failure })),
  ];
}

export function memberItem(holder: Holder, { id, path, name, size, problem }: Member): NewItem {
  const error = problem ?? (holder.depth + 1 > limits.depth ? tooDeep() : null);
  return { ...within(holder, path), name, size, member: id, ...(error === null ? {} : { error }) };
}

/** Goes through what an archive holds, a few at a time. */
export async function listArchive(
  tools: ImportTools,
  store: CaseWriter,
  original: Sha256,
  hints: Hints,
  take: (members: readonly Member[]) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  await tools
    .pool()
    .run('list', { file: store.originals.pathOf(original), hints }, { signal, room: roomOf(store), onItems: (members) => take(members) });
}
