/** What is in hand on a photo: a region being drawn or adjusted, the tool, and the popover; and what keys make of them. */
import { type KeyboardEvent, useState } from 'react';
import type { Excerpt, Region, Stance } from '../../../shared/model.ts';
import type { RegionMark, regionMarks } from '../../annotate/marks.ts';
import { byKey, inMiddle, regionAt } from '../../annotate/regions.ts';
import type { PhotoViewer } from '../../annotate/usePhotoViewer.ts';
import { inField } from '../../components/useShortcuts.ts';
import { useApi } from '../../state/client.tsx';
import { type PhotoCommand, photoCommand } from './photoKeys.ts';
import { area } from './subject.ts';
import type { ViewProps } from './viewProps.ts';

export interface RegionDraft {
  readonly region: Region;
  /** The excerpt whose region is being adjusted; null for a new one. */
  readonly of: Excerpt | null;
}
type Popover = { asNew: boolean; takeFocus: boolean };

export const inWords = ({ x, y, width, height }: Region): string => `${width} × ${height} px at ${x}, ${y}`;
const panStep = 60;
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function usePhotoWork(
  props: ViewProps,
  viewer: PhotoViewer,
  marks: ReturnType<typeof regionMarks>,
  focusStage: () => void,
  onFacts: () => void,
  focusReason: () => void,
) {
  const { handle, readOnly, activeClaim, chosen, linking, announce, onChoose, onLinkChosen } = props;
  const api = useApi();
  const [draft, setDraft] = useState<RegionDraft | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [popover, setPopover] = useState<Popover | null>(null);
  const { view, frame, picture } = viewer;
  const chosenMark = marks.find((mark) => mark.key === chosen) ?? null;
  const fresh = draft && !draft.of ? area(draft.region) : null;

  const close = (): void => {
    setPopover(null);
    linking.forgetLinked();
    focusStage();
  };
  const drop = (): void => {
    setDraft(null);
    setDrawing(false);
    setPopover(null);
  };
  const hold = (region: Region, of: Excerpt | null): void => {
    linking.forgetLinked();
    setDraft({ region, of });
  };
  const link = (stance: Stance): void => {
    if (!fresh) {
      onLinkChosen(stance);
      return;
    }
    linking.link(fresh, stance, popover?.asNew);
    const awaitsReason = activeClaim && !popover?.asNew;
    drop();
    if (awaitsReason) setPopover({ asNew: false, takeFocus: false });
    focusStage();
  };
  const markOnly = (): void => {
    if (!fresh) return;
    linking.markOnly(fresh);
    drop();
    focusStage();
  };
  const keep = (): void => {
    if (!draft?.of) return;
    const { of, region } = draft;
    void linking
      .run(() => api.excerpts.adjust({ case: handle, excerpt: of.id, region }), `${of.place} is now ${inWords(region)}.`, ['excerpt'])
      .then((done) => done && drop());
  };
  const start = (): void => {
    if (!view || !picture) return;
    setDrawing(true);
    const region = inMiddle(view, frame, picture);
    hold(region, null);
    setPopover(null);
    focusStage();
    announce(`New region, ${inWords(region)}. Arrows move it, with Shift they size it, with Control by ten. Enter keeps it.`);
  };
  const whole = (): void => {
    if (!picture) return;
    hold({ x: 0, y: 0, ...picture }, null);
    setPopover({ asNew: false, takeFocus: true });
  };
  const choose = (mark: RegionMark, reveal: boolean): void => {
    if (mark.excerpt) onChoose(mark.excerpt, reveal);
  };
  const step = (by: 1 | -1): void => {
    const at = marks.findIndex((mark) => mark.key === chosen);
    const next = at < 0 ? marks.at(by === 1 ? 0 : -1) : marks.at((at + by) % marks.length);
    if (next) choose(next, true);
    else announce('No regions on this photo.');
  };

  const change = (command: Exclude<PhotoCommand['do'], 'zoom' | 'fit' | 'facts' | 'step' | 'stance' | 'clear'>): void => {
    if (readOnly) announce('This case is open read-only: nothing can be marked here.');
    else if (command === 'region' && fresh) markOnly();
    else if (command === 'region') start();
    else if (command === 'whole') whole();
    else if (command === 'because') focusReason();
    else if (command === 'adjust') {
      if (chosenMark?.excerpt) hold(chosenMark.region, chosenMark.excerpt);
      else announce('Choose a region first: J and K go from one to the next.');
    } else if (draft?.of) keep();
    else if (fresh) setPopover({ asNew: command === 'new', takeFocus: true });
    else announce('Nothing is in hand. M begins a region.');
  };
  const run = (command: PhotoCommand): void => {
    if (command.do === 'zoom') viewer.zoomBy(command.factor);
    else if (command.do === 'fit') viewer.fit();
    else if (command.do === 'facts') onFacts();
    else if (command.do === 'step') step(command.step);
    else if (command.do === 'clear') {
      if (popover || linking.linked) close();
      else drop();
    } else if (command.do !== 'stance') change(command.do);
    else if (readOnly) announce('This case is open read-only: nothing can be linked here.');
    else if (fresh || chosenMark) link(command.stance);
    else announce('Nothing is in hand. M begins a region.');
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || inField(event.target)) return;
    const onButton = event.target instanceof Element && event.target.closest('button, a, summary') !== null;
    const moving = draft && picture ? byKey(draft.region, event, picture) : null;
    const pan = pans[event.key];
    const command = photoCommand(event);
    if (moving && draft) {
      hold(moving, draft.of);
      announce(inWords(moving));
    } else if (pan && !event.ctrlKey && !event.altKey) viewer.panBy(pan[0] * panStep, pan[1] * panStep);
    else if (command && !(command.do === 'enter' && onButton)) run(command);
    else return;
    event.preventDefault();
  };

  return {
    draft,
    drawing,
    popover,
    chosenMark,
    onKeyDown,
    link,
    markOnly,
    keep,
    drop,
    close,
    start,
    run,
    setAsNew: (asNew: boolean) => setPopover({ asNew, takeFocus: false }),
    setDrawing,
    /** A drag that goes on: of a new region, of the draft, or of the chosen excerpt's. */
    onDrag: (region: Region) => hold(region, draft ? draft.of : drawing ? null : (chosenMark?.excerpt ?? null)),
    onDragEnd: (region: Region, drawn: boolean) => {
      if (!drawn) return;
      hold(region, null);
      setDrawing(false);
      setPopover({ asNew: false, takeFocus: false });
    },
    onClickAt: (at: { x: number; y: number }) => {
      const mark = regionAt(marks, at);
      if (mark) choose(mark, false);
    },
  };
}
