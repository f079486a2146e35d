/** The headings of a long text beside it: where one is, and the way to another. */
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Heading } from './outline.ts';

interface Props {
  headings: readonly Heading[];
  /** The one that is read now; -1 before the first. */
  now: number;
  onGo(heading: Heading): void;
  onClose(): void;
}

const buttonsOf = (list: HTMLElement | null): HTMLButtonElement[] => Array.from(list?.querySelectorAll('button') ?? []);

export function OutlinePanel({ headings, now, onGo, onClose }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const first = useRef(Math.max(0, now));
  useEffect(() => {
    buttonsOf(list.current)[first.current]?.focus();
  }, []);
  useEffect(() => {
    buttonsOf(list.current)[now]?.scrollIntoView({ block: 'nearest' });
  }, [now]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = buttonsOf(list.current);
    const at = all.findIndex((button) => button.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') onClose();
    else if (to !== undefined) all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <nav className="ol" aria-label="Outline" onKeyDown={onKeyDown}>
      <header>
        <h3>Outline</h3>
        <button type="button" className="rd-icon" aria-label="Close the outline" onClick={onClose}>
          <X size={15} aria-hidden="true" />
        </button>
      </header>
      <ol ref={list}>
        {headings.map((heading, index) => (
          <li key={heading.block.index}>
            <button
              type="button"
              data-depth={heading.depth}
              aria-current={index === now ? 'location' : undefined}
              dir="auto"
              onClick={() => onGo(heading)}
            >
              {heading.block.text.replace(/\s+/g, ' ')}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
