/** What each key does on a photo. Pure: a key to a command; the photo runs it. */
import type { Stance } from '../../../shared/model.ts';
import { stanceOf } from '../../components/Stance.tsx';
import type { ActionId, ScopeId } from '../../keys/actions.ts';
import type { Pressed } from '../../keys/combo.ts';
import type { Keymap } from '../../keys/keymap.ts';

/** Changes what is seen; works in a case that is open read-only, too. */
export type LookCommand =
  | { do: 'fit' | 'actual' | 'loupe' | 'power' | 'light' | 'hide' | 'mirror' | 'as-is' }
  | { do: 'zoom'; factor: number }
  | { do: 'turn'; by: 90 | -90 };
export type PhotoCommand =
  | LookCommand
  | { do: 'measure' }
  | { do: 'region' | 'outline' | 'whole' | 'adjust' | 'enter' | 'new' | 'because' | 'clear' | 'facts' }
  | { do: 'set' | 'close' | 'back' | 'drop-corner' }
  | { do: 'step' | 'corner'; step: 1 | -1 }
  | { do: 'stance'; stance: Stance };

const commands: Readonly<Partial<Record<ActionId, PhotoCommand>>> = {
  'photo.region': { do: 'region' },
  'photo.outline': { do: 'outline' },
  'photo.whole': { do: 'whole' },
  'photo.adjust': { do: 'adjust' },
  'photo.next-region': { do: 'step', step: 1 },
  'photo.previous-region': { do: 'step', step: -1 },
  'photo.zoom-in': { do: 'zoom', factor: 1.25 },
  'photo.zoom-out': { do: 'zoom', factor: 0.8 },
  'photo.fit': { do: 'fit' },
  'photo.actual': { do: 'actual' },
  'photo.measure': { do: 'measure' },
  'photo.loupe': { do: 'loupe' },
  'photo.power': { do: 'power' },
  'photo.turn-right': { do: 'turn', by: 90 },
  'photo.turn-left': { do: 'turn', by: -90 },
  'photo.mirror': { do: 'mirror' },
  'photo.light': { do: 'light' },
  'photo.as-is': { do: 'as-is' },
  'photo.hide': { do: 'hide' },
  'photo.keep': { do: 'enter' },
  'photo.next-corner': { do: 'corner', step: 1 },
  'photo.previous-corner': { do: 'corner', step: -1 },
  'photo.drop-corner': { do: 'drop-corner' },
  'plot.set': { do: 'set' },
  'plot.close': { do: 'close' },
  'plot.back': { do: 'back' },
  'reader.choices': { do: 'enter' },
  'reader.new-claim': { do: 'new' },
  'reader.because': { do: 'because' },
  'reader.facts': { do: 'facts' },
  'reader.clear': { do: 'clear' },
};

/** What an action does on a photo; null where it does nothing there. */
export function photoCommandOf(action: ActionId): PhotoCommand | null {
  const stance = stanceOf(action);
  return stance ? { do: 'stance', stance } : (commands[action] ?? null);
}

/**
 * `inHand`: the scopes that go first now, a region in hand or points being set. Arrows are not here: they pan, or they move what
 * is in hand (annotate/regions.ts, byKey).
 */
export function photoCommand(pressed: Pressed, keymap: Keymap, inHand: readonly ScopeId[] = []): PhotoCommand | null {
  const action = keymap.actionOf([...inHand, 'photo', 'reader'], pressed);
  return action && photoCommandOf(action);
}

const looks: readonly PhotoCommand['do'][] = [
  'zoom',
  'turn',
  'fit',
  'actual',
  'loupe',
  'power',
  'light',
  'hide',
  'mirror',
  'as-is',
] satisfies readonly LookCommand['do'][];
export const isLook = (command: PhotoCommand): command is LookCommand => looks.includes(command.do);
