import type { Triage } from '../../../shared/model.ts';
import type { ActionId } from '../../keys/actions.ts';

/** How far a person is with a source. */
export const triageWords: Readonly<Record<Triage, string>> = { new: 'New', read: 'Read', 'set-aside': 'Set aside', key: 'Key' };
/** In the order of work. */
export const triages = ['new', 'read', 'set-aside', 'key'] as const satisfies readonly Triage[];
/** The action that moves a source to a state. */
export const triageAction = {
  new: 'triage.new',
  read: 'triage.read',
  'set-aside': 'triage.set-aside',
  key: 'triage.key',
} as const satisfies Readonly<Record<Triage, ActionId>>;
