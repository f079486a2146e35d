/** How far a person is with a source: a sign, and its word for who cannot see it. */
import { Archive, Check, Circle, Star } from 'lucide-react';
import type { Triage } from '../../../shared/model.ts';
import { triageWords } from './triageWords.ts';

const icons = { new: Circle, read: Check, 'set-aside': Archive, key: Star } as const;

interface Props {
  triage: Triage;
  /** In a list: the word is only spoken, and what is read, which in the end is most, has no sign. */
  quiet?: boolean;
}
export function TriageSign({ triage, quiet = false }: Props) {
  const Icon = icons[triage];
  return (
    <span className="triage-sign" data-triage={triage}>
      {!(quiet && triage === 'read') && (
        <Icon size={triage === 'new' ? 8 : 12} fill={triage === 'new' || triage === 'key' ? 'currentColor' : 'none'} aria-hidden="true" />
      )}
      {quiet && <span className="vh">{triageWords[triage]}. </span>}
    </span>
  );
}
