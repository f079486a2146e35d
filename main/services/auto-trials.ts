/** Which documents were read, or tried, without being asked for. A derived file: without it each is tried once more. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SourceId } from '../../shared/model.ts';
import type { AnyCase, CaseWriter } from '../storage/case-folder.ts';

const Trials = z.record(
  z.string(),
  z.object({
    /** `read` is kept too: where a person took the text back, it is not read again. */
    outcome: z.enum(['read', 'failed', 'too-long']),
    /** In other languages it is worth another try. */
    languages: z.array(z.string()),
  }),
);
export type Trials = z.infer<typeof Trials>;

const place = (store: AnyCase): string => store.derived('read-by-itself.json');

function readTrials(store: AnyCase): Trials {
  const file = place(store);
  if (!existsSync(file)) return {};
  try {
    return Trials.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {};
  } catch (error) {
    // A broken derived file is made anew
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

export function triedBefore(store: AnyCase, id: SourceId, languages: readonly string[]): boolean {
  const trial = readTrials(store)[id];
  return trial !== undefined && (trial.outcome !== 'failed' || trial.languages.join() === languages.join());
}

export function writeTrials(store: CaseWriter, id: SourceId, trial: Trials[string]): void {
  const file = place(store);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ ...readTrials(store), [id]: trial }));
  renameSync(`${file}.new`, file);
}
