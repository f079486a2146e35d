/** The way a text runs, by its first letter that has a direction (Unicode UAX 9, rules P2 and P3, without isolates). */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const first = /[\p{L}\u200e\u200f]/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f]/u.test(first) ? 'rtl' : 'ltr';
}
