/** XML parts of a Word file, read as events: no tree is built, no entity but XML's own five is known, a document type is refused. */
import { SaxesParser } from 'saxes';
import { AssayError } from '../../../shared/errors.ts';

/** Namespaces by the prefix everybody uses for them; the transitional and the strict ones are the same to a reader. */
const namespaces: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/word/2012/wordml': 'w15',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

export interface Element {
  /** `w:p`; a name of another namespace has no prefix. */
  readonly name: string;
  /** Values by `w:val`; attributes of no namespace by their bare name. */
  attribute(name: string): string | undefined;
}

export interface XmlEvents {
  open(element: Element): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Elements inside elements. Word writes some dozens; the time a parser takes to look a prefix up grows with each. */
const deepest = 2_000;
/** Bytes at once; a parser that is given all of a large part holds it twice. */
const pieceBytes = 1 << 20;

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

const prefixed = (uri: string, local: string): string => {
  const prefix = namespaces[uri];
  return prefix ? `${prefix}:${local}` : local;
};

/** Reads one part. Throws BROKEN_FILE at the first place that is no XML; what was told before stands. */
export function readXml(bytes: Uint8Array, path: string, events: XmlEvents): void {
  const broken = (why: string) => new AssayError('BROKEN_FILE', `The part ${path} of this document is damaged: ${why}.`, { path });
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('doctype', () => {
    throw broken('it declares a document type, which no Word file does and which attacks by entities need');
  });
  parser.on('error', (error) => {
    throw broken(error.message.replace(/^[^:]*:\s*/, ''));
  });
  let depth = 0;
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (++depth > deepest) throw broken(`its elements are nested more than ${deepest} deep`);
    events.open({
      name: prefixed(uri, local),
      attribute: (name) => {
        const bare = name.slice(name.indexOf(':') + 1);
        for (const one of Object.values(attributes))
          if (one.local === bare && (prefixed(one.uri, one.local) === name || one.uri === '')) return one.value;
        return undefined;
      },
    });
  });
  parser.on('closetag', ({ uri, local }) => {
    depth--;
    events.close(prefixed(uri, local));
  });
  if (events.text) {
    const tell = events.text.bind(events);
    parser.on('text', tell);
    parser.on('cdata', tell);
  }
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += pieceBytes) parser.write(decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true }));
  parser.write(decoder.decode());
  parser.close();
}
