/** What benchmarks share: a workbench in a folder of its own, and one line of JSON per figure. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Api, createWorkbench } from '../../main/app.ts';
import { nodePorts } from '../../main/host/node-ports.ts';
import type { Ticket } from '../../shared/model.ts';

export interface BenchWorkbench {
  readonly folder: string;
  readonly api: Api;
  ticket(path: string): Ticket;
  close(): Promise<void>;
}

export function benchWorkbench(): BenchWorkbench {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  process.env['ASSAY_HOME'] = join(folder, 'home');
  process.env['ASSAY_CASES'] = join(folder, 'cases');
  mkdirSync(join(folder, 'cases'), { recursive: true });
  const { ports } = nodePorts('cli', (message) => console.error(message));
  const workbench = createWorkbench(ports);
  return {
    folder,
    api: workbench.client(),
    ticket: (path) => ports.files.issue({ path, name: basename(path), modifiedAt: null }),
    close: async () => {
      await workbench.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function figure(bench: string, name: string, value: number, unit: string, more: Record<string, unknown> = {}): void {
  console.log(JSON.stringify({ bench, figure: name, value: Math.round(value * 100) / 100, unit, ...more }));
}

/** Drives a job to its end and returns what it returned. */
export async function finish<T, R>(job: { next(): Promise<IteratorResult<T, R>> }): Promise<R> {
  for (;;) {
    const step = await job.next();
    if (step.done === true) return step.value;
  }
}

/** Value at the given share of sorted samples (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const peakMb = (): number => process.resourceUsage().maxRSS / 1024;
