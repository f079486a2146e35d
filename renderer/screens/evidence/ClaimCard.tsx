import { Menu } from '@base-ui/react/menu';
import { ArrowDown, ArrowUp, CornerDownRight, Ellipsis, IndentDecrease, IndentIncrease, Pencil, Scale, Undo2 } from 'lucide-react';
import { Fragment } from 'react';
import type { ClaimRow } from '../../../shared/model.ts';
import { StanceTally } from '../../components/Stance.tsx';
import { VerdictLabel } from '../../components/Verdict.tsx';
import { counted, edtf } from '../../components/words.ts';
import { Keys } from '../../keys/Keys.tsx';
import { useSelectionStore } from '../../state/selection.tsx';
import type { ClaimNode, Step } from './claimTree.ts';
import { EvidenceList } from './EvidenceList.tsx';

interface Props {
  row: ClaimRow;
  depth: number;
  parts: readonly ClaimNode[];
  open: boolean;
  readOnly: boolean;
  dropMark: 'before' | 'into' | undefined;
  move(way: Step): void;
  can(way: Step): boolean;
}
/** Deeper parts are drawn no further in: the panel is narrow. */
const deepest = 3;

export function ClaimCard({ row, depth, parts, open, readOnly, dropMark, move, can }: Props) {
  const store = useSelectionStore();
  const { claim, counts } = row;
  const total = counts.supports + counts.refutes + counts.context + counts['fails-to-verify'];
  return (
    <li
      className="claim"
      data-open={open || undefined}
      data-drop={dropMark}
      data-drop-claim={claim.id}
      style={{ marginInlineStart: `${Math.min(depth, deepest) * 16}px` }}
    >
      <button
        type="button"
        className="claim-head"
        data-claim={claim.id}
        data-f6-focus={open || undefined}
        aria-expanded={open}
        draggable={!readOnly}
        aria-keyshortcuts={readOnly ? undefined : 'Alt+ArrowUp Alt+ArrowDown Alt+ArrowRight Alt+ArrowLeft'}
        onClick={() => store.set({ claim: open ? null : claim.id })}
      >
        <span className="ref">{claim.ref}</span>
        <span className="claim-text" dir="auto">
          {claim.text}
        </span>
        <span className="claim-under">
          <VerdictLabel verdict={claim.verdict} />
          <span className="grow" />
          {total === 0 ? <span>No evidence yet</span> : <StanceTally counts={counts} />}
        </span>
      </button>
      {open && (
        <div className="claim-body">
          <About row={row} parts={parts} />
          {!readOnly && (
            <div className="claim-actions">
              <button type="button" className="btn small" onClick={() => store.set({ dialog: { kind: 'verdict', claim } })}>
                <Scale size={14} aria-hidden="true" />
                {claim.verdict ? 'Change verdict' : 'Give a verdict'}
              </button>
              <button
                type="button"
                className="btn small"
                onClick={() => store.set({ dialog: { kind: 'new-claim', partOf: claim.id, draft: null } })}
              >
                <CornerDownRight size={14} aria-hidden="true" />
                Sub-claim
              </button>
              <span className="grow" />
              <ClaimMenu row={row} move={move} can={can} />
            </div>
          )}
          <EvidenceList claim={claim} readOnly={readOnly} />
        </div>
      )}
    </li>
  );
}

function About({ row: { claim }, parts }: { row: ClaimRow; parts: readonly ClaimNode[] }) {
  const facts = [claim.claimant, claim.when && edtf(claim.when), claim.where].filter(Boolean);
  return (
    <div className="claim-about">
      {facts.length > 0 && (
        <p className="muted" dir="auto">
          {facts.map((fact, index) => (
            <Fragment key={fact}>
              {index > 0 && ' · '}
              {index === 0 && claim.claimant ? <b className="strong claimant">{fact}</b> : fact}
            </Fragment>
          ))}
        </p>
      )}
      {claim.verdict && (
        <p dir="auto">
          <span className="muted">Why: </span>
          {claim.rationale}
        </p>
      )}
      {claim.note && (
        <p className="muted claim-note" dir="auto">
          {claim.note}
        </p>
      )}
      {parts.length > 0 && <p className="muted small">{counted(parts.length, 'part')} below, each judged by itself.</p>}
    </div>
  );
}

function ClaimMenu({ row: { claim }, move, can }: { row: ClaimRow; move(way: Step): void; can(way: Step): boolean }) {
  const store = useSelectionStore();
  const steps = [
    { way: 'up', word: 'Move up', action: 'claims.up', icon: ArrowUp },
    { way: 'down', word: 'Move down', action: 'claims.down', icon: ArrowDown },
    { way: 'in', word: 'Make it part of the one above', action: 'claims.in', icon: IndentIncrease },
    { way: 'out', word: 'Take it out of its claim', action: 'claims.out', icon: IndentDecrease },
  ] as const;
  return (
    <Menu.Root>
      <Menu.Trigger className="icon small" aria-label={`More for ${claim.ref}`} title="More">
        <Ellipsis size={16} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu">
            <Menu.Item onClick={() => store.set({ dialog: { kind: 'edit-claim', claim } })}>
              <Pencil size={15} aria-hidden="true" />
              Edit…
            </Menu.Item>
            <Menu.Separator />
            {steps
              .filter(({ way }) => can(way))
              .map(({ way, word, action, icon: Icon }) => (
                <Menu.Item key={way} onClick={() => move(way)}>
                  <Icon size={15} aria-hidden="true" />
                  {word}
                  <Keys of={action} />
                </Menu.Item>
              ))}
            {steps.some(({ way }) => can(way)) && <Menu.Separator />}
            <Menu.Item onClick={() => store.set({ dialog: { kind: 'retract-claim', claim } })}>
              <Undo2 size={15} aria-hidden="true" />
              Retract…
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
