/** A photo: pan and zoom over tiles, regions and outlines drawn by mouse or keys and linked to claims, and how it is looked at. */
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Point } from '../../../shared/anchor/geometry.ts';
import { deepZoomUrl, thumbnailUrl } from '../../../shared/blobs.ts';
import type { Region, Source } from '../../../shared/model.ts';
import { type RegionMark, regionMarks } from '../../annotate/marks.ts';
import { PlotLayer } from '../../annotate/PlotLayer.tsx';
import { RegionLayer } from '../../annotate/RegionLayer.tsx';
import { toPicture, toView } from '../../annotate/regions.ts';
import { usePhotoViewer } from '../../annotate/usePhotoViewer.ts';
import { LinkPopover } from './LinkPopover.tsx';
import { PhotoLine, PhotoTools, PhotoZoom } from './PhotoTools.tsx';
import { LightFilter, LightPanel } from './photo/LightPanel.tsx';
import { Loupe } from './photo/Loupe.tsx';
import { Minimap } from './photo/Minimap.tsx';
import { PhotoStrip } from './photo/PhotoStrip.tsx';
import { usePointer } from './photo/pointer.ts';
import { usePhotoCommands } from './photo/usePhotoCommands.ts';
import { RegionChips } from './RegionChips.tsx';
import { usePhotoWork } from './usePhotoWork.ts';
import type { ViewProps } from './viewProps.ts';
import '../../annotate/regions.css';
import './photo.css';

const none: readonly RegionMark[] = [];
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
  const pointer = usePointer();
  const [covered, setCovered] = useState(stripHeight);
  const work = usePhotoWork(props, { viewer, marks, pointer, focusStage, focusReason: () => reason.current?.focus(), onFacts });
  const { draft, drawing, popover, chosenMark, look, plotting } = work;
  const { plot } = plotting;
  usePhotoCommands(work.run, readOnly);
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
  const held = draft ?? (readOnly || drawing || look.hidden ? null : chosenMark);
  const filterId = useId();
  const filter = look.isLit ? `url(#${filterId})` : undefined;
  const thumbnail = thumbnailUrl(handle, source.original);
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
          onPointerMove={(event) => {
            if (!view || event.pointerType === 'touch') return;
            const { left, top } = event.currentTarget.getBoundingClientRect();
            pointer.set(toPicture({ x: event.clientX - left, y: event.clientY - top }, view));
          }}
        >
          <img
            className="ph-thumb"
            data-behind={state === 'open' || undefined}
            src={thumbnail}
            alt={altText || `${source.title} (no description yet)`}
          />
          <div ref={host} className="ph-host" style={{ filter: filter ?? 'none' }} />
          {look.isLit && <LightFilter id={filterId} light={look.light} />}
          {view && picture && (
            <>
              <RegionLayer
                view={view}
                picture={picture}
                marks={look.hidden ? none : shown}
                chosen={chosen}
                draft={draft?.region ?? null}
                draftOf={draft?.of?.id ?? null}
                draftOutline={draft?.outline ?? null}
                drawing={drawing}
                held={plot ? null : (held?.region ?? null)}
                heldOutline={held?.outline ?? null}
                movable={draft !== null}
                corner={draft?.corner ?? null}
                onChange={work.onDrag}
                onEnd={work.onDragEnd}
                onWheel={viewer.zoomBy}
              />
              {plot && (
                <PlotLayer
                  plot={plot}
                  view={view}
                  picture={picture}
                  onHover={plotting.hover}
                  onSet={plotting.setAt}
                  onFinish={plotting.finish}
                  onPan={viewer.panBy}
                  onWheel={viewer.zoomBy}
                />
              )}
              {!look.hidden && (
                <RegionChips
                  marks={shown}
                  view={view}
                  frame={frame}
                  top={covered}
                  chosen={chosen}
                  passive={plot !== null || drawing}
                  onChoose={(mark) => mark.excerpt && onChoose(mark.excerpt, true)}
                />
              )}
              {look.loupe && viewer.tiles && (
                <Loupe
                  pointer={pointer}
                  tiles={viewer.tiles}
                  view={view}
                  frame={frame}
                  picture={picture}
                  power={look.loupe}
                  filter={filter}
                />
              )}
              <Minimap view={view} frame={frame} picture={picture} thumbnail={thumbnail} onGo={(at) => viewer.goTo(at, true)} />
            </>
          )}
          <PhotoStrip
            viewer={viewer}
            size={source.photo}
            pointer={pointer}
            draft={draft}
            plot={plot}
            chosen={look.hidden ? null : chosenMark}
            look={look}
            onKeep={work.keep}
            onDrop={work.drop}
            onCovers={setCovered}
          />
          {about && view && (popover || linking.linked) && (
            <LinkPopover
              subject={toView(about, view)}
              view={{ left: 0, top: covered, right: frame.width, bottom: frame.height - toolsHeight }}
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
          {look.lightOpen && (
            <LightPanel
              light={look.light}
              onLight={look.setLight}
              onClose={() => {
                look.closeLight();
                focusStage();
              }}
            />
          )}
          <PhotoZoom run={work.run} />
          <PhotoTools
            readOnly={readOnly}
            drawing={drawing}
            plot={plot}
            adjusting={Boolean(draft?.of)}
            canAdjust={chosenMark !== null}
            look={look}
            run={work.run}
            onPan={work.takePan}
            onRegion={work.takeRegion}
            onPlot={work.takePlot}
          />
        </section>
      </div>
    </div>
  );
}

function pendingRegion({ key, subject, stance, claim }: ViewProps['linking']['pending'][number]): RegionMark[] {
  if (!('region' in subject.target)) return [];
  const mark = { key, excerpt: null, link: null, claim, stance, label: claim?.ref ?? '…' };
  const { region, outline = null } = subject.target;
  return [{ key, excerpt: null, region, outline, links: stance ? [mark] : [] }];
}
