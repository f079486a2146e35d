/** What each key does on the pages of a document. Pure: a key to a command; the view runs it. */
import type { ActionId } from '../../../keys/actions.ts';
import type { Pressed } from '../../../keys/combo.ts';
import type { Keymap } from '../../../keys/keymap.ts';
import { type ArticleCommand, articleCommandOf } from '../articleKeys.ts';

export type PageCommand =
  | ArticleCommand
  | { do: 'page'; step: 1 | -1 }
  | { do: 'zoom'; way: 1 | -1 }
  | { do: 'fit'; to: 'width' | 'page' }
  | { do: 'go-to-page' | 'small-pages' | 'region' | 'adjust' };

const commands: Readonly<Partial<Record<ActionId, PageCommand>>> = {
  'page.next': { do: 'page', step: 1 },
  'page.previous': { do: 'page', step: -1 },
  'page.go': { do: 'go-to-page' },
  'page.small': { do: 'small-pages' },
  'page.region': { do: 'region' },
  'page.adjust': { do: 'adjust' },
  'page.zoom-in': { do: 'zoom', way: 1 },
  'page.zoom-out': { do: 'zoom', way: -1 },
  'page.fit-width': { do: 'fit', to: 'width' },
  'page.fit-page': { do: 'fit', to: 'page' },
};

/** Arrows that move a region in hand are not here (annotate/regions.ts, byKey). */
export function pageCommand(pressed: Pressed, rtl: boolean, keymap: Keymap): PageCommand | null {
  // Only the text's own arrows are mirrored: pages lie one under the other in any script
  const action = keymap.actionOf('page', pressed) ?? keymap.actionOf(['text', 'reader'], pressed, rtl);
  return action && (commands[action] ?? articleCommandOf(action));
}
