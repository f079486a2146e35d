/** What is in hand on a photo: a region being drawn or adjusted, the tool, and the popover; and what keys make of them. */
import { type KeyboardEvent, useState } from 'react';
import type { Point } from '../../../shared/anchor/geometry.ts';
import type { Excerpt, Outline, Region, Stance } from '../../../shared/model.ts';
import type { RegionMark } from '../../annotate/marks.ts';
import { arrowWay, inMiddle, regionAt } from '../../annotate/regions.ts';
import type { PhotoViewer } from '../../annotate/usePhotoViewer.ts';
import { inField } from '../../components/useShortcuts.ts';
import { useKeymap } from '../../keys/useKeymap.ts';
import { useApi } from '../../state/client.tsx';
import { draftWords, inWords, loupeByKey, movedDraft, type RegionDraft, steppedCorner, withoutCorner } from './photo/draft.ts';
import type { Pointer } from './photo/pointer.ts';
import { useLook } from './photo/useLook.ts';
import { usePlot } from './photo/usePlot.ts';
import { isLook, type LookCommand, type PhotoCommand, photoCommand } from './photoKeys.ts';
import { area } from './subject.ts';
import type { ViewProps } from './viewProps.ts';

type Popover = { asNew: boolean; takeFocus: boolean };

const panStep = 60;

interface Surroundings {
  viewer: PhotoViewer;
  marks: readonly RegionMark[];
  pointer: Pointer;
  focusStage(): void;
  focusReason(): void;
  onFacts(): void;
}

export function usePhotoWork(props: ViewProps, { viewer, marks, pointer, focusStage, focusReason, onFacts }: Surroundings) {
  const { handle, readOnly, activeClaim, chosen, linking, announce, onChoose, onLinkChosen } = props;
  const api = useApi();
  const keymap = useKeymap();
  const look = useLook(viewer, announce);
  const [draft, setDraft] = useState<RegionDraft | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [popover, setPopover] = useState<Popover | null>(null);
  const { view, frame, picture } = viewer;
  const chosenMark = marks.find((mark) => mark.key === chosen) ?? null;
  const fresh = draft && !draft.of ? area(draft.region, draft.outline) : null;

  const hold = (region: Region, outline: Outline | null, of: Excerpt | null, corner = -1): void => {
    linking.forgetLinked();
    setDraft({ region, outline, of, corner });
  };
  const plotting = usePlot(viewer, pointer, announce, ({ region, outline }, byKeys) => {
    hold(region, outline, null);
    setPopover({ asNew: false, takeFocus: byKeys });
    announce(`New outline, ${outline.length} corners, ${inWords(region)}.`);
  });
  const { plot } = plotting;

  const nothing = `Nothing is in hand. ${keymap.hint('{} begins a region, {} an outline.', 'photo.region', 'photo.outline')}`;
  const close = (): void => {
    setPopover(null);
    linking.forgetLinked();
    focusStage();
  };
  const drop = (): void => {
    setDraft(null);
    setDrawing(false);
    setPopover(null);
    plotting.leave();
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
    const { of, region, outline } = draft;
    const place = { region, ...(outline && { outline: [...outline] }) };
    void linking
      .run(() => api.excerpts.adjust({ case: handle, excerpt: of.id, ...place }), `${of.place} is now ${inWords(region)}.`, ['excerpt'])
      .then((done) => {
        if (!done) return;
        drop();
        focusStage();
      });
  };
  const start = (): void => {
    if (!view || !picture) return;
    drop();
    setDrawing(true);
    const region = inMiddle(view, frame, picture);
    hold(region, null, null);
    focusStage();
    announce(`New region, ${inWords(region)}. Arrows move it, with Shift they size it, with Control by ten. Enter keeps it.`);
  };
  const whole = (): void => {
    if (!picture) return;
    drop();
    hold({ x: 0, y: 0, ...picture }, null, null);
    setPopover({ asNew: false, takeFocus: true });
  };
  const plotAnew = (kind: 'outline' | 'measure', byKeys: boolean): void => {
    const isOn = plot?.kind === kind;
    drop();
    if (isOn && kind === 'measure') return;
    plotting.begin(kind, byKeys);
    focusStage();
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
  /** False past the last corner: Tab goes on its way then, nobody is held here. */
  const stepCorner = (by: 1 | -1): boolean => {
    const next = draft && steppedCorner(draft, by);
    if (!next) return false;
    setDraft(next);
    const at = next.outline?.[next.corner];
    if (at) viewer.follow(at);
    announce(at ? `Corner ${next.corner + 1} of ${next.outline?.length}, at ${at.x}, ${at.y}.` : 'The whole outline.');
    return true;
  };
  const dropCorner = (): void => {
    const left = draft && picture && withoutCorner(draft, picture);
    if (left) hold(left.region, left.outline, left.of);
    else announce('No corner can be taken out: choose one with Tab; three must stay.');
  };

  const clear = (): void => {
    if (popover || linking.linked) close();
    else if (plot || draft || drawing) drop();
    else if (look.loupe) look.dropLoupe();
    else look.closeLight();
  };
  const change = (
    command: Exclude<PhotoCommand['do'], LookCommand['do'] | 'measure' | 'facts' | 'step' | 'stance' | 'clear' | 'corner'>,
  ): void => {
    if (command === 'set') plotting.setHere();
    else if (command === 'back') plotting.back();
    else if (command === 'close') {
      // With few corners, Enter sets one more at the cross
      if (plot?.byKeys && (plot.kind === 'measure' || plot.points.length < 3)) plotting.setHere();
      else plotting.finish();
    } else if (readOnly) announce('This case is open read-only: nothing can be marked here.');
    else if (command === 'drop-corner') dropCorner();
    else if (command === 'region' && fresh) markOnly();
    else if (command === 'region') start();
    else if (command === 'outline') plotAnew('outline', true);
    else if (command === 'whole') whole();
    else if (command === 'because') focusReason();
    else if (command === 'adjust') {
      if (chosenMark?.excerpt) {
        drop();
        hold(chosenMark.region, chosenMark.outline ?? null, chosenMark.excerpt);
        if (chosenMark.outline) announce('Arrows move the outline. Tab chooses a corner to move alone.');
        focusStage();
      } else
        announce(
          `Choose a region first. ${keymap.hint('{} and {} go from one to the next.', 'photo.next-region', 'photo.previous-region')}`,
        );
    } else if (draft?.of) keep();
    else if (fresh) setPopover({ asNew: command === 'new', takeFocus: true });
    else announce(nothing);
  };
  const run = (command: PhotoCommand): void => {
    if (command.do === 'measure') plotAnew('measure', true);
    else if (isLook(command)) look.run(command);
    else if (command.do === 'facts') onFacts();
    else if (command.do === 'step') step(command.step);
    else if (command.do === 'corner') stepCorner(command.step);
    else if (command.do === 'clear') clear();
    else if (command.do !== 'stance') change(command.do);
    else if (readOnly) announce('This case is open read-only: nothing can be linked here.');
    else if (fresh || chosenMark) link(command.stance);
    else announce(nothing);
  };

  /** An arrow moves what is in hand: the cross, the draft or its corner, the loupe; else the photo. True where it was an arrow. */
  const onArrow = (event: KeyboardEvent): boolean => {
    const seen = arrowWay(event.key);
    if (!seen || event.altKey || !view || !picture) return false;
    if (plot) return plotting.byKey(event);
    if (draft) {
      const moved = movedDraft(draft, event, picture, view);
      hold(moved.region, moved.outline, draft.of, draft.corner);
      announce(draftWords(moved));
      return true;
    }
    if (event.ctrlKey) return false;
    if (look.loupe) {
      const at = loupeByKey(pointer.get(), event, picture, view);
      pointer.set(at);
      viewer.follow(at);
      announce(`${at.x}, ${at.y}`);
    } else viewer.panBy(seen.x * panStep, seen.y * panStep);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || inField(event.target)) return;
    const onButton = event.target instanceof Element && event.target.closest('button, a, summary') !== null;
    const isTab = event.key === 'Tab';
    if (!onArrow(event)) {
      const command = photoCommand(event, keymap, [
        ...(plot ? (['photo-plot'] as const) : []),
        ...(draft ? (['photo-held'] as const) : []),
      ]);
      if (!command || (onButton && (isTab || command.do === 'enter' || command.do === 'set' || command.do === 'close'))) return;
      if (command.do === 'corner') {
        if (!stepCorner(command.step)) return;
      } else run(command);
    }
    event.preventDefault();
  };

  return {
    draft,
    drawing,
    popover,
    chosenMark,
    look,
    plotting,
    onKeyDown,
    link,
    markOnly,
    keep,
    drop,
    close,
    run,
    setAsNew: (asNew: boolean) => setPopover({ asNew, takeFocus: false }),
    /** Tools as a hand takes them: what follows is drawn with the pointer. */
    takePan: () => {
      setDrawing(false);
      plotting.leave();
    },
    takeRegion: () => {
      drop();
      setDrawing(true);
    },
    takePlot: (kind: 'outline' | 'measure') => plotAnew(kind, false),
    /** A drag that goes on: of a new region, of the draft, or of the chosen excerpt's. */
    onDrag: (region: Region, outline?: Outline) =>
      hold(region, outline ?? null, draft ? draft.of : drawing ? null : (chosenMark?.excerpt ?? null)),
    onDragEnd: (region: Region, drawn: boolean) => {
      if (!drawn) return;
      hold(region, null, null);
      setDrawing(false);
      setPopover({ asNew: false, takeFocus: false });
    },
    onClickAt: (at: Point) => {
      const mark = look.hidden ? null : regionAt(marks, at);
      if (mark) choose(mark, false);
    },
  };
}
