/** Finding on pages: words are sought in the whole text, and shown where they stand on the pages in sight. */
import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { placeOf } from '../../../../shared/anchor/place.ts';
import { quadsOn } from '../../../../shared/anchor/quads.ts';
import type { Block, LayoutPage, Quad } from '../../../../shared/model.ts';
import { blockAt, type ReadableText, type Span, wordsAt } from '../../../annotate/blocks.ts';
import { countWhile } from '../../../annotate/countWhile.ts';
import { useActions } from '../../../components/commands.tsx';
import { type ActionId, actions } from '../../../keys/actions.ts';
import { useFind } from '../find/useFind.ts';
import { askWords, type PageFacts, pagesOf } from './pageMarks.ts';

interface Parts {
  text: ReadableText;
  blocks: readonly Block[];
  pages: readonly PageFacts[];
  layouts: ReadonlyMap<number, LayoutPage>;
  span: Span | null;
  firstInSight(): number;
  announce(words: string): void;
  go(to: Span): void;
  setSpan(span: Span | null): void;
  focusSheet(): void;
}

const named = (action: ActionId, words = '') => ({ id: action, action, label: actions[action].words, words });

type Found = ReadonlyMap<number, readonly Quad[]>;
/** More on one page would be a wash of colour that tells nothing. */
const mostOnPage = 1_000;

export function usePdfFind({ text, blocks, pages, layouts, span, firstInSight, announce, go, setSpan, focusSheet }: Parts) {
  const field = useRef<HTMLInputElement>(null);
  const finding = useFind(text.text, () => span?.start ?? firstInSight());
  const { open, places, now } = finding;
  const found = useMemo((): Found => {
    if (!open) return new Map();
    const quadsFor = (number: number, layout: LayoutPage): Quad[] => {
      const first = countWhile(places, ({ end }) => end <= layout.start);
      const after = countWhile(places, ({ start }) => start < layout.end);
      return places
        .slice(first, Math.min(after, first + mostOnPage))
        .flatMap(({ start, end }) => quadsOn(layout, number, start, end, askWords(text)));
    };
    return new Map([...layouts].map(([number, layout]) => [number, quadsFor(number, layout)]));
  }, [open, places, layouts, text]);
  const here = useMemo((): Found => {
    if (!open || !now) return new Map();
    return new Map([...layouts].map(([number, layout]) => [number, quadsOn(layout, number, now.start, now.end, askWords(text))]));
  }, [open, now, layouts, text]);
  const { start = -1, end = -1 } = (open && now) || {};
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    if (end > start && start >= 0) latest.current({ start, end });
  }, [start, end]);

  const find = (): void => {
    const words = span ? wordsAt(text, span) : '';
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
    if (!next) {
      announce(finding.query.trim() === '' ? 'Nothing is looked for.' : 'Not found.');
      return;
    }
    const { start: from, end: to } = next.place;
    const block = blockAt(text, from);
    const page = pagesOf(pages, next.place)[0];
    const words = block ? wordsAt(text, { start: from, end: Math.min(block.end, to + 80) }) : '';
    announce(`${next.at + 1} of ${places.length}${page === undefined ? '' : `, page ${page}`}, ${placeOf(blocks, from, to)}: ${words}`);
  };
  const close = (): void => {
    if (now) setSpan(now);
    finding.close();
    focusSheet();
  };
  useActions([
    { ...named('reader.find', 'search look for'), icon: Search, run: find },
    { ...named('reader.find-next'), icon: ChevronDown, run: () => step(1) },
    { ...named('reader.find-previous'), icon: ChevronUp, run: () => step(-1) },
  ]);
  return { finding, field, found, here, find: () => (open ? close() : find()), step, close };
}
