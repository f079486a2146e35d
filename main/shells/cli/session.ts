/** One command's workbench: opens a case by the path a person wrote, and gives everything back at the end. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract, OpenCase } from '../../../shared/contract.ts';
import { type CaseHandle, ClaimId, ExcerptId, Ref, SourceId, type Ticket } from '../../../shared/model.ts';
import type { Tickets } from '../../host/tickets.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

export type Client = ContractRouterClient<Contract>;
export interface OpenedCase {
  readonly handle: CaseHandle;
  readonly opened: OpenCase;
}

export interface Session {
  readonly client: Client;
  readonly terminal: Terminal;
  path(written: string): string;
  ticket(written: string): Ticket;
  /** Where a case folder lies; `.case` may be left out. */
  casePath(written: string): string;
  /** Ticket of that folder. */
  caseTicket(written: string): Ticket;
  /** Opens a case for as long as `work` takes. */
  inCase<T>(written: string, mode: 'read-write' | 'read-only' | 'either', work: (opened: OpenedCase) => Promise<T>): Promise<T>;
}

const ending = '.case';

export function createSession(client: Client, tickets: Tickets, terminal: Terminal): Session {
  const path = (written: string): string => resolve(terminal.folder, written);
  const ticket = (written: string): Ticket =>
    tickets.issue({ path: path(written), name: written.replace(/(?<=.)[\\/]+$/, ''), modifiedAt: null });
  const casePath = (written: string): string => {
    const plain = path(written);
    return plain.endsWith(ending) || existsSync(plain) ? plain : `${plain}${ending}`;
  };
  const caseTicket = (written: string): Ticket => ticket(casePath(written));
  return {
    client,
    terminal,
    path,
    casePath,
    ticket,
    caseTicket,
    inCase: async (written, mode, work) => {
      const opened = await client.cases.open({ at: caseTicket(written), mode });
      try {
        return await work({ handle: opened.case, opened });
      } finally {
        await client.cases.close({ case: opened.case });
      }
    },
  };
}

/** References as people write them (`s-1`) in their full form (`S-001`). */
const fullRef = (written: string): string =>
  written.toUpperCase().replace(/^([SECL])-(\d{1,2})$/, (_, letter: string, digits: string) => `${letter}-${digits.padStart(3, '0')}`);

/** An id or a reference, as the person wrote it. Throws UsageError where it is neither. */
function reading<T>(what: string, letter: string, id: (value: string) => T | null): (written: string) => T | Ref {
  return (written) => {
    const known = id(written.toLowerCase());
    if (known !== null) return known;
    const ref = Ref.safeParse(fullRef(written));
    if (ref.success && ref.data.startsWith(letter)) return ref.data;
    throw new UsageError(`${what} is written ${letter}-001, or as its id; this is "${written}".`);
  };
}
export const sourceArgument = reading('A source', 'S', (value) => SourceId.safeParse(value).data ?? null);
export const excerptArgument = reading('An excerpt', 'E', (value) => ExcerptId.safeParse(value).data ?? null);
export const claimArgument = reading('A claim', 'C', (value) => ClaimId.safeParse(value).data ?? null);

/** Runs a long action to its end: tells each step and returns what it returns. */
export async function finish<Step, Result>(
  steps: { next(): Promise<IteratorResult<Step, Result>> },
  tell: (step: Step) => void,
): Promise<Result> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
    tell(step.value);
  }
}
