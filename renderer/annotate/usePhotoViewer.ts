/** OpenSeadragon behind a small surface: it pans, zooms and loads tiles; where the picture lies is told as a View. */
import type OpenSeadragon from 'openseadragon';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import type { Region } from '../../shared/model.ts';
import { toPicture, type View } from './regions.ts';

export interface PhotoViewer {
  readonly state: 'opening' | 'open' | 'failed';
  /** Null until the picture is open. */
  readonly view: View | null;
  /** Of the element it lies in, in CSS pixels. */
  readonly frame: Size;
  /** Pixels of the upright original. */
  readonly picture: Size | null;
  zoomBy(factor: number, about?: Point): void;
  panBy(dx: number, dy: number): void;
  fit(): void;
  actualSize(): void;
  /** Brings a region into sight where it is not. */
  reveal(region: Region): void;
}

interface Opened {
  readonly viewer: OpenSeadragon.Viewer;
  readonly module: typeof OpenSeadragon;
  /** Whether the person moved the picture; until then it is fitted again whenever its frame changes. */
  readonly moved: { is: boolean };
}
/** Room for the numbers over the picture and the tools under it; a low frame has little to spare. */
const roomAround = (height: number) =>
  height < 400 ? { left: 8, top: 8, right: 8, bottom: 52 } : { left: 12, top: 46, right: 12, bottom: 62 };

/**
 * OpenSeadragon puts a style element into the page, which the content security policy refuses with a complaint, unless
 * it finds its own there already. This one is of no namespace and so styles nothing.
 */
function holdStylePlace(): void {
  if (document.querySelector('style[data-openseadragon-mobile-css]')) return;
  const place = document.createElementNS(null, 'style');
  place.setAttribute('data-openseadragon-mobile-css', '');
  document.head.append(place);
}

const nowhere: View = { x: 0, y: 0, scale: 1 };

interface Lying {
  readonly view: View;
  readonly frame: Size;
  readonly picture: Size;
}
const noFrame: Size = { width: 0, height: 0 };
const still = matchMedia('(prefers-reduced-motion: reduce)');
const options: OpenSeadragon.Options = {
  prefixUrl: '',
  showNavigationControl: false,
  showNavigator: false,
  drawer: 'canvas',
  keyboardNavEnabled: false,
  tabIndex: -1,
  visibilityRatio: 0.4,
  minZoomImageRatio: 0.6,
  maxZoomPixelRatio: 8,
  animationTime: still.matches ? 0 : 0.3,
  gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  gestureSettingsTouch: { clickToZoom: false },
};

function viewOf({ viewer, module }: Opened): Lying | null {
  const item = viewer.world.getItemAt(0);
  if (!item) return null;
  const { x: width, y: height } = item.getContentSize();
  const origin = item.imageToViewerElementCoordinates(new module.Point(0, 0));
  const corner = item.imageToViewerElementCoordinates(new module.Point(width, height));
  const frame = { width: viewer.container.clientWidth, height: viewer.container.clientHeight };
  return { view: { x: origin.x, y: origin.y, scale: (corner.x - origin.x) / width }, frame, picture: { width, height } };
}

/** `onClick` is told the picture's point under a click that was no drag. One viewer shows one photo. */
export function usePhotoViewer(host: RefObject<HTMLDivElement | null>, deepZoom: string, onClick: (at: Point) => void): PhotoViewer {
  const clicked = useRef(onClick);
  const [state, setState] = useState<PhotoViewer['state']>('opening');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [lying, setLying] = useState<Lying | null>(null);
  useEffect(() => {
    clicked.current = onClick;
  });

  useEffect(() => {
    let gone = false;
    let viewer: OpenSeadragon.Viewer | null = null;
    const start = async (): Promise<void> => {
      const { default: module } = await import('openseadragon');
      if (gone || !host.current) return;
      holdStylePlace();
      viewer = module({ ...options, element: host.current, tileSources: deepZoom });
      const now: Opened = { viewer, module, moved: { is: false } };
      const follow = (): void => {
        const next = gone ? null : viewOf(now);
        if (next) setLying((before) => (before && same(before, next) ? before : next));
      };
      const settle = (): void => {
        if (gone) return;
        const { viewport, container } = now.viewer;
        viewport.setMargins(roomAround(container.clientHeight));
        if (!now.moved.is) viewport.goHome(true);
        follow();
      };
      viewer.addHandler('open', () => {
        setState('open');
        settle();
      });
      for (const move of ['canvas-drag', 'canvas-scroll', 'canvas-pinch', 'canvas-double-click'] as const)
        viewer.addHandler(move, () => {
          now.moved.is = true;
        });
      viewer.addHandler('open-failed', () => setState('failed'));
      viewer.addHandler('update-viewport', follow);
      viewer.addHandler('resize', () => requestAnimationFrame(settle));
      viewer.addHandler('canvas-click', (event) => {
        const at = viewOf(now);
        if (event.quick && at) clicked.current(toPicture(event.position, at.view));
      });
      setOpened(now);
    };
    start().catch(() => {
      if (!gone) setState('failed');
    });
    return () => {
      gone = true;
      viewer?.destroy();
    };
  }, [host, deepZoom]);

  const moves = useMemo(() => movesOf(opened), [opened]);
  return { state, view: lying?.view ?? null, frame: lying?.frame ?? noFrame, picture: lying?.picture ?? null, ...moves };
}

const same = (a: Lying, b: Lying): boolean =>
  a.view.x === b.view.x &&
  a.view.y === b.view.y &&
  a.view.scale === b.view.scale &&
  a.frame.width === b.frame.width &&
  a.frame.height === b.frame.height;

function movesOf(opened: Opened | null): Pick<PhotoViewer, 'zoomBy' | 'panBy' | 'fit' | 'actualSize' | 'reveal'> {
  const doing = (work: (viewport: OpenSeadragon.Viewport, now: Opened) => void) => {
    if (!opened) return;
    work(opened.viewer.viewport, opened);
    opened.viewer.viewport.applyConstraints();
  };
  const moving: typeof doing = (work) =>
    doing((viewport, now) => {
      now.moved.is = true;
      work(viewport, now);
    });
  return {
    zoomBy: (factor, about) =>
      moving(
        (viewport, { module }) =>
          void viewport.zoomBy(factor, about && viewport.viewerElementToViewportCoordinates(new module.Point(about.x, about.y))),
      ),
    panBy: (dx, dy) => moving((viewport, { module }) => void viewport.panBy(viewport.deltaPointsFromPixels(new module.Point(dx, dy)))),
    fit: () =>
      doing((viewport, { moved }) => {
        moved.is = false;
        viewport.goHome();
      }),
    actualSize: () => moving((viewport, { viewer }) => void viewport.zoomTo(viewer.world.getItemAt(0).imageToViewportZoom(1))),
    reveal: (region) =>
      doing((viewport, now) => {
        const { view, frame } = viewOf(now) ?? { view: nowhere, frame: noFrame };
        const left = view.x + region.x * view.scale;
        const top = view.y + region.y * view.scale;
        const inSight =
          left >= 0 && top >= 0 && left + region.width * view.scale <= frame.width && top + region.height * view.scale <= frame.height;
        const legible = Math.max(region.width, region.height) * view.scale >= 24;
        if (inSight && legible) return;
        now.moved.is = true;
        const margin = Math.max(region.width, region.height);
        const around = new now.module.Rect(region.x - margin, region.y - margin, region.width + 2 * margin, region.height + 2 * margin);
        viewport.fitBounds(now.viewer.world.getItemAt(0).imageToViewportRectangle(around));
      }),
  };
}
