/** What is worth a look, in groups: what readers noticed, what waits for a person, what came in anew. */
import type { LookCode, LookGroup } from '../../../shared/contract.ts';
import type { CaseHandle } from '../../../shared/model.ts';
import type { LookedAt } from '../../storage/reader/look.ts';
import { importerOf } from './desk.ts';
import type { ImportTools } from './tools.ts';

/** Sources told of each group; its count says how many there are. */
const shown = 24;

const order: readonly LookCode[] = [
  'credentials-invalid',
  'digest-differs',
  'thumbnail-differs',
  'polyglot',
  'wrong-extension',
  'unsafe-name',
  'hidden-text',
  'locked',
  'choose-pages',
  'new-version',
  'like-photo',
  'like-text',
  'no-date',
  'edited-by-software',
  'tracked-changes',
  'comments',
  'scanned-pages',
  'machine-read',
  'records-broken',
  'parts-refused',
  'recovered',
  'other',
];

/** Of all sources, or of those that one batch brought. Groups without sources are left out. */
export function lookThrough(tools: ImportTools, handle: CaseHandle, batch: number | null): LookGroup[] {
  const store = tools.desk.read(handle);
  const only = batch === null ? null : importerOf(tools, handle).queue.sourcesOf(batch);
  const groups = new Map<LookCode, LookedAt[]>();
  for (const one of store.toLookAt()) {
    if (only !== null && !only.has(one.source)) continue;
    const group = groups.get(one.code);
    if (group === undefined) groups.set(one.code, [one]);
    else group.push(one);
  }
  const found = [...groups].map(
    ([code, all]): LookGroup => ({
      code,
      count: all.length,
      sources: all.slice(0, shown).map(({ source, message }) => ({ row: store.sourceRow(source), message })),
    }),
  );
  return [...found, ...(tools.alike?.(handle, only) ?? [])].toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}
