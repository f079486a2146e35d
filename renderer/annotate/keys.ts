/** Keys as people mean them, whatever their keyboard's layout. */

/** The signs at a key's place on a Latin keyboard, without and with Shift. */
const signs: Readonly<Record<string, readonly [string, string]>> = {
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Slash: ['/', '?'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Backslash: ['\\', '|'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
};

/**
 * A key's name: the sign it types where that is ASCII, else the Latin sign at its place, so that J on a Ukrainian or
 * Arabic layout is still J. Letters come in upper case.
 */
export function keyName(event: { readonly key: string; readonly code: string; readonly shiftKey: boolean }): string {
  if (event.key.length > 1 && /^[A-Za-z0-9]+$/.test(event.key)) return event.key;
  if (/^[\u0020-\u007e]$/.test(event.key)) return event.key.toUpperCase();
  const sign = signs[event.code]?.[event.shiftKey ? 1 : 0];
  return sign ?? /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1] ?? event.key;
}
