/** An outline or a measure in the making: begun by hand or by keys, point by point, and closed, taken back or left. */
import { useState } from 'react';
import type { Point } from '../../../../shared/anchor/geometry.ts';
import { measured, measuredWords } from '../../../annotate/measure.ts';
import { closed, type Shape } from '../../../annotate/outlines.ts';
import { begun, closes, crossByKey, middleOfSight, type Plot, set, takeBack } from '../../../annotate/plot.ts';
import { pointInView } from '../../../annotate/regions.ts';
import type { PhotoViewer } from '../../../annotate/usePhotoViewer.ts';
import { counted } from '../../../components/words.ts';
import type { Pointer } from './pointer.ts';

export interface Plotting {
  readonly plot: Plot | null;
  begin(kind: Plot['kind'], byKeys: boolean): void;
  leave(): void;
  hover(at: Point): void;
  setAt(at: Point): void;
  /** At the cross. */
  setHere(): void;
  back(): void;
  finish(): void;
  /** True where the key moved the cross. */
  byKey(key: { key: string; shiftKey: boolean; ctrlKey: boolean }): boolean;
}

const near = 4;

/** `onOutline` is told the outline once it is closed. */
export function usePlot(
  viewer: PhotoViewer,
  pointer: Pointer,
  announce: (words: string) => void,
  onOutline: (shape: Shape, byKeys: boolean) => void,
): Plotting {
  const [plot, setPlot] = useState<Plot | null>(null);
  const { view, frame, picture } = viewer;

  const finish = (from = plot): void => {
    if (!from || !picture) return;
    if (from.kind === 'measure') {
      setPlot({ ...from, points: [] });
      return;
    }
    const shape = closed(from.points, picture);
    if (shape) {
      setPlot(null);
      onOutline(shape, from.byKeys);
    } else announce('An outline needs three corners that are not in one line.');
  };
  const setAt = (at: Point): void => {
    if (!plot || !view) return;
    if (closes(plot, at, view)) {
      finish();
      return;
    }
    const last = plot.points.at(-1);
    const [a, b] = [pointInView(at, view), last && pointInView(last, view)];
    // The second click of a double click sets no further corner
    const isSame = b !== undefined && (plot.byKeys ? last?.x === at.x && last.y === at.y : Math.hypot(a.x - b.x, a.y - b.y) <= near);
    if (isSame) return;
    const next = set(plot, at);
    setPlot(next);
    const [from, to] = next.points;
    if (plot.kind === 'measure') announce(from && to ? measuredWords(measured(from, to)) : `Measured from ${at.x}, ${at.y}.`);
    else announce(`${counted(next.points.length, 'corner')}; the last at ${at.x}, ${at.y}.`);
  };

  return {
    plot,
    begin: (kind, byKeys) => {
      if (!view || !picture) return;
      const at = byKeys ? middleOfSight(view, frame, picture) : null;
      setPlot(begun(kind, at));
      if (at) pointer.set(at);
      const how = 'Arrows move the cross, with Shift by one pixel, with Control further; Space sets';
      if (kind === 'measure') announce(`Measure. Click two points, or: ${how} a point.`);
      else announce(`Outline. Click its corners, or: ${how} a corner. Enter closes it, Backspace takes the last corner back.`);
    },
    leave: () => setPlot(null),
    hover: (at) => setPlot((now) => now && { ...now, at, byKeys: false }),
    setAt,
    setHere: () => {
      if (plot?.at) setAt(plot.at);
    },
    back: () => {
      if (!plot) return;
      setPlot(takeBack(plot));
      announce(
        plot.points.length > 0
          ? `Taken back; ${counted(plot.points.length - 1, plot.kind === 'outline' ? 'corner' : 'point')} set.`
          : 'No corner is set.',
      );
    },
    finish: () => finish(),
    byKey: (key) => {
      if (!plot || !view || !picture) return false;
      const from = plot.at ?? middleOfSight(view, frame, picture);
      const at = crossByKey(from, key, view, picture);
      if (!at) return false;
      setPlot({ ...plot, at, byKeys: true });
      pointer.set(at);
      viewer.follow(at);
      const start = plot.kind === 'measure' && plot.points.length === 1 ? plot.points[0] : undefined;
      announce(start ? measuredWords(measured(start, at)) : `${at.x}, ${at.y}`);
      return true;
    },
  };
}
