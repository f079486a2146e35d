/** How the picture is moved, zoomed and turned in OpenSeadragon, in the terms of this program. */
import type OpenSeadragon from 'openseadragon';
import type { Point } from '../../shared/anchor/geometry.ts';
import type { Region } from '../../shared/model.ts';
import { type Opened, roomAround, turnOf, viewOf } from './photoLying.ts';
import { pointInView, toView } from './regions.ts';

/** Before the picture is open, none of them does anything. */
export interface PhotoMoves {
  zoomBy(factor: number, about?: Point): void;
  panBy(dx: number, dy: number): void;
  fit(): void;
  actualSize(): void;
  /** Brings a region into sight where it is not. */
  reveal(region: Region): void;
  /** Puts a point of the picture into the middle; at once where it follows a hand. */
  goTo(at: Point, atOnce?: boolean): void;
  /** Moves as little as it must for a point of the picture to be in sight. */
  follow(at: Point): void;
  /** Turns and mirrors what is seen, as it is seen now; the picture and its regions stay as they are. */
  turnBy(degrees: 90 | -90): void;
  mirror(): void;
  upright(): void;
}

export function movesOf(opened: Opened | null): PhotoMoves {
  const doing = (work: (viewport: OpenSeadragon.Viewport, now: Opened) => void) => {
    // Before it is open there is nothing to move
    if (!opened?.viewer.world.getItemAt(0)) return;
    work(opened.viewer.viewport, opened);
    opened.viewer.viewport.applyConstraints();
  };
  const moving: typeof doing = (work) =>
    doing((viewport, now) => {
      now.moved.is = true;
      work(viewport, now);
    });
  /** Turns about what is in the middle; a picture that was shown whole is shown whole again. */
  const turning: typeof doing = (work) =>
    doing((viewport, now) => {
      work(viewport, now);
      if (!now.moved.is) viewport.goHome(true);
    });
  const pan = (dx: number, dy: number): void =>
    moving((viewport, { module }) => {
      const way = viewport.deltaPointsFromPixels(new module.Point(viewport.getFlip() ? -dx : dx, dy));
      viewport.panBy(way);
    });
  return {
    zoomBy: (factor, about) =>
      moving((viewport, { viewer, module }) => {
        const at = about && new module.Point(viewport.getFlip() ? viewer.container.clientWidth - about.x : about.x, about.y);
        viewport.zoomBy(factor, at && viewport.viewerElementToViewportCoordinates(at));
      }),
    panBy: pan,
    fit: () =>
      doing((viewport, { moved }) => {
        moved.is = false;
        viewport.goHome();
      }),
    actualSize: () => moving((viewport, { viewer }) => void viewport.zoomTo(viewer.world.getItemAt(0).imageToViewportZoom(1))),
    goTo: ({ x, y }, atOnce = false) =>
      moving((viewport, { viewer, module }) => {
        viewport.panTo(viewer.world.getItemAt(0).imageToViewportCoordinates(new module.Point(x, y)), atOnce);
      }),
    follow: (at) => {
      const lying = opened && viewOf(opened);
      if (!lying) return;
      const { x, y } = pointInView(at, lying.view);
      const { left, top: room, right, bottom } = roomAround(lying.frame.height);
      // What is in hand is told over the photo in two lines
      const top = Math.min(room * 2.4, lying.frame.height / 3);
      const dx = Math.min(0, x - left) + Math.max(0, x - (lying.frame.width - right));
      const dy = Math.min(0, y - top) + Math.max(0, y - (lying.frame.height - bottom));
      if (dx !== 0 || dy !== 0) pan(dx, dy);
    },
    turnBy: (degrees) =>
      turning((viewport) => {
        // Of a mirrored picture the library turns the other way
        const way = viewport.getFlip() ? -degrees : degrees;
        viewport.setRotation(turnOf(viewport.getRotation() + way), true);
      }),
    mirror: () =>
      turning((viewport) => {
        viewport.toggleFlip();
      }),
    upright: () =>
      turning((viewport) => {
        viewport.setFlip(false);
        viewport.setRotation(0, true);
      }),
    reveal: (region) =>
      doing((viewport, now) => {
        const lying = viewOf(now);
        if (!lying) return;
        const { view, frame } = lying;
        const { left, top, right, bottom } = toView(region, view);
        const inSight = left >= 0 && top >= 0 && right <= frame.width && bottom <= frame.height;
        const legible = Math.max(region.width, region.height) * view.scale >= 24;
        if (inSight && legible) return;
        now.moved.is = true;
        const margin = Math.max(region.width, region.height);
        const around = new now.module.Rect(region.x - margin, region.y - margin, region.width + 2 * margin, region.height + 2 * margin);
        viewport.fitBounds(now.viewer.world.getItemAt(0).imageToViewportRectangle(around));
      }),
  };
}
