import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes what a killed task wrote into `folder`: the names that begin with its token. A folder that is gone holds nothing. */
export function sweepStaging(folder: string, token: string): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  for (const name of names) if (name.startsWith(`${token}-`)) rmSync(join(folder, name), { force: true });
}
