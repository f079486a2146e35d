/** What counts as the same sign when a person looks for words: one code point of a text → what it is compared as. Pure. */

/** `alike`: letters that differ by an accent or mark only count as the same (é = e, ё = е, ї = і, أ = ا). */
export interface Folding {
  readonly matchCase?: boolean;
  readonly alike?: boolean;
}

/** Signs that are typed in more ways than one and mean the same: quotes, dashes, spaces, full-width forms. */
const same: ReadonlyMap<string, string> = new Map([
  ...Array.from('‘’‚‛ʼʹ′`´', (sign) => [sign, "'"] as const),
  ...Array.from('“”„‟«»″', (sign) => [sign, '"'] as const),
  ...Array.from('‐‑‒–—―−', (sign) => [sign, '-'] as const),
  ['…', '...'],
]);
/** Seen by nobody: soft hyphens, zero-width spaces, direction marks, byte order marks. */
const unseen = /^[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]$/;
/** Accents of Latin, Greek and Cyrillic; points of Hebrew; vowel signs and the stretch of Arabic. In other scripts a mark is a letter. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
/** Letters that Unicode does not take apart, but people do. */
const letters: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ħ', 'h'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ґ', 'г'],
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
]);
const arabicZero = 0x660;
const persianZero = 0x6f0;

function digit(sign: string): string | undefined {
  const code = sign.codePointAt(0) ?? 0;
  for (const zero of [arabicZero, persianZero]) if (code >= zero && code <= zero + 9) return String(code - zero);
  return undefined;
}

/** One letter without its accents; both cases of it are known to `letters` by the small one. */
function plain(sign: string): string {
  const bare = sign.normalize('NFD').replace(marks, '').normalize('NFC');
  const small = letters.get(bare.toLowerCase());
  return digit(bare) ?? (small === undefined ? bare : bare === bare.toLowerCase() ? small : small.toUpperCase());
}

/** Upper case first, so that ß is ss, ς is σ and a ligature is its letters, as in Unicode's full case folding. */
const small = (sign: string): string => sign.toUpperCase().toLowerCase();

/** What a code point is compared as; empty where it does not count. White space is one space. */
export function foldSign(sign: string, { matchCase = false, alike = false }: Folding): string {
  if (/^\s$/u.test(sign)) return ' ';
  if (unseen.test(sign)) return '';
  const code = sign.codePointAt(0) ?? 0;
  const narrow = code > 0xff00 && code < 0xff5f ? String.fromCodePoint(code - 0xfee0) : sign;
  const one = same.get(narrow) ?? narrow;
  const bare = alike ? plain(one) : one;
  return matchCase ? bare : small(bare);
}
