/**
 * Style sheets of imported pages, so that they ask for nothing: read as CSS Syntax Level 3 says and written anew, sign by sign, so that
 * no escape, comment or unclosed string can mean one thing here and another in a browser. What may not load is written as an empty address.
 */

export interface SheetRules {
  /** The address that may stand in place of the one written, or null where it is left out. */
  keep(address: string): string | null;
  /** The (clean) text of another style sheet, or null where it is left out. */
  sheet(address: string): string | null;
}

const allowed = new Set(
  'media supports font-face keyframes -webkit-keyframes layer container page counter-style property scope starting-style'.split(' '),
);
/** Within these a bare string is an address. */
const addressing = new Set(['image-set', '-webkit-image-set', 'image', 'src']);
/** What else may stand within them: anything that could put a string together is broken. */
const plainWithin = /^(?:url|type|rgba?|hsla?|calc|(?:repeating-)?(?:linear|radial|conic)-gradient|image-set|-webkit-image-set)$/;
const nothing = 'data:,';
const name = /[\w\u0080-\uffff-]/;
const space = /[ \t\n\r\f]/;

const hex = (sign: string): string => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `;
const writeString = (value: string): string => `"${value.replace(/["\\<&\u0000-\u001f\u007f]/g, hex)}"`;
const writeName = (value: string): string => value.replace(/[^\w\u0080-\u{10ffff}-]/gu, hex);
const writeIdent = (value: string): string => {
  const rest = writeName(value);
  return /^-?\d/.test(value) || value === '-' ? `\\${(value.codePointAt(0) ?? 0).toString(16)} ${rest.slice(1)}` : rest;
};

class Reader {
  readonly #text: string;
  at = 0;
  constructor(text: string) {
    this.#text = text;
  }
  get done(): boolean {
    return this.at >= this.#text.length;
  }
  peek(ahead = 0): string {
    return this.#text.charAt(this.at + ahead);
  }
  starts(words: string): boolean {
    return this.#text.startsWith(words, this.at);
  }
  /** A valid escape, or a sign of a name, stands here. */
  isName(ahead = 0): boolean {
    const sign = this.peek(ahead);
    return sign === '\\' ? !/[\n\r\f]/.test(this.peek(ahead + 1)) && this.peek(ahead + 1) !== '' : name.test(sign) && sign !== '';
  }
  isIdent(): boolean {
    if (this.peek() === '-') return this.peek(1) === '-' || (this.isName(1) && !/\d/.test(this.peek(1)));
    return this.isName() && !/\d/.test(this.peek());
  }
  escape(): string {
    this.at++;
    const digits = /^[0-9a-f]{1,6}/i.exec(this.#text.slice(this.at, this.at + 6))?.[0];
    if (digits === undefined) {
      const sign = String.fromCodePoint(this.#text.codePointAt(this.at) ?? 0xfffd);
      this.at += sign.length;
      return sign;
    }
    this.at += digits.length;
    if (this.starts('\r\n')) this.at += 2;
    else if (space.test(this.peek())) this.at++;
    const code = Number.parseInt(digits, 16);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code);
  }
  name(): string {
    let value = '';
    while (this.isName()) value += this.peek() === '\\' ? this.escape() : this.#text.charAt(this.at++);
    return value;
  }
  /** After its opening quote. Null for a string that a line end breaks. */
  string(quote: string): string | null {
    let value = '';
    for (;;) {
      const sign = this.peek();
      if (sign === '' || sign === quote) {
        this.at++;
        return value;
      }
      if (/[\n\r\f]/.test(sign)) return null;
      if (sign !== '\\') {
        const until = this.#text.slice(this.at).search(quote === '"' ? /["\\\n\r\f]/ : /['\\\n\r\f]/);
        const end = until === -1 ? this.#text.length : this.at + until;
        value += this.#text.slice(this.at, end);
        this.at = end;
      } else if (/[\n\r\f]/.test(this.peek(1))) this.at += this.starts('\\\r\n') ? 3 : 2;
      else if (this.peek(1) === '') this.at++;
      else value += this.escape();
    }
  }
  blanks(): boolean {
    const from = this.at;
    for (;;) {
      if (this.starts('/*')) {
        const end = this.#text.indexOf('*/', this.at + 2);
        this.at = end === -1 ? this.#text.length : end + 2;
      } else if (space.test(this.peek())) this.at++;
      else return this.at > from;
    }
  }
  /** After `url(`: the address, with or without quotes; null where it is malformed. The closing bracket is passed. */
  url(): string | null {
    while (space.test(this.peek())) this.at++;
    const quote = this.peek();
    let value: string | null = '';
    if (quote === '"' || quote === "'") {
      this.at++;
      value = this.string(quote);
    } else {
      const plain = /[^\s"'()\\]*/y;
      for (;;) {
        plain.lastIndex = this.at;
        const piece = plain.exec(this.#text)?.[0] ?? '';
        value += piece;
        this.at += piece.length;
        if (this.peek() !== '\\' || !this.isName()) break;
        value += this.escape();
      }
    }
    while (space.test(this.peek())) this.at++;
    if (this.peek() !== ')') value = null;
    while (!this.done && this.peek() !== ')') this.at += this.peek() === '\\' ? 2 : 1;
    this.at++;
    return value;
  }
  /** Passes over a rule: up to its semicolon, or the end of its block, or the end of the block it stands in. */
  passRule(): void {
    let depth = 0;
    while (!this.done) {
      const sign = this.peek();
      if (sign === '}' && depth === 0) return;
      if (sign === '"' || sign === "'") {
        this.at++;
        this.string(sign);
        continue;
      }
      if (this.starts('/*')) {
        this.blanks();
        continue;
      }
      this.at += sign === '\\' ? 2 : 1;
      if (sign === '{' || sign === '(' || sign === '[') depth++;
      else if (sign === '}' || sign === ')' || sign === ']') {
        depth = Math.max(0, depth - 1);
        if (depth === 0 && sign === '}') return;
      } else if (sign === ';' && depth === 0) return;
    }
  }
  /** The media of an `@import`, up to its semicolon; only what cannot open anything. */
  media(): string {
    const from = this.at;
    this.passRule();
    return this.#text.slice(from, this.at).replace(/;$/, '').trim();
  }
}

/** A style sheet, or the content of a `style` attribute, written anew. O(n). */
export function cleanCss(text: string, rules: SheetRules): string {
  const reader = new Reader(text);
  const out: string[] = [];
  /** Open brackets; a function by its name. */
  const open: string[] = [];
  const address = (written: string | null): string => writeString((written === null ? null : rules.keep(written)) ?? nothing);
  const isAddress = (): boolean => open.at(-1) !== 'type' && open.some((one) => addressing.has(one));

  const word = (): void => {
    const value = reader.name();
    const lower = value.toLowerCase();
    if (reader.peek() !== '(') {
      out.push(writeIdent(value));
      return;
    }
    reader.at++;
    if (lower === 'url') {
      out.push('url(', address(reader.url()), ')');
      return;
    }
    const broken = lower === 'src' || lower === 'expression' || (isAddress() && !plainWithin.test(lower));
    out.push(broken ? 'left-out(' : `${writeIdent(value)}(`);
    open.push(lower);
  };
  const atRule = (): void => {
    reader.at++;
    const rule = reader.name().toLowerCase();
    if (allowed.has(rule)) {
      out.push('@', writeIdent(rule));
      return;
    }
    if (rule !== 'import') {
      reader.passRule();
      out.push(' ');
      return;
    }
    reader.blanks();
    const quote = reader.peek();
    let from: string | null = null;
    if (quote === '"' || quote === "'") {
      reader.at++;
      from = reader.string(quote);
    } else if (reader.name().toLowerCase() === 'url' && reader.peek() === '(') {
      reader.at++;
      from = reader.url();
    }
    const media = reader.media();
    const inner = from === null ? null : rules.sheet(from);
    out.push(inner === null ? ' ' : /^[\w\s():,.-]+$/.test(media) ? `@media ${media} {${inner}}` : inner, '\n');
  };

  while (!reader.done) {
    const sign = reader.peek();
    if (reader.blanks()) out.push(' ');
    else if (sign === '"' || sign === "'") {
      reader.at++;
      const value = reader.string(sign);
      // What is dropped leaves a blank, or its neighbours would become one word
      out.push(value === null ? ' ' : isAddress() ? address(value) : writeString(value));
    } else if (sign === '@' && reader.isName(1)) atRule();
    else if (sign === '#' && reader.isName(1)) {
      reader.at++;
      out.push('#', writeName(reader.name()));
    } else if (/\d/.test(sign) || (sign === '.' && /\d/.test(reader.peek(1)))) {
      // A number and its unit; an escape in a unit is no unit anyone needs
      const from = reader.at;
      while (/[\w.%]/.test(reader.peek()) || (/[+-]/.test(reader.peek()) && /e/i.test(reader.peek(-1)) && /\d/.test(reader.peek(1))))
        reader.at++;
      out.push(text.slice(from, reader.at));
    } else if (reader.starts('<!--') || reader.starts('-->')) {
      reader.at += reader.peek() === '<' ? 4 : 3;
      out.push(' ');
    } else if (reader.isIdent()) word();
    else {
      reader.at++;
      if (sign === '(' || sign === '[' || sign === '{') open.push(sign);
      else if (sign === ')' || sign === ']' || sign === '}') open.pop();
      // `<` stands in media ranges, `&` in nested rules; with a space behind them they can begin no tag and no reference
      const begins = sign === '<' || (sign === '&' && /[\w#]/.test(reader.peek()));
      out.push(begins ? `${sign} ` : sign === '\\' ? ' ' : sign);
    }
  }
  return out.join('').replace(/< =/g, '<=');
}
