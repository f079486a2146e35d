/** What happened, in plain words, at the lower edge: facts as status, failures as alerts that stay until dismissed. */
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Failure } from '../../shared/errors.ts';
import { toFailure } from '../state/client.tsx';
import { adviceFor } from '../state/failure.ts';
import { DetailList } from './DetailList.tsx';

export interface Notice {
  readonly title: string;
  readonly body?: ReactNode;
  readonly failure?: Failure;
  /** Until dismissed, though nothing failed: there is more to read than a moment allows. */
  readonly stays?: boolean;
}
interface Shown extends Notice {
  readonly id: number;
}
interface Notices {
  tell(notice: Notice): void;
  /** Tells of anything thrown; a cancellation is no news. */
  fail(error: unknown, doing?: string): void;
}
const NoticesContext = createContext<Notices | null>(null);

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (!notices) throw new Error('useNotices stands outside NoticesProvider');
  return notices;
}

const mostShown = 4;
const readingTime = 7000;

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const next = useRef(1);
  const tell = useCallback((notice: Notice) => {
    const id = next.current++;
    setShown((before) => [...before, { ...notice, id }].slice(-mostShown));
  }, []);
  const fail = useCallback(
    (error: unknown, doing?: string) => {
      const failure = toFailure(error);
      if (failure.code !== 'CANCELLED') tell({ title: doing ?? failure.message, failure });
    },
    [tell],
  );
  const dismiss = useCallback((id: number) => setShown((before) => before.filter((one) => one.id !== id)), []);
  const notices = useMemo(() => ({ tell, fail }), [tell, fail]);
  const failures = shown.filter((one) => one.failure);
  const facts = shown.filter((one) => !one.failure);
  return (
    <NoticesContext value={notices}>
      {children}
      {createPortal(
        <section className="notices" aria-label="Messages">
          <div role="alert" aria-live="assertive">
            {failures.map((one) => (
              <Card key={one.id} notice={one} dismiss={dismiss} />
            ))}
          </div>
          <div role="status" aria-live="polite">
            {facts.map((one) => (
              <Card key={one.id} notice={one} dismiss={dismiss} />
            ))}
          </div>
        </section>,
        document.body,
      )}
    </NoticesContext>
  );
}

function Card({ notice, dismiss }: { notice: Shown; dismiss(id: number): void }) {
  const { failure, id, stays } = notice;
  useEffect(() => {
    if (failure || stays) return;
    const timer = setTimeout(() => dismiss(id), readingTime);
    return () => clearTimeout(timer);
  }, [failure, id, stays, dismiss]);
  const advice = failure ? adviceFor(failure) : null;
  return (
    <div className="notice" data-tone={failure ? 'alarm' : 'info'}>
      {failure ? <CircleAlert size={16} aria-hidden="true" /> : <CircleCheck size={16} aria-hidden="true" />}
      <div className="grow">
        <p className="strong">{notice.title}</p>
        {notice.body}
        {failure && failure.message !== notice.title && <p>{failure.message}</p>}
        {advice && <p className="muted">{advice}</p>}
        {failure && (
          <details>
            <summary>Details</summary>
            <DetailList code={failure.code} details={failure.details} />
          </details>
        )}
      </div>
      <button type="button" className="icon small" aria-label="Dismiss this message" onClick={() => dismiss(id)}>
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
