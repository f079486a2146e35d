import { describe, expect, it } from 'vitest';
import { actionIds, actions } from '../../../renderer/keys/actions.ts';
import { keymapOf } from '../../../renderer/keys/keymap.ts';
import { articleCommand, articleCommandOf } from '../../../renderer/screens/reader/articleKeys.ts';
import { photoCommand } from '../../../renderer/screens/reader/photoKeys.ts';

const pressed = (key: string, code = '', held: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  code,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

const keymap = keymapOf({});

describe('keys in an article', () => {
  const cases = [
    { name: 's on a Latin layout', event: pressed('s', 'KeyS'), command: { do: 'stance', stance: 'supports' } },
    { name: 'the key at the place of S on a Ukrainian layout', event: pressed('і', 'KeyS'), command: { do: 'stance', stance: 'supports' } },
    { name: 'V with Caps Lock', event: pressed('V', 'KeyV'), command: { do: 'stance', stance: 'fails-to-verify' } },
    { name: 'J on an Arabic layout', event: pressed('ت', 'KeyJ'), command: { do: 'sentence', step: 1 } },
    { name: 'the bracket on a Ukrainian layout', event: pressed('ї', 'BracketRight'), command: { do: 'word', edge: 'end', step: 1 } },
    { name: 'Shift J: next mark', event: pressed('J', 'KeyJ', { shiftKey: true }), command: { do: 'mark', step: 1 } },
    { name: 'Ctrl S is the browser’s', event: pressed('s', 'KeyS', { ctrlKey: true }), command: null },
    { name: 'Shift S is no link', event: pressed('S', 'KeyS', { shiftKey: true }), command: null },
    { name: 'arrows alone scroll', event: pressed('ArrowRight', 'ArrowRight'), command: null },
  ];
  it.each(cases)('$name', ({ event, command }) => expect(articleCommand(event, false, keymap)).toEqual(command));

  it('Shift and the arrow towards the end of the text extend, in either direction of writing', () => {
    expect(articleCommand(pressed('ArrowRight', '', { shiftKey: true }), false, keymap)).toEqual({ do: 'word', edge: 'end', step: 1 });
    expect(articleCommand(pressed('ArrowLeft', '', { shiftKey: true }), true, keymap)).toEqual({ do: 'word', edge: 'end', step: 1 });
  });
});

describe('keys on a photo', () => {
  const cases = [
    { name: 'M begins a region', event: pressed('m', 'KeyM'), command: { do: 'region' } },
    { name: 'plus zooms in, with or without Shift', event: pressed('=', 'Equal'), command: { do: 'zoom', factor: 1.25 } },
    { name: '0 shows the whole photo', event: pressed('0', 'Digit0'), command: { do: 'fit' } },
    { name: 'R refutes', event: pressed('к', 'KeyR'), command: { do: 'stance', stance: 'refutes' } },
  ];
  it.each(cases)('$name', ({ event, command }) => expect(photoCommand(event, keymap)).toEqual(command));
});

describe('the table of keys', () => {
  const press = (combo: string) => {
    const key = combo.replace('Shift ', '').replace('Esc', 'Escape');
    const arrow = { '→': 'ArrowRight', '←': 'ArrowLeft', '↑': 'ArrowUp', '↓': 'ArrowDown' }[key];
    return pressed(arrow ?? key, '', { shiftKey: combo.startsWith('Shift ') || /^[{}]$/.test(key) });
  };
  const keysIn = (scope: string, ids = actionIds) => ids.filter((id) => actions[id].scope === scope).flatMap((id) => keymap.keysOf(id));
  // the others are the window's: they work without the focus in the text, too
  const ofText = actionIds.filter((id) => articleCommandOf(id));
  it.each(keysIn('text', ofText))('%s does something in an article', (combo) =>
    expect(articleCommand(press(combo), false, keymap)).not.toBeNull(),
  );
  // arrows pan, which is the photo's own
  it.each(keysIn('photo').filter((combo) => !/[←→↑↓]/.test(combo)))('%s does something on a photo', (combo) =>
    expect(photoCommand(press(combo), keymap)).not.toBeNull(),
  );
  it('goes by the keys that a person chose', () => {
    const own = keymapOf({ 'text.next-sentence': 'D', 'link.supports': 'J' });
    expect(articleCommand(pressed('d', 'KeyD'), false, own)).toEqual({ do: 'sentence', step: 1 });
    expect(articleCommand(pressed('j', 'KeyJ'), false, own)).toEqual({ do: 'stance', stance: 'supports' });
    expect(photoCommand(pressed('s', 'KeyS'), own)).toBeNull();
  });
});
