/** OpenSeadragon behind a small surface: it pans, zooms and loads tiles; where the picture lies is told as a View. */
import type OpenSeadragon from 'openseadragon';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { type Lying, type Opened, roomAround, type Tiles, tilesOf, viewOf } from './photoLying.ts';
import { movesOf, type PhotoMoves } from './photoMoves.ts';
import { toPicture, type View } from './regions.ts';

export interface PhotoViewer extends PhotoMoves {
  readonly state: 'opening' | 'open' | 'failed';
  /** Null until the picture is open. */
  readonly view: View | null;
  /** Of the element it lies in, in CSS pixels. */
  readonly frame: Size;
  /** Pixels of the upright original. */
  readonly picture: Size | null;
  /** The tiles of full size, for what looks at single pixels. Null until the picture is open. */
  readonly tiles: Tiles | null;
}

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
  // Tiles of 512 × 512 pixels take 1 MB each: a window shows some 20, and photos can be of any size
  maxImageCacheCount: 120,
  animationTime: still.matches ? 0 : 0.3,
  gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  gestureSettingsTouch: { clickToZoom: false },
};

/** `onClick` is told the picture's point under a click that was no drag. One viewer shows one photo. */
export function usePhotoViewer(host: RefObject<HTMLDivElement | null>, deepZoom: string, onClick: (at: Point) => void): PhotoViewer {
  const clicked = useRef(onClick);
  const [state, setState] = useState<PhotoViewer['state']>('opening');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [lying, setLying] = useState<Lying | null>(null);
  const [tiles, setTiles] = useState<Tiles | null>(null);
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
        setTiles(tilesOf(now));
        settle();
      });
      for (const move of ['canvas-drag', 'canvas-scroll', 'canvas-pinch', 'canvas-double-click'] as const)
        viewer.addHandler(move, () => {
          now.moved.is = true;
        });
      viewer.addHandler('open-failed', () => setState('failed'));
      viewer.addHandler('update-viewport', follow);
      viewer.addHandler('rotate', follow);
      viewer.addHandler('flip', follow);
      viewer.addHandler('resize', () => requestAnimationFrame(settle));
      viewer.addHandler('canvas-click', (event) => {
        const at = viewOf(now);
        const { x, y } = event.position;
        // It is told where the click would be in a picture that is not mirrored
        if (event.quick && at) clicked.current(toPicture({ x: at.view.mirrored ? at.frame.width - x : x, y }, at.view));
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
  return { state, view: lying?.view ?? null, frame: lying?.frame ?? noFrame, picture: lying?.picture ?? null, tiles, ...moves };
}

const same = (a: Lying, b: Lying): boolean =>
  a.view.x === b.view.x &&
  a.view.y === b.view.y &&
  a.view.scale === b.view.scale &&
  a.view.turn === b.view.turn &&
  a.view.mirrored === b.view.mirrored &&
  a.frame.width === b.frame.width &&
  a.frame.height === b.frame.height;
