/**
 * Every value of an XMP packet (ISO 16684-1) under its path: `xmpMM:History[2]/stEvt:action`. Packets are read as a stream; a document type is refused,
 * so that no entity can be declared. Prefixes are those of the well-known namespaces, whatever the file calls them.
 */
import { SaxesParser } from 'saxes';
import type { FileField } from '../../../shared/model.ts';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xmlName = 'http://www.w3.org/XML/1998/namespace';
const known: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/xap/1.0/mm/': 'xmpMM',
  'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
  'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#': 'stEvt',
  'http://ns.adobe.com/xap/1.0/sType/ResourceRef#': 'stRef',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/tiff/1.0/': 'tiff',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://cipa.jp/exif/1.0/': 'exifEX',
  'http://ns.adobe.com/exif/1.0/aux/': 'aux',
  'http://ns.adobe.com/camera-raw-settings/1.0/': 'crs',
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': 'Iptc4xmpCore',
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/': 'Iptc4xmpExt',
};

interface Level {
  /** Path so far, '' above the properties. */
  readonly path: string;
  /** A list of the same words in several languages. */
  readonly isAlternative: boolean;
  /** Inside rdf:Description or a structure: its elements are properties. */
  readonly takesProperties: boolean;
  items: number;
  text: string;
  hasChildren: boolean;
}

/** Bytes of a packet, and values in it. */
const most = { bytes: 8 << 20, values: 3000, depth: 60 } as const;

/** The packet's values in its order; what stands before the first fault is kept. */
export function xmpFields(packet: Uint8Array): FileField[] {
  if (packet.length > most.bytes) return [];
  const fields: FileField[] = [];
  const push = (path: string, value: string) => {
    const clean = value.trim();
    if (clean !== '' && path !== '' && fields.length < most.values) fields.push({ group: 'XMP', name: path, value: clean });
  };
  const levels: Level[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let isOver = false;
  parser.on('error', () => {
    isOver = true;
  });
  parser.on('doctype', () => {
    isOver = true;
  });
  const nameOf = (uri: string, prefix: string, name: string) => `${known[uri] ?? (prefix || 'x')}:${name}`;
  parser.on('opentag', (tag) => {
    if (isOver) return;
    if (levels.length > most.depth) {
      isOver = true;
      return;
    }
    const parent = levels.at(-1);
    if (parent) parent.hasChildren = true;
    const base = parent?.path ?? '';
    const attributes = Object.values(tag.attributes);
    const isRdf = tag.uri === rdf;
    const isItem = isRdf && tag.local === 'li';
    let path = base;
    const language = attributes.find(({ uri, local }) => uri === xmlName && local === 'lang')?.value ?? 'x-default';
    if (isItem && parent?.isAlternative) path = language === 'x-default' ? base : `${base}[${language}]`;
    else if (isItem && parent) path = `${base}[${++parent.items}]`;
    else if (!isRdf && parent?.takesProperties) path = `${base === '' ? '' : `${base}/`}${nameOf(tag.uri, tag.prefix, tag.local)}`;
    const isStructure = attributes.some(({ uri, local, value }) => uri === rdf && local === 'parseType' && value === 'Resource');
    for (const { uri, prefix, local, value } of attributes) {
      if (prefix === 'xmlns' || local === 'xmlns' || uri === '') continue;
      if (uri === rdf) {
        if (local === 'resource') push(path, value);
      } else if (uri !== xmlName && parent) push(`${path === '' ? '' : `${path}/`}${nameOf(uri, prefix, local)}`, value);
    }
    const takesProperties =
      (isRdf && tag.local === 'Description') || isStructure || attributes.some(({ uri }) => uri !== '' && uri !== rdf && uri !== xmlName);
    levels.push({ path, isAlternative: isRdf && tag.local === 'Alt', takesProperties, items: 0, text: '', hasChildren: false });
  });
  const characters = (text: string) => {
    const level = levels.at(-1);
    if (level && !isOver && level.text.length < 1 << 20) level.text += text;
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.on('closetag', () => {
    const level = levels.pop();
    if (level && !isOver && !level.hasChildren) push(level.path, level.text);
  });
  try {
    const text = new TextDecoder(
      packet[0] === 0xfe && packet[1] === 0xff ? 'utf-16be' : packet[0] === 0xff && packet[1] === 0xfe ? 'utf-16le' : 'utf-8',
    ).decode(packet);
    parser.write(text.replace(/\0+$/, '')).close();
  } catch {
    // A damaged packet gives what stood before the damage; the picture does not depend on it.
  }
  return fields;
}
