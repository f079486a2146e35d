/** The sheet beside a source: what its file says, fact by fact, each with where it stands in the file. */
import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export function Sheet({ onClose, tabs, children }: { onClose(): void; tabs?: ReactNode; children: ReactNode }) {
  return (
    <aside className="rs" aria-label="What the file says">
      <header className="phead">
        <h2 className="grow">What the file says</h2>
        <button type="button" className="icon small" aria-label="Close what the file says" onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </button>
      </header>
      {tabs}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section className="rs-body" tabIndex={0} aria-label="Facts of the file">
        {children}
      </section>
    </aside>
  );
}

interface FactProps {
  title: string;
  /** Where in the file it stands, or a few words beside the title. */
  from?: ReactNode;
  children: ReactNode;
}

export function Fact({ title, from, children }: FactProps) {
  const id = useId();
  return (
    <section className="rs-fact" aria-labelledby={id}>
      <h3>
        <span id={id}>{title}</span>
        {from && <small>{from}</small>}
      </h3>
      <div>{children}</div>
    </section>
  );
}

export const Nothing = () => <span className="muted">Nothing in the file.</span>;

/** Short facts of one kind, a line each. */
export function Lines({ lines }: { lines: readonly (readonly [name: string, value: ReactNode] | null)[] }) {
  return (
    <dl className="rs-lines">
      {lines.flatMap((line) =>
        line ? (
          <div key={line[0]}>
            <dt>{line[0]}</dt>
            <dd dir="auto">{line[1]}</dd>
          </div>
        ) : (
          []
        ),
      )}
    </dl>
  );
}
