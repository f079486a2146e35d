/** Which action a key runs: the table's keys, and over them those that a person chose. Pure. */
import { type ActionId, actionIds, actions, type ScopeId, scopes } from './actions.ts';
import { comboOf, mirrored, type Pressed } from './combo.ts';

/** `Settings.keys`: a combination by action id; empty where a person took the key away. What names no action is left alone. */
export type Overrides = Readonly<Record<string, string>>;

export interface Keymap {
  /** The keys that run an action now; none where it has none. */
  keysOf(id: ActionId): readonly string[];
  /** Words with the key behind them: 'New claim (Ctrl N)'. */
  titled(words: string, id: ActionId): string;
  /** A hint that names keys, as long as they all are there: `hint('{} and {} go …', 'a', 'b')`; else nothing. */
  hint(words: string, ...ids: readonly ActionId[]): string;
  isChanged(id: ActionId): boolean;
  /** The action that a key runs where these scopes are at work; the first scope that knows the key wins. `rtl` mirrors the arrows. */
  actionOf(where: ScopeId | readonly ScopeId[], pressed: Pressed, rtl?: boolean): ActionId | null;
  /** The other actions that this combination runs already where this one would work too. */
  conflicts(id: ActionId, combo: string): readonly ActionId[];
}

/** A scope and all around it, innermost first. */
function around(scope: ScopeId): readonly ScopeId[] {
  const outer: ScopeId | null = scopes[scope].within;
  return outer === null ? [scope] : [scope, ...around(outer)];
}
const goesFirst = (scope: ScopeId): boolean => 'first' in scopes[scope];
/** Whether a key cannot mean both: the scopes are at work at the same time, and neither is meant to go first. */
function overlap(a: ScopeId, b: ScopeId): boolean {
  if (a === b) return true;
  if (around(a).includes(b)) return !goesFirst(a);
  return around(b).includes(a) && !goesFirst(b);
}

export function keymapOf(overrides: Overrides): Keymap {
  const keys = new Map<ActionId, readonly string[]>();
  const byCombo = new Map<string, ActionId[]>();
  for (const id of actionIds) {
    const chosen = actions[id].fixed ? undefined : overrides[id];
    const combos = chosen === undefined ? actions[id].keys : chosen === '' ? [] : [chosen];
    keys.set(id, combos);
    for (const combo of combos) byCombo.set(combo, [...(byCombo.get(combo) ?? []), id]);
  }
  const keysOf = (id: ActionId): readonly string[] => keys.get(id) ?? [];
  return {
    keysOf,
    titled: (words, id) => {
      const [key] = keysOf(id);
      return key === undefined ? words : `${words} (${key})`;
    },
    hint: (words, ...ids) => {
      const named = ids.flatMap((id) => keysOf(id).slice(0, 1));
      return named.length < ids.length ? '' : named.reduce((said, key) => said.replace('{}', () => key), words);
    },
    isChanged: (id) => !actions[id].fixed && overrides[id] !== undefined,
    actionOf: (where, pressed, rtl = false) => {
      const combo = comboOf(pressed);
      if (combo === null) return null;
      const known = byCombo.get(rtl ? mirrored(combo) : combo) ?? [];
      for (const scope of [where].flat()) {
        const found = known.find((id) => actions[id].scope === scope);
        if (found) return found;
      }
      return null;
    },
    conflicts: (id, combo) =>
      (byCombo.get(combo) ?? []).filter((other) => other !== id && overlap(actions[id].scope, actions[other].scope)),
  };
}
