/** What each key does in an article. Pure: a key to a command; the article runs it. */
import type { Stance } from '../../../shared/model.ts';
import { stanceOf } from '../../components/Stance.tsx';
import type { ActionId } from '../../keys/actions.ts';
import type { Pressed } from '../../keys/combo.ts';
import type { Keymap } from '../../keys/keymap.ts';

export type ArticleCommand =
  | { do: 'sentence' | 'mark'; step: 1 | -1 }
  | { do: 'word'; edge: 'start' | 'end'; step: 1 | -1 }
  | { do: 'stance'; stance: Stance }
  | { do: 'open' | 'new' | 'mark-only' | 'because' | 'clear' };

const commands: Readonly<Partial<Record<ActionId, ArticleCommand>>> = {
  'text.next-sentence': { do: 'sentence', step: 1 },
  'text.previous-sentence': { do: 'sentence', step: -1 },
  'text.next-mark': { do: 'mark', step: 1 },
  'text.previous-mark': { do: 'mark', step: -1 },
  'text.end-later': { do: 'word', edge: 'end', step: 1 },
  'text.end-sooner': { do: 'word', edge: 'end', step: -1 },
  'text.start-later': { do: 'word', edge: 'start', step: 1 },
  'text.start-sooner': { do: 'word', edge: 'start', step: -1 },
  'text.mark-only': { do: 'mark-only' },
  'reader.choices': { do: 'open' },
  'reader.new-claim': { do: 'new' },
  'reader.because': { do: 'because' },
  'reader.clear': { do: 'clear' },
};

/** What an action does in an article; null where it does nothing there. */
export function articleCommandOf(action: ActionId): ArticleCommand | null {
  const stance = stanceOf(action);
  return stance ? { do: 'stance', stance } : (commands[action] ?? null);
}

/** Forward is towards the text's own end, so right and left change places in a right-to-left text. */
export function articleCommand(pressed: Pressed, rtl: boolean, keymap: Keymap): ArticleCommand | null {
  const action = keymap.actionOf(['text', 'reader'], pressed, rtl);
  return action && articleCommandOf(action);
}
