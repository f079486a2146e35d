/** What does not fit together about a file: a name that promises another format, a second format in the same bytes, a name that tricks the eye. */
import type { Finding } from '../../shared/model.ts';
import type { Decoded, FileBytes, Hints } from './format.ts';
import { shownName, unsafeCharacters } from './names.ts';

interface Kind {
  readonly what: string;
  readonly endings: readonly string[];
}

/** What media types are called, and the endings they go by. */
const kinds: Readonly<Record<string, Kind>> = {
  'image/jpeg': { what: 'a JPEG picture', endings: ['jpg', 'jpeg', 'jpe', 'jfif', 'mpo'] },
  'image/png': { what: 'a PNG picture', endings: ['png', 'apng'] },
  'image/webp': { what: 'a WebP picture', endings: ['webp'] },
  'image/tiff': { what: 'a TIFF picture', endings: ['tif', 'tiff'] },
  'image/gif': { what: 'a GIF picture', endings: ['gif'] },
  'image/heic': { what: 'a HEIC picture', endings: ['heic', 'heif', 'hif'] },
  'image/heif': { what: 'a HEIF picture', endings: ['heic', 'heif', 'hif'] },
  'image/avif': { what: 'an AVIF picture', endings: ['avif', 'avifs'] },
  'image/svg+xml': { what: 'an SVG drawing', endings: ['svg'] },
  'image/bmp': { what: 'a Windows bitmap', endings: ['bmp', 'dib'] },
  'application/pdf': { what: 'a PDF', endings: ['pdf'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    what: 'a Word document',
    endings: ['docx', 'docm', 'dotx', 'dotm'],
  },
  'application/zip': { what: 'a ZIP archive', endings: ['zip', 'jar', 'apk', 'kmz', 'cbz', 'xpi'] },
  'application/warc': { what: 'a web archive (WARC)', endings: ['warc', 'gz', 'warcgz'] },
  'application/x-arc': { what: 'a web archive (ARC)', endings: ['arc', 'gz'] },
  'application/wacz': { what: 'a web archive (WACZ)', endings: ['wacz'] },
  'message/rfc822': { what: 'a mail', endings: ['eml', 'msg', 'mail', 'mbox', 'nws'] },
  'multipart/related': { what: 'a page saved as MHTML', endings: ['mhtml', 'mht', 'eml'] },
  'text/html': { what: 'a web page', endings: ['html', 'htm', 'xhtml', 'xht', 'shtml', 'php', 'asp', 'aspx', 'jsp'] },
  'text/markdown': { what: 'a Markdown text', endings: ['md', 'markdown', 'txt'] },
  'text/plain': { what: 'a text', endings: ['txt', 'text', 'log'] },
};
/** Endings of formats whose files are never one of the above. */
const foreign = 'xlsx xls pptx ppt doc odt epub rtf exe dll msi iso rar 7z tar mp4 mov m4v avi mkv webm mp3 wav flac ogg m4a 3gp wmv'.split(
  ' ',
);
const telling = new Set([...Object.values(kinds).flatMap(({ endings }) => endings), ...foreign]);
/** Any text may be called by what its program calls it; only an ending of something that is no text says something wrong. */
const texts = new Set([
  'txt',
  'text',
  'log',
  'md',
  'markdown',
  'html',
  'htm',
  'xhtml',
  'xht',
  'shtml',
  'php',
  'asp',
  'aspx',
  'jsp',
  'eml',
  'mht',
  'mhtml',
  'svg',
  'mail',
  'mbox',
  'nws',
  'msg',
]);

const from = (what: string) => `comparison of ${what}`;

function extension(fileName: string, mediaType: string): Finding[] {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName.trim())?.[1]?.toLowerCase();
  const kind = kinds[mediaType];
  if (ending === undefined || !kind || kind.endings.includes(ending) || !telling.has(ending)) return [];
  if (mediaType.startsWith('text/') && texts.has(ending)) return [];
  return [{ code: 'wrong-extension', message: `Named .${ending}, but it is ${kind.what}.`, from: from('name and content') }];
}

function name(fileName: string): Finding[] {
  const found = unsafeCharacters(fileName);
  return found.length === 0
    ? []
    : [
        {
          code: 'unsafe-name',
          message: `The file name holds characters that cannot be seen or that turn the direction of reading (${found.slice(0, 5).join(', ')}): “${shownName(fileName)}”.`,
          from: 'file name',
        },
      ];
}

const tailBytes = 22 + 0xffff;

/** The end record of a ZIP that closes the file, whose directory lies where it says: no accident of some bytes. */
async function endsAsZip(input: FileBytes): Promise<boolean> {
  const start = Math.max(0, input.size - tailBytes);
  const tail = Buffer.from(await input.read(start, tailBytes));
  for (
    let at = tail.lastIndexOf('PK\u0005\u0006', -1, 'latin1');
    at !== -1;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1')
  ) {
    if (at + 22 > tail.length || at + 22 + tail.readUInt16LE(at + 20) > tail.length) continue;
    const directory = start + at - tail.readUInt32LE(at + 12);
    if (tail.readUInt16LE(at + 10) === 0 || directory < 0) continue;
    if (Buffer.from(await input.read(directory, 4)).toString('latin1') === 'PK\u0001\u0002') return true;
  }
  return false;
}

const markup = /<(?:script|iframe|html)[\s>]|<!doctype\s+html|<\?php/i;

/** A second format in the same bytes. What begins the file is what it is; programs that look elsewhere see something else. */
async function polyglot(input: FileBytes, decoded: Decoded): Promise<Finding[]> {
  const { mediaType } = decoded;
  const found: string[] = [];
  const zipLike = /zip|wacz|officedocument|opendocument|epub/.test(mediaType);
  // A mail, a text or a web archive may carry any bytes as what it is about.
  const carrier = /^(?:message|multipart)\//.test(mediaType) || /warc|x-arc/.test(mediaType);
  if (!zipLike && !carrier && (await endsAsZip(input))) found.push('a ZIP archive at its end');
  const head = Buffer.from(input.head).toString('latin1');
  const binary = decoded.kind === 'photo' || decoded.kind === 'recording';
  if (mediaType !== 'application/pdf' && (binary || mediaType.startsWith('text/'))) {
    const at = head.slice(0, 1024).search(/%PDF-\d\.\d/);
    if (at > 0 && (binary || /(?:^|\n)$/.test(head.slice(0, at)))) found.push('the beginning of a PDF');
  }
  if (binary && mediaType !== 'image/svg+xml') {
    const tail =
      input.size > input.head.length
        ? Buffer.from(await input.read(Math.max(input.head.length, input.size - 8192), 8192)).toString('latin1')
        : '';
    if (markup.test(head) || markup.test(tail)) found.push('HTML or script code');
  }
  const what = kinds[mediaType]?.what ?? 'what it was read as';
  return found.map((other) => ({
    code: 'polyglot',
    message: `This is ${what} that also holds ${other}: other programs may take it for something else.`,
    from: from('signatures'),
  }));
}

/** Looks at a file from outside, whatever its codec said of it. `decoded` tells what it is. Reads its head and its end only. */
export async function oddities(input: FileBytes, hints: Hints, decoded: Decoded): Promise<Finding[]> {
  return [...name(hints.fileName), ...extension(hints.fileName, decoded.mediaType), ...(await polyglot(input, decoded))];
}
