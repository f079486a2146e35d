/** Two photos: four views of how one lies on the other, and what each file says of itself. */
import { CircleHelp, Columns2, Eye, Grid2x2 } from 'lucide-react';
import { useState } from 'react';
import type { Alignment } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { counted } from '../../components/words.ts';
import { toFailure } from '../../state/client.tsx';
import { scaleOf, share } from './geometry.ts';
import { Judge } from './Judge.tsx';
import { BlinkFrame, DifferenceFrame, OneFrame, OverlayFrame } from './PhotoFrames.tsx';
import { useDetail } from './useDetail.ts';
import { WhatFilesSay } from './WhatFilesSay.tsx';

const modes = [
  { mode: 'two', word: 'Two', icon: Columns2 },
  { mode: 'four', word: 'Four', icon: Grid2x2 },
  { mode: 'blink', word: 'Blink', icon: Eye },
] as const;
type Mode = (typeof modes)[number]['mode'];

interface Props {
  a: Source;
  b: Source;
  areVersions: boolean;
}

export function ComparePhotos({ a, b, areVersions }: Props) {
  const detail = useDetail(a, b);
  const alignment = detail.data?.alignment ?? null;
  const [wanted, setMode] = useState<Mode>('four');
  const [second, setSecond] = useState(false);
  const mode = alignment ? wanted : 'two';
  const blink = () => {
    if (mode === 'blink') setSecond(!second);
    else setMode('blink');
  };
  useShortcuts(alignment ? [{ key: 'k', run: blink }] : []);
  return (
    <div className="compare-body">
      <div className="compare-main">
        <div className="compare-tools">
          <fieldset className="segments" aria-label="Show">
            {modes.map((one) => (
              <button
                key={one.mode}
                type="button"
                aria-pressed={mode === one.mode}
                disabled={!alignment && one.mode !== 'two'}
                onClick={() => setMode(one.mode)}
              >
                <one.icon size={13} aria-hidden="true" />
                {one.word}
              </button>
            ))}
          </fieldset>
          {mode === 'blink' && (
            <button type="button" className="btn small" onClick={blink}>
              Show {second ? a.ref : b.ref} <kbd>K</kbd>
            </button>
          )}
          <span className="grow" />
          {alignment && mode !== 'blink' && <Legend alignment={alignment} />}
          {detail.data && !alignment && (
            <p className="muted">Nothing that both show could be laid on one another. That does not prove that they differ.</p>
          )}
          {detail.isPending && <Waiting words="Laying one on the other" />}
        </div>
        {detail.error && <FormFailure failure={toFailure(detail.error)} />}
        <div className="frames" data-mode={mode}>
          {mode !== 'blink' && (
            <>
              <OneFrame source={a} alignment={alignment} side="a" />
              <OneFrame source={b} alignment={alignment} side="b" />
            </>
          )}
          {alignment && mode === 'four' && (
            <>
              <OverlayFrame a={a} b={b} alignment={alignment} />
              <DifferenceFrame a={a} b={b} alignment={alignment} />
            </>
          )}
          {alignment && mode === 'blink' && <BlinkFrame a={a} b={b} alignment={alignment} second={second} />}
        </div>
      </div>
      <aside className="compare-side" aria-label="What is seen, and what each file says" data-f6 tabIndex={-1}>
        <Judge a={a} b={b} areVersions={areVersions} />
        {alignment && <Seen alignment={alignment} a={a} b={b} />}
        <WhatFilesSay a={a} b={b} />
      </aside>
    </div>
  );
}

function Legend({ alignment: { differs } }: { alignment: Alignment }) {
  return (
    <ul className="compare-legend">
      <li>
        <i data-mark="overlap" aria-hidden="true" /> what both show
      </li>
      {differs.length > 0 && (
        <li>
          <i data-mark="differs" aria-hidden="true" /> {counted(differs.length, 'place')} where they differ
        </li>
      )}
    </ul>
  );
}

function Seen({ alignment, a, b }: { alignment: Alignment; a: Source; b: Source }) {
  const { mirrored, rotated, differs, overlap } = alignment;
  const scale = scaleOf(alignment);
  const most = 4;
  return (
    <section className="seen" aria-label="How they lie on one another">
      <h3>How they lie on one another</h3>
      <dl>
        {a.photo && b.photo && (
          <div>
            <dt>Both show</dt>
            <dd>
              {share(overlap.a, a.photo)} % of {a.ref}, {share(overlap.b, b.photo)} % of {b.ref}
            </dd>
          </div>
        )}
        <div>
          <dt>{b.ref} on it</dt>
          <dd>
            {[
              scale === null ? null : `size × ${scale.toFixed(3)}`,
              Math.abs(rotated) >= 1 ? `turned by ${Math.round(rotated)}°` : 'not turned',
              mirrored ? 'mirrored' : 'not mirrored',
            ]
              .filter(Boolean)
              .join(', ')}
          </dd>
        </div>
        {differs.length > 0 && (
          <div>
            <dt>Differ at</dt>
            <dd>
              {differs.slice(0, most).map(({ a: one, b: other }) => {
                const place = other ?? one;
                return place ? (
                  <span key={`${place.x} ${place.y} ${place.width}`}>
                    {place.width} × {place.height} px at {place.x}, {place.y} of {other ? b.ref : a.ref}
                  </span>
                ) : null;
              })}
              {differs.length > most && <span>and {counted(differs.length - most, 'more place')}</span>}
            </dd>
          </div>
        )}
      </dl>
      <p className="muted seen-caution">
        <CircleHelp size={13} aria-hidden="true" />
        Equal pixels show a common origin, not which of the two is the older.
      </p>
    </section>
  );
}
