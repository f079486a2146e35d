import { createContext, useContext } from 'react';
import type { LockOwner } from '../../../shared/contract.ts';
import type { CaseHandle } from '../../../shared/model.ts';

/** The open case as its screen's parts need it. */
export interface CaseHere {
  readonly handle: CaseHandle;
  readonly readOnly: boolean;
  readonly heldBy: LockOwner | null;
}
const CaseContext = createContext<CaseHere | null>(null);
export const CaseProvider = CaseContext.Provider;
export function useCaseHere(): CaseHere {
  const here = useContext(CaseContext);
  if (!here) throw new Error('useCaseHere stands outside a case');
  return here;
}
