/** Where pictures drawn for a case lie that may not be written itself: private to this user, and gone when the case is closed. */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseHandle } from '../../shared/model.ts';

const folderOf = (handle: CaseHandle): string => join(tmpdir(), `assay-derived-${handle}`);

export function scratchFolder(handle: CaseHandle): string {
  const folder = folderOf(handle);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export function removeScratch(handle: CaseHandle): void {
  rmSync(folderOf(handle), { recursive: true, force: true });
}
