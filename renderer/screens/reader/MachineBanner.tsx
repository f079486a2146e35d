/** Over a text that a machine read: how sure it was, and that it must be compared. */
import { Columns2, ScanText } from 'lucide-react';
import { sure } from './facts/factWords.ts';

interface Props {
  confidence: number | null;
  isBeside: boolean;
  /** Null where there is no picture to put beside it. */
  onBeside: (() => void) | null;
}

export function MachineBanner({ confidence, isBeside, onBeside }: Props) {
  return (
    <div className="mr-banner" role="note">
      <ScanText size={15} aria-hidden="true" />
      <span className="grow">
        <b className="strong">Read by machine</b>
        {confidence === null ? '' : `, ${sure(confidence)} sure on average`}; compare with the picture. Words it was not sure of are dotted.
      </span>
      {onBeside && (
        <button type="button" className="btn small" aria-pressed={isBeside} onClick={onBeside}>
          <Columns2 size={14} aria-hidden="true" />
          {isBeside ? 'Text alone' : 'Picture beside it'}
        </button>
      )}
    </div>
  );
}
