/** Tickets: promises about files that a person chose. Whoever holds no ticket names no file. */
import { randomBytes } from 'node:crypto';
import { AssayError } from '../../shared/errors.ts';
import { Ticket } from '../../shared/model.ts';
import type { ChosenPlace } from '../ports.ts';

export interface Tickets {
  /** The same place gets the same ticket again, so that listing a folder often does not fill the register. */
  issue(place: ChosenPlace): Ticket;
  /** Throws TICKET_UNKNOWN. */
  redeem(ticket: Ticket): ChosenPlace;
}

/** A register for one run of the program; tickets are 128 random bits and mean nothing to the next run. */
export function createTickets(): Tickets {
  const places = new Map<Ticket, ChosenPlace>();
  const issued = new Map<string, Ticket>();
  return {
    issue: (place) => {
      const key = JSON.stringify([place.path, place.name, place.modifiedAt]);
      const known = issued.get(key);
      if (known !== undefined) return known;
      const ticket = Ticket.parse(randomBytes(16).toString('base64url'));
      places.set(ticket, place);
      issued.set(key, ticket);
      return ticket;
    },
    redeem: (ticket) => {
      const place = places.get(ticket);
      if (!place) throw new AssayError('TICKET_UNKNOWN', undefined, { ticket });
      return place;
    },
  };
}
