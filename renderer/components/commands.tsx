/** What can be done now: each screen lends its commands while it stands, and the palette lists them. */
import type { LucideIcon } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useId, useState } from 'react';
import type { ActionId } from '../keys/actions.ts';
import { type Shortcuts, useShortcuts } from './useShortcuts.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The action of the table of keys that does the same; the palette shows its key. */
  readonly action?: ActionId;
  /** Other words by which a person may look for it. */
  readonly words?: string;
  run(): void;
}

class Registry {
  private readonly lent = new Map<string, readonly Command[]>();
  lend(by: string, commands: readonly Command[]): void {
    this.lent.set(by, commands);
  }
  takeBack(by: string): void {
    this.lent.delete(by);
  }
  all(): Command[] {
    return [...this.lent.values()].flat();
  }
}

const CommandsContext = createContext<Registry | null>(null);
export function CommandsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new Registry());
  return <CommandsContext value={registry}>{children}</CommandsContext>;
}
function useRegistry(): Registry {
  const registry = useContext(CommandsContext);
  if (!registry) throw new Error('useCommands stands outside CommandsProvider');
  return registry;
}
/** Lends commands for as long as the caller is on screen. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const by = useId();
  useEffect(() => {
    registry.lend(by, commands);
  });
  useEffect(() => () => registry.takeBack(by), [registry, by]);
}
/** Lends commands, and runs those that have an action by its keys too. */
export function useActions(commands: readonly Command[]): void {
  useCommands(commands);
  const shortcuts: { -readonly [id in keyof Shortcuts]: Shortcuts[id] } = {};
  for (const { action, run } of commands) if (action) shortcuts[action] = run;
  useShortcuts(shortcuts);
}
export function useAllCommands(): () => Command[] {
  const registry = useRegistry();
  return () => registry.all();
}

/** Whether every word of what was typed begins a word of the text, in any order. */
export function matches(typed: string, text: string): boolean {
  const words = text.toLowerCase().split(/[\s·,.:;“”"'()/–—-]+/);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)) || text.toLowerCase().includes(part));
}
