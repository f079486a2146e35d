/** What passes between the workbench and a worker process. Both sides parse it; results and items are parsed by the task's own schemas. */
import { z } from 'zod';
import { Failure } from '../../shared/errors.ts';

export const ToWorker = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run'),
    id: z.int(),
    task: z.string(),
    args: z.unknown(),
    /** Begins the name of every file that this task writes. */
    token: z.string().regex(/^[0-9a-f]{24}$/),
    /** Megabytes beyond what the process had when it was fresh. */
    memoryMb: z.number().positive(),
    /** Milliseconds of processor time since the last sign of life. */
    timeoutMs: z.number().positive(),
    resources: z.string(),
  }),
  /** There is room for more items. */
  z.object({ type: z.literal('more'), id: z.int() }),
]);
export type ToWorker = z.infer<typeof ToWorker>;

const id = z.int();
/** Bytes of memory that the process holds, for the eye. */
const resident = z.number().nonnegative().exactOptional();
export const FromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), resident }),
  z.object({ type: z.literal('done'), id, result: z.unknown(), resident }),
  z.object({ type: z.literal('failed'), id, failure: Failure, resident }),
  z.object({ type: z.literal('progress'), id, done: z.number(), total: z.number() }),
  z.object({ type: z.literal('alive'), id, resident }),
  z.object({ type: z.literal('items'), id, items: z.array(z.unknown()) }),
  /** It holds on to more memory than it should between files, and asks to be replaced. */
  z.object({ type: z.literal('tired') }),
]);
export type FromWorker = z.infer<typeof FromWorker>;

/** What a process that ends itself writes to its error stream, as its last words; exit codes differ between systems and shells. */
export const lastWords = {
  memory: 'assay-worker: over its memory limit',
  time: 'assay-worker: over its time limit',
  halt: 'assay-worker: came to a halt',
} as const;
