/** Two photos: how one lies on the other, by the program or by a person's points, and what each file says of itself. */
import { CircleHelp, Columns2, Crosshair, Eye, Grid2x2, Link2, Maximize, Unlink2, ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import type { Alignment } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { type Command, useActions } from '../../components/commands.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useCover } from '../../components/useCover.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { counted } from '../../components/words.ts';
import type { ActionId } from '../../keys/actions.ts';
import { Keys } from '../../keys/Keys.tsx';
import { toFailure } from '../../state/client.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { alignmentOf } from './fit.ts';
import { scaleOf, share } from './geometry.ts';
import { Judge } from './Judge.tsx';
import { LinkPair } from './LinkPair.tsx';
import { BlinkFrame, DifferenceFrame, OneFrame, OverlayFrame, sizeOf } from './PhotoFrames.tsx';
import { PointsPart } from './PointsPart.tsx';
import { useCross } from './useCross.ts';
import { useDetail } from './useDetail.ts';
import { useLinkedView } from './useLinkedView.ts';
import { usePoints } from './usePoints.ts';
import { WhatFilesSay } from './WhatFilesSay.tsx';

const modes = [
  { mode: 'two', word: 'Two', icon: Columns2, action: 'compare.two' },
  { mode: 'four', word: 'Four', icon: Grid2x2, action: 'compare.four' },
  { mode: 'blink', word: 'Blink', icon: Eye, action: 'compare.blink' },
] as const;
type Mode = (typeof modes)[number]['mode'];

interface Props {
  a: Source;
  b: Source;
  areVersions: boolean;
}

export function ComparePhotos({ a, b, areVersions }: Props) {
  const { readOnly } = useCaseHere();
  const detail = useDetail(a, b);
  const points = usePoints();
  const found = detail.data?.alignment ?? null;
  const byHand = points.fitted ? alignmentOf(points.fitted.transform, sizeOf(a), sizeOf(b)) : null;
  // A person's points go before what the program found
  const alignment = points.fitted ? byHand : found;
  const view = useLinkedView(sizeOf(a), sizeOf(b), alignment);
  const { cross, onKey } = useCross(points, view, { a: sizeOf(a), b: sizeOf(b) }, alignment?.transform ?? null);
  const [wanted, setMode] = useState<Mode>('four');
  const [second, setSecond] = useState(false);
  // Points are set where both stand side by side
  const mode = !alignment ? 'two' : points.pointing && wanted === 'blink' ? 'two' : wanted;
  const blink = () => {
    if (!alignment) return;
    if (mode === 'blink') setSecond(!second);
    else setMode('blink');
  };
  const misses = points.fitted?.misses ?? null;
  usePhotoCommands({ hasAlignment: alignment !== null, blink, setMode, view, points });
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
                {one.word} <Keys of={one.action} />
              </button>
            ))}
          </fieldset>
          {mode === 'blink' && (
            <button type="button" className="btn small" onClick={blink}>
              Show {second ? a.ref : b.ref} <Keys of="compare.blink" />
            </button>
          )}
          <button type="button" className="btn small" aria-pressed={view.linked} onClick={() => view.setLinked(!view.linked)}>
            {view.linked ? <Link2 size={13} aria-hidden="true" /> : <Unlink2 size={13} aria-hidden="true" />}
            {view.linked ? 'Zoom linked' : 'Zoom apart'} <Keys of="compare.linked" />
          </button>
          <button
            type="button"
            className="btn small"
            aria-pressed={points.pointing !== null}
            disabled={points.isFull && points.pointing === null}
            onClick={() => (points.pointing ? points.stop() : points.begin())}
          >
            <Crosshair size={13} aria-hidden="true" />
            Points {points.pairs.length > 0 && points.pairs.length} <Keys of="compare.point" />
          </button>
          <span className="compare-zoom">
            <button type="button" className="icon small" aria-label="Zoom out" onClick={() => view.zoomBy('a', 1 / 1.5, null)}>
              <ZoomOut size={14} aria-hidden="true" />
            </button>
            <button type="button" className="icon small" aria-label="Zoom in" onClick={() => view.zoomBy('a', 1.5, null)}>
              <ZoomIn size={14} aria-hidden="true" />
            </button>
            <button type="button" className="icon small" aria-label="Fit both" disabled={view.isFitted} onClick={view.fit}>
              <Maximize size={14} aria-hidden="true" />
            </button>
          </span>
          <Reveal source={a} />
          <Reveal source={b} />
          <span className="grow" />
          {alignment && mode !== 'blink' && <Legend alignment={alignment} />}
          {detail.data && !alignment && (
            <p className="muted">
              {points.fitted
                ? 'By these points they do not meet. Delete one and set it again.'
                : 'Nothing that both show could be laid on one another. That does not prove that they differ: place two points.'}
            </p>
          )}
          {detail.isPending && <Waiting words="Laying one on the other" />}
        </div>
        {detail.error && <FormFailure failure={toFailure(detail.error)} />}
        <div className="frames" data-mode={mode}>
          {mode !== 'blink' && (
            <>
              <OneFrame source={a} side="a" {...{ alignment, view, points, cross }} onKey={onKey('a')} />
              <OneFrame source={b} side="b" {...{ alignment, view, points, cross }} onKey={onKey('b')} />
            </>
          )}
          {alignment && mode === 'four' && (
            <>
              <OverlayFrame {...{ a, b, alignment, view }} />
              <DifferenceFrame {...{ a, b, alignment, view }} />
            </>
          )}
          {alignment && mode === 'blink' && <BlinkFrame {...{ a, b, alignment, view, second }} />}
        </div>
      </div>
      <aside className="compare-side" aria-label="What is seen, and what each file says" data-f6 tabIndex={-1}>
        <Judge a={a} b={b} areVersions={areVersions} />
        {alignment && <Seen alignment={alignment} a={a} b={b} byHand={points.fitted?.kind ?? null} />}
        <PointsPart a={a} b={b} points={points} auto={found !== null} />
        <WhatFilesSay a={a} b={b} />
        {!readOnly && (
          <LinkPair
            a={a}
            b={b}
            alignment={alignment}
            points={points.fitted ? points.pairs : []}
            largestMiss={misses && Math.max(...misses)}
          />
        )}
      </aside>
    </div>
  );
}

interface Parts {
  hasAlignment: boolean;
  blink(): void;
  setMode(mode: Mode): void;
  view: ReturnType<typeof useLinkedView>;
  points: ReturnType<typeof usePoints>;
}

/** What can be done here, by key and by palette. */
function usePhotoCommands({ hasAlignment, blink, setMode, view, points }: Parts): void {
  const command = (id: string, label: string, icon: Command['icon'], action: ActionId, run: () => void): Command => ({
    id,
    label,
    icon,
    action,
    words: 'compare photos',
    run,
  });
  useActions([
    command('compare-two', 'Two photos side by side', Columns2, 'compare.two', () => setMode('two')),
    ...(hasAlignment
      ? [
          command('compare-four', 'Four views of two photos', Grid2x2, 'compare.four', () => setMode('four')),
          command('compare-blink', 'Blink: one photo at the place of the other', Eye, 'compare.blink', blink),
        ]
      : []),
    command('compare-linked', view.linked ? 'Zoom each photo for itself' : 'Zoom both photos together', Link2, 'compare.linked', () =>
      view.setLinked(!view.linked),
    ),
    command('compare-point', points.pointing ? 'End setting points' : 'Align by hand: set points', Crosshair, 'compare.point', () => {
      if (points.pointing) points.stop();
      else points.begin();
    }),
    command('compare-in', 'Zoom in', ZoomIn, 'compare.zoom-in', () => view.zoomBy('a', 1.5, null)),
    command('compare-out', 'Zoom out', ZoomOut, 'compare.zoom-out', () => view.zoomBy('a', 1 / 1.5, null)),
    command('compare-fit', 'Fit both photos', Maximize, 'compare.fit', view.fit),
    ...(points.pointing ? [command('compare-points-end', 'Set no more points', Crosshair, 'app.close', points.stop)] : []),
  ]);
}

/** A photo that is covered until a person reveals it: it is, here too. */
function Reveal({ source }: { source: Source }) {
  const { isCovered, reveal } = useCover(source);
  return isCovered ? (
    <button type="button" className="btn small" onClick={reveal}>
      <Eye size={13} aria-hidden="true" />
      Reveal {source.ref}
    </button>
  ) : null;
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

function Seen({ alignment, a, b, byHand }: { alignment: Alignment; a: Source; b: Source; byHand: 'similarity' | 'affine' | null }) {
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
        {byHand && (
          <div>
            <dt>Laid by</dt>
            <dd>{byHand === 'affine' ? 'your points, with shear' : 'your points: moved, turned and sized'}</dd>
          </div>
        )}
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
