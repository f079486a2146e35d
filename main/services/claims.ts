/** Claims: added, edited, judged, moved, retracted. Nothing is deleted. */
import { AssayError } from '../../shared/errors.ts';
import { type CaseHandle, type Claim, ClaimId, type Verdict } from '../../shared/model.ts';
import type { CaseWriter } from '../storage/case-folder.ts';
import type { NewClaim } from '../storage/verbs.ts';
import type { Desk } from './desk.ts';
import { checkEdtf } from './edtf.ts';
import { positionBefore, step } from './order.ts';

export type ClaimFields = Pick<Claim, 'text' | 'claimant' | 'when' | 'where' | 'partOf' | 'note'>;

export function standingClaim(store: CaseWriter, id: ClaimId): Claim {
  const claim = store.claim(id);
  if (claim.retracted !== null) throw new AssayError('BAD_INPUT', `${claim.ref} has been retracted; it cannot be changed.`, { claim: id });
  return claim;
}

export function prepareClaim(desk: Desk, store: CaseWriter, fields: ClaimFields): NewClaim {
  checkEdtf(fields.when, 'when');
  if (fields.partOf !== null) standingClaim(store, fields.partOf);
  const position = store.lastClaimPosition(fields.partOf) + step;
  return { ...fields, id: ClaimId.parse(desk.ports.ids.uuid()), ref: store.nextRef('C'), position };
}

export function addClaim(desk: Desk, handle: CaseHandle, fields: ClaimFields): Claim {
  const store = desk.write(handle);
  const claim = prepareClaim(desk, store, fields);
  store.append('claim.added', () => ({ claim }));
  return store.claim(claim.id);
}

export function editClaim(desk: Desk, handle: CaseHandle, id: ClaimId, change: Partial<Omit<ClaimFields, 'partOf'>>): Claim {
  const store = desk.write(handle);
  const before = standingClaim(store, id);
  if (change.when !== undefined) checkEdtf(change.when, 'when');
  const after = { ...before, ...change };
  const isSame = (['text', 'claimant', 'when', 'where', 'note'] as const).every((field) => before[field] === after[field]);
  if (!isSame) store.append('claim.edited', () => ({ claim: id, change }));
  return store.claim(id);
}

export function judgeClaim(desk: Desk, handle: CaseHandle, id: ClaimId, verdict: Verdict | null, rationale: string): Claim {
  const store = desk.write(handle);
  standingClaim(store, id);
  if (verdict !== null && rationale === '')
    throw new AssayError('BAD_INPUT', 'A verdict needs its reason: say on what it rests.', { field: 'rationale' });
  store.append('claim.judged', () => ({ claim: id, verdict, rationale }));
  return store.claim(id);
}

/** Renumbers siblings when no number fits between two any more: one entry for each that moves. */
function respace(store: CaseWriter, partOf: ClaimId | null): void {
  store.siblings(partOf).forEach((sibling, i) => {
    const position = (i + 1) * step;
    if (sibling.position !== position) store.append('claim.moved', () => ({ claim: sibling.id, partOf, position }));
  });
}

export function moveClaim(desk: Desk, handle: CaseHandle, id: ClaimId, partOf: ClaimId | null, before: ClaimId | null): Claim {
  const store = desk.write(handle);
  const claim = standingClaim(store, id);
  for (let above = partOf; above !== null; above = store.claim(above).partOf) {
    if (above === id) throw new AssayError('BAD_INPUT', `${claim.ref} cannot become a part of itself or of its own parts.`, { claim: id });
  }
  if (partOf !== null) standingClaim(store, partOf);
  if (before !== null && !store.siblings(partOf).some((sibling) => sibling.id === before))
    throw new AssayError('BAD_INPUT', 'The claim to put this before is not there.', { before });
  let position = positionBefore(store.siblings(partOf), id, before);
  if (position === null) {
    respace(store, partOf);
    position = positionBefore(store.siblings(partOf), id, before);
  }
  if (position === null) throw new AssayError('INTERNAL', 'No place could be found in the order of the claims.');
  if (claim.partOf !== partOf || claim.position !== position) {
    const place = position;
    store.append('claim.moved', () => ({ claim: id, partOf, position: place }));
  }
  return store.claim(id);
}

export function retractClaim(desk: Desk, handle: CaseHandle, id: ClaimId, because: string): Claim {
  const store = desk.write(handle);
  const claim = standingClaim(store, id);
  if (store.siblings(id).length > 0)
    throw new AssayError('BAD_INPUT', `${claim.ref} has parts. Retract or move them first.`, { claim: id });
  store.append('claim.retracted', () => ({ claim: id, because }));
  return store.claim(id);
}
