/** The import of each open case, made when it is first needed and found again by every window. */
import { AssayError } from '../../../shared/errors.ts';
import type { CaseHandle } from '../../../shared/model.ts';
import { CaseWriter } from '../../storage/case-folder.ts';
import type { Opened } from '../desk.ts';
import { Importer } from './importer.ts';
import type { ImportTools } from './tools.ts';

const importers = new WeakMap<CaseWriter, Importer>();

/** Throws CASE_READ_ONLY, CASE_CLOSED. */
export function importerOf(tools: ImportTools, handle: CaseHandle): Importer {
  const store = tools.desk.write(handle);
  const known = importers.get(store);
  if (known !== undefined) return known;
  const importer = new Importer(tools, tools.desk.get(handle), store);
  importers.set(store, importer);
  return importer;
}

/** Resolves once nothing is being imported into this case. */
export const importQuiet = async ({ store }: Opened): Promise<void> => {
  if (store instanceof CaseWriter) await importers.get(store)?.quiet();
};

/** What waited when the program ended goes on by itself once the case can be written again. */
export function resumeImports(tools: ImportTools, { store, handle }: Opened): void {
  if (!(store instanceof CaseWriter) || !store.hasQueue()) return;
  try {
    const importer = importerOf(tools, handle);
    if (importer.queue.batches().some(({ intent }) => intent === 'run')) importer.wake();
  } catch (error) {
    // A queue that cannot be had keeps nobody from the case; whoever asks for the queue is told why
    if (!(error instanceof AssayError)) throw error;
  }
}
