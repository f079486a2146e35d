/** Retracts something, with a reason. Nothing is deleted: the log keeps it. */
import { useState } from 'react';

export function Retract({ what, onRetract }: { what: string; onRetract(because: string): Promise<boolean> }) {
  const [because, setBecause] = useState<string | null>(null);
  if (because === null) {
    return (
      <button type="button" className="btn ghost small" aria-label={`Retract ${what}…`} onClick={() => setBecause('')}>
        Retract…
      </button>
    );
  }
  return (
    <form
      className="rd-edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (because.trim()) void onRetract(because.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setBecause(null);
      }}
    >
      <input
        className="input"
        aria-label={`Why ${what} is retracted`}
        placeholder={`Why is ${what} retracted?`}
        maxLength={2000}
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
        autoFocus
        value={because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <button type="submit" className="btn small" disabled={!because.trim()}>
        Retract
      </button>
      <button type="button" className="btn small" onClick={() => setBecause(null)}>
        Keep
      </button>
    </form>
  );
}
