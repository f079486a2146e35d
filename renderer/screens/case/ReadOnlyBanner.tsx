import { Lock } from 'lucide-react';
import type { OpenCase } from '../../../shared/contract.ts';
import { instant } from '../../components/words.ts';
import { useDoors } from './doors.ts';

/** Says by whom the case is held, since when, and what can be done here all the same. */
export function ReadOnlyBanner({ info, stressed }: { info: OpenCase; stressed: boolean }) {
  const { closeCase } = useDoors();
  const { heldBy } = info;
  return (
    <div className="banner" role={stressed ? 'alert' : 'note'}>
      <Lock size={15} aria-hidden="true" />
      <p className="grow">
        <b className="strong">Read-only here.</b>{' '}
        {heldBy ? (
          <>
            <span dir="auto">{heldBy.name}</span> has it open for writing on {heldBy.host} since {instant(heldBy.since)}.
          </>
        ) : (
          (info.because ?? 'It was opened to be read, not changed.')
        )}{' '}
        You can read, search and verify;{' '}
        {heldBy ? 'nothing can be changed until it is closed there and opened here again.' : 'nothing can be changed here.'}
      </p>
      <button type="button" className="btn small" onClick={() => void closeCase(info.case)}>
        Close it here
      </button>
    </div>
  );
}
