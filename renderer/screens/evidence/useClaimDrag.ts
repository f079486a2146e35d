import { useState } from 'react';
import { ClaimId } from '../../../shared/model.ts';

const type = 'application/x-assay-claim';
type Where = 'before' | 'into';

/** Dragging a claim's head: onto the upper part of another goes before it, onto the rest goes under it. */
export function useClaimDrag(onDrop: (dragged: ClaimId, onto: ClaimId, where: Where) => void) {
  const [over, setOver] = useState<{ claim: ClaimId; where: Where } | null>(null);
  const under = (event: React.DragEvent): { claim: ClaimId; where: Where } | null => {
    const head = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drop-claim]') : null;
    const claim = ClaimId.safeParse(head?.dataset.dropClaim);
    if (!head || !claim.success) return null;
    const box = head.getBoundingClientRect();
    return { claim: claim.data, where: event.clientY < box.top + Math.min(22, box.height / 2) ? 'before' : 'into' };
  };
  const ours = (event: React.DragEvent) => event.dataTransfer.types.includes(type);
  return {
    markFor: (claim: ClaimId): Where | undefined => (over?.claim === claim ? over.where : undefined),
    list: {
      onDragStart: (event: React.DragEvent) => {
        const id = event.target instanceof HTMLElement ? event.target.dataset.claim : undefined;
        if (!id) return;
        event.dataTransfer.setData(type, id);
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: React.DragEvent) => {
        if (!ours(event)) return;
        event.preventDefault();
        const next = under(event);
        setOver((now) => (now?.claim === next?.claim && now?.where === next?.where ? now : next));
      },
      onDragLeave: (event: React.DragEvent) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(null);
      },
      onDragEnd: () => setOver(null),
      onDrop: (event: React.DragEvent) => {
        if (!ours(event)) return;
        event.preventDefault();
        const to = under(event);
        const dragged = ClaimId.safeParse(event.dataTransfer.getData(type));
        setOver(null);
        if (to && dragged.success) onDrop(dragged.data, to.claim, to.where);
      },
    },
  };
}
