/** How natural decoded text looks: words of one script with natural case. Text read in a wrong encoding fails at one of these. */

const word = /[\p{L}\p{M}’']+/gu;
const scripts = [
  /^[\p{Script=Latin}\p{M}’']+$/u,
  /^[\p{Script=Cyrillic}\p{M}’']+$/u,
  /^[\p{Script=Greek}\p{M}’']+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Latin}ー々]+$/u,
  /^\p{Script=Arabic}[\p{Script=Arabic}\p{M}\u0640]*$/u,
  /^\p{Script=Hebrew}[\p{Script=Hebrew}\p{M}'’]*$/u,
  /^[\p{Script=Thai}\p{M}]+$/u,
];
/** `word`, `Word`, `WORD`, `O’Brien`, `Jean`; not `wORD`, `WoRd`. */
const naturalCase = /^(?:\P{Lu}+|[\p{Lu}\p{Lt}]\P{Lu}*|[^\p{Ll}]+|(?:\p{L}[’'])?\p{Lu}\P{Lu}*|Mc\p{Lu}\P{Lu}*)$/u;
const usualSigns = /[\s\u00a0«»„“”‘’‚–—…№°€£§©®™•·×±½¼¾¿¡\u2000-\u206f\u3000-\u303f\uff00-\uffef\p{Extended_Pictographic}]/u;
const wrongSigns = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u2500-\u259f\ufffd\ue000-\uf8ff\uff61-\uff9f\p{Cn}]/u;

export interface Shape {
  /** Share 0–1 of characters beyond ASCII that stand naturally. 1 where there are none. */
  readonly foreign: number;
  /** Share 0–1 of all characters that stand naturally. */
  readonly all: number;
}

/** Judges a text by its characters and words. */
export function looksNatural(text: string): Shape {
  let [foreignGood, foreign, good, total] = [0, 0, 0, 0];
  const weigh = (part: string, value: number) => {
    for (const char of part) {
      total++;
      good += value;
      if (char <= '\u007f') continue;
      foreign++;
      foreignGood += value;
    }
  };
  let end = 0;
  const between = (part: string) => {
    for (const char of part) weigh(char, wrongSigns.test(char) ? -1 : char <= '\u007f' || usualSigns.test(char) ? 1 : 0.4);
  };
  for (const match of text.matchAll(word)) {
    between(text.slice(end, match.index));
    const [letters] = match;
    const oneScript = scripts.some((script) => script.test(letters));
    weigh(letters, oneScript ? (naturalCase.test(letters) ? 1 : 0.2) : 0);
    end = match.index + letters.length;
  }
  between(text.slice(end));
  return { foreign: foreign === 0 ? 1 : Math.max(0, foreignGood / foreign), all: total === 0 ? 0 : Math.max(0, good / total) };
}
