/** What can be done about the excerpt in hand, by palette and by key. */
import { Check, History, ListEnd, ListStart, StickyNote, X } from 'lucide-react';
import type { Command } from '../../components/commands.tsx';

const words = 'decide excerpt version';

export const stepCommands = (step: (by: 1 | -1) => void): Command[] => [
  { id: 'decide-next', label: 'Next excerpt to decide', icon: ListEnd, action: 'decisions.next', words, run: () => step(1) },
  {
    id: 'decide-previous',
    label: 'The excerpt to decide before',
    icon: ListStart,
    action: 'decisions.previous',
    words,
    run: () => step(-1),
  },
];

interface Choosing {
  /** As `E-001 on S-001`. */
  readonly keep: string;
  /** Null while there is no place to confirm. */
  readonly confirm: string | null;
  readonly retire: string;
  run(decision: 'keep' | 'confirm' | 'retire'): void;
  note(): void;
}

export const choiceCommands = ({ keep, confirm, retire, run, note }: Choosing): Command[] => [
  { id: 'decide-keep', label: keep, icon: History, action: 'decisions.keep', words, run: () => run('keep') },
  ...(confirm === null
    ? []
    : [{ id: 'decide-confirm', label: confirm, icon: Check, action: 'decisions.confirm', words, run: () => run('confirm') } as const]),
  { id: 'decide-retire', label: retire, icon: X, action: 'decisions.retire', words, run: () => run('retire') },
  { id: 'decide-note', label: 'Note for the log', icon: StickyNote, action: 'decisions.note', words: `${words} because reason`, run: note },
];
