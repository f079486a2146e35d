/** The limits of one task for one file. */
import { statSync } from 'node:fs';
import type { TaskLimits } from './task.ts';

export interface FileLimits {
  /** Milliseconds of processor time. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Megabytes of JavaScript heap that its process must have. */
  readonly heapMb: number;
}

/**
 * A small heap has its garbage collected in time, which keeps a process that reads thousands of small files small; beyond `from`
 * megabytes of memory a file gets a process with a large one.
 */
const heaps = { small: 512, large: 2048, from: 700 } as const;
const heapFor = (memoryMb: number): number => (memoryMb > heaps.from ? heaps.large : heaps.small);

/** However large the file. */
const mostMemoryMb = 2048;

function megabytesOf(file: string | undefined): number {
  try {
    return file === undefined ? 0 : statSync(file).size / 2 ** 20;
  } catch {
    // What cannot be looked at widens nothing; reading it will say why
    return 0;
  }
}

/** The file's size widens the limits where the task says so. */
export function limitsFor({ timeoutMs, memoryMb, perMegabyte }: TaskLimits, file: string | undefined): FileLimits {
  const megabytes = perMegabyte === undefined ? 0 : megabytesOf(file);
  const memory = Math.min(memoryMb + megabytes * (perMegabyte?.memoryMb ?? 0), Math.max(memoryMb, mostMemoryMb));
  return { timeoutMs: timeoutMs + megabytes * (perMegabyte?.timeoutMs ?? 0), memoryMb: memory, heapMb: heapFor(memory) };
}
