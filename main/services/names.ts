/** Names and paths from outside, made safe to show: what could disguise a name is written out instead of acted on. */

/** Control, bidi-formatting and invisible characters as ⟦U+202E⟧. */
export function safeName(name: string): string {
  return name.replace(
    /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (char) => `⟦U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`,
  );
}
