import type { Decision } from '../../../shared/model.ts';

/** What was decided, as the list tells it. */
export const decidedWord: Readonly<Record<Decision['decision'], string>> = { keep: 'kept', confirm: 'confirmed', retire: 'retired' };

/** The question that each state puts, and what there is to know of how the place was found. */
export const asked = {
  exact: 'The same words stand at the same place.',
  moved: 'Is this the same passage at its new place?',
  altered: 'Is this still the same statement?',
  ambiguous: 'Which of these places is it?',
  lost: 'These words are not in the new text. Do they stand?',
} as const;
