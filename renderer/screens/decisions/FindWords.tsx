/** A place in the newer text by its words, for whoever cannot or would not select them: typed or pasted as they stand there. */
import { useId, useState } from 'react';
import { sliceCodePoints } from '../../../shared/anchor/codepoints.ts';
import { find } from '../../../shared/anchor/text.ts';
import type { ToDecide } from '../../../shared/contract.ts';
import { count } from '../../components/words.ts';
import type { Place } from './byHand.ts';
import { useTextOf } from './useTextOf.ts';

/** Fewer letters stand nearly everywhere. */
const least = 3;

export function FindWords({ item, onFound }: { item: ToDecide; onFound(place: Place): void }) {
  const { into, rendition } = item;
  const [words, setWords] = useState('');
  const said = useId();
  const text = useTextOf(into.id, rendition, true);
  const wanted = words.trim();
  const places = text === null || [...wanted].length < least ? null : find(text, { quote: wanted });
  const [only, ...more] = places ?? [];
  const place = text !== null && only && more.length === 0 ? { ...only, exact: sliceCodePoints(text, only.start, only.end) } : null;
  return (
    <form
      className="decide-find"
      onSubmit={(event) => {
        event.preventDefault();
        if (place) onFound({ start: place.start, end: place.end, exact: place.exact });
      }}
    >
      <label>
        <span>Another place: select it in {into.ref}, or its words</span>
        <input
          className="input"
          dir="auto"
          maxLength={2000}
          aria-describedby={said}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <button type="submit" className="btn small" disabled={place === null}>
        Take this place
      </button>
      <small id={said} role="status" className="muted">
        {places !== null &&
          (places.length === 0
            ? 'These words do not stand there.'
            : places.length === 1
              ? 'They stand there once.'
              : `They stand in ${count(places.length)} places; type more of them.`)}
      </small>
    </form>
  );
}
