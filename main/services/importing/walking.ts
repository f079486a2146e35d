/** Looks through what was chosen, a few hundred files at a time, while the first of them are being read already. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseWriter } from '../../storage/case-folder.ts';
import type { NewItem, RootRow } from '../../storage/queue-schema.ts';
import { asAssayError } from '../failures.ts';
import { safeName } from '../names.ts';
import { type FoundFile, filesOf } from '../walk.ts';

/** Files found between two breaths. */
const step = 250;

async function sizeOf({ path, problem }: FoundFile): Promise<number | null> {
  if (problem !== null) return null;
  try {
    return (await stat(path)).size;
  } catch {
    // Reading it will say what is wrong with it; the size only feeds the progress shown
    return null;
  }
}

const bytesOf = (path: FoundFile['path']): Uint8Array => (Buffer.isBuffer(path) ? path : Buffer.from(String(path)));

function itemOf(root: RootRow, file: FoundFile, size: number | null): NewItem {
  return {
    root: root.id,
    path: bytesOf(file.path),
    shown: safeName(file.shown),
    name: file.name,
    size,
    modifiedAt: file.modifiedAt,
    copy: root.copy,
    ...(file.problem === null ? {} : { error: asAssayError(file.problem).toFailure() }),
  };
}

/**
 * Puts the files of one chosen place into the queue. `told` is called after every step; where it says false the walk ends early and
 * begins anew the next time: what is in the queue already is not put in twice.
 */
export async function walkRoot(store: CaseWriter, root: RootRow, told: () => boolean): Promise<void> {
  const queue = store.queue();
  let found: FoundFile[] = [];
  const flush = async (): Promise<boolean> => {
    const sizes = await Promise.all(found.map(sizeOf));
    if (!told()) return false;
    queue.change(() => {
      found.forEach((file, n) => void queue.addItem(root.batch, itemOf(root, file, sizes[n] ?? null)));
    });
    found = [];
    return told();
  };
  const path = root.copy === null ? Buffer.from(root.path).toString() : join(store.incoming, root.copy);
  for await (const file of filesOf({ path, name: root.name, modifiedAt: root.modifiedAt })) {
    found.push(file);
    if (found.length >= step && !(await flush())) return;
  }
  if (await flush()) queue.change(() => queue.markWalked(root.id));
}
