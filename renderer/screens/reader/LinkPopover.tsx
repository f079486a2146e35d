/** Beside a passage or region: which stance to which claim; then, for whoever wants to say it, because of what. */
import { Check, Highlighter, Plus, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Stance, stances } from '../../../shared/model.ts';
import type { Box } from '../../annotate/lines.ts';
import { type Placed, place } from '../../annotate/placement.ts';
import { linkAction, StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { Keys } from '../../keys/Keys.tsx';
import { useKeymap } from '../../keys/useKeymap.ts';
import { type ActiveClaim, shortened } from './subject.ts';
import type { Linked } from './useLinking.ts';
import './popover.css';

interface Props {
  /** What it is about, and what of the view may be used; both in the coordinates of the popover's own container. */
  subject: Box;
  /** What is read to judge the subject, and so stays in sight where it can; the subject itself where left out. */
  surroundings?: Box | undefined;
  view: Box;
  what: 'passage' | 'region';
  activeClaim: ActiveClaim | null;
  asNew: boolean;
  linked: Linked | null;
  /** Takes the focus as it opens (keyboard). */
  takeFocus: boolean;
  reasonRef: RefObject<HTMLInputElement | null>;
  onStance(stance: Stance): void;
  onAsNew(asNew: boolean): void;
  onMarkOnly(): void;
  onBecause(reason: string): void;
  onClose(): void;
}

export function LinkPopover(props: Props) {
  const { subject, surroundings = subject, view, what, linked, takeFocus, onClose } = props;
  const root = useRef<HTMLDivElement>(null);
  const [placed, setPlaced] = useState<Placed | null>(null);
  const isPlaced = placed !== null;
  const stage = linked ? 'reason' : 'choice';
  const { left, top, right, bottom } = subject;
  const { top: paragraphTop, bottom: paragraphBottom } = surroundings;
  const { left: viewLeft, top: viewTop, right: viewRight, bottom: viewBottom } = view;

  useLayoutEffect(() => {
    const popover = root.current;
    if (!popover) return undefined;
    const settle = (): void => {
      const size = { width: popover.offsetWidth, height: popover.offsetHeight };
      const seen = { left: viewLeft, top: viewTop, right: viewRight, bottom: viewBottom };
      setPlaced(place({ left, top, right, bottom }, size, seen, { left, top: paragraphTop, right, bottom: paragraphBottom }));
    };
    settle();
    const observer = new ResizeObserver(settle);
    observer.observe(popover);
    return () => observer.disconnect();
  }, [left, top, right, bottom, paragraphTop, paragraphBottom, viewLeft, viewTop, viewRight, viewBottom]);

  useEffect(() => {
    // What is not placed yet is not shown, and so takes no focus.
    if (isPlaced && takeFocus && stage === 'choice') root.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [isPlaced, takeFocus, stage]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks, and sizes of its own
    <div
      ref={root}
      className="rd-pop"
      role="group"
      aria-label={linked ? 'Reason for the link' : `Link this ${what}`}
      data-side={placed?.side}
      style={{
        insetInlineStart: 'auto',
        left: placed?.left ?? 0,
        top: placed?.top ?? 0,
        visibility: placed ? 'visible' : 'hidden',
        maxWidth: viewRight - viewLeft - 16,
      }}
      onKeyDown={onKeyDown}
    >
      {linked ? <Reason {...props} linked={linked} /> : <Choice {...props} />}
    </div>
  );
}

function Choice({ what, activeClaim, asNew, onStance, onAsNew, onMarkOnly, onClose }: Props) {
  const fresh = asNew || !activeClaim;
  return (
    <>
      <div className="rd-pop-row">
        {stances.map((stance) => (
          <button key={stance} type="button" className="rd-key" data-stance={stance} onClick={() => onStance(stance)}>
            <StanceSign stance={stance} label={false} />
            {stanceTelling[stance].word}
            <Keys of={linkAction[stance]} />
          </button>
        ))}
      </div>
      <div className="rd-pop-row rd-pop-more">
        <span className="rd-pop-to" title={fresh ? undefined : activeClaim.text}>
          {fresh ? (
            <b>for a new claim</b>
          ) : (
            <>
              <b>{activeClaim.ref}</b> <bdi>{shortened(activeClaim.text, 90)}</bdi>
            </>
          )}
        </span>
        {activeClaim && (
          <button type="button" className="rd-key" aria-pressed={asNew} onClick={() => onAsNew(!asNew)}>
            <Plus size={14} aria-hidden="true" />
            New claim… <Keys of="reader.new-claim" />
          </button>
        )}
        <button type="button" className="rd-key" onClick={onMarkOnly}>
          <Highlighter size={14} aria-hidden="true" />
          Mark only <Keys of={what === 'region' ? 'photo.region' : 'text.mark-only'} />
        </button>
        <button type="button" className="rd-icon" aria-label={`Close; the ${what} stays as it was`} onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </button>
      </div>
    </>
  );
}

function Reason({ linked, reasonRef, onBecause, onClose }: Props & { linked: Linked }) {
  const [reason, setReason] = useState('');
  const [key] = useKeymap().keysOf('reader.because');
  return (
    <form
      className="rd-pop-row"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onBecause(reason.trim());
        else onClose();
      }}
    >
      <span className="rd-pop-done" data-stance={linked.stance}>
        <StanceSign stance={linked.stance} label={false} />
        {stanceTelling[linked.stance].word} {linked.claim.ref}
        <small>{linked.excerpt ? `${linked.excerpt.ref} saved` : 'saving…'}</small>
      </span>
      <input
        ref={reasonRef}
        aria-label="Because"
        placeholder={key ? `Because… (${key})` : 'Because…'}
        maxLength={5000}
        value={reason}
        dir="auto"
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="rd-key" disabled={!reason.trim()}>
        <Check size={14} aria-hidden="true" />
        Save
      </button>
      <button type="button" className="rd-icon" aria-label="Close without a reason" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </button>
    </form>
  );
}
