/** Keys as people mean them, whatever their keyboard's layout. */

/**
 * A key's name: the sign it types where that is ASCII, else the Latin sign at its place, so that J on a Ukrainian or
 * Arabic layout is still J. Letters come in upper case.
 */
export function keyName(event: { readonly key: string; readonly code: string; readonly shiftKey: boolean }): string {
  if (event.key.length > 1 && /^[A-Za-z0-9]+$/.test(event.key)) return event.key;
  if (/^[\u0020-\u007e]$/.test(event.key)) return event.key.toUpperCase();
  if (event.code === 'BracketLeft') return event.shiftKey ? '{' : '[';
  if (event.code === 'BracketRight') return event.shiftKey ? '}' : ']';
  return /^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key;
}
