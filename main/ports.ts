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
  /** The file of a worker (main/workers/NAME.ts, or what a bundler made of it). */
  worker(name: 'decode' | 'typeset'): URL;
}
