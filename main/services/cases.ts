/** Opening, making, editing and listing cases. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenCase, RecentCase } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { CaseDetails, CaseHandle, Ticket } from '../../shared/model.ts';
import type { RecentRecord } from '../ports.ts';
import { peekCase } from '../storage/case-folder.ts';
import type { Desk, Opened, Visitor } from './desk.ts';
import { asAssayError } from './failures.ts';

const remembered = 20;

/** Keeps the list of recent cases, newest first, unless the person switched it off. */
function remember(desk: Desk, opened: Opened): OpenCase {
  const described = desk.describe(opened);
  const { rememberRecent, recent } = desk.ports.settings.read();
  if (rememberRecent) {
    const record: RecentRecord = {
      path: described.place,
      title: described.summary.details.title,
      number: described.summary.details.number,
      openedAt: desk.ports.clock.now(),
    };
    try {
      desk.ports.settings.write({ recent: [record, ...recent.filter(({ path }) => path !== record.path)].slice(0, remembered) });
    } catch (error) {
      // A list that cannot be kept (a full disk) must not keep anyone from the case, which is open by now
      if (!(error instanceof AssayError)) throw error;
    }
  }
  return described;
}

/** Adds `.case` where a person left it out, so that every case can be told by its name. */
const caseFolderName = (path: string): string => (path.toLowerCase().endsWith('.case') ? path : `${path}.case`);

export function createCase(desk: Desk, at: Ticket, details: Partial<CaseDetails> & { title: string }, visitor: Visitor): OpenCase {
  const { path } = desk.ports.files.redeem(at);
  const { authorName } = desk.ports.settings.read();
  return remember(
    desk,
    desk.create(
      caseFolderName(path),
      { number: '', author: authorName, summary: '', handling: '', language: 'en', cover: 'none', ...details },
      visitor,
    ),
  );
}

/** A case that opens but cannot be described (its record of itself is damaged) is not left open behind the failure. */
async function entered(desk: Desk, opened: Opened, visitor: Visitor): Promise<OpenCase> {
  try {
    return remember(desk, opened);
  } catch (error) {
    await desk.leave(opened.handle, visitor);
    throw error;
  }
}

export async function openCase(desk: Desk, at: Ticket, mode: 'read-write' | 'read-only' | 'either', visitor: Visitor): Promise<OpenCase> {
  return entered(desk, await desk.open(desk.ports.files.redeem(at).path, mode, visitor), visitor);
}

export function editDetails(desk: Desk, handle: CaseHandle, change: Partial<CaseDetails>): CaseDetails {
  const store = desk.write(handle);
  const before = store.info().details;
  const details = { ...before, ...change };
  if (JSON.stringify(details) === JSON.stringify(before)) return before;
  store.append('case.edited', () => ({ details }));
  return details;
}

const stateOf: Partial<Record<string, RecentCase['state']>> = { CASE_NEWER: 'newer-version', CASE_NOT_FOUND: 'absent' };

function look(desk: Desk, record: RecentRecord): Omit<RecentCase, 'ticket' | 'place' | 'openedAt'> {
  const known = { title: record.title, number: record.number, sources: null, claims: null };
  if (!existsSync(join(record.path, 'case.sqlite'))) {
    return { ...known, state: 'absent', note: 'The folder is not there. If it lies on another drive, plug that in.' };
  }
  try {
    const { title, number, sources, claims, entries, inUse, owner } = peekCase(record.path);
    const found = { title, number, sources, claims };
    // Held by this very program: opening it joins the window that has it
    if (desk.holds(record.path)) return { ...found, state: 'ready', note: `Open here. ${entries} log entries.` };
    if (inUse)
      return {
        ...found,
        state: 'in-use',
        note:
          owner === null ? 'Open in another window.' : `Open since ${owner.since.slice(11, 16)} UTC, by ${owner.name} on ${owner.host}.`,
      };
    if (owner !== null)
      return {
        ...found,
        state: 'not-closed-cleanly',
        note: `Assay ended without closing it. All ${entries} log entries are there; opening checks them.`,
      };
    return { ...found, state: 'ready', note: sources === 0 ? 'Nothing imported yet.' : `${entries} log entries.` };
  } catch (error) {
    // One case that cannot be looked at must not hide the others
    const { code, message } = asAssayError(error);
    return { ...known, state: stateOf[code] ?? 'broken', note: message };
  }
}

export function recentCases(desk: Desk): RecentCase[] {
  return desk.ports.settings.read().recent.map((record) => ({
    ...look(desk, record),
    ticket: desk.ports.files.issue({ path: record.path, name: record.title, modifiedAt: null }),
    place: record.path,
    openedAt: record.openedAt,
  }));
}

export function forgetCase(desk: Desk, ticket: Ticket): void {
  const { path } = desk.ports.files.redeem(ticket);
  desk.ports.settings.write({ recent: desk.ports.settings.read().recent.filter((record) => record.path !== path) });
}
