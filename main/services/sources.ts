/** What a person adds to a source: corrections beside what was extracted. */
import { type CaseHandle, Corrections, type Source, type SourceId } from '../../shared/model.ts';
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
