/** The chosen line of the list, whole: nothing of it is cut off here. */
import { FileText, RotateCw, X } from 'lucide-react';
import type { ImportItem } from '../../../shared/contract.ts';
import { bytes } from '../../components/words.ts';
import { Keys } from '../../keys/Keys.tsx';
import { adviceFor } from '../../state/failure.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { Boxed } from './FileName.tsx';
import { became, look } from './itemWords.ts';

interface Props {
  item: ImportItem;
  /** Null while the batch still goes. */
  onRetry: (() => void) | null;
  onAsk(): void;
  onClose(): void;
}

export function ItemDetail({ item, onRetry, onAsk, onClose }: Props) {
  const store = useSelectionStore();
  const { readOnly } = useCaseHere();
  const { source, error, findings, asks, state } = item;
  const { word, icon: Icon } = became[state];
  return (
    <section className="import-detail" aria-label="The chosen file" data-outcome={state}>
      <p className="import-detail-head">
        <span className="import-state">
          <Icon size={14} aria-hidden="true" />
          {word}
        </span>
        <bdi className="wrap strong">
          <Boxed text={item.path} />
        </bdi>
        <span className="muted">{[item.what, item.size === null ? null : bytes(item.size)].filter(Boolean).join(' · ')}</span>
      </p>
      {error && (
        <p className="wrap">
          {error.message} <span className="muted">{adviceFor(error)}</span>
        </p>
      )}
      {findings.map(({ code, message }) => (
        <p key={`${code} ${message}`} className="wrap">
          <b className="strong">{look[code].title}.</b> <bdi>{message}</bdi>
        </p>
      ))}
      <p className="import-detail-acts">
        {source && (
          <button type="button" className="btn small" onClick={() => store.chooseSource(source.id)}>
            <FileText size={13} aria-hidden="true" />
            Open {source.ref} <Keys of="import.enter" />
          </button>
        )}
        {asks && !readOnly && (
          <button type="button" className="btn small" onClick={onAsk}>
            {asks === 'password' ? 'Give its password' : 'Choose its pages'}
          </button>
        )}
        {state === 'failed' && onRetry && (
          <button type="button" className="btn small" onClick={onRetry}>
            <RotateCw size={13} aria-hidden="true" />
            Try again
          </button>
        )}
      </p>
      <button type="button" className="icon small" aria-label="Close the chosen file" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </button>
    </section>
  );
}
