import { describe, expect, it } from 'vitest';
import type { ActionId } from '../../../renderer/keys/actions.ts';
import { asItWas, named, propose, withKey, wouldLose } from '../../../renderer/keys/change.ts';
import { keymapOf, type Overrides } from '../../../renderer/keys/keymap.ts';

const keysOf = (overrides: Overrides, ...ids: readonly ActionId[]) => ids.map((id) => keymapOf(overrides).keysOf(id));

describe('another key', () => {
  it.each<[string, ActionId, string, ReturnType<typeof propose>['kind']]>([
    ['that nothing uses', 'photo.region', 'F8', 'free'],
    ['that only an article uses, for a photo', 'photo.region', ']', 'free'],
    ['that the photo uses for something else', 'photo.region', 'W', 'taken'],
    ['that the action has already', 'photo.region', 'M', 'free'],
    ['Enter', 'photo.region', 'Enter', 'refused'],
    ['an arrow', 'text.next-sentence', '→', 'refused'],
    ['an arrow with Alt, which moves claims', 'triage.read', 'Alt ↑', 'refused'],
    ['an arrow with Ctrl', 'text.next-sentence', 'Ctrl →', 'free'],
    ['copy', 'text.mark-only', 'Ctrl C', 'refused'],
    ['closing the window', 'text.mark-only', 'Ctrl W', 'refused'],
  ])('%s', (_, id, combo, kind) => expect(propose({}, id, combo).kind).toBe(kind));

  it('that is taken names who has it, and where', () => {
    const proposal = propose({}, 'text.next-sentence', 'K');
    expect(proposal.kind === 'taken' ? proposal.by.map(named) : proposal).toEqual(['The sentence before (Article)']);
  });
  it('is taken from who had it, who keeps another of its keys or has none', () => {
    const taken = withKey(withKey({}, 'text.next-sentence', 'K'), 'text.mark-only', ']');
    expect(keysOf(taken, 'text.next-sentence', 'text.previous-sentence', 'text.mark-only', 'text.end-later')).toEqual([
      ['K'],
      [],
      [']'],
      ['Shift →'],
    ]);
  });
  it('can be no key', () => expect(keysOf(withKey({}, 'app.palette', ''), 'app.palette')).toEqual([[]]));
  it('that the table has is not kept apart', () => expect(withKey({ 'photo.whole': 'F8' }, 'photo.whole', 'W')).toEqual({}));
  it('leaves alone what this version does not know', () =>
    expect(withKey({ 'video.play': 'P' }, 'photo.whole', 'F8')).toEqual({ 'video.play': 'P', 'photo.whole': 'F8' }));
});

describe('as it was', () => {
  const swapped = withKey(withKey({}, 'text.next-sentence', 'K'), 'text.previous-sentence', 'J');
  it('says first who would lose a key', () => {
    expect(wouldLose(swapped, 'text.next-sentence')).toEqual(['text.previous-sentence']);
    expect(wouldLose({ 'photo.whole': 'F8' }, 'photo.whole')).toEqual([]);
  });
  it('takes the keys of the table back, so that none means two things', () => {
    const back = asItWas(swapped, 'text.next-sentence');
    expect(keysOf(back, 'text.next-sentence', 'text.previous-sentence')).toEqual([['J'], []]);
    expect(asItWas(back, 'text.previous-sentence')).toEqual({});
  });
});
