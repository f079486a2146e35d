/**
 * What can be asked of a worker process. A task is a pair of schemas and a function; the schemas are all that the workbench sees of it,
 * so the function imports its codec lazily. A worker is trusted no further than its result's schema.
 */
import type { PathLike } from 'node:fs';
import { z } from 'zod';
import type { Sha256 } from '../../shared/model.ts';
import type { FileBytes, PartInfo, Sink } from '../formats/format.ts';

/** A file that was found inside another one and now lies, hashed and fsynced, in the folder that the workbench named. */
export interface Staged {
  readonly part: PartInfo;
  readonly file: string;
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
}

export interface OpenFile extends FileBytes {
  close(): Promise<void>;
}

/** What the worker lends a task. */
export interface TaskTools {
  /** Opens a file of the case for reading at places. Throws FILE_UNREADABLE. */
  open(path: PathLike): Promise<OpenFile>;
  /**
   * A sink that writes into `folder`, and what it has written so far. All of it is fsynced before the task's answer goes out, and
   * removed where the task fails. `most` defaults to what one document may hold.
   */
  sink(folder: string, most?: SinkLimits): Sink & { readonly staged: readonly Staged[] };
  /** Tells the workbench how far it is; also a sign of life. */
  progress(done: number, total: number): void;
  /** Files that ship with the program (fonts, language data). */
  readonly resources: string;
}

export interface SinkLimits {
  readonly parts: number;
  /** Bytes of all parts. */
  readonly bytes: number;
}

export interface TaskLimits {
  /**
   * Milliseconds of processor time since the last sign of life (progress, an item, a part) until the process is killed. The clock's
   * time is bounded by a multiple of it, so that a busy machine refuses no good file; one that waits for nothing is ended sooner.
   */
  readonly timeoutMs: number;
  /** Megabytes of resident memory beyond what a fresh worker needs, at which the process is killed. */
  readonly memoryMb: number;
  /** More of both for every megabyte of the file that `args.file` names, where it does. */
  readonly perMegabyte?: { readonly timeoutMs: number; readonly memoryMb: number };
}

/**
 * Two arguments have a meaning by their name: `file`, the file that is read (its size widens the limits), and `staging`, the folder for
 * what is found in it (the workbench sweeps it when the process is killed).
 */
export interface Task<A extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType, I extends z.ZodType = z.ZodType> {
  readonly args: A;
  readonly result: R;
  /** What comes one by one before the result. */
  readonly item: I;
  readonly limits: TaskLimits;
  /** Throws AssayError; anything else becomes INTERNAL. `emit` resolves once the workbench has room for more. */
  run(args: z.output<A>, tools: TaskTools, emit: (item: z.input<I>) => Promise<void>): Promise<z.input<R>>;
}

type WithoutItems<A extends z.ZodType, R extends z.ZodType> = Omit<Task<A, R, z.ZodNever>, 'item' | 'run'> & {
  run(args: z.output<A>, tools: TaskTools): Promise<z.input<R>>;
};

/** Keeps the types of one task together. */
export function task<A extends z.ZodType, R extends z.ZodType, I extends z.ZodType>(definition: Task<A, R, I>): Task<A, R, I>;
export function task<A extends z.ZodType, R extends z.ZodType>(definition: WithoutItems<A, R>): Task<A, R, z.ZodNever>;
export function task(definition: Task | WithoutItems<z.ZodType, z.ZodType>): Task {
  return { item: z.never(), ...definition };
}
