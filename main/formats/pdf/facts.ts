/** What a PDF says of itself: the Info dictionary and XMP (ISO 32000-2, 14.3), each value with the field it stands in. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { FileField, Metadata } from '../../../shared/model.ts';
import { isEdtf, machineDate } from '../dates.ts';
import { canonical } from '../rendition.ts';

const clean = (text: string): string => canonical(text).replace(/\s+/g, ' ').trim();
const longest = 10_000;

/** `D:20230109164000+02'00'` → `2023-01-09T16:40:00+02:00`; what is not written is not given; null where it is no date. */
export function pdfDate(text: string): string | null {
  const match = /^\s*(?:D:)?(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\d{2})(\d{2})?\s*(Z|[+-]\d{2}(?:'?:?\d{2})?)?)?)?)?/.exec(text);
  if (!match) return machineDate(text);
  const [, year = '', month, day, hour, minute, second, zone] = match;
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  const digits = zone?.replace(/[':]/g, '') ?? '';
  const offset =
    zone === undefined ? '' : /^(?:Z|[+-]00(?:00)?$)/.test(digits) ? 'Z' : `${digits.slice(0, 3)}:${digits.slice(3).padEnd(2, '0')}`;
  const whole = hour === undefined || minute === undefined ? date : `${date}T${hour}:${minute}:${second ?? '00'}${offset}`;
  if (Number(year) < 1970 || Number(year) > 2200) return null;
  return isEdtf(whole) ? whole : isEdtf(date) ? date : machineDate(text);
}

/** A program's guess at a title is none: the file's name, or nothing at all. */
const noTitle =
  /^(?:untitled.*|(?:microsoft \w+ ?- ?)?document ?\d*|.*\.(?:docx?|rtf|odt|pdf|indd|qxd|tex|dvi|p65|xlsx?|pptx?|eps|ai|html?|mif|fm|cdr|pmd)|about:blank|title|-)$/i;

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return clean(value.slice(0, longest)) || null;
  if (typeof value === 'number') return String(value);
  if (value === true) return 'yes';
  if (Array.isArray(value))
    return (
      value
        .map(textOf)
        .filter((each) => each !== null)
        .join('; ') || null
    );
  if (typeof value === 'object' && value !== null && 'name' in value) return textOf(value.name);
  return null;
}

/** Of the file, not about its words. */
const technical = new Set([
  'IsXFAPresent',
  'IsAcroFormPresent',
  'IsCollectionPresent',
  'IsSignaturesPresent',
  'IsLinearized',
  'EncryptFilterName',
  'Custom',
  'Language',
  'PDFFormatVersion',
]);

export interface Said {
  readonly metadata: Metadata;
  readonly fields: FileField[];
  /** The language the catalog names. */
  readonly language: { value: string; from: string } | undefined;
}

export async function factsOf(document: PDFDocumentProxy): Promise<Said> {
  const { info, metadata: xmp } = await document.getMetadata();
  const fields: FileField[] = [];
  const values = new Map<string, { value: string; from: string }>();
  const put = (group: string, name: string, value: unknown) => {
    const text = textOf(value);
    if (text === null) return;
    fields.push({ group, name, value: text });
    values.set(`${group} ${name}`, { value: text, from: `${group} ${name}` });
  };
  const entries = new Map<string, unknown>(Object.entries(info));
  for (const [name, value] of entries) if (!technical.has(name)) put('Info', name, value);
  const custom = entries.get('Custom');
  if (custom instanceof Map) for (const [name, value] of custom) put('Info', String(name), value);
  put('PDF', 'version', entries.get('PDFFormatVersion'));
  put('PDF', 'encryption', entries.get('EncryptFilterName'));
  if (entries.get('IsSignaturesPresent') === true) put('PDF', 'signatures', true);
  if (entries.get('IsXFAPresent') === true) put('PDF', 'XFA form', true);
  const lists = new Map<string, string[]>();
  const described: Iterable<[string, unknown]> = xmp ?? [];
  for (const [name, value] of described) {
    put('XMP', name, value);
    if (Array.isArray(value))
      lists.set(
        name,
        value.map(textOf).filter((each) => each !== null),
      );
  }

  const first = (...names: string[]) => names.map((name) => values.get(name)).find((found) => found !== undefined);
  const metadata: Metadata = { pages: { value: document.numPages, from: 'the page tree' } };
  const title = ['XMP dc:title', 'Info Title']
    .map((name) => values.get(name))
    .find((found) => found && !noTitle.test(found.value) && found.value.length < 500);
  if (title) metadata.title = title;
  const creators = lists.get('dc:creator');
  const author = first('Info Author', 'XMP dc:creator');
  if (creators && creators.length > 1) metadata.authors = { value: creators, from: 'XMP dc:creator' };
  else if (author) metadata.authors = { value: author.value.split(/\s*;\s*/).filter((name) => name !== ''), from: author.from };
  const publisher = first('XMP dc:publisher', 'XMP prism:publicationname');
  if (publisher) metadata.publisher = publisher;
  const description = first('XMP dc:description', 'Info Subject');
  if (description) metadata.description = description;
  const changed = datesOf(first('Info ModDate'), first('XMP xmp:modifydate', 'XMP xap:modifydate'));
  if (changed) metadata.modified = changed;
  // When the file was made is no publication; only what the document calls its publication is.
  const published = datesOf(first('XMP prism:publicationdate', 'XMP prism:coverdate'));
  if (published) metadata.published = published;
  const url = first('XMP prism:url', 'XMP dc:identifier', 'XMP xmp:baseurl', 'Info URL', 'Info SourceURL', 'Info Source');
  if (url && /^https?:\/\/[^\s]+$/.test(url.value)) metadata.canonicalUrl = url;
  const programs = ['Info Creator', 'Info Producer', 'XMP xmp:creatortool', 'XMP pdf:producer']
    .map((name) => values.get(name))
    .filter((found) => found !== undefined);
  const names = [...new Set(programs.map(({ value }) => value))];
  if (names.length > 0) metadata.software = { value: names, from: programs.map(({ from }) => from).join(', ') };
  const language = entries.get('Language');
  const declared =
    typeof language === 'string' && language !== '' ? { value: language, from: 'catalog Lang' } : values.get('XMP dc:language');
  return { metadata, fields, language: declared };
}

function datesOf(...found: ({ value: string; from: string } | undefined)[]): { value: string; from: string } | undefined {
  for (const each of found) {
    const date = each && pdfDate(each.value);
    if (each && date) return { value: date, from: each.from };
  }
  return undefined;
}
