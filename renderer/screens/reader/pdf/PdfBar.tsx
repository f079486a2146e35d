/** Over the pages: which page, how large, and the tools. */
import { ChevronDown, ChevronUp, Move, PanelLeft, Search, SquareDashedMousePointer, ZoomIn, ZoomOut } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Keys } from '../../../keys/Keys.tsx';
import type { PageCommand } from './pdfKeys.ts';
import { actual, type Zoom } from './sheet.ts';

interface Props {
  current: number;
  total: number;
  label: string | undefined;
  scale: number;
  zoom: Zoom;
  small: boolean;
  readOnly: boolean;
  drawing: boolean;
  adjusting: boolean;
  canAdjust: boolean;
  field: RefObject<HTMLInputElement | null>;
  run(command: PageCommand): void;
  onDrawing(drawing: boolean): void;
  /** A page by its number or its label; false where there is none. */
  onGo(wanted: string): boolean;
  finding: boolean;
  onFind(): void;
}

export function PdfBar(props: Props) {
  const { current, total, label, scale, zoom, small, readOnly, drawing, adjusting, canAdjust, field, run, onDrawing, onGo } = props;
  const { finding, onFind } = props;
  return (
    <div className="pb" role="toolbar" aria-label="Pages">
      <button type="button" aria-pressed={small} aria-label="Small pictures of the pages" onClick={() => run({ do: 'small-pages' })}>
        <PanelLeft size={15} aria-hidden="true" />
      </button>
      <i />
      <button type="button" aria-label="Page before" disabled={current <= 1} onClick={() => run({ do: 'page', step: -1 })}>
        <ChevronUp size={15} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Page after" disabled={current >= total} onClick={() => run({ do: 'page', step: 1 })}>
        <ChevronDown size={15} aria-hidden="true" />
      </button>
      <PageField current={current} total={total} label={label} field={field} onGo={onGo} />
      <i />
      <button type="button" aria-label="Pages smaller" onClick={() => run({ do: 'zoom', way: -1 })}>
        <ZoomOut size={15} aria-hidden="true" />
      </button>
      <span className="pb-zoom">{Math.round((scale / actual) * 100)} %</span>
      <button type="button" aria-label="Pages larger" onClick={() => run({ do: 'zoom', way: 1 })}>
        <ZoomIn size={15} aria-hidden="true" />
      </button>
      <button type="button" aria-pressed={zoom === 'width'} onClick={() => run({ do: 'fit', to: 'width' })}>
        <span className="pb-word">Fit </span>width <Keys of="page.fit-width" />
      </button>
      <button type="button" aria-pressed={zoom === 'page'} onClick={() => run({ do: 'fit', to: 'page' })}>
        <span className="pb-word">Fit </span>page <Keys of="page.fit-page" />
      </button>
      {!readOnly && (
        <>
          <i />
          {/* With a key there is no pointer to draw with: then a region is put in the middle. */}
          <button
            type="button"
            aria-pressed={drawing}
            onClick={({ detail }) => (detail === 0 ? run({ do: 'region' }) : onDrawing(!drawing))}
          >
            <SquareDashedMousePointer size={15} aria-hidden="true" />
            <span className="pb-word">Region</span> <Keys of="page.region" />
          </button>
          {canAdjust && (
            <button type="button" aria-pressed={adjusting} onClick={() => run({ do: 'adjust' })} title="Move or size the chosen region">
              <Move size={15} aria-hidden="true" />
              <span className="pb-word">Adjust</span>
            </button>
          )}
        </>
      )}
      <i />
      <button type="button" aria-pressed={finding} aria-label="Find in this source" onClick={onFind}>
        <Search size={15} aria-hidden="true" />
      </button>
    </div>
  );
}

function PageField({ current, total, label, field, onGo }: Pick<Props, 'current' | 'total' | 'label' | 'field' | 'onGo'>) {
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="pb-page"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === null || onGo(typed)) setTyped(null);
        else setWrong(true);
      }}
    >
      <label>
        Page{' '}
        <input
          ref={field}
          value={typed ?? String(current)}
          inputMode="numeric"
          maxLength={12}
          aria-invalid={wrong || undefined}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setWrong(false);
          }}
          onBlur={() => setTyped(null)}
        />
      </label>
      <span>
        of {total}
        {label === undefined || label === String(current) ? '' : ` (${label})`}
      </span>
      <span className="vh" role="status">
        {wrong ? `There is no page ${typed ?? ''}.` : ''}
      </span>
    </form>
  );
}
