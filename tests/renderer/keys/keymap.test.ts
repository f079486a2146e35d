import { describe, expect, it } from 'vitest';
import { stanceOf } from '../../../renderer/components/Stance.tsx';
import { type ActionId, actionIds, actions } from '../../../renderer/keys/actions.ts';
import { ariaKeys, comboOf } from '../../../renderer/keys/combo.ts';
import { keymapOf } from '../../../renderer/keys/keymap.ts';
import { Settings } from '../../../shared/contract.ts';

type Held = { shift?: boolean; ctrl?: boolean; alt?: boolean; meta?: boolean; altGr?: boolean };
const pressed = (key: string, code = '', { shift = false, ctrl = false, alt = false, meta = false, altGr = false }: Held = {}) => ({
  key,
  code,
  shiftKey: shift,
  ctrlKey: ctrl,
  altKey: alt,
  metaKey: meta,
  getModifierState: () => altGr,
});

describe('a pressed key as it is written', () => {
  it.each([
    ['a letter', pressed('j', 'KeyJ'), 'J'],
    ['a letter with Shift', pressed('J', 'KeyJ', { shift: true }), 'Shift J'],
    ['a letter with Caps Lock', pressed('J', 'KeyJ'), 'J'],
    ['a sign that needs Shift', pressed('?', 'Slash', { shift: true }), '?'],
    ['a digit that needs Shift, as in France', pressed('0', 'Digit0', { shift: true }), '0'],
    ['Ctrl with a letter', pressed('k', 'KeyK', { ctrl: true }), 'Ctrl K'],
    ['Command on a Mac', pressed('k', 'KeyK', { meta: true }), 'Ctrl K'],
    ['all of them in their order', pressed('Z', 'KeyZ', { ctrl: true, alt: true, shift: true }), 'Ctrl Alt Shift Z'],
    ['Ctrl with a letter on a Ukrainian keyboard', pressed('я', 'KeyZ', { ctrl: true }), 'Ctrl Z'],
    ['a letter on an Arabic keyboard', pressed('ت', 'KeyJ'), 'J'],
    ['a bracket on a Ukrainian keyboard', pressed('х', 'BracketLeft'), '['],
    ['a brace on a Ukrainian keyboard', pressed('Х', 'BracketLeft', { shift: true }), '{'],
    ['a question mark on an Arabic keyboard', pressed('؟', 'Slash', { shift: true }), '?'],
    ['an Arabic digit', pressed('٠', 'Digit0'), '0'],
    ['a bracket typed with AltGr, as in Germany', pressed('[', 'Digit8', { ctrl: true, alt: true, altGr: true }), '['],
    ['Option on a Mac, which types other signs', pressed('∆', 'KeyJ', { alt: true }), 'Alt J'],
    ['an arrow', pressed('ArrowRight', 'ArrowRight', { shift: true }), 'Shift →'],
    ['Escape', pressed('Escape', 'Escape'), 'Esc'],
    ['Space', pressed(' ', 'Space'), 'Space'],
    ['a function key', pressed('F6', 'F6', { shift: true }), 'Shift F6'],
    ['only modifiers', pressed('Shift', 'ShiftLeft', { shift: true }), null],
    ['a dead key on the way to a letter', pressed('Dead', 'Quote'), null],
  ])('%s', (_, event, combo) => expect(comboOf(event)).toBe(combo));

  it('is told to screen readers in their own notation', () => {
    expect(ariaKeys(['Ctrl Shift Z', 'Ctrl Y', '+'])).toBe('Control+Shift+Z Control+Y Plus');
  });
});

describe('the table of actions', () => {
  it('has no key that means two things at one place', () => {
    const keymap = keymapOf({});
    const clashes = actionIds
      .filter((id) => !actions[id].fixed)
      .flatMap((id) => keymap.keysOf(id).flatMap((combo) => keymap.conflicts(id, combo).map((other) => `${combo}: ${id}, ${other}`)));
    expect(clashes).toEqual([]);
  });
  it('names its actions so that settings can keep them', () => {
    const keys = Object.fromEntries(actionIds.map((id) => [id, keymapOf({}).keysOf(id)[0] ?? '']));
    expect(Settings.shape.keys.parse(keys)).toEqual(keys);
  });
  it('has one action to link with each stance', () => {
    expect(actionIds.filter((id) => stanceOf(id))).toEqual(['link.supports', 'link.refutes', 'link.fails-to-verify', 'link.context']);
  });
});

describe('the keys of a person', () => {
  it('take the place of all keys that the action had', () => {
    const keymap = keymapOf({ 'text.end-later': 'L' });
    expect(keymap.keysOf('text.end-later')).toEqual(['L']);
    expect(keymap.actionOf('text', pressed(']', 'BracketRight'))).toBeNull();
    expect(keymap.actionOf('text', pressed('l', 'KeyL'))).toBe('text.end-later');
  });
  it('can be none', () => {
    const keymap = keymapOf({ 'photo.whole': '' });
    expect(keymap.keysOf('photo.whole')).toEqual([]);
    expect(keymap.isChanged('photo.whole')).toBe(true);
    expect(keymap.actionOf('photo', pressed('w', 'KeyW'))).toBeNull();
    expect(keymap.titled('Whole', 'photo.whole')).toBe('Whole');
    expect(keymap.hint('{} begins a region.', 'photo.whole')).toBe('');
  });
  it('do not move what is fixed, and may name what this version does not know', () => {
    const keymap = keymapOf({ 'app.close': 'F8', 'video.play': 'P' });
    expect(keymap.keysOf('app.close')).toEqual(['Esc']);
    expect(keymap.isChanged('app.close')).toBe(false);
  });
  it('are named in hints', () => {
    const keymap = keymapOf({ 'text.next-sentence': 'Alt $' });
    expect(keymap.hint('{} and {} go on.', 'text.next-sentence', 'text.previous-sentence')).toBe('Alt $ and K go on.');
    expect(keymap.titled('Undo', 'case.undo')).toBe('Undo (Ctrl Z)');
  });
});

describe('where a key works', () => {
  const keymap = keymapOf({});
  it.each<[string, ActionId | null, Parameters<typeof keymap.actionOf>]>([
    ['M in an article', 'text.mark-only', [['text', 'reader'], pressed('m', 'KeyM')]],
    ['M on a photo', 'photo.region', [['photo', 'reader'], pressed('m', 'KeyM')]],
    ['S on both', 'link.supports', [['photo', 'reader'], pressed('s', 'KeyS')]],
    ['an arrow with a region in hand', 'photo.move', [['photo-held', 'photo'], pressed('ArrowUp')]],
    ['an arrow without', 'photo.pan', [['photo', 'reader'], pressed('ArrowUp')]],
    ['M on the import screen', null, ['import', pressed('m', 'KeyM')]],
  ])('%s', (_, action, asked) => expect(keymap.actionOf(...asked)).toBe(action));

  it('arrows change sides in a text that runs from right to left', () => {
    const right = pressed('ArrowRight', 'ArrowRight', { shift: true });
    expect([keymap.actionOf('text', right), keymap.actionOf('text', right, true)]).toEqual(['text.end-later', 'text.end-sooner']);
  });
});

describe('a key that is taken', () => {
  const cases: readonly { for: ActionId; combo: string; by: readonly ActionId[]; why: string }[] = [
    { for: 'photo.region', combo: 'W', by: ['photo.whole'], why: 'at the same place' },
    { for: 'photo.region', combo: 'S', by: ['link.supports'], why: 'in all of the reader' },
    { for: 'app.palette', combo: 'M', by: ['text.mark-only', 'photo.region'], why: 'in every place inside' },
    { for: 'photo.region', combo: ']', by: [], why: 'only in an article' },
    { for: 'photo.region', combo: 'M', by: [], why: 'by the action itself' },
    { for: 'photo.pan', combo: '↑', by: [], why: 'where another is meant to go first' },
  ];
  it.each(cases.map((one) => [`${one.combo} for ${one.for}: taken ${one.why}`, one] as const))('%s', (_, one) =>
    expect(
      keymapOf({})
        .conflicts(one.for, one.combo)
        .filter((id) => !actions[id].fixed),
    ).toEqual(one.by),
  );
  it('is free again once its action has another', () => {
    expect(keymapOf({ 'photo.whole': 'F8' }).conflicts('photo.region', 'W')).toEqual([]);
  });
});
