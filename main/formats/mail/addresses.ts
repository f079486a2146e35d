/** Address lists of a mail header (RFC 5322 section 3.4), as people write them. */
import { decodeWords, oneLine } from './words.ts';

export interface Address {
  /** Empty where only the address is given. */
  readonly name: string;
  /** Empty where only a name is given. */
  readonly address: string;
}

/** Addresses of one header at most; a mailing that lists more is cut there. */
const most = 5_000;

/** Names and addresses in order. Groups give their members; encoded words are decoded last, so that none of them can add an address. */
export function readAddresses(raw: string): Address[] {
  const found: Address[] = [];
  let [phrase, comment, angle] = ['', '', null as string | null];
  let [quoted, depth, inAngle] = [false, 0, false];
  const finish = () => {
    const words = oneLine(phrase.replace(/\s+/g, ' '));
    const bare = angle === null && /\S@\S/.test(words) && !/\s/.test(words.replace(/\s*([@.])\s*/g, '$1'));
    const address = oneLine((angle ?? (bare ? words : '')).replace(/\s+/g, ''));
    const name = decodeWords(bare ? comment : words || comment);
    if (name !== '' || address !== '') found.push({ name, address });
    [phrase, comment, angle] = ['', '', null];
  };
  for (let i = 0; i < raw.length && found.length < most; i++) {
    const char = raw[i] ?? '';
    if (char === '\\' && (quoted || depth > 0)) {
      const next = raw[++i] ?? '';
      if (depth > 0) comment += next;
      else phrase += next;
    } else if (quoted) {
      if (char === '"') quoted = false;
      else phrase += char;
    } else if (depth > 0) {
      if (char === '(') depth++;
      if (char === ')') depth--;
      if (depth > 0) comment += char;
    } else if (char === '(') depth = 1;
    else if (inAngle) {
      if (char === '>') inAngle = false;
      else angle = (angle ?? '') + char;
    } else if (char === '<') {
      inAngle = true;
      angle = '';
    } else if (char === '"') quoted = true;
    else if (char === ',' || char === ';') finish();
    else if (char === ':' && !phrase.includes('@')) [phrase, comment] = ['', ''];
    else phrase += char;
  }
  finish();
  return found;
}

export const written = ({ name, address }: Address): string =>
  name === '' || name === address ? address : address === '' ? name : `${name} <${address}>`;
