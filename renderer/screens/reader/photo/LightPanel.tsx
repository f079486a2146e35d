/** Brightness, contrast and levels of what is seen. The original stays as it is, and nothing of this is kept. */
import { RotateCcw, X } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { asItIs, isAsItIs, type Light, toneTable } from '../../../annotate/light.ts';

interface Dial {
  readonly name: keyof Light;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}
const dials: readonly Dial[] = [
  { name: 'brightness', label: 'Brightness', min: -100, max: 100, step: 1 },
  { name: 'contrast', label: 'Contrast', min: -100, max: 100, step: 1 },
  { name: 'black', label: 'Black point', min: 0, max: 254, step: 1 },
  { name: 'white', label: 'White point', min: 1, max: 255, step: 1 },
  { name: 'gamma', label: 'Gamma', min: 0.2, max: 5, step: 0.05 },
];

interface Props {
  light: Light;
  onLight(light: Light): void;
  onClose(): void;
}

export function LightPanel({ light, onLight, onClose }: Props) {
  const change = (name: keyof Light, value: number): void => {
    const next = { ...light, [name]: value };
    // Black stays below white; the one that was not touched gives way
    if (name === 'black') next.white = Math.max(next.white, value + 1);
    if (name === 'white') next.black = Math.min(next.black, value - 1);
    onLight(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks, and sizes of its own
    <div className="ph-light" role="group" aria-label="Light, view only" onKeyDown={onKeyDown}>
      <p>
        <b>View only.</b> The original is unchanged.
      </p>
      {dials.map((dial) => (
        <DialRow key={dial.name} dial={dial} value={light[dial.name]} onValue={(value) => change(dial.name, value)} />
      ))}
      <div className="ph-light-acts">
        <button type="button" disabled={isAsItIs(light)} onClick={() => onLight(asItIs)}>
          <RotateCcw size={13} aria-hidden="true" />
          As in the file
        </button>
        <button type="button" aria-label="Close light" onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

function DialRow({ dial: { label, min, max, step }, value, onValue }: { dial: Dial; value: number; onValue(value: number): void }) {
  const id = useId();
  return (
    <div className="ph-dial">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="range" min={min} max={max} step={step} value={value} onChange={(event) => onValue(Number(event.target.value))} />
      <output htmlFor={id}>{step < 1 ? value.toFixed(2) : value}</output>
    </div>
  );
}

/** The filter that the photo and the loupe are seen through. */
export function LightFilter({ id, light }: { id: string; light: Light }) {
  const table = toneTable(light);
  return (
    <svg className="ph-filter" width="0" height="0" aria-hidden="true">
      <filter id={id} colorInterpolationFilters="sRGB" x="0" y="0" width="1" height="1">
        <feComponentTransfer>
          <feFuncR type="table" tableValues={table} />
          <feFuncG type="table" tableValues={table} />
          <feFuncB type="table" tableValues={table} />
        </feComponentTransfer>
      </filter>
    </svg>
  );
}
