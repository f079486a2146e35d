/** A stage on which one looks at a picture: zoomed and moved by wheel, hand and keys; what is drawn over it is in the picture's pixels. */
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Point } from './fit.ts';
import type { Look } from './useLinkedView.ts';

/** From pixels of the picture to those of the frame. */
export interface Projection {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Props {
  /** As screen readers hear it. */
  name: string;
  width: number;
  height: number;
  look: Look;
  /** Which picture this is; stands over it. */
  label: ReactNode;
  children: ReactNode;
  /** A second stage over the first, cut as the caller says. */
  top?: { readonly clip: string; readonly children: ReactNode };
  /** On the stage over the picture, where one looks closer. */
  renderFine?(projection: Projection, room: { width: number; height: number }): ReactNode;
  /** Drawn over the picture, in SVG of the picture's pixels. */
  drawn?: ReactNode;
  /** Over all of it, in pixels of the frame. */
  renderOver?(projection: Projection): ReactNode;
  onZoom?(factor: number, at: Point): void;
  onPan?(center: Point): void;
  /** A press that did not move. */
  onPoint?: ((at: Point) => void) | undefined;
  onKey?(event: React.KeyboardEvent, scale: number): void;
  /** Takes the focus when this becomes true: something is asked of it. */
  asks?: boolean;
}

/** Pixels that a press may move and still be one. */
const still = 4;

export function Frame(props: Props) {
  const { name, width, height, look, label, children, top, drawn, renderFine, renderOver, onPoint, onKey, asks = false } = props;
  const room = useRef<HTMLDivElement>(null);
  const figure = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asks) figure.current?.focus();
  }, [asks]);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = room.current;
    if (!box) return;
    const measure = () => setSize({ width: box.clientWidth, height: box.clientHeight });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  const scale = Math.min(size.width / look.base.width, size.height / look.base.height) * look.zoom;
  const [x, y] = [size.width / 2 - look.center.x * scale, size.height / 2 - look.center.y * scale];
  const projection = { scale, x, y };
  useMoves(room, projection, look, props);
  const stage = { inlineSize: width, blockSize: height, transform: `translate(${x}px, ${y}px) scale(${scale})` };
  return (
    <figure
      ref={figure}
      className="frame"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
      tabIndex={0}
      data-pointing={onPoint ? true : undefined}
      onKeyDown={(event) => onKey?.(event, scale)}
    >
      <div ref={room} className="frame-room">
        <div className="frame-stage" style={stage}>
          {children}
          {size.width > 0 && renderFine?.(projection, size)}
        </div>
        {top && (
          <div className="frame-top" style={{ clipPath: top.clip }}>
            <div className="frame-stage" style={stage}>
              {top.children}
            </div>
          </div>
        )}
        {drawn && (
          <svg aria-hidden="true" className="outlines">
            <g transform={`translate(${x} ${y}) scale(${scale})`}>{drawn}</g>
          </svg>
        )}
        {size.width > 0 && renderOver?.(projection)}
      </div>
      <figcaption>{label}</figcaption>
    </figure>
  );
}

/** Wheel and pointer: zoom about the pointer, move by hand, point by a press. */
function useMoves(room: React.RefObject<HTMLDivElement | null>, projection: Projection, look: Look, props: Props): void {
  const now = useRef({ projection, look, props });
  useEffect(() => {
    now.current = { projection, look, props };
  });
  useEffect(() => {
    const box = room.current;
    if (!box) return;
    const pointOf = (event: MouseEvent): Point => {
      const { left, top } = box.getBoundingClientRect();
      const { scale, x, y } = now.current.projection;
      return { x: (event.clientX - left - x) / scale, y: (event.clientY - top - y) / scale };
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      now.current.props.onZoom?.(1.0015 ** -event.deltaY, pointOf(event));
    };
    let held: { x: number; y: number; moved: boolean; center: Point; scale: number } | null = null;
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('input, button'))) return;
      held = { x: event.clientX, y: event.clientY, moved: false, center: now.current.look.center, scale: now.current.projection.scale };
      box.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      if (!held) return;
      const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
      held.moved ||= Math.hypot(dx, dy) > still;
      if (held.moved) now.current.props.onPan?.({ x: held.center.x - dx / held.scale, y: held.center.y - dy / held.scale });
    };
    const onUp = (event: PointerEvent) => {
      if (held && !held.moved) now.current.props.onPoint?.(pointOf(event));
      held = null;
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    box.addEventListener('pointerdown', onDown);
    box.addEventListener('pointermove', onMove);
    box.addEventListener('pointerup', onUp);
    const onCancel = () => {
      held = null;
    };
    box.addEventListener('pointercancel', onCancel);
    return () => {
      box.removeEventListener('wheel', onWheel);
      box.removeEventListener('pointerdown', onDown);
      box.removeEventListener('pointermove', onMove);
      box.removeEventListener('pointerup', onUp);
      box.removeEventListener('pointercancel', onCancel);
    };
  }, [room]);
}
