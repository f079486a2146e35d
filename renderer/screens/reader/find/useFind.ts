/** Finding in the text of a source: what is asked for, where it stands, and which place is looked at. Nothing is drawn here. */
import { useDeferredValue, useMemo, useState } from 'react';
import { searchable } from '../../../../shared/anchor/search.ts';
import type { Span } from '../../../annotate/blocks.ts';
import { countWhile } from '../../../annotate/countWhile.ts';

export interface Finding {
  readonly open: boolean;
  readonly query: string;
  readonly matchCase: boolean;
  readonly alike: boolean;
  readonly places: readonly Span[];
  /** The place looked at; -1 where there is none. */
  readonly at: number;
  readonly now: Span | null;
  /** How many more there would be if letters that differ by an accent only were alike. */
  readonly more: number;
  start(words: string): void;
  ask(query: string): void;
  set(how: { matchCase?: boolean; alike?: boolean }): void;
  /** The place looked at from then on; null where there is none. */
  step(by: 1 | -1): { readonly place: Span; readonly at: number } | null;
  close(): void;
}

const none: readonly Span[] = [];

/** `from`: the code point from which the first place is looked for. */
export function useFind(text: string, from: () => number): Finding {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [how, setHow] = useState({ matchCase: false, alike: false });
  const [begin, setBegin] = useState(0);
  /** Steps taken from the first place at or after `begin`. */
  const [steps, setSteps] = useState(0);
  const asked = useDeferredValue(query);

  const { matchCase, alike } = how;
  const strict = useMemo(() => (open ? searchable(text, { matchCase }) : null), [open, text, matchCase]);
  const loose = useMemo(() => (open ? searchable(text, { matchCase, alike: true }) : null), [open, text, matchCase]);
  const exact = useMemo(() => strict?.find(asked) ?? none, [strict, asked]);
  const all = useMemo(() => loose?.find(asked) ?? none, [loose, asked]);
  const places = alike ? all : exact;

  const first = places.length === 0 ? -1 : countWhile(places, ({ start }) => start < begin) % places.length;
  const at = first < 0 ? -1 : (((first + steps) % places.length) + places.length) % places.length;
  const ask = (next: string): void => {
    if (next === query) return;
    // Goes on from where one looks, so that a longer word stays at its place
    setBegin(places[at]?.start ?? begin);
    setSteps(0);
    setQuery(next);
  };
  return {
    open,
    query,
    matchCase,
    alike,
    places,
    at,
    now: places[at] ?? null,
    more: Math.max(0, all.length - exact.length),
    start: (words) => {
      setOpen(true);
      setBegin(from());
      setSteps(0);
      if (words !== '') setQuery(words);
    },
    ask,
    set: (change) => {
      setBegin(places[at]?.start ?? begin);
      setSteps(0);
      setHow((now) => ({ ...now, ...change }));
    },
    step: (by) => {
      if (first < 0) return null;
      setSteps(steps + by);
      const next = (((first + steps + by) % places.length) + places.length) % places.length;
      const place = places[next];
      return place ? { place, at: next } : null;
    },
    close: () => setOpen(false),
  };
}
