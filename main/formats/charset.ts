/**
 * Which character set bytes are in: byte order mark, then what the document or its transport says, then valid UTF-8,
 * then a judgement from the bytes (chardet's n-grams weighed by how natural the decoded words look).
 */
import { analyse } from 'chardet';
import { looksNatural } from './charset-shape.ts';

export interface DecodedText {
  readonly text: string;
  /** WHATWG/IANA name in lower case, and how it was found. */
  readonly encoding: { readonly value: string; readonly from: string };
}

export interface Declared {
  readonly value: string;
  readonly from: string;
}

/** The WHATWG name of a label, or null where it names no encoding we can decode. */
export function encodingName(label: string): string | null {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const decodeAs = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    // TextDecoder says "not valid data" by a TypeError (ERR_ENCODING_INVALID_ENCODED_DATA).
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The encoding a byte order mark names, or null. */
export function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** How many bytes of a sample cannot stand in 8-bit text (NUL and other controls but tab, LF, FF, CR, ESC, and EOF at the end). */
function controlShare(sample: Uint8Array): number {
  let controls = 0;
  for (const byte of sample) if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 0x1b) controls++;
  return sample.length === 0 ? 0 : controls / sample.length;
}

/**
 * Decodes text, or gives null where the bytes are no text at all. Declarations are tried in order; one that the bytes
 * contradict is passed over and named in `from`.
 */
export function decodeText(bytes: Uint8Array, declarations: readonly (Declared | undefined)[] = []): DecodedText | null {
  const mark = byteOrderMark(bytes);
  if (mark) return { text: decodeAs(bytes, mark), encoding: { value: mark, from: 'byte order mark' } };

  const sample = bytes.subarray(0, 65_536);
  const utf8 = decodeStrictly(bytes, 'utf-8');
  const controls = controlShare(sample);
  if (controls > 0.02 || sample.includes(0)) {
    const wide = decodeUtf16(bytes);
    // Text with stray control characters is still text if it is UTF-8 throughout; bytes with NULs are not.
    if (wide || sample.includes(0) || utf8 === null || controls > 0.6) return wide;
  }
  const declared = declarations.flatMap((one) => {
    const value = one && encodingName(one.value);
    return one && value ? [{ value, from: one.from }] : [];
  });
  const rejected: string[] = [];
  for (const one of declared) {
    if (one.value === 'utf-16le' || one.value === 'utf-16be') {
      // Without a NUL byte in sight it is not UTF-16, whatever it says; browsers read such a page as UTF-8 too.
      rejected.push(`${one.from} says ${one.value}`);
      continue;
    }
    // Multi-byte sequences that are valid UTF-8 throughout do not come about by chance: the declaration is a leftover.
    if (utf8 !== null && one.value !== 'utf-8' && utf8.length !== bytes.length) {
      rejected.push(`${one.from} says ${one.value}`);
      continue;
    }
    const text = decodeStrictly(bytes, one.value);
    if (text !== null) return { text, encoding: { value: one.value, from: one.from } };
    rejected.push(`${one.from} says ${one.value}`);
  }
  const but = rejected.length > 0 ? ` (${rejected.join('; ')})` : '';
  if (utf8 !== null && !/\x1b[$(]/.test(utf8)) return { text: utf8, encoding: { value: 'utf-8', from: `valid UTF-8${but}` } };
  return nearlyUtf8(bytes, but) ?? guess(bytes, but);
}

/** UTF-8 with a few damaged bytes (a cut file, a bad copy) is still UTF-8. */
function nearlyUtf8(bytes: Uint8Array, but: string): DecodedText | null {
  const text = decodeAs(bytes, 'utf-8');
  const broken = text.split('\ufffd').length - 1;
  let multi = 0;
  for (const char of text) if (char > '\u007f') multi++;
  if (broken === 0 || broken > 50 || multi < 20 * broken) return null;
  return { text, encoding: { value: 'utf-8', from: `UTF-8 with ${broken} damaged ${broken === 1 ? 'place' : 'places'}${but}` } };
}

function decodeUtf16(bytes: Uint8Array): DecodedText | null {
  const sample = bytes.subarray(0, 65_536 - (65_536 % 2));
  const scored = ['utf-16le', 'utf-16be'].map((value) => ({ value, score: looksNatural(decodeAs(sample, value)).all }));
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  if (!best || best.score < 0.85) return null;
  return { text: decodeAs(bytes, best.value), encoding: { value: best.value, from: 'detected from the bytes' } };
}

/** Encodings of Cyrillic that chardet does not know or rarely proposes for short texts. */
const alwaysTried = ['windows-1251', 'koi8-u', 'ibm866', 'windows-1252'];

function guess(bytes: Uint8Array, but: string): DecodedText | null {
  const sample = bytes.subarray(0, 65_536);
  const priors = new Map<string, number>(alwaysTried.map((name) => [name, 0]));
  for (const { name, confidence } of analyse(sample)) {
    const value = encodingName(name);
    if (value && value !== 'utf-8') priors.set(value === 'koi8-r' ? 'koi8-u' : value, Math.max(priors.get(value) ?? 0, confidence / 100));
  }
  if (bytes.length % 2 === 0) for (const name of ['utf-16le', 'utf-16be']) priors.set(name, 0);
  const scored = [...priors]
    .map(([value, prior]) => {
      const text = decodeAs(sample, value);
      const shape = looksNatural(text);
      const weight = value.startsWith('utf-16') ? (/[ \n\u3000-\u3002]/.test(text) ? shape.all ** 6 : 0) : shape.foreign ** 4;
      return { value, text, score: weight * (0.1 + prior) };
    })
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0];
  if (!best || best.score < 0.005) return null;
  const rival = scored.find((one) => one.text !== best.text)?.score ?? 0;
  const sure = Math.min(99, Math.round((100 * best.score) / (best.score + rival)));
  const value = best.value === 'koi8-u' && !/[ґєіїҐЄІЇ]/.test(best.text) ? 'koi8-r' : best.value;
  return { text: decodeAs(bytes, value), encoding: { value, from: `detected from the bytes, ${sure} % sure${but}` } };
}
