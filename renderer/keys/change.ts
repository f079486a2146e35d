/** A person gives an action another key. Pure: what may be said against it, and the settings that come of it. */
import { type ActionId, actions, scopes } from './actions.ts';
import { keymapOf, type Overrides } from './keymap.ts';

export type Proposal =
  | { readonly kind: 'free' }
  /** These have it already, and would be left without it. */
  | { readonly kind: 'taken'; readonly by: readonly ActionId[] }
  /** Why it cannot be: a sentence. */
  | { readonly kind: 'refused'; readonly because: string };

const everywhere = /^(?:Shift )?(?:Enter|Space|Tab|Esc|Home|End|PageUp|PageDown|[←→↑↓])$/;
const clipboard = /^Ctrl [ACVX]$/;
const windows = /^(?:Ctrl (?:Shift )?[TWQR]|Alt F4|F5|F11|F12|Ctrl Tab|Ctrl Shift Tab)$/;

/** What a combination would mean for an action. */
export function propose(overrides: Overrides, id: ActionId, combo: string): Proposal {
  if (everywhere.test(combo)) return { kind: 'refused', because: `${combo} has its meaning everywhere already.` };
  if (clipboard.test(combo)) return { kind: 'refused', because: `${combo} belongs to the clipboard and to text fields.` };
  if (windows.test(combo)) return { kind: 'refused', because: `${combo} belongs to the window.` };
  const by = keymapOf(overrides).conflicts(id, combo);
  const stays = by.find((other) => actions[other].fixed);
  if (stays) return { kind: 'refused', because: `${combo} stays with “${named(stays)}”.` };
  return by.length > 0 ? { kind: 'taken', by } : { kind: 'free' };
}

/** Gives the action this key and no other, and takes it from those that had it: they keep another of their keys, or have none. */
export function withKey(overrides: Overrides, id: ActionId, combo: string): Overrides {
  const keymap = keymapOf(overrides);
  const given = new Map(Object.entries(overrides));
  if (combo !== '')
    for (const other of keymap.conflicts(id, combo)) given.set(other, keymap.keysOf(other).find((one) => one !== combo) ?? '');
  given.set(id, combo);
  return lean(given);
}

/** Gives the action the keys of the table again, and takes those from whoever got them in between. */
export function asItWas(overrides: Overrides, id: ActionId): Overrides {
  const given = new Map(Object.entries(overrides));
  given.delete(id);
  const keymap = keymapOf(Object.fromEntries(given));
  for (const combo of actions[id].keys)
    for (const other of keymap.conflicts(id, combo)) given.set(other, keymap.keysOf(other).find((one) => one !== combo) ?? '');
  return lean(given);
}
/** Who would lose a key if this action had those of the table again. */
export function wouldLose(overrides: Overrides, id: ActionId): readonly ActionId[] {
  const keymap = keymapOf(overrides);
  return [...new Set(actions[id].keys.flatMap((combo) => keymap.conflicts(id, combo)))];
}

/** What says the same as the table is not kept. */
const lean = (given: ReadonlyMap<string, string>): Overrides =>
  Object.fromEntries([...given].filter(([id, combo]) => !(id in actions) || !sameAsTable(id, combo)));
const sameAsTable = (id: string, combo: string): boolean =>
  Object.entries(actions).some(
    ([known, { keys }]) => known === id && (keys.length === 0 ? combo === '' : keys.length === 1 && keys[0] === combo),
  );

/** An action by name and place: 'Next sentence (Article)'. */
export const named = (id: ActionId): string => `${actions[id].words} (${scopes[actions[id].scope].words})`;
