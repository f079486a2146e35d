/** What an alignment found, as a sentence and as the window draws it. */
import type { Alignment } from '../../../shared/contract.ts';
import type { LikenessFound, Region } from '../../../shared/model.ts';
import type { Aligned } from '../../workers/tasks/align.ts';

/** Two pictures of one thing are not two copies of one picture: nothing is suggested for them. */
const copies: ReadonlySet<Aligned['relation']> = new Set<Aligned['relation']>(['whole', 'part', 'frame', 'overlap']);
export const isCopy = ({ relation }: Aligned): boolean => copies.has(relation);

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function relationWords({ relation, inner }: Aligned): string {
  const [within, around] = inner === 'a' ? ['the first', 'the second'] : ['the second', 'the first'];
  switch (relation) {
    case 'whole':
      return 'the same picture';
    case 'part':
      return `${within} is cut from ${around}, or from what it was made of`;
    case 'frame':
      return `${around} shows ${within} amid something else, as a screenshot does`;
    case 'overlap':
      return 'parts of the same picture: each shows something that the other lacks';
    case 'same-scene':
      return 'the same things seen from elsewhere or at another time; not the same picture';
    case 'cannot-tell':
      return 'too plain or too small to tell';
    case 'none':
      return 'no part of one was found in the other';
  }
}

/** One sentence: what they are to each other, and what was changed on the way. */
export function photoWords(found: Aligned): string {
  const changes = [
    ...(found.mirrored ? ['mirrored'] : []),
    ...(Math.abs(found.rotated) >= 1 && isCopy(found) ? [`turned by ${Math.round(found.rotated)}°`] : []),
    ...(found.tone.changed && isCopy(found) ? ['lighter, darker or of other tones'] : []),
    ...(found.overlays.length > 0 ? [`${found.overlays.length === 1 ? 'one place' : `${found.overlays.length} places`} laid over`] : []),
  ];
  const words = upper(relationWords(found));
  return isCopy(found) ? `${words}${changes.length > 0 ? `; ${changes.join(', ')}` : '; nothing else was seen to differ'}.` : `${words}.`;
}

export const photoFound = (found: Aligned): LikenessFound => ({ relation: found.relation, score: found.score, words: photoWords(found) });

type Corner = Aligned['overlays'][number]['a'][number];

function boxOf(corners: readonly Corner[]): Region | null {
  if (corners.length === 0) return null;
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [x, y] = [Math.max(0, Math.floor(Math.min(...xs))), Math.max(0, Math.floor(Math.min(...ys)))];
  return { x, y, width: Math.max(1, Math.ceil(Math.max(...xs)) - x), height: Math.max(1, Math.ceil(Math.max(...ys)) - y) };
}

/** Null where the pictures do not lie on each other. */
export function alignmentOf({ transform, overlap, mirrored, rotated, overlays }: Aligned): Alignment | null {
  if (transform === null || overlap === null) return null;
  return {
    transform: [...transform],
    mirrored,
    rotated,
    overlap: { a: [...overlap.a], b: [...overlap.b] },
    differs: overlays.map(({ a, b }) => ({ a: boxOf(a), b: boxOf(b) })),
  };
}
