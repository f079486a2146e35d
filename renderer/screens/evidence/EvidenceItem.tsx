import { Menu } from '@base-ui/react/menu';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Ellipsis, Pencil, Undo2 } from 'lucide-react';
import { memo, useState } from 'react';
import { cropUrl } from '../../../shared/blobs.ts';
import type { Evidence } from '../../../shared/model.ts';
import { CoveredPicture } from '../../components/Covered.tsx';
import { useRun } from '../../components/useRun.ts';
import { Keys } from '../../keys/Keys.tsx';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { stepLink } from './claimTree.ts';
import { LinkForm } from './LinkForm.tsx';

interface Props {
  evidence: Evidence;
  readOnly: boolean;
}

/** What of a source stands in its evidence; its counts change with every link and are not shown here. */
const sameSource = (a: Evidence['source'], b: Evidence['source']): boolean =>
  a === b ||
  (['id', 'ref', 'kind', 'original', 'title', 'publisher', 'language', 'cover', 'reading'] as const).every(
    (field) => a[field] === b[field],
  );

/** A claim may have hundreds: one more is drawn without the others. */
export const EvidenceItem = memo(
  OneEvidence,
  (a, b) =>
    a.readOnly === b.readOnly &&
    a.evidence.link === b.evidence.link &&
    a.evidence.excerpt === b.evidence.excerpt &&
    sameSource(a.evidence.source, b.evidence.source),
);

function OneEvidence({ evidence, readOnly }: Props) {
  const { handle } = useCaseHere();
  const client = useQueryClient();
  const api = useApi();
  const store = useSelectionStore();
  const { run } = useRun();
  const [editing, setEditing] = useState(false);
  const { link, excerpt, source } = evidence;
  const shown = useSelection((now) => now.focus?.excerpt === excerpt.id);
  /** All evidence of the claim, in order, as it is when it is asked for. */
  const all = (): readonly Evidence[] => client.getQueryData<{ evidence: Evidence[] }>(keys.evidence(handle, link.claim))?.evidence ?? [];
  const move = (way: 'up' | 'down') => {
    const before = stepLink(all(), link.id, way);
    if (before !== undefined) void run(() => api.links.move({ case: handle, link: link.id, before }), 'The evidence could not be moved.');
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (readOnly || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    <li className="evidence-item" data-shown={shown || undefined}>
      <button
        type="button"
        className="evidence-go"
        title="Show it at its place in the source"
        aria-keyshortcuts={readOnly ? undefined : 'Alt+ArrowUp Alt+ArrowDown'}
        onClick={() => store.goTo(source.id, excerpt.id)}
        onKeyDown={onKey}
      >
        {excerpt.quote === null ? (
          <Crop evidence={evidence} />
        ) : (
          <q className="evidence-quote" dir="auto" lang={source.language ?? undefined}>
            {excerpt.quote}
          </q>
        )}
        <span className="evidence-where">
          <span className="ref">
            {source.ref} {excerpt.place}
          </span>
          <span className="cut" dir="auto">
            {source.publisher ?? source.title}
          </span>
        </span>
        {link.because !== '' && (
          <span className="evidence-because" dir="auto">
            {link.because}
          </span>
        )}
      </button>
      {!readOnly && (
        <ItemMenu
          evidence={evidence}
          edit={() => setEditing(true)}
          move={move}
          canMove={(way) => stepLink(all(), link.id, way) !== undefined}
        />
      )}
      {editing && <LinkForm link={link} onClose={() => setEditing(false)} />}
    </li>
  );
}

function Crop({ evidence: { excerpt, source } }: { evidence: Evidence }) {
  const { handle } = useCaseHere();
  const [broken, setBroken] = useState(false);
  const words = `${excerpt.place} of ${source.title}`;
  return (
    <span className="evidence-crop">
      {broken ? (
        <span className="muted">The crop cannot be shown; the original may be missing. Verify the case.</span>
      ) : (
        <CoveredPicture
          source={source}
          src={cropUrl(handle, excerpt)}
          alt={excerpt.note || words}
          loading="lazy"
          onError={() => setBroken(true)}
        />
      )}
      {excerpt.note && <span dir="auto">{excerpt.note}</span>}
    </span>
  );
}

interface MenuProps {
  evidence: Evidence;
  edit(): void;
  move(way: 'up' | 'down'): void;
  canMove(way: 'up' | 'down'): boolean;
}
function ItemMenu(props: MenuProps) {
  const { evidence } = props;
  return (
    <Menu.Root>
      <Menu.Trigger
        className="icon small evidence-more"
        aria-label={`More for ${evidence.source.ref} ${evidence.excerpt.place}`}
        title="More"
      >
        <Ellipsis size={15} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu">
            <MenuItems {...props} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Asked only once the menu is open: where a link can go depends on all others. */
function MenuItems({ evidence, edit, move, canMove }: MenuProps) {
  const store = useSelectionStore();
  return (
    <>
      <Menu.Item onClick={edit}>
        <Pencil size={15} aria-hidden="true" />
        Stance and reason…
      </Menu.Item>
      {canMove('up') && (
        <Menu.Item onClick={() => move('up')}>
          <ArrowUp size={15} aria-hidden="true" />
          Move up
          <Keys of="claims.up" />
        </Menu.Item>
      )}
      {canMove('down') && (
        <Menu.Item onClick={() => move('down')}>
          <ArrowDown size={15} aria-hidden="true" />
          Move down
          <Keys of="claims.down" />
        </Menu.Item>
      )}
      <Menu.Separator />
      <Menu.Item onClick={() => store.set({ dialog: { kind: 'retract-link', evidence } })}>
        <Undo2 size={15} aria-hidden="true" />
        Retract…
      </Menu.Item>
    </>
  );
}
