/** What a person adds to a source: corrections beside what was extracted, how far they are with it, and whether its picture is covered. */
import { type CaseHandle, Corrections, type Cover, type Source, type SourceId, type Triage } from '../../shared/model.ts';
import type { Desk } from './desk.ts';
import { checkEdtf } from './edtf.ts';

/** Replaces the corrections given; an empty string takes one back. */
export function correctSource(desk: Desk, handle: CaseHandle, id: SourceId, change: Corrections): Source {
  const store = desk.write(handle);
  const before = store.source(id);
  if (change.published !== undefined) checkEdtf(change.published, 'published');
  const merged = Object.entries({ ...before.corrections, ...change }).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  const corrections = Corrections.parse(Object.fromEntries(merged));
  if (JSON.stringify(corrections) !== JSON.stringify(before.corrections))
    store.append('source.corrected', () => ({ source: id, corrections }));
  return store.source(id);
}

/** Only those that are not in this state already; nothing is logged where none is left. Throws NOT_FOUND before anything is changed. */
export function sortSources(desk: Desk, handle: CaseHandle, ids: readonly SourceId[], triage: Triage): { changed: number } {
  const store = desk.write(handle);
  const sources = [...new Set(ids)].filter((id) => store.source(id).triage !== triage);
  if (sources.length > 0) store.append('source.sorted', () => ({ sources, triage }));
  return { changed: sources.length };
}

export function coverSource(desk: Desk, handle: CaseHandle, id: SourceId, cover: Cover): Source {
  const store = desk.write(handle);
  if (store.source(id).cover !== cover) store.append('source.covered', () => ({ source: id, cover }));
  return store.source(id);
}
