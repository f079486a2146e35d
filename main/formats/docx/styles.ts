/** What the styles of a document mean: headings, titles, quotes, lists, hidden text (ECMA-376 part 1, 17.7). */
import { readXml } from './xml.ts';

export type Role = 'title' | 'heading' | 'quote' | 'caption' | 'preformatted' | 'list-item' | 'paragraph';

export interface Meaning {
  readonly role: Role;
  /** Of headings, 1 to 6. */
  readonly level?: number;
  readonly hidden: boolean;
}

interface Style {
  name: string;
  basedOn: string | undefined;
  outline: number | undefined;
  numbered: boolean | undefined;
  hidden: boolean | undefined;
}

/** `w:val` of an on/off property: absent means on. */
export const isOn = (value: string | undefined): boolean => value === undefined || !/^(?:0|false|off)$/i.test(value);

/** Built-in styles keep their English names in every language of Word. */
function named(name: string): Omit<Meaning, 'hidden'> | null {
  const lower = name.toLowerCase();
  const heading = /^heading (\d)$/.exec(lower);
  if (heading) return { role: 'heading', level: Math.min(6, Number(heading[1])) };
  if (lower === 'title') return { role: 'title' };
  if (/^(?:quote|intense quote|block text)$/.test(lower)) return { role: 'quote' };
  if (lower === 'caption') return { role: 'caption' };
  if (/^(?:html preformatted|source code|plain text code)$/.test(lower)) return { role: 'preformatted' };
  if (/^list (?:bullet|number)(?: \d)?$/.test(lower)) return { role: 'list-item' };
  return null;
}

export class Styles {
  readonly #styles: ReadonlyMap<string, Style>;
  /** The language of text that names none, as BCP 47. */
  readonly language: string | undefined;

  constructor(bytes: Uint8Array | null, path: string) {
    const styles = new Map<string, Style>();
    let current: Style | undefined;
    let language: string | undefined;
    let defaults = false;
    if (bytes)
      readXml(bytes, path, {
        open: (element) => {
          const value = element.attribute('w:val');
          if (element.name === 'w:docDefaults') defaults = true;
          else if (element.name === 'w:lang' && defaults) language = value;
          else if (element.name === 'w:style') {
            current = { name: '', basedOn: undefined, outline: undefined, numbered: undefined, hidden: undefined };
            styles.set(element.attribute('w:styleId') ?? '', current);
          } else if (!current) return;
          else if (element.name === 'w:name') current.name = value ?? '';
          else if (element.name === 'w:basedOn') current.basedOn = value;
          else if (element.name === 'w:outlineLvl') current.outline = Number(value);
          else if (element.name === 'w:numId') current.numbered = value !== '0';
          else if (element.name === 'w:vanish') current.hidden = isOn(value);
        },
        close: (name) => {
          if (name === 'w:style') current = undefined;
          if (name === 'w:docDefaults') defaults = false;
        },
      });
    this.#styles = styles;
    this.language = language;
  }

  /** What a style means, with what it inherits. */
  meaning(id: string | undefined): Meaning {
    let [role, hidden, numbered]: [Omit<Meaning, 'hidden'> | null, boolean | undefined, boolean | undefined] = [null, undefined, undefined];
    const seen = new Set<string>();
    for (let at = id; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const style = this.#styles.get(at);
      if (!style) break;
      role ??=
        named(style.name) ??
        (style.outline !== undefined && style.outline < 9 ? { role: 'heading', level: Math.min(6, style.outline + 1) } : null);
      hidden ??= style.hidden;
      numbered ??= style.numbered;
      at = style.basedOn;
    }
    return { ...(role ?? { role: numbered ? 'list-item' : 'paragraph' }), hidden: hidden ?? false };
  }
}
