/** One page: its picture, its words over it, and what is marked on it. */
import { memo, useMemo } from 'react';
import type { CaseHandle, ExcerptId, LayoutPage, Outline, Quad, Region, Sha256 } from '../../../../shared/model.ts';
import type { ReadableText, Span } from '../../../annotate/blocks.ts';
import type { RegionMark, TextMark } from '../../../annotate/marks.ts';
import { RegionLayer } from '../../../annotate/RegionLayer.tsx';
import { RegionChips } from '../RegionChips.tsx';
import { PageButtons } from './PageButtons.tsx';
import { PageInk, PageWash } from './PageInk.tsx';
import { PagePicture } from './PagePicture.tsx';
import { PageWords } from './PageWords.tsx';
import { type MarksOn, type PageFacts, placeMarks, unsureOn } from './pageMarks.ts';
import { pageText } from './pageText.ts';
import type { Placed } from './sheet.ts';

export interface HeldRegion {
  readonly region: Region;
  readonly outline: Outline | null;
  /** The key of the mark that is drawn anew; null for a new one. */
  readonly of: string | null;
}

interface Props {
  handle: CaseHandle;
  original: Sha256;
  sourceRef: string;
  place: Placed;
  facts: PageFacts;
  total: number;
  scale: number;
  layout: LayoutPage | null;
  text: ReadableText;
  marks: MarksOn;
  regions: readonly RegionMark[];
  chosen: ExcerptId | null;
  chosenSpan: Span | null;
  hand: readonly Quad[];
  found: readonly Quad[];
  foundHere: readonly Quad[];
  drawing: boolean;
  draft: HeldRegion | null;
  /** The chosen region, that the hand may move. */
  held: HeldRegion | null;
  onMark(mark: TextMark): void;
  onRegion(mark: RegionMark): void;
  onDrag(page: number, region: Region, outline?: Outline): void;
  onDragEnd(page: number, region: Region, drawn: boolean, outline?: Outline): void;
}

/** The sheet scrolls by itself under a wheel. */
const wheelScrolls = (): undefined => undefined;

export const pageName = ({ label }: PageFacts, number: number, total: number): string =>
  `Page ${number} of ${total}${label === undefined || label === String(number) ? '' : ` (${label})`}`;

export const OnePage = memo(function OnePage(props: Props) {
  const { handle, original, sourceRef, place, facts, total, scale, layout, text, marks, regions, chosen, chosenSpan } = props;
  const { hand, found, foundHere, drawing, draft, held, onMark, onRegion, onDrag, onDragEnd } = props;
  const { number, left, top, width, height } = place;
  const pieces = useMemo(() => (layout ? pageText(layout, text) : []), [layout, text]);
  const placed = useMemo(() => placeMarks(marks, number, layout, text), [marks, number, layout, text]);
  const shapes = useMemo(() => placed.map(({ mark, quads }) => ({ stance: mark.stance, quads })), [placed]);
  const unsure = useMemo(() => (layout ? unsureOn(layout) : []), [layout]);
  const chosenQuads = useMemo(
    () => (chosenSpan ? (placed.find(({ mark }) => mark.excerpt?.id === chosen)?.quads ?? []) : []),
    [placed, chosenSpan, chosen],
  );
  const view = useMemo(() => ({ x: 0, y: 0, scale: scale / 2 }), [scale]);
  const picture = useMemo(() => ({ width: Math.round(facts.width * 2), height: Math.round(facts.height * 2) }), [facts]);
  const frame = useMemo(() => ({ width, height }), [width, height]);
  const name = pageName(facts, number, total);
  const hasRegions = regions.length > 0 || drawing || draft !== null;
  return (
    <section className="pp" data-page={number} aria-label={name} style={{ left, top, width, height }}>
      <PagePicture
        handle={handle}
        original={original}
        page={number}
        longest={Math.max(width, height) * devicePixelRatio}
        alt={layout && pieces.length === 0 ? `${name} of ${sourceRef}, a picture without words of its own` : ''}
      />
      {(shapes.length > 0 || unsure.length > 0) && <PageInk shapes={shapes} unsure={unsure} chosen={chosenQuads} scale={scale} />}
      {found.length > 0 && <PageWash quads={found} scale={scale} kind="found" />}
      {foundHere.length > 0 && <PageWash quads={foundHere} scale={scale} kind="here" />}
      {hand.length > 0 && <PageWash quads={hand} scale={scale} kind="hand" />}
      <PageWords pieces={pieces} scale={scale} language={text.language} />
      {hasRegions && (
        <div className="pp-regions">
          <RegionLayer
            view={view}
            picture={picture}
            marks={regions}
            chosen={chosen}
            draft={draft?.region ?? null}
            draftOf={draft?.of ?? null}
            draftOutline={draft?.outline ?? null}
            drawing={drawing}
            held={(draft ?? held)?.region ?? null}
            heldOutline={(draft ?? held)?.outline ?? null}
            onChange={(region, outline) => onDrag(number, region, outline)}
            onEnd={(region, drawn, outline) => onDragEnd(number, region, drawn, outline)}
            onWheel={wheelScrolls}
          />
          {regions.length > 0 && <RegionChips marks={regions} view={view} frame={frame} chosen={chosen} onChoose={onRegion} />}
        </div>
      )}
      <PageButtons page={number} marks={placed} chosen={chosen} scale={scale} onChoose={onMark} />
    </section>
  );
});
