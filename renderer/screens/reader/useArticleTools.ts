/** What stands around a text: finding in it, its outline, its letters, its original appearance; each by button, key and palette. */
import { AArrowDown, AArrowUp, ChevronDown, ChevronUp, FileCode2, FoldHorizontal, ListTree, Search, UnfoldHorizontal } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { placeOf } from '../../../shared/anchor/place.ts';
import type { Block, Source } from '../../../shared/model.ts';
import { blockAt, type ReadableText, type Span, wordsAt } from '../../annotate/blocks.ts';
import { paint } from '../../annotate/highlights.ts';
import type { ShownText } from '../../annotate/positions.ts';
import type { Passage } from '../../annotate/usePassage.ts';
import { useActions } from '../../components/commands.tsx';
import { useChangeSettings } from '../../components/useChangeSettings.ts';
import { type ActionId, actions } from '../../keys/actions.ts';
import { useSettings } from '../../state/queries.ts';
import { useFind } from './find/useFind.ts';
import { type Heading, headingsOf, sectionOf } from './outline.ts';
import { type Reading, sized, usual, widened } from './textSize.ts';
import { usePlace } from './usePlace.ts';

/** Above this many, only places near what is in sight are painted. */
const mostPainted = 1_500;
/** Blocks before and after the one at the top. */
const around = 300;
const looks: ReadonlySet<string> = new Set(['text/html', 'multipart/related', 'message/rfc822']);

const named = (action: ActionId, words = '') => ({ id: action, action, label: actions[action].words, words });

interface Parts {
  source: Source;
  text: ReadableText;
  blocks: readonly Block[];
  shown: ShownText | null;
  held: Passage;
  sheet: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLDivElement | null>;
  announce(words: string): void;
  go(to: Span, always?: boolean): void;
}

export function useArticleTools({ source, text, blocks, shown, held, sheet, scroller, announce, go }: Parts) {
  const reading = useSettings().data?.reading ?? usual;
  const changeSettings = useChangeSettings();
  const [outline, setOutline] = useState(false);
  const [look, setLook] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { size, width } = reading;
  // By the style object: the policy allows no style in markup
  useLayoutEffect(() => {
    scroller.current?.style.setProperty('--read-size', `${size}px`);
    scroller.current?.style.setProperty('--read-width', `${width}`);
  }, [scroller, size, width]);
  const place = usePlace(scroller, shown, `${size} ${width}`);
  const finding = useFind(text.text, () => held.span?.start ?? place.from());
  const headings = useMemo(() => headingsOf(text), [text]);
  const section = sectionOf(headings, place.top);
  const canLook = looks.has(source.mediaType);

  const { open, places, now } = finding;
  const near = places.length > mostPainted ? Math.floor(place.top / around) : 0;
  const painted = useMemo(() => {
    if (!open || places.length <= mostPainted) return places;
    const from = text.blocks[(near - 1) * around]?.start ?? 0;
    const to = text.blocks[(near + 2) * around]?.start ?? Number.POSITIVE_INFINITY;
    return places.filter(({ start, end }) => end > from && start < to);
  }, [open, places, text, near]);
  useEffect(() => {
    if (shown) paint(shown, 'found', open ? painted : []);
  }, [shown, open, painted]);
  useEffect(() => {
    if (shown) paint(shown, 'found-now', open && now ? [now] : []);
  }, [shown, open, now]);
  const { start = -1, end = -1 } = (open && now) || {};
  useEffect(() => {
    if (end > start && start >= 0) go({ start, end });
  }, [start, end, go]);

  const focusText = (): void => sheet.current?.focus({ preventScroll: true });
  // Only once the text is no longer inert can it take the focus back
  const looked = useRef(false);
  useEffect(() => {
    if (looked.current && !look) sheet.current?.focus({ preventScroll: true });
    looked.current = look;
  }, [look, sheet]);
  const change = (next: Reading): void => {
    if (next.size === reading.size && next.width === reading.width) return;
    void changeSettings({ reading: next });
    announce(`Letters ${next.size} pixels, column ${next.width} letters.`);
  };
  const find = (): void => {
    setLook(false);
    const words = held.span ? wordsAt(text, held.span) : '';
    finding.start(words.length <= 60 && !words.includes('\n') ? words : '');
    field.current?.focus();
    field.current?.select();
  };
  const step = (by: 1 | -1): void => {
    if (!open) {
      find();
      return;
    }
    const next = finding.step(by);
    if (!next) announce(finding.query.trim() === '' ? 'Nothing is looked for.' : 'Not found.');
    else {
      const { start: from, end: to } = next.place;
      const block = blockAt(text, from);
      announce(
        `${next.at + 1} of ${places.length}, ${placeOf(blocks, from, to)}: ${block ? wordsAt(text, { start: from, end: Math.min(block.end, to + 80) }) : ''}`,
      );
    }
  };
  const closeFind = (): void => {
    if (now) held.set(now);
    finding.close();
    focusText();
  };
  const goTo = ({ block }: Heading): void => {
    const view = scroller.current;
    const element = shown?.elements[block.index];
    if (!view || !element) return;
    element.scrollIntoView({ block: 'start' });
    view.scrollBy(0, -12);
    announce(`${block.text.replace(/\s+/g, ' ')}.`);
    // Where the outline lies over the text, it makes way
    if (view.parentElement && view.parentElement.clientWidth < 900) closeOutline();
  };
  const closeOutline = (): void => {
    setOutline(false);
    focusText();
  };
  const toggleOutline = (): void => {
    if (outline) closeOutline();
    else if (headings.length === 0) announce('This text has no headings.');
    else setOutline(true);
  };
  const toggleLook = (): void => {
    if (look || canLook) setLook(!look);
    else announce('Only saved pages and mails have a look of their own.');
  };

  useActions([
    { ...named('reader.find', 'search look for'), icon: Search, run: find },
    { ...named('reader.find-next'), icon: ChevronDown, run: () => step(1) },
    { ...named('reader.find-previous'), icon: ChevronUp, run: () => step(-1) },
    { ...named('text.outline', 'headings sections contents'), icon: ListTree, run: toggleOutline },
    { ...named('text.larger', 'text size bigger'), icon: AArrowUp, run: () => change(sized(reading, 1)) },
    { ...named('text.smaller', 'text size'), icon: AArrowDown, run: () => change(sized(reading, -1)) },
    { ...named('text.wider', 'width'), icon: UnfoldHorizontal, run: () => change(widened(reading, 1)) },
    { ...named('text.narrower', 'width'), icon: FoldHorizontal, run: () => change(widened(reading, -1)) },
    ...(canLook ? [{ ...named('text.appearance', 'original appearance page html'), icon: FileCode2, run: toggleLook }] : []),
  ]);

  return {
    reading,
    headings,
    section,
    outline,
    look: canLook ? look : null,
    /** The block at the top of the view; null at the very top of the text. */
    lookAt: place.top > 1 ? place.top : null,
    finding,
    field,
    find: () => (open ? closeFind() : find()),
    step,
    closeFind,
    goTo,
    toggleOutline,
    closeOutline,
    toggleLook,
    change,
  };
}
