/** Which source an address is known by: written differently, it is still the same page. */
import { SourceId } from '../../../shared/model.ts';
import type { CaseWriter } from '../../storage/case-folder.ts';

const tracking = /^(?:utm_[a-z_]+|fbclid)$/i;

/**
 * An address as it is compared: no fragment, no default port, host in lower case (WHATWG URL), no `utm_*` and `fbclid` parameters. What
 * is no address with a host is compared as it is written.
 */
export function comparableAddress(written: string): string {
  const url = URL.parse(written);
  if (url === null || url.host === '') return written;
  url.hash = '';
  const kept = [...url.searchParams].filter(([name]) => !tracking.test(name));
  // Rewritten only where something goes: parameters keep the spelling that the page gave them
  if (kept.length < [...url.searchParams].length) url.search = new URLSearchParams(kept).toString();
  if (url.search === '?' || url.search === '') url.search = '';
  return url.href;
}

/** The newest source of each address of a case; built when first asked for, and kept as sources come in. */
export class Addresses {
  readonly #store: CaseWriter;
  #newest: Map<string, SourceId> | null = null;

  constructor(store: CaseWriter) {
    this.#store = store;
    // Undone, corrected, imported by another hand: looked up anew
    store.onAppend(({ entry, touched }) => {
      if (entry.verb !== 'source.imported' && touched.some(({ table }) => table === 'source')) this.forget();
    });
  }

  /** The newest source of an address, by whatever spelling; null where there is none. */
  newest(address: string): SourceId | null {
    if (this.#newest === null) {
      this.#newest = new Map();
      for (const { id, url } of this.#store.addresses()) this.#newest.set(comparableAddress(url), SourceId.parse(id));
    }
    return this.#newest.get(comparableAddress(address)) ?? null;
  }

  /** A source with this address is being written. */
  note(address: string, source: SourceId): void {
    this.#newest?.set(comparableAddress(address), source);
  }

  /** What was noted may not have come to be. */
  forget(): void {
    this.#newest = null;
  }
}
