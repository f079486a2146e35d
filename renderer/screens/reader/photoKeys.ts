/** What each key does on a photo. Pure: a key to a command; the photo runs it. */
import type { Stance } from '../../../shared/model.ts';
import { keyName } from '../../annotate/keys.ts';
import { stanceOfKey } from '../../components/Stance.tsx';

export type PhotoCommand =
  | { do: 'region' | 'whole' | 'adjust' | 'enter' | 'new' | 'because' | 'clear' | 'fit' | 'facts' }
  | { do: 'step'; step: 1 | -1 }
  | { do: 'zoom'; factor: number }
  | { do: 'stance'; stance: Stance };

type Pressed = { key: string; code: string; shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean };

const commands: Readonly<Record<string, PhotoCommand>> = {
  M: { do: 'region' },
  W: { do: 'whole' },
  A: { do: 'adjust' },
  N: { do: 'new' },
  B: { do: 'because' },
  I: { do: 'facts' },
  J: { do: 'step', step: 1 },
  K: { do: 'step', step: -1 },
  Enter: { do: 'enter' },
  Escape: { do: 'clear' },
  '+': { do: 'zoom', factor: 1.25 },
  '=': { do: 'zoom', factor: 1.25 },
  '-': { do: 'zoom', factor: 0.8 },
  0: { do: 'fit' },
};

/** Arrows are not here: they pan, or they move the region in hand (annotate/regions.ts, byKey). */
export function photoCommand(pressed: Pressed): PhotoCommand | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const name = keyName(pressed);
  const stance = stanceOfKey(name);
  return stance ? { do: 'stance', stance } : (commands[name] ?? null);
}
