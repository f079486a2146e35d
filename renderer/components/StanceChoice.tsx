import { useId } from 'react';
import { type Stance, stances } from '../../shared/model.ts';
import { StanceSign, stanceTelling } from './Stance.tsx';

/** Four equal choices by sign and word; none is made for the person unless `stance` is given. */
export function StanceChoice({ stance, onChange }: { stance: Stance | null; onChange(stance: Stance): void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="legend">Stance</legend>
      <div className="choices">
        {stances.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name={name} value={one} checked={stance === one} required onChange={() => onChange(one)} />
            <StanceSign stance={one} label={false} />
            {stanceTelling[one].word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
