import { useSettings } from '../state/queries.ts';
import { type Keymap, keymapOf, type Overrides } from './keymap.ts';

const nothing: Overrides = {};
// Settings are one object for the whole window until they change, and so is what comes of them.
const made = new WeakMap<Overrides, Keymap>();

/** The keys as this person has them. */
export function useKeymap(): Keymap {
  const overrides = useSettings().data?.keys ?? nothing;
  const known = made.get(overrides);
  if (known) return known;
  const keymap = keymapOf(overrides);
  made.set(overrides, keymap);
  return keymap;
}
