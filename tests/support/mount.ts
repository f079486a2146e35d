/** A small disk of one's own, to fill and to write-protect. Needs Linux and the right to mount. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mount = (...args: string[]): boolean => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;

export interface SmallDisk {
  readonly path: string;
  /** From now on nothing can be written to it. False where something is still open for writing. */
  protect(): boolean;
  remove(): void;
}

/** Null where this user or this machine cannot mount one. */
export function smallDisk(megabytes: number): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const path = mkdtempSync(join(tmpdir(), 'assay-disk-'));
  if (!mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path)) {
    rmdirSync(path);
    return null;
  }
  return {
    path,
    protect: () => mount('-o', 'remount,ro', path),
    remove: () => {
      spawnSync('umount', ['-l', path]);
      rmdirSync(path);
    },
  };
}
