/** What a shell lends the workbench. Everything that touches the outside world comes in through here, so that tests can lend their own. */
import type { ChooseFor, ChooserEntry, ChooserFolder, Settings } from '../shared/contract.ts';
import type { Instant, Ticket } from '../shared/model.ts';

/** Behind a ticket: a place on this machine. Only the workbench's own services see the path. */
export interface ChosenPlace {
  readonly path: string;
  /** The name as the person knows it (an upload's original name may differ from the path's). */
  readonly name: string;
  /** Where an upload carries its own time. */
  readonly modifiedAt: Instant | null;
  /** A copy made for the workbench alone (an upload): it is removed once its bytes are in a case. */
  readonly isCopy?: true;
}

export interface Files {
  readonly chooser: 'native' | 'built-in' | 'none';
  /** Throws TICKET_UNKNOWN. */
  redeem(ticket: Ticket): ChosenPlace;
  /** A ticket for a path the workbench itself knows (recent cases, the default folder). */
  issue(place: ChosenPlace): Ticket;
  /** The system's dialog. Throws FORBIDDEN where there is none. */
  choose(purpose: ChooseFor, suggestedName?: string): Promise<Ticket[]>;
  places(): Promise<ChooserEntry[]>;
  list(folder: Ticket): Promise<ChooserFolder>;
}

export interface RecentRecord {
  readonly path: string;
  readonly title: string;
  readonly number: string;
  readonly openedAt: Instant;
}
export interface StoredSettings extends Settings {
  readonly installation: string;
  readonly recent: readonly RecentRecord[];
  /** A folder with further data for reading text in pictures, where the person chose one. */
  readonly languageFolder: string | null;
}
export interface SettingsPort {
  read(): StoredSettings;
  write(change: Partial<StoredSettings>): StoredSettings;
}

export interface Clock {
  now(): Instant;
}
export interface Ids {
  /** UUIDv7 (RFC 9562), monotonic within this process. */
  uuid(): string;
}

/** What of the disk a worker process may touch beside the program itself. A shell holds it to this as far as the system can. */
export interface ProcessRoom {
  /** A folder; null: everything. */
  readonly read: string | null;
  /** A folder; null: nothing. */
  readonly write: string | null;
}
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last it wrote to its error stream. */
  readonly words: string;
}
/** A process of its own for decoders: it can be ended at any moment, whatever native code is doing in it. */
export interface WorkerProcess {
  /** Plain data, as structured clones. What is sent before it runs is not lost. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once, also where it never came to run. */
  onEnd(listener: (end: ProcessEnd) => void): void;
  kill(): void;
  /** Whether this program stays alive for it. */
  hold(isHeld: boolean): void;
}

export interface Ports {
  readonly shell: 'loopback' | 'electron' | 'cli';
  readonly files: Files;
  readonly settings: SettingsPort;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Where new cases go unless a person says otherwise; made when first needed. */
  readonly casesFolder: string;
  /** Fonts, report templates, sample case. */
  readonly resources: string;
  /** The file of a worker thread (main/workers/NAME.ts, or what a bundler made of it). */
  worker(name: 'typeset'): URL;
  /** Starts a worker process (main/workers/process.ts) with so many megabytes of JavaScript heap, where the shell can say so. */
  fork(room: ProcessRoom, heapMb: number): WorkerProcess;
}
