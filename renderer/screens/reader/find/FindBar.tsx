/** The words looked for in a source, and where among the places found one is. */
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { useKeymap } from '../../../keys/useKeymap.ts';
import type { Finding } from './useFind.ts';
import './find.css';

interface Props {
  finding: Finding;
  field: RefObject<HTMLInputElement | null>;
  onStep(by: 1 | -1): void;
  onClose(): void;
}

function told({ query, places, at }: Finding): string {
  if (query.trim() === '') return '';
  return places.length === 0 ? 'Not found' : `${(at + 1).toLocaleString('en')} of ${places.length.toLocaleString('en')}`;
}

export function FindBar({ finding, field, onStep, onClose }: Props) {
  const keymap = useKeymap();
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [field]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target === field.current) onStep(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const nowhere = finding.places.length === 0;
  return (
    <search className="fd" onKeyDown={onKeyDown}>
      <label className="fd-field">
        <Search size={14} aria-hidden="true" />
        <input
          ref={field}
          value={finding.query}
          dir="auto"
          aria-label="Find in this source"
          placeholder="Find in this source"
          spellCheck={false}
          maxLength={500}
          onChange={(event) => finding.ask(event.target.value)}
        />
        <output className="fd-count" data-none={(finding.query.trim() !== '' && nowhere) || undefined}>
          {told(finding)}
        </output>
      </label>
      <button
        type="button"
        className="rd-icon"
        disabled={nowhere}
        aria-label="The place before"
        title={keymap.titled('The place before', 'reader.find-previous')}
        onClick={() => onStep(-1)}
      >
        <ChevronUp size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="rd-icon"
        disabled={nowhere}
        aria-label="The next place"
        title={keymap.titled('The next place', 'reader.find-next')}
        onClick={() => onStep(1)}
      >
        <ChevronDown size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="fd-how"
        aria-pressed={finding.matchCase}
        title="Capital and small letters differ"
        onClick={() => finding.set({ matchCase: !finding.matchCase })}
      >
        A ≠ a
      </button>
      <button
        type="button"
        className="fd-how"
        aria-pressed={finding.alike}
        title="Letters that differ by an accent or mark only are alike: é = e, ё = е, ї = і, أ = ا"
        onClick={() => finding.set({ alike: !finding.alike })}
      >
        <span lang="en">é = e</span>
        {!finding.alike && finding.more > 0 && <small>+{finding.more.toLocaleString('en')}</small>}
      </button>
      <button type="button" className="rd-icon" aria-label="Close; go on from here" title="Close; go on from here (Esc)" onClick={onClose}>
        <X size={15} aria-hidden="true" />
      </button>
    </search>
  );
}
