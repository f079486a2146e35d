/** How wide characters are against each other: near enough to tell where in a word or a line one of them stands. Pure. */

const narrow = /[ijlItf.,:;'’‘!|()[\]{}/\\-]/;
const wide = /[mwMWQ@%—…]/;
const square = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff00-\uffef]/u;

/** Width of a character, in heights of its font. */
export function advance(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (/\p{M}|\p{Cf}/u.test(char)) return 0;
  if (code >= 0x1100 && square.test(char)) return 1;
  if (char === ' ') return 0.28;
  if (narrow.test(char)) return 0.3;
  if (wide.test(char)) return 0.85;
  return /\p{Lu}|\p{N}/u.test(char) ? (/\p{N}/u.test(char) ? 0.54 : 0.68) : 0.52;
}

/** Where each code point of a text begins, as a share (0 to 1) of its whole length; one more at the end, which is 1. */
export function sharesOf(text: string): number[] {
  const widths = Array.from(text, advance);
  const total = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  const shares = widths.map((width, index) => {
    const share = total > 0 ? at / total : index / widths.length;
    at += width;
    return share;
  });
  return [...shares, 1];
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;
/** Whether most letters of a text run from right to left. */
export function runsLeft(text: string): boolean {
  const right = text.match(rightToLeft)?.length ?? 0;
  return right > 0 && right * 2 >= (text.match(/\p{L}/gu)?.length ?? 0);
}
