/** Short forms whose full stop does not end a sentence, because a name or a number follows. Lower case, without the stop. */

const byLanguage: Readonly<Record<string, string>> = {
  en: 'mr mrs ms dr prof gen lt col maj capt sgt cpl adm brig rev hon sen rep gov pres st pp vs approx',
  uk: 'вул просп пл бул пров м с смт обл о п акад проф доц д-р ім ст див зам заст ген полк підп кап лейт серж напр',
  ru: 'ул пр просп пл бул пер г с д пгт обл о акад проф доц д-р им ст см зам ген полк подп кап лейт серж напр гр тов',
  de: 'hr fr dr prof st nr bd abs bzw ca gen str',
  fr: 'mm mme mlle dr pr st ste',
  pl: 'ul al pl gen płk ppłk mjr kpt por prof dr św nr str',
};
const everyOther = byLanguage['en'] ?? '';

/** The short forms of a language (BCP 47; English where there is no list). */
export function abbreviationsOf(locale: string): ReadonlySet<string> {
  const [language = ''] = locale.toLowerCase().split('-');
  return new Set((byLanguage[language] ?? everyOther).split(' '));
}
