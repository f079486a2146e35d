/** Holds what breaks while it is shown (or cannot be fetched any more) to its own part of the window, and says so. */
import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';

interface Props {
  /** What broke, as a sentence. */
  title: string;
  /** Offered where the rest of the window can go on without it. */
  onClose?: () => void;
  children: ReactNode;
}

export class Boundary extends Component<Props, { broken: Error | null }> {
  override state: { broken: Error | null } = { broken: null };

  static getDerivedStateFromError(thrown: unknown): { broken: Error } {
    return { broken: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { title, onClose, children } = this.props;
    const { broken } = this.state;
    if (!broken) return children;
    return (
      <div className="broken" role="alert">
        <TriangleAlert size={18} aria-hidden="true" />
        <div className="grow">
          <p>
            <b className="strong">{title}</b> What was saved is safe. If Assay was closed, start it again; else load the window again.
          </p>
          <p className="muted small wrap">{broken.message}</p>
        </div>
        <button type="button" className="btn small" onClick={() => location.reload()}>
          Load the window again
        </button>
        {onClose && (
          <button type="button" className="btn small" onClick={onClose}>
            Close
          </button>
        )}
      </div>
    );
  }
}
