import { describe, expect, it } from 'vitest';
import { keySheets } from '../../../renderer/screens/palette/keySheets.ts';
import { articleCommand } from '../../../renderer/screens/reader/articleKeys.ts';
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
  it.each(cases)('$name', ({ event, command }) => expect(articleCommand(event, false)).toEqual(command));

  it('Shift and the arrow towards the end of the text extend, in either direction of writing', () => {
    expect(articleCommand(pressed('ArrowRight', '', { shiftKey: true }), false)).toEqual({ do: 'word', edge: 'end', step: 1 });
    expect(articleCommand(pressed('ArrowLeft', '', { shiftKey: true }), true)).toEqual({ do: 'word', edge: 'end', step: 1 });
  });
});

describe('keys on a photo', () => {
  const cases = [
    { name: 'M begins a region', event: pressed('m', 'KeyM'), command: { do: 'region' } },
    { name: 'plus zooms in, with or without Shift', event: pressed('=', 'Equal'), command: { do: 'zoom', factor: 1.25 } },
    { name: '0 shows the whole photo', event: pressed('0', 'Digit0'), command: { do: 'fit' } },
    { name: 'R refutes', event: pressed('к', 'KeyR'), command: { do: 'stance', stance: 'refutes' } },
  ];
  it.each(cases)('$name', ({ event, command }) => expect(photoCommand(event)).toEqual(command));
});

describe('the sheet of keys', () => {
  const shown = (where: string) =>
    keySheets
      .filter((sheet) => sheet.where === where || sheet.where === 'Article or photo')
      .flatMap(({ keys }) => keys.flatMap(({ press }) => press));
  const press = (shortcut: string) => {
    const key = shortcut.replace('Shift ', '').replace('−', '-').replace('Esc', 'Escape');
    const arrow = { '→': 'ArrowRight', '←': 'ArrowLeft', '↑': 'ArrowUp', '↓': 'ArrowDown' }[key];
    return pressed(arrow ?? key, '', { shiftKey: shortcut.startsWith('Shift ') || /^[{}]$/.test(key) });
  };
  it.each(shown('Article'))('%s does something in an article', (shortcut) => expect(articleCommand(press(shortcut), false)).not.toBeNull());
  // arrows pan, which is the photo's own
  it.each(shown('Photo').filter((shortcut) => !/[←→↑↓]/.test(shortcut)))('%s does something on a photo', (shortcut) =>
    expect(photoCommand(press(shortcut))).not.toBeNull(),
  );
});
