/** What passes between the main process and the workbench's process. Parsed on both sides. */
import { z } from 'zod';
import { ChooseFor, Settings } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/errors.ts';
import { Instant, Ticket } from '../../../shared/model.ts';

const Stored = z.object({
  ...Settings.shape,
  installation: z.string(),
  recent: z.array(z.object({ path: z.string(), title: z.string(), number: z.string(), openedAt: Instant })),
  languageFolder: z.string().nullable(),
});

/** Everything the workbench has to be told before it can begin. */
export const Start = z.object({ type: z.literal('start'), settings: Stored, resources: z.string(), casesFolder: z.string() });
export type Start = z.infer<typeof Start>;

export const Question = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('blob'), pathname: z.string() }),
  z.object({ ask: z.literal('ticket'), path: z.string().min(1), name: z.string().min(1) }),
  z.object({ ask: z.literal('choose'), purpose: ChooseFor, suggestedName: z.string().nullable() }),
]);
export type Question = z.infer<typeof Question>;

const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer);
export const BlobAnswer = z.object({ type: z.string(), bytes }).nullable();
export const TicketAnswer = Ticket;
export const ChooseAnswer = z.array(z.string().min(1));

const Asked = z.object({ type: z.literal('question'), id: z.int(), question: Question });
const Answered = z.object({ type: z.literal('answer'), id: z.int(), value: z.unknown() });
const Refused = z.object({ type: z.literal('refusal'), id: z.int(), failure: Failure });

/** Where the worker process may read and write (main/ports.ts). */
const Room = z.object({ read: z.string().nullable(), write: z.string().nullable() });
const End = z.object({ code: z.int().nullable(), signal: z.string().nullable(), words: z.string() });

export const ToWorkbench = z.discriminatedUnion('type', [
  Start,
  z.object({ type: z.literal('port') }),
  z.object({ type: z.literal('close') }),
  /** Brings the port to a worker process that was asked for. */
  z.object({ type: z.literal('forked'), process: z.int() }),
  z.object({ type: z.literal('ended'), process: z.int(), end: End }),
  Asked,
  Answered,
  Refused,
]);
export type ToWorkbench = z.infer<typeof ToWorkbench>;
export const ToMain = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('settings'), settings: Stored }),
  /** Only the main process may start processes; the workbench numbers those it asks for. */
  z.object({ type: z.literal('fork'), process: z.int(), room: Room }),
  z.object({ type: z.literal('kill'), process: z.int() }),
  Asked,
  Answered,
  Refused,
]);
export type ToMain = z.infer<typeof ToMain>;
