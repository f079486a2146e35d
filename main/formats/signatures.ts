/** What bytes look like by their first kilobytes, for formats Assay knows of but cannot read yet. */
import { webArchiveKind } from './web/warc/recognise.ts';

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

/** Microsoft's compound files: Office documents before 2007, and locked ones of today. */
export const oleSignature: readonly number[] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const signatures: readonly Signature[] = [
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
  { looksLike: 'an RTF document', files: 'RTF documents', at: [[0, '{\\rtf']] },
  { looksLike: 'an older Office document', files: 'older Office documents', at: [[0, oleSignature]] },
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

/** Camera raw files dress as TIFF; what could be decoded of them is only a small preview, which must not pass for the photo. */
function cameraRaw(head: Uint8Array, fileName: string): Look | null {
  const tiff = startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a]);
  const raw = { looksLike: 'a camera raw file', files: 'camera raw files' };
  if (startsWith(head, [0x49, 0x49, 0x52]) || startsWith(head, 'FUJIFILMCCD-RAW') || startsWith(head, [0x49, 0x49, 0x55, 0])) return raw;
  if (startsWith(head, 'ftypcrx', 4)) return raw;
  if (!tiff) return null;
  return startsWith(head, 'CR', 8) || /\.(?:nef|nrw|arw|srf|sr2|dng|cr2|pef|orf|rw2|raw|erf|3fr|iiq|dcr|kdc|mos)$/i.test(fileName)
    ? raw
    : null;
}

/** What a file looks like when it is none of the formats Assay reads, or null where nothing is known about it. */
export function otherFormat(head: Uint8Array, fileName: string): Look | null {
  // Web archives are packed as gzip, too.
  if (webArchiveKind(head)) return null;
  // A locked Word file is an OLE file like the older ones; its own codec tells them apart.
  if (startsWith(head, oleSignature) && /\.(?:doc|dot)[xm]$/i.test(fileName)) return null;
  const found = signatures.find(({ at }) => at.every(([offset, expected]) => startsWith(head, expected, offset)));
  if (found) return found;
  return cameraRaw(head, fileName);
}
