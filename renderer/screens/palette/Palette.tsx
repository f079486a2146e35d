/** One box for search and commands: what can be done, then claims, then sources that the workbench finds by the words typed. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Camera, type LucideIcon, MessageSquareQuote, Newspaper, Search } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import type { CaseHandle } from '../../../shared/model.ts';
import { matches, useAllCommands } from '../../components/commands.tsx';
import { useKeymap } from '../../keys/useKeymap.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import './palette.css';

interface Item {
  readonly value: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly hint: string;
  readonly isKey: boolean;
  run(): void;
}
interface Group {
  readonly value: string;
  readonly items: readonly Item[];
}

const mostClaims = 8;
const mostSources = 8;
const mostCommands = 30;

export function Palette({ open, onClose }: { open: CaseHandle | null; onClose(): void }) {
  const [typed, setTyped] = useState('');
  const groups = useGroups(open, typed.trim());
  const chosen = useRef<Item | null>(null);
  const choose = (item: Item) => {
    chosen.current = item;
    onClose();
    // after the dialog has given the focus back, so that what runs may take it
    setTimeout(() => item.run());
  };
  return (
    <Dialog.Root open onOpenChange={(now) => !now && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="palette" aria-label="Search or run a command">
          <Autocomplete.Root
            open
            inline
            items={groups}
            mode="none"
            autoHighlight="always"
            keepHighlight
            value={typed}
            onValueChange={(value, { reason }) => reason !== 'item-press' && setTyped(value)}
          >
            <div className="palette-input">
              <Search size={17} aria-hidden="true" />
              <Autocomplete.Input
                aria-label="Search or run a command"
                placeholder={open ? 'A command, a claim or a source…' : 'A command or a case…'}
                spellCheck={false}
              />
            </div>
            <Autocomplete.Empty>
              {groups.length === 0 && <p className="empty">Nothing by these words. Sources are found by title, publisher and reference.</p>}
            </Autocomplete.Empty>
            <Autocomplete.List className="palette-list">
              {(group: Group) => (
                <Autocomplete.Group key={group.value} items={group.items}>
                  <Autocomplete.GroupLabel className="palette-group">{group.value}</Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: Item) => (
                      <Autocomplete.Item key={item.value} value={item} className="palette-item" onClick={() => choose(item)}>
                        <item.icon size={16} aria-hidden="true" />
                        <span className="cut" dir="auto">
                          {item.label}
                        </span>
                        {item.isKey ? <kbd>{item.hint}</kbd> : <span className="muted small">{item.hint}</span>}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useGroups(open: CaseHandle | null, typed: string): Group[] {
  const all = useAllCommands();
  const { keysOf } = useKeymap();
  const commands = all()
    .filter((one) => matches(typed, `${one.label} ${one.words ?? ''}`))
    .slice(0, mostCommands)
    .map((one): Item => {
      const key = one.action && keysOf(one.action)[0];
      return { value: one.id, label: one.label, icon: one.icon, hint: key ?? '', isKey: key !== undefined, run: one.run };
    });
  const claims = useClaimItems(open, typed);
  const sources = useSourceItems(open, typed);
  const found = [
    { value: 'Claims', items: claims },
    { value: 'Sources', items: sources },
  ];
  const groups =
    typed === ''
      ? [{ value: 'Commands', items: commands }, ...found]
      : commands.length > 0 && claims.length + sources.length > 12
        ? [...found, { value: 'Commands', items: commands }]
        : [{ value: 'Commands', items: commands }, ...found];
  return groups.filter((group) => group.items.length > 0);
}

function useClaimItems(open: CaseHandle | null, typed: string): Item[] {
  const api = useApi();
  const store = useSelectionStore();
  const claims = useQuery({
    queryKey: open ? keys.claims(open) : ['none', 'claims'],
    queryFn: open ? ({ signal }) => api.claims.list({ case: open }, { signal }) : skipToken,
  });
  return (claims.data?.claims ?? [])
    .filter(({ claim }) => matches(typed, `${claim.ref} ${claim.text} ${claim.claimant}`))
    .slice(0, mostClaims)
    .map(({ claim }) => ({
      value: claim.id,
      label: claim.text,
      icon: MessageSquareQuote,
      hint: claim.ref,
      isKey: false,
      run: () => store.goToClaim(claim.id),
    }));
}

function useSourceItems(open: CaseHandle | null, typed: string): Item[] {
  const api = useApi();
  const store = useSelectionStore();
  const filter = useDeferredValue(typed).slice(0, 200);
  const sources = useQuery({
    queryKey: open ? ['case', open, 'sources', 'palette', filter] : ['none', 'sources'],
    queryFn: open ? ({ signal }) => api.sources.list({ case: open, filter, limit: mostSources }, { signal }) : skipToken,
    gcTime: 10_000,
  });
  return (sources.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: row.title,
    icon: row.kind === 'photo' ? Camera : Newspaper,
    hint: row.ref,
    isKey: false,
    run: () => store.chooseSource(row.id),
  }));
}
