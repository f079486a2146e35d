import { CircleAlert } from 'lucide-react';
import type { Failure } from '../../shared/errors.ts';
import { adviceFor } from '../state/failure.ts';
import { DetailList } from './DetailList.tsx';
import './failure.css';

/** A failure where it happened: what, what to do, and the details for those who want them. */
export function FormFailure({ failure, children }: { failure: Failure; children?: React.ReactNode }) {
  const advice = adviceFor(failure);
  return (
    <div className="form-failure" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div className="grow">
        <p className="strong">{failure.message}</p>
        {advice && <p>{advice}</p>}
        {Object.keys(failure.details).length > 0 && (
          <details className="more">
            <summary>Details</summary>
            <DetailList code={failure.code} details={failure.details} />
          </details>
        )}
        {children}
      </div>
    </div>
  );
}
