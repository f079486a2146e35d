/** Reading and display: what this person sees on this machine. Each choice works at once; nothing of it is the case's. */
import { Keyboard, Minus, Plus } from 'lucide-react';
import type { Settings } from '../../../shared/contract.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useChangeSettings } from '../../components/useChangeSettings.ts';
import { Keys } from '../../keys/Keys.tsx';
import { useSettings } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { themes } from '../frame.tsx';
import './display.css';

const directions = [
  { direction: 'auto', word: 'As the language' },
  { direction: 'ltr', word: 'Left to right' },
  { direction: 'rtl', word: 'Right to left' },
] as const satisfies readonly { direction: Settings['direction']; word: string }[];

export function DisplayDialog({ onClose }: { onClose(): void }) {
  const settings = useSettings().data;
  const change = useChangeSettings();
  const store = useSelectionStore();
  if (!settings) return null;
  const { theme, reading, direction, readScans } = settings;
  return (
    <Dialog title="Reading and display" lead="On this machine, for every case." onClose={onClose}>
      <div className="form display">
        <fieldset>
          <legend className="legend">Appearance</legend>
          <div className="choices">
            {themes.map(({ theme: one, word, icon: Icon }) => (
              <label key={one} className="choice">
                <input type="radio" name="theme" checked={theme === one} onChange={() => void change({ theme: one })} />
                <Icon size={15} aria-hidden="true" />
                {word}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend className="legend">Texts</legend>
          <div className="display-steps">
            <Step
              word="Size of the text"
              unit="px"
              value={reading.size}
              by={1}
              least={12}
              most={32}
              onChange={(size) => void change({ reading: { ...reading, size } })}
            />
            <Step
              word="Width of the column"
              unit="characters"
              value={reading.width}
              by={5}
              least={40}
              most={120}
              onChange={(width) => void change({ reading: { ...reading, width } })}
            />
          </div>
          <p className="display-sample serif" style={{ fontSize: reading.size }} dir="auto">
            Neither dormitory appeared to have been hit.
          </p>
        </fieldset>
        <fieldset>
          <legend className="legend">The window runs</legend>
          <div className="choices">
            {directions.map(({ direction: one, word }) => (
              <label key={one} className="choice">
                <input type="radio" name="direction" checked={direction === one} onChange={() => void change({ direction: one })} />
                {word}
              </label>
            ))}
          </div>
          <p className="display-hint">Texts of sources always run the way they are written.</p>
        </fieldset>
        <label className="display-check">
          <input type="checkbox" checked={readScans} onChange={(event) => void change({ readScans: event.target.checked })} />
          <span>
            Read scanned pages by machine as they come in
            <small className="display-hint">What a machine read always says so, and waits for a person’s eye.</small>
          </span>
        </label>
        <footer className="actions">
          <button type="button" className="btn ghost" onClick={() => store.set({ dialog: { kind: 'keys' } })}>
            <Keyboard size={14} aria-hidden="true" />
            Change the keys <Keys of="app.keys" />
          </button>
          <span className="grow" />
          <button type="button" className="btn primary" onClick={onClose}>
            Done
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

interface StepProps {
  word: string;
  unit: string;
  value: number;
  by: number;
  least: number;
  most: number;
  onChange(value: number): void;
}
function Step({ word, unit, value, by, least, most, onChange }: StepProps) {
  const to = (next: number): void => onChange(Math.max(least, Math.min(most, next)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be read out twice
    <div className="display-step" role="group" aria-label={word}>
      <span>{word}</span>
      <span className="grow" />
      <button type="button" className="icon small" aria-label={`${word}: less`} disabled={value <= least} onClick={() => to(value - by)}>
        <Minus size={14} aria-hidden="true" />
      </button>
      <output className="strong">
        {value} {unit}
      </output>
      <button type="button" className="icon small" aria-label={`${word}: more`} disabled={value >= most} onClick={() => to(value + by)}>
        <Plus size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
