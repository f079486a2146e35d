/**
 * Words by which a writer says how it seemed, or who said so, instead of that it was. A list of words, by language: it knows no
 * meaning, misses other ways to hedge, and is only ever shown as such. Pure.
 */

/** By language (BCP 47, the part before the first hyphen). `*` stands for any further letters, `#` for a figure that must follow. */
const lists: Readonly<Record<string, { readonly name: string; readonly words: readonly string[] }>> = {
  en: {
    name: 'English',
    words: [
      'appear',
      'appears',
      'appeared',
      'apparent',
      'apparently',
      'seem',
      'seems',
      'seemed',
      'seemingly',
      'allegedly',
      'alleged',
      'alleges',
      'reportedly',
      'reported',
      'purported',
      'purportedly',
      'supposedly',
      'suspected',
      'likely',
      'unlikely',
      'probably',
      'possible',
      'possibly',
      'perhaps',
      'maybe',
      'may',
      'might',
      'could',
      'suggest',
      'suggests',
      'suggested',
      'believed',
      'thought to',
      'understood to',
      'claimed',
      'claims',
      'according to',
      'said to',
      'is said',
      'unclear',
      'unconfirmed',
      'unverified',
      'not immediately clear',
      'could not be verified',
      'could not independently',
      'estimated',
      'approximately',
      'about #',
      'around #',
      'nearly',
      'almost',
      'at least',
      'up to #',
      'as if',
      'as though',
    ],
  },
  uk: {
    name: 'Ukrainian',
    words: [
      'нібито',
      'ніби',
      'наче',
      'начебто',
      'неначе',
      'мовби',
      'мабуть',
      'напевно',
      'можливо',
      'ймовірно',
      'імовірно',
      'ймовірн*',
      'імовірн*',
      'схоже',
      'здається',
      'здавалося',
      'вочевидь',
      'очевидно',
      'як повідомляється',
      'як повідомляють',
      'повідомляється',
      'за даними',
      'за словами',
      'за повідомленнями',
      'за попередніми даними',
      'попередньо',
      'може',
      'могли',
      'могло',
      'міг',
      'могла',
      'стверджує',
      'стверджують',
      'стверджував',
      'припускають',
      'припускає',
      'підозрюваний',
      'невідомо',
      'незрозуміло',
      'непідтверджен*',
      'не підтверджено',
      'близько #',
      'приблизно',
      'майже',
      'щонайменше',
    ],
  },
  ru: {
    name: 'Russian',
    words: [
      'якобы',
      'будто',
      'будто бы',
      'как будто',
      'вроде',
      'вроде бы',
      'видимо',
      'по-видимому',
      'похоже',
      'кажется',
      'казалось',
      'вероятно',
      'вероятн*',
      'возможно',
      'наверное',
      'может быть',
      'предположительно',
      'предполагаем*',
      'очевидно',
      'как сообщается',
      'сообщается',
      'по данным',
      'по словам',
      'по сообщениям',
      'по предварительным данным',
      'утверждает',
      'утверждают',
      'утверждал',
      'мог',
      'могла',
      'могли',
      'могло',
      'неизвестно',
      'неясно',
      'неподтвержд*',
      'не подтверждено',
      'около #',
      'примерно',
      'почти',
      'не менее',
      'так называем*',
    ],
  },
  ar: {
    name: 'Arabic',
    words: [
      'يبدو',
      'بدا',
      'تبدو',
      'على ما يبدو',
      'يزعم',
      'زعم',
      'زعمت',
      'تزعم',
      'مزعوم',
      'المزعوم',
      'المزعومة',
      'يُزعم',
      'بحسب',
      'حسب',
      'وفقا',
      'وفقاً',
      'وفق',
      'ربما',
      'لعل',
      'من المحتمل',
      'يحتمل',
      'محتمل',
      'المحتمل',
      'يرجح',
      'يُرجح',
      'مرجح',
      'المرجح',
      'يعتقد',
      'يُعتقد',
      'يقال',
      'يُقال',
      'أفادت',
      'أفاد',
      'تفيد',
      'ذكرت',
      'غير مؤكد',
      'غير مؤكدة',
      'لم يتضح',
      'لم يتسن',
      'نحو #',
      'حوالي',
      'قرابة',
      'تقريبا',
      'تقريباً',
      'على الأقل',
      'كأن',
    ],
  },
  zh: {
    name: 'Chinese',
    words: [
      '似乎',
      '好像',
      '看来',
      '看似',
      '看起来',
      '据称',
      '据说',
      '据报',
      '据报道',
      '据悉',
      '据信',
      '据传',
      '声称',
      '宣称',
      '自称',
      '所谓',
      '可能',
      '或许',
      '也许',
      '大概',
      '大约',
      '左右',
      '疑似',
      '涉嫌',
      '估计',
      '预计',
      '恐怕',
      '未经证实',
      '尚未证实',
      '尚不清楚',
      '不清楚',
      '至少',
      '将近',
      '近乎',
      '几乎',
      '貌似',
    ],
  },
};

interface Matcher {
  readonly name: string;
  readonly pattern: RegExp;
}
const escaped = (word: string): string =>
  word
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
    .replaceAll('*', '\\p{L}*')
    .replace('\\s+#', '(?=\\s+\\p{N})');

/** Arabic marks its vowels or leaves them out; Latin letters come in two cases. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u064b-\u0652\u0670\u0640]/g, '')
    // The month is no hedge
    .replace(/\bMay\b/g, '5')
    .toLowerCase();

const matchers: Readonly<Record<string, Matcher>> = Object.fromEntries(
  Object.entries(lists).map(([code, { name, words }]) => {
    // The longest first, so that a phrase is not told as the word it begins with
    const any = [...new Set(words.map(plain))]
      .sort((a, b) => b.length - a.length)
      .map(escaped)
      .join('|');
    // Chinese has no gaps between words; in Arabic «and» and «so» are written onto the next one
    const pattern =
      code === 'zh'
        ? any
        : code === 'ar'
          ? `(?<![\\p{L}\\p{N}])[وف]?(?:${any})(?![\\p{L}\\p{N}])`
          : `(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`;
    return [code, { name, pattern: new RegExp(pattern, 'gu') }];
  }),
);

/** Which list is for these words: by the language that the source says, else by the script they are written in. */
function listFor(text: string, language: string | null): Matcher | null {
  const code = language?.toLowerCase().split('-')[0] ?? '';
  const named = matchers[code];
  if (named) return named;
  if (/\p{Script=Arabic}/u.test(text)) return matchers['ar'] ?? null;
  if (/\p{Script=Han}/u.test(text)) return matchers['zh'] ?? null;
  if (/[іїєґ]/iu.test(text)) return matchers['uk'] ?? null;
  if (/\p{Script=Cyrillic}/u.test(text)) return matchers['ru'] ?? null;
  return code === '' ? (matchers['en'] ?? null) : null;
}

const hedgesOf = (text: string, { pattern }: Matcher): string[] =>
  plain(text)
    .match(pattern)
    ?.map((word) => word.replace(/\s+/g, ' ')) ?? [];

function without(all: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return all.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export interface HedgeChange {
  /** The language of the list, in words; null where there is none for these words. */
  readonly list: string | null;
  readonly gone: readonly string[];
  readonly came: readonly string[];
}

/** Hedges of the former words that the new ones do not have, and the other way round, each as often as it is missing. */
export function hedgeChange(before: string, after: string, language: string | null): HedgeChange {
  const list = listFor(before, language);
  if (list === null) return { list: null, gone: [], came: [] };
  const [had, has] = [hedgesOf(before, list), hedgesOf(after, list)];
  const once = (words: readonly string[]): string[] => [...new Set(words)];
  return { list: list.name, gone: once(without(had, has)), came: once(without(has, had)) };
}
