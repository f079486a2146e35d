/** “Aa”: letters and column, beside the text that they change. */

import type { LucideIcon } from 'lucide-react';
import { AArrowDown, AArrowUp, FoldHorizontal, RotateCcw, UnfoldHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ActionId } from '../../keys/actions.ts';
import { Keys } from '../../keys/Keys.tsx';
import { type Reading, sized, usual, widened } from './textSize.ts';

export function SizeMenu({ reading, onChange }: { reading: Reading; onChange(reading: Reading): void }) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isUsual = reading.size === usual.size && reading.width === usual.width;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  // Not by the blur of what is within: a button that has done all it can loses the focus to nobody
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is within takes the keys; this only hears of them
    <div ref={root} className="sz" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="rt-button"
        aria-expanded={open}
        title="Size of the letters, width of the column"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">Aa</span>
        <span className="vh">Letters and column</span>
      </button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks
        <div className="sz-menu" role="group" aria-label="Letters and column">
          <Row
            words="Letters"
            value={`${reading.size} px`}
            less={['Smaller letters', AArrowDown, 'text.smaller', sized(reading, -1)]}
            more={['Larger letters', AArrowUp, 'text.larger', sized(reading, 1)]}
            now={reading}
            onChange={onChange}
          />
          <Row
            words="Column"
            value={`${reading.width} letters`}
            less={['Narrower column', FoldHorizontal, 'text.narrower', widened(reading, -1)]}
            more={['Wider column', UnfoldHorizontal, 'text.wider', widened(reading, 1)]}
            now={reading}
            onChange={onChange}
          />
          <button type="button" className="btn small" disabled={isUsual} onClick={() => onChange(usual)}>
            <RotateCcw size={13} aria-hidden="true" />
            As it was
          </button>
        </div>
      )}
    </div>
  );
}

type Choice = readonly [words: string, icon: LucideIcon, action: ActionId, to: Reading];
interface RowProps {
  words: string;
  value: string;
  less: Choice;
  more: Choice;
  now: Reading;
  onChange(reading: Reading): void;
}

function Row({ words, value, less, more, now, onChange }: RowProps) {
  return (
    <div className="sz-row">
      <span className="sz-words">{words}</span>
      {[less, more].map(([does, Icon, action, to], index) => (
        <button
          key={action}
          type="button"
          className="btn small"
          aria-label={does}
          title={does}
          disabled={to.size === now.size && to.width === now.width}
          style={{ order: index === 0 ? 1 : 3 }}
          onClick={() => onChange(to)}
        >
          <Icon size={15} aria-hidden="true" />
          <Keys of={action} />
        </button>
      ))}
      <output className="sz-value">{value}</output>
    </div>
  );
}
