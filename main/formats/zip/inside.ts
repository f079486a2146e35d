/** What a ZIP is, by the list of its files: formats that dress as ZIP have files that only they have. */
import type { Look } from '../signatures.ts';
import type { ZipDirectory } from './directory.ts';

const documents: readonly (readonly [RegExp, Look])[] = [
  [/^xl\/workbook\.(?:xml|bin)$/, { looksLike: 'a spreadsheet (XLSX)', files: 'spreadsheets' }],
  [/^ppt\/presentation\.xml$/, { looksLike: 'a presentation (PPTX)', files: 'presentations' }],
  [/^META-INF\/container\.xml$/, { looksLike: 'an e-book (EPUB)', files: 'e-books' }],
];

/** `zip` is an archive of a person's own files. */
export function insideZip({ entries }: ZipDirectory, fileName: string): 'zip' | 'wacz' | 'docx' | Look {
  const names = new Set(entries.map((entry) => entry.name));
  const some = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name));
  const webArchive = some(/^(?:archive\/[^/]+\.warc(?:\.gz)?|pages\/[^/]+\.jsonl|indexes\/[^/]+\.(?:cdxj?|idx)(?:\.gz)?)$/i);
  if (names.has('datapackage.json') ? webArchive || /\.wacz$/i.test(fileName) : webArchive && /\.wacz$/i.test(fileName)) return 'wacz';
  if (names.has('[Content_Types].xml')) {
    if (some(/^word\/document\d*\.xml$/i)) return 'docx';
    const document = documents.find(([pattern]) => some(pattern));
    if (document) return document[1];
    if (names.has('_rels/.rels')) return some(/^word\//) ? 'docx' : { looksLike: 'an Office document', files: 'Office documents' };
  }
  if (names.has('mimetype') && names.has('META-INF/container.xml')) return { looksLike: 'an e-book (EPUB)', files: 'e-books' };
  if (names.has('mimetype') && names.has('META-INF/manifest.xml') && names.has('content.xml'))
    return { looksLike: 'an OpenDocument file', files: 'OpenDocument files' };
  return 'zip';
}
