/** Where what is drawn from a case's originals lies. All of it is derived and may be deleted. */
import { join } from 'node:path';
import { CaseWriter } from '../storage/case-folder.ts';
import type { Opened } from './desk.ts';
import { scratchFolder } from './scratch.ts';

/** In the case's folder, or beside the system's temporary files where that folder is not ours to write. */
export function derivedFolder({ store, handle }: Pick<Opened, 'store' | 'handle'>, ...parts: string[]): string {
  return store instanceof CaseWriter ? store.derived(...parts) : join(scratchFolder(handle), ...parts);
}
