/** A photo: pan and zoom over tiles, regions drawn by mouse or keys and linked to claims, and what the file says of itself. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Point } from '../../../shared/anchor/geometry.ts';
import { deepZoomUrl, thumbnailUrl } from '../../../shared/blobs.ts';
import type { Region, Source } from '../../../shared/model.ts';
import { type RegionMark, regionMarks } from '../../annotate/marks.ts';
import { RegionLayer } from '../../annotate/RegionLayer.tsx';
import { toView } from '../../annotate/regions.ts';
import { usePhotoViewer } from '../../annotate/usePhotoViewer.ts';
import { LinkPopover } from './LinkPopover.tsx';
import { PhotoLine, PhotoStrip, PhotoTools } from './PhotoTools.tsx';
import { RegionChips } from './RegionChips.tsx';
import { usePhotoWork } from './usePhotoWork.ts';
import type { ViewProps } from './viewProps.ts';
import '../../annotate/regions.css';
import './photo.css';

const stripHeight = 44;
const toolsHeight = 58;

export function PhotoView(props: ViewProps & { source: Source; onFacts(): void }) {
  const { handle, source, excerpts, links, claims, activeClaim, readOnly, chosen, reveals, linking, onChoose, onFacts } = props;
  const stage = useRef<HTMLElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const clickAt = useRef<(at: Point) => void>(() => undefined);
  const viewer = usePhotoViewer(
    host,
    deepZoomUrl(handle, source.original),
    useCallback((at) => clickAt.current(at), []),
  );
  const { view, frame, picture, state, reveal } = viewer;

  const marks = useMemo(() => regionMarks(excerpts, links, claims), [excerpts, links, claims]);
  const shown = useMemo(() => [...marks, ...linking.pending.flatMap(pendingRegion)], [marks, linking.pending]);
  const focusStage = useCallback(() => stage.current?.focus({ preventScroll: true }), []);
  const work = usePhotoWork(props, viewer, marks, focusStage, onFacts, () => reason.current?.focus());
  const { draft, drawing, popover, chosenMark } = work;
  useEffect(() => {
    clickAt.current = work.onClickAt;
  });

  const revealed = useRef(-1);
  useEffect(() => {
    if (state !== 'open' || !chosenMark || revealed.current === reveals) return;
    revealed.current = reveals;
    reveal(chosenMark.region);
  }, [state, chosenMark, reveals, reveal]);

  const target = linking.linked?.subject.target;
  const about: Region | null = target && 'region' in target ? target.region : (draft?.region ?? null);
  const held = draft?.region ?? (readOnly || drawing ? null : (chosenMark?.region ?? null));
  const altText = source.corrections.altText ?? '';

  return (
    <div className="ph">
      <PhotoLine source={source} />
      <div className="ph-body">
        <section
          ref={stage}
          className="ph-stage"
          data-f6-focus
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys for pan, zoom and regions
          tabIndex={0}
          aria-label={`Photo ${source.ref}. ${altText || 'No description yet.'}`}
          onKeyDown={work.onKeyDown}
        >
          <img
            className="ph-thumb"
            data-behind={state === 'open' || undefined}
            src={thumbnailUrl(handle, source.original)}
            alt={altText || `${source.title} (no description yet)`}
          />
          <div ref={host} className="ph-host" />
          {view && picture && (
            <>
              <RegionLayer
                view={view}
                picture={picture}
                marks={shown}
                chosen={chosen}
                draft={draft?.region ?? null}
                draftOf={draft?.of?.id ?? null}
                drawing={drawing}
                held={held}
                onChange={work.onDrag}
                onEnd={work.onDragEnd}
                onWheel={viewer.zoomBy}
              />
              <RegionChips
                marks={shown}
                view={view}
                frame={frame}
                chosen={chosen}
                onChoose={(mark) => mark.excerpt && onChoose(mark.excerpt, true)}
              />
            </>
          )}
          <PhotoStrip state={state} viewer={viewer} draft={draft} chosen={chosenMark} onKeep={work.keep} onDrop={work.drop} />
          {about && view && (popover || linking.linked) && (
            <LinkPopover
              subject={toView(about, view)}
              view={{ left: 0, top: stripHeight, right: frame.width, bottom: frame.height - toolsHeight }}
              what="region"
              activeClaim={activeClaim}
              asNew={popover?.asNew ?? false}
              linked={linking.linked}
              takeFocus={popover?.takeFocus ?? false}
              reasonRef={reason}
              onStance={work.link}
              onAsNew={work.setAsNew}
              onMarkOnly={work.markOnly}
              onBecause={(words) => {
                linking.because(words);
                work.close();
              }}
              onClose={work.close}
            />
          )}
          <PhotoTools
            readOnly={readOnly}
            drawing={drawing}
            adjusting={Boolean(draft?.of)}
            canAdjust={chosenMark !== null}
            run={work.run}
            onDrawing={work.setDrawing}
            onOne={viewer.actualSize}
          />
        </section>
      </div>
    </div>
  );
}

function pendingRegion({ key, subject, stance, claim }: ViewProps['linking']['pending'][number]): RegionMark[] {
  if (!('region' in subject.target)) return [];
  const mark = { key, excerpt: null, link: null, claim, stance, label: claim?.ref ?? '…' };
  return [{ key, excerpt: null, region: subject.target.region, links: stance ? [mark] : [] }];
}
