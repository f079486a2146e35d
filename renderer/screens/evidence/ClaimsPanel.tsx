/** The claims as a tree; the open one shows who made it, its verdict and its evidence. */
import { MessageSquarePlus } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { ClaimId } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useRun } from '../../components/useRun.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { count } from '../../components/words.ts';
import { useKeymap } from '../../keys/useKeymap.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { useClaims } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { ClaimCard } from './ClaimCard.tsx';
import { type ClaimPlace, claimTree, drop, flat, type Step, step } from './claimTree.ts';
import { useClaimDrag } from './useClaimDrag.ts';

const stepOfKey: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' };

export function ClaimsPanel() {
  const { handle, readOnly } = useCaseHere();
  const api = useApi();
  const store = useSelectionStore();
  const claims = useClaims(handle);
  const open = useSelection((now) => now.claim);
  const { run } = useRun();
  const { titled } = useKeymap();
  const tree = useMemo(() => claimTree(claims.data?.claims ?? []), [claims.data]);
  const nodes = flat(tree);
  const list = useRef<HTMLUListElement>(null);

  const place = (claim: ClaimId, to: ClaimPlace | null) => {
    if (to) void run(() => api.claims.move({ case: handle, claim, ...to }), 'The claim could not be moved.');
  };
  const drag = useClaimDrag((dragged, onto, where) => place(dragged, drop(tree, dragged, onto, where)));
  const onKey = (event: React.KeyboardEvent<HTMLUListElement>) => {
    const head = event.target instanceof Element ? event.target.closest<HTMLElement>('.claim-head') : null;
    const claim = nodes.find(({ row }) => row.claim.id === head?.dataset.claim)?.row.claim.id;
    if (!head || !claim) return;
    const way = stepOfKey[event.key];
    if (event.altKey && way && !readOnly) {
      event.preventDefault();
      place(claim, step(tree, claim, way));
    } else if (!event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const heads = [...(list.current?.querySelectorAll<HTMLElement>('.claim-head') ?? [])];
      heads[heads.indexOf(head) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    }
  };
  // a claim opened elsewhere is brought into view
  useEffect(() => {
    const head = open && list.current?.querySelector(`[data-claim="${open}"]`);
    if (!head || !list.current) return;
    head.scrollIntoView({ block: 'nearest' });
    const view = list.current.getBoundingClientRect();
    // too low to show anything of its evidence
    if (head.getBoundingClientRect().bottom > view.top + view.height * 0.6) head.scrollIntoView({ block: 'start' });
  }, [open]);

  // the focus goes to a claim that was asked for, once it stands here
  const asked = useSelection((now) => now.claimAsked);
  const stands = nodes.some(({ row }) => row.claim.id === asked);
  useEffect(() => {
    const head = stands && list.current?.querySelector<HTMLElement>(`[data-claim="${asked}"]`);
    if (!head) return;
    store.set({ claimAsked: null });
    head.focus();
  }, [asked, stands, store]);

  const newClaim = () => store.set({ dialog: { kind: 'new-claim', partOf: null, draft: null } });
  return (
    <section className="panel" aria-label="Claims" data-f6 tabIndex={-1}>
      <div className="phead">
        <h2>Claims</h2>
        <span className="n">{claims.data ? count(nodes.length) : ''}</span>
        <span className="grow" />
        {!readOnly && (
          <button type="button" className="btn small ghost" title={titled('New claim', 'case.new-claim')} onClick={newClaim}>
            <MessageSquarePlus size={15} aria-hidden="true" />
            New claim
          </button>
        )}
      </div>
      {claims.error && (
        <div className="empty">
          <FormFailure failure={toFailure(claims.error)} />
        </div>
      )}
      {claims.isPending && <Waiting words="Reading the claims" />}
      {claims.data && nodes.length === 0 && (
        <div className="empty">
          <p>
            <b>No claim yet.</b> A claim is a statement as somebody made it, short enough to be true or false. Evidence is linked to it with
            a stance and a reason.
          </p>
          {!readOnly && (
            <button type="button" className="btn small" onClick={newClaim}>
              Write the first claim
            </button>
          )}
        </div>
      )}
      {nodes.length > 0 && (
        <ul ref={list} className="claims" onKeyDown={onKey} {...drag.list}>
          {nodes.map(({ row, depth, parts }) => (
            <ClaimCard
              key={row.claim.id}
              row={row}
              depth={depth}
              parts={parts}
              open={open === row.claim.id}
              readOnly={readOnly}
              dropMark={drag.markFor(row.claim.id)}
              move={(way) => place(row.claim.id, step(tree, row.claim.id, way))}
              can={(way) => step(tree, row.claim.id, way) !== null}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
