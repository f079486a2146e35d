/** Tickets for files that a person dropped or picked in this window: the workbench never hears a path. */
import { z } from 'zod';
import { AssayError, Failure } from '../../shared/errors.ts';
import { Ticket } from '../../shared/model.ts';

declare global {
  interface Window {
    /** Lent by the desktop shell's preload; absent in a browser window. */
    assayShell?: { ticketFor(file: File): Promise<string> };
  }
}

const Uploaded = z.object({ ticket: Ticket });

/** A ticket for one file. Throws an AssayError that the shell gave, or what the network gave. */
export async function ticketFor(file: File): Promise<Ticket> {
  if (window.assayShell) return Ticket.parse(await window.assayShell.ticketFor(file));
  const modified = new Date(file.lastModified).toISOString();
  const query = new URLSearchParams({ name: file.name, modified });
  const response = await fetch(`/upload?${query}`, { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } });
  const text = await response.text();
  const body: unknown = text === '' ? null : parseJson(text);
  if (response.ok) return Uploaded.parse(body).ticket;
  const failure = Failure.safeParse(body);
  if (failure.success) throw new AssayError(failure.data.code, failure.data.message, failure.data.details);
  throw new Error(`${file.name}: ${response.status} ${response.statusText}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // a shell may answer in plain words; they are kept as they are
    return text;
  }
}
