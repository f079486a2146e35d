/** What bytes look like by their first kilobytes, for formats Assay knows of but cannot read yet. */

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

/** Whether `bytes` hold `expected` at `offset`. */
export function startsWith(bytes: Uint8Array, expected: string | readonly number[], offset = 0): boolean {
  const codes = typeof expected === 'string' ? ascii(expected) : expected;
  return codes.every((code, i) => bytes[offset + i] === code);
}

/** ISO 8859-1 reading of some bytes, for looking at ASCII signatures. */
export const latin1 = (bytes: Uint8Array, end = 4096): string =>
  Array.from(bytes.subarray(0, end), (byte) => String.fromCharCode(byte)).join('');

interface Signature {
  readonly looksLike: string;
  readonly files: string;
  readonly at: readonly (readonly [number, string | readonly number[]])[];
}

const signatures: readonly Signature[] = [
  { looksLike: 'a PDF', files: 'PDF files', at: [[0, '%PDF-']] },
  { looksLike: 'a GIF picture', files: 'GIF pictures', at: [[0, 'GIF8']] },
  {
    looksLike: 'a Windows bitmap',
    files: 'bitmaps',
    at: [
      [0, 'BM'],
      [6, [0, 0, 0, 0]],
    ],
  },
  { looksLike: 'a Photoshop document', files: 'Photoshop documents', at: [[0, '8BPS']] },
  { looksLike: 'a JPEG XL picture', files: 'JPEG XL pictures', at: [[0, [0xff, 0x0a]]] },
  { looksLike: 'a JPEG XL picture', files: 'JPEG XL pictures', at: [[4, 'JXL ']] },
  { looksLike: 'a JPEG 2000 picture', files: 'JPEG 2000 pictures', at: [[4, 'jP  ']] },
  { looksLike: 'an icon', files: 'icons', at: [[0, [0, 0, 1, 0]]] },
  { looksLike: 'a Netpbm picture', files: 'Netpbm pictures', at: [[0, 'P6']] },
  { looksLike: 'a Netpbm picture', files: 'Netpbm pictures', at: [[0, 'P5']] },
  {
    looksLike: 'a sound recording (WAV)',
    files: 'recordings',
    at: [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ],
  },
  {
    looksLike: 'a video (AVI)',
    files: 'videos',
    at: [
      [0, 'RIFF'],
      [8, 'AVI '],
    ],
  },
  { looksLike: 'a sound recording (MP3)', files: 'recordings', at: [[0, 'ID3']] },
  { looksLike: 'a sound recording (FLAC)', files: 'recordings', at: [[0, 'fLaC']] },
  { looksLike: 'a recording (Ogg)', files: 'recordings', at: [[0, 'OggS']] },
  { looksLike: 'a video (Matroska or WebM)', files: 'videos', at: [[0, [0x1a, 0x45, 0xdf, 0xa3]]] },
  { looksLike: 'an RTF document', files: 'RTF documents', at: [[0, '{\\rtf']] },
  { looksLike: 'an older Office document', files: 'older Office documents', at: [[0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]]] },
  { looksLike: 'a web archive (WARC)', files: 'web archives', at: [[0, 'WARC/']] },
  { looksLike: 'a RAR archive', files: 'RAR archives', at: [[0, 'Rar!']] },
  { looksLike: 'a 7-Zip archive', files: '7-Zip archives', at: [[0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]]] },
  { looksLike: 'a gzip archive', files: 'gzip archives', at: [[0, [0x1f, 0x8b]]] },
  { looksLike: 'a tar archive', files: 'tar archives', at: [[257, 'ustar']] },
  { looksLike: 'a database (SQLite)', files: 'databases', at: [[0, 'SQLite format 3\0']] },
  { looksLike: 'a program', files: 'programs', at: [[0, [0x7f, 0x45, 0x4c, 0x46]]] },
  {
    looksLike: 'a program',
    files: 'programs',
    at: [
      [0, 'MZ'],
      [2, [0x90, 0]],
    ],
  },
];

export interface Look {
  readonly looksLike: string;
  readonly files: string;
}

/** Formats inside a ZIP are told by the names of its first entries. */
function zip(text: string): Look {
  if (text.includes('word/')) return { looksLike: 'a Word document (DOCX)', files: 'Word documents' };
  if (text.includes('xl/')) return { looksLike: 'a spreadsheet (XLSX)', files: 'spreadsheets' };
  if (text.includes('ppt/')) return { looksLike: 'a presentation (PPTX)', files: 'presentations' };
  if (text.includes('opendocument')) return { looksLike: 'an OpenDocument file', files: 'OpenDocument files' };
  if (text.includes('application/epub+zip')) return { looksLike: 'an e-book (EPUB)', files: 'e-books' };
  if (/archive\/\S*\.warc|datapackage\.json|\.cdxj?/.test(text)) return { looksLike: 'a web archive (WACZ)', files: 'web archives' };
  if (text.includes('[Content_Types].xml')) return { looksLike: 'an Office document', files: 'Office documents' };
  return { looksLike: 'a ZIP archive', files: 'ZIP archives' };
}

/** ISO base media files (HEIC, AVIF, MP4, QuickTime) name their brand at byte 8. */
function isoMedia(brand: string): Look {
  if (/^(heic|heix|heim|heis|hevc|mif1|msf1)/.test(brand)) return { looksLike: 'a HEIC picture', files: 'HEIC pictures' };
  if (/^avi[fs]/.test(brand)) return { looksLike: 'an AVIF picture', files: 'AVIF pictures' };
  return { looksLike: 'a video (MP4 or QuickTime)', files: 'videos' };
}

const mailHeader =
  /^(?:Received|From|To|Subject|Date|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type|DKIM-Signature|Snapshot-Content-Location|Reply-To|Cc|X-[\w-]+):/i;

/** E-mail and saved-by-mail pages begin with header lines, of which at least three are telling ones. */
function mail(text: string): Look | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/, 60);
  let telling = 0;
  for (const line of lines) {
    if (line === '' || !(/^[\w-]+:/.test(line) || /^[ \t]/.test(line) || line.startsWith('From '))) break;
    if (mailHeader.test(line)) telling++;
  }
  if (telling < 3 || !/^(?:MIME-Version|Message-ID|Date|Received):/im.test(text)) return null;
  return /multipart\/related|Snapshot-Content-Location/i.test(text)
    ? { looksLike: 'a web page saved as MHTML', files: 'MHTML pages' }
    : { looksLike: 'an e-mail message', files: 'e-mail messages' };
}

/** Camera raw files dress as TIFF; what could be decoded of them is only a small preview, which must not pass for the photo. */
function cameraRaw(head: Uint8Array, fileName: string): Look | null {
  const tiff = startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a]);
  const raw = { looksLike: 'a camera raw file', files: 'camera raw files' };
  if (startsWith(head, [0x49, 0x49, 0x52]) || startsWith(head, 'FUJIFILMCCD-RAW') || startsWith(head, [0x49, 0x49, 0x55, 0])) return raw;
  if (!tiff) return null;
  return startsWith(head, 'CR', 8) || /\.(?:nef|nrw|arw|srf|sr2|dng|cr2|pef|orf|rw2|raw|erf|3fr|iiq|dcr|kdc|mos)$/i.test(fileName)
    ? raw
    : null;
}

/** What a file looks like when it is none of the formats Assay reads, or null where nothing is known about it. */
export function otherFormat(head: Uint8Array, fileName: string): Look | null {
  if (startsWith(head, 'PK\u0003\u0004') || startsWith(head, 'PK\u0005\u0006')) return zip(latin1(head));
  if (startsWith(head, 'ftyp', 4)) return isoMedia(latin1(head.subarray(8, 12)));
  if (['moov', 'mdat', 'wide', 'free'].some((box) => startsWith(head, box, 4)))
    return { looksLike: 'a video (QuickTime)', files: 'videos' };
  const found = signatures.find(({ at }) => at.every(([offset, expected]) => startsWith(head, expected, offset)));
  if (found) return found;
  const text = latin1(head);
  if (text.slice(0, 1024).includes('%PDF-')) return { looksLike: 'a PDF', files: 'PDF files' };
  if (
    /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text) &&
    !/\.html?$/i.test(fileName)
  )
    return { looksLike: 'an SVG drawing', files: 'SVG drawings' };
  return cameraRaw(head, fileName) ?? mail(text);
}
