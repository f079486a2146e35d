/** The regions as buttons, each at its own region: seen as labels, reached by Tab, named for screen readers. */
import { useMemo } from 'react';
import type { Size } from '../../../shared/anchor/geometry.ts';
import type { RegionMark } from '../../annotate/marks.ts';
import { toView, type View } from '../../annotate/regions.ts';
import { spread } from '../../annotate/spread.ts';
import { StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { shortened } from './subject.ts';

interface Props {
  marks: readonly RegionMark[];
  view: View;
  frame: Size;
  /** What lies over the upper edge of the frame. */
  top?: number;
  chosen: string | null;
  /** Something is being drawn: the labels let the pointer through. */
  passive?: boolean;
  onChoose(mark: RegionMark): void;
}

const height = 26;
const tools = 58;
const widest = 250;
const noteLength = 24;
/** "A" of "region A". */
const letterOf = (place: string): string => place.replace(/^(?:page \d+ )?region\s+/i, '');

/** In a small frame the notes would hide the picture: there they are left to the card of the chosen region. */
const hasRoom = ({ width, height }: Size): boolean => width >= 620 && height >= 440;

/** A little more than the label takes, so that labels are kept apart without measuring each. */
function widthOf({ excerpt, links }: RegionMark, withNote: boolean): number {
  const note = withNote ? Math.min(noteLength + 1, excerpt?.note.length ?? 0) : 0;
  return Math.min(widest, 34 + links.length * 70 + note * 7.5);
}

export function RegionChips({ marks, view, frame, top: under = 44, chosen, passive = false, onChoose }: Props) {
  const withNotes = hasRoom(frame);
  const places = useMemo(() => {
    const wanted = marks.map((mark) => {
      const { left, top, bottom } = toView(mark.region, view);
      const above = top - height - 8;
      return { x: left, y: above >= under ? above : bottom + 8, width: widthOf(mark, withNotes) };
    });
    return spread(wanted, height, 4, { left: 4, top: under, right: frame.width - 4, bottom: frame.height - tools });
  }, [marks, view, frame, under, withNotes]);
  return (
    <ul className="ph-chips" aria-label="Regions" data-passive={passive || undefined}>
      {marks.map((mark, index) => {
        const { x = 0, y = 0 } = places[index] ?? {};
        const note = mark.excerpt?.note ?? '';
        return (
          <li key={mark.key} style={{ left: x, top: y, maxWidth: widest }}>
            <button
              type="button"
              className="ph-chip"
              aria-current={mark.key === chosen || undefined}
              disabled={!mark.excerpt}
              onClick={() => onChoose(mark)}
            >
              <span className="vh">Region </span>
              <b>{mark.excerpt ? letterOf(mark.excerpt.place) : '…'}</b>
              {mark.links.map((link) => (
                <span key={link.key} className="ph-chip-link" data-stance={link.stance ?? undefined}>
                  {link.stance && <StanceSign stance={link.stance} label={false} />}
                  {link.stance && <span className="vh">{stanceTelling[link.stance].word} </span>}
                  {link.label}
                </span>
              ))}
              {mark.links.length === 0 && <span className="vh">, not linked</span>}
              {note && (
                <span className={withNotes ? 'cut' : 'vh'} dir="auto">
                  {shortened(note, noteLength)}
                </span>
              )}
              <span className="vh">
                {mark.outline ? `, outline of ${mark.outline.length} corners` : ''}, {mark.region.width} by {mark.region.height} pixels at{' '}
                {mark.region.x}, {mark.region.y}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
