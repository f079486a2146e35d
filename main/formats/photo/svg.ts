/**
 * SVG as data only. A drawing is written anew from what may stay in it: shapes, text, styles, `#id` and pictures inside it as
 * data. Scripts, event handlers, foreign HTML, and everything that points outside is left out, and counted. Document types with
 * declarations of their own (entity bombs, external entities) are refused.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { AssayError } from '../../../shared/errors.ts';

/** Bytes of a drawing, and elements in it. */
const most = { bytes: 16 << 20, elements: 200_000, depth: 500 } as const;

export interface SafeDrawing {
  readonly svg: string;
  /** What was left out, by kind, e.g. `scripts`, `links to other files`. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly title: string | null;
  readonly description: string | null;
}

const links = 'links to other files';
const styles = 'styles that point outside';
const svgNames = 'http://www.w3.org/2000/svg';
const scripts = new Set(['script', 'handler', 'listener']);
const foreign = new Set([
  'foreignobject',
  'iframe',
  'embed',
  'object',
  'audio',
  'video',
  'canvas',
  'link',
  'meta',
  'base',
  'include',
  'fallback',
]);
const animations = new Set(['animate', 'animatemotion', 'animatetransform', 'animatecolor', 'set', 'discard']);
const addressAttributes = new Set(['href', 'src', 'data', 'action', 'formaction', 'background', 'ping', 'poster', 'srcset']);
const picture = /^data:image\/(?:png|jpe?g|gif|webp)\s*;\s*base64\s*,[A-Za-z0-9+/=\s]*$/i;

const local = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();
const escaped = (text: string): string => text.replace(/[&<>"\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);

const isInside = (address: string): boolean => /^#[\w.:-]+$/.test(address) || picture.test(address);

/** A style in which every `url()` stays inside the drawing, or null where it cannot be told: escapes could hide one, an end could be missing. */
function safeStyle(style: string, drop: (what: string) => void): string | null {
  const plain = style.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
  const kept = plain.replace(/url\(\s*(["']?)([^"'()]*)\1\s*\)/gi, (_whole, _quote, address: string) => {
    if (isInside(address.trim())) return `url(${address.trim()})`;
    drop(links);
    return 'none';
  });
  const open = [...kept.matchAll(/url\s*\(/gi)].length;
  const safe = [...kept.matchAll(/url\((?:#[\w.:-]+|data:[^()"']*)\)/g)].length;
  return open !== safe || /\\|@import|@font-face|image-set|expression\s*\(|javascript:/i.test(kept) ? null : kept;
}

/** Throws BROKEN_FILE (not well-formed, no `svg`, or with declarations of its own) and TOO_LARGE. */
export function safeDrawing(bytes: Uint8Array): SafeDrawing {
  if (bytes.length > most.bytes) throw new AssayError('TOO_LARGE', `This SVG drawing is larger than ${most.bytes >> 20} MB.`);
  const text = decodedXml(bytes);
  const out: string[] = [];
  const leftOut = new Map<string, number>();
  const drop = (what: string) => void leftOut.set(what, (leftOut.get(what) ?? 0) + 1);
  const open: string[] = [];
  let skipped = 0;
  let elements = 0;
  const words = new Map<string, string>();
  const parser = new SaxesParser({ xmlns: false, position: false });
  const failure: { reason: string | null } = { reason: null };
  parser.on('error', (error) => {
    failure.reason ??= error.message;
  });
  parser.on('doctype', (doctype) => {
    if (/\[|<!/.test(doctype))
      throw new AssayError(
        'BROKEN_FILE',
        'This SVG drawing declares entities of its own. Assay does not read such drawings, because they can be made to fill the memory or to name other files.',
      );
  });
  parser.on('opentag', (tag) => {
    if (++elements > most.elements || open.length > most.depth)
      throw new AssayError('TOO_LARGE', 'This SVG drawing has too many elements.');
    const name = local(tag.name);
    if (open.length === 0 && skipped === 0 && name !== 'svg')
      throw new AssayError('BROKEN_FILE', 'This file does not hold an SVG drawing.');
    if (skipped > 0 || isUnwanted(name, drop)) {
      skipped++;
      return;
    }
    open.push(tag.name);
    out.push(`<${tag.name}${attributesOf(tag, name, open.length === 1, drop)}>`);
  });
  parser.on('closetag', (tag) => {
    if (skipped > 0) skipped--;
    else if (open.pop() !== undefined) out.push(`</${tag.name}>`);
  });
  const characters = (chars: string) => {
    if (skipped > 0 || open.length === 0) return;
    const name = local(open.at(-1) ?? '');
    if (name === 'style') {
      const style = safeStyle(chars, drop);
      if (style === null) drop(styles);
      else out.push(escaped(style));
      return;
    }
    if ((name === 'title' || name === 'desc') && open.length === 2) words.set(name, (words.get(name) ?? '') + chars);
    out.push(escaped(chars));
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.on('processinginstruction', ({ target }) => drop(target === 'xml-stylesheet' ? styles : 'processing instructions'));
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof AssayError) throw error;
    failure.reason ??= error instanceof Error ? error.message : String(error);
  }
  if (failure.reason !== null || out.length === 0)
    throw new AssayError('BROKEN_FILE', 'This SVG drawing is damaged: it is not well-formed XML.', { reason: failure.reason ?? 'empty' });
  const word = (name: string) => words.get(name)?.trim().slice(0, 500) || null;
  return { svg: out.join(''), leftOut, title: word('title'), description: word('desc') };
}

function isUnwanted(name: string, drop: (what: string) => void): boolean {
  if (scripts.has(name)) drop('scripts');
  else if (foreign.has(name)) drop('embedded pages and media');
  else if (animations.has(name)) drop('animations');
  else return false;
  return true;
}

function attributesOf(tag: SaxesTagPlain, element: string, isRoot: boolean, drop: (what: string) => void): string {
  const out: string[] = [];
  let hasNames = false;
  for (const [name, value] of Object.entries(tag.attributes)) {
    const plain = local(name);
    if (name === 'xmlns') hasNames = true;
    if (/^on/i.test(plain)) drop('scripts');
    else if (name.startsWith('xmlns') || name === 'xml:space' || name === 'xml:lang') out.push(` ${name}="${escaped(value)}"`);
    else if (plain === 'base') drop(links);
    else if (addressAttributes.has(plain)) {
      const address = value.trim();
      if (address.startsWith('#') || ((element === 'image' || element === 'feimage') && picture.test(address)))
        out.push(` ${name}="${escaped(address)}"`);
      // A link around shapes shows nothing by itself; the shapes stay
      else if (element !== 'a') drop(links);
    } else if (plain === 'style' || /url\s*\(|\\/i.test(value)) {
      const style = safeStyle(value, drop);
      if (style === null) drop(styles);
      else out.push(` ${name}="${escaped(style)}"`);
    } else out.push(` ${name}="${escaped(value)}"`);
  }
  if (isRoot && !hasNames && !tag.name.includes(':')) out.push(` xmlns="${svgNames}"`);
  return out.join('');
}

/** XML as text: UTF-16 by its byte order mark, else what the declaration names, else UTF-8. */
function decodedXml(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1];
  const label = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : (declared ?? 'utf-8');
  try {
    return new TextDecoder(/^utf-16$/i.test(label) ? 'utf-8' : label).decode(bytes).replace(/^\ufeff/, '');
  } catch (error) {
    throw new AssayError('BROKEN_FILE', `This SVG drawing is written in an unknown encoding (${label}).`, {}, { cause: error });
  }
}
