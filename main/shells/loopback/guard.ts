/** Who may speak to the server: only the window that was given this run's one-time address. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const secret = (): string => randomBytes(32).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Compares without telling by its time how much was right. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

export interface Refusal {
  readonly status: number;
  readonly message: string;
}
const refusals = {
  host: { status: 421, message: 'This server answers to its own address only.' },
  origin: { status: 403, message: 'This request did not come from an Assay window.' },
  cookie: {
    status: 403,
    message:
      'This address was used already or belongs to an earlier run. Start Assay again, or ask the terminal it runs in for a new address.',
  },
} satisfies Record<string, Refusal>;

export interface Guard {
  /** A new one-time token; the former one, if it was not used, is void. */
  token(): string;
  /** The cookie to set for a right token, once; null for any other. */
  redeem(token: string): string | null;
  /** Host, Origin and fetch metadata; `needsOrigin` where a request without an Origin is not to be trusted. */
  refuse(headers: IncomingHttpHeaders, needsOrigin: boolean): Refusal | null;
  /** Whether the request carries this run's cookie. */
  refuseStranger(headers: IncomingHttpHeaders): Refusal | null;
}

/**
 * Checks against DNS rebinding (Host), requests by other pages (Origin, Fetch Metadata, SameSite=Strict) and other
 * programs' users on this machine (the cookie). Cookies are not kept apart by port, so the name carries it.
 */
export function createGuard(port: number): Guard {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const cookieName = `assay_${port}`;
  const session = secret();
  let oneTime: string | null = null;

  return {
    token: () => {
      oneTime = secret();
      return oneTime;
    },
    redeem: (token) => {
      if (oneTime === null || !same(token, oneTime)) return null;
      oneTime = null;
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    refuse: (headers, needsOrigin) => {
      if (headers.host !== host) return refusals.host;
      if (headers.origin === undefined ? needsOrigin : headers.origin !== origin) return refusals.origin;
      // `same-site` is another port of this machine: not us. Browsers send the header; other clients need not.
      const from = headers['sec-fetch-site'];
      if (from !== undefined && from !== 'same-origin' && from !== 'none') return refusals.origin;
      return null;
    },
    refuseStranger: (headers) => {
      const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim());
      const mine = cookies.find((one) => one.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
      return mine !== undefined && same(mine, session) ? null : refusals.cookie;
    },
  };
}
