/** Throw-away trees of files for tests that look at whole folders. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes files (paths from the tree's root) into a new folder that goes away with the test; its path. */
export function tree(...files: readonly Readonly<Record<string, string>>[]): string {
  const root = mkdtempSync(join(tmpdir(), 'assay-tree-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [path, content] of files.flatMap((each) => Object.entries(each))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
