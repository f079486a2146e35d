/** What each key does in an article. Pure: a key to a command; the article runs it. */
import type { Stance } from '../../../shared/model.ts';
import { keyName } from '../../annotate/keys.ts';
import { stanceOfKey } from '../../components/Stance.tsx';

export type ArticleCommand =
  | { do: 'sentence' | 'mark'; step: 1 | -1 }
  | { do: 'word'; edge: 'start' | 'end'; step: 1 | -1 }
  | { do: 'stance'; stance: Stance }
  | { do: 'open' | 'new' | 'mark-only' | 'because' | 'clear' };

type Pressed = { key: string; code: string; shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean };

const simple: Readonly<Record<string, ArticleCommand>> = {
  J: { do: 'sentence', step: 1 },
  K: { do: 'sentence', step: -1 },
  ']': { do: 'word', edge: 'end', step: 1 },
  '[': { do: 'word', edge: 'end', step: -1 },
  '}': { do: 'word', edge: 'start', step: 1 },
  '{': { do: 'word', edge: 'start', step: -1 },
  Enter: { do: 'open' },
  N: { do: 'new' },
  M: { do: 'mark-only' },
  B: { do: 'because' },
  Escape: { do: 'clear' },
};
/** With Shift: forward is towards the text's own end, so right and left change places in a right-to-left text. */
const shifted = (rtl: boolean): Readonly<Record<string, ArticleCommand>> => ({
  J: { do: 'mark', step: 1 },
  K: { do: 'mark', step: -1 },
  ArrowRight: { do: 'word', edge: 'end', step: rtl ? -1 : 1 },
  ArrowLeft: { do: 'word', edge: 'end', step: rtl ? 1 : -1 },
  ArrowUp: { do: 'word', edge: 'start', step: -1 },
  ArrowDown: { do: 'word', edge: 'start', step: 1 },
});

export function articleCommand(pressed: Pressed, rtl: boolean): ArticleCommand | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const name = keyName(pressed);
  if (pressed.shiftKey) return shifted(rtl)[name] ?? (/^[{}]$/.test(name) ? (simple[name] ?? null) : null);
  const stance = stanceOfKey(name);
  return stance ? { do: 'stance', stance } : (simple[name] ?? null);
}
