/** Opens a PDF by pdf.js: offline, without eval, without fonts of the machine; large files are read at places, never whole. */
import { fileURLToPath } from 'node:url';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AssayError } from '../../../shared/errors.ts';
import type { FileBytes } from '../format.ts';
import { tooLarge } from '../memory.ts';

/** Up to this size a file is read whole; a larger one stays on disk and is asked for the places pdf.js needs. */
const wholeBytes = 64 << 20;
/** pdf.js keeps what it has read at its place in one buffer, which the runtime makes no larger. */
const mostBytes = 2 ** 31;
/** Pixels of one picture in a page; a larger one is left out rather than unpacked. */
const mostPixels = 120_000_000;

export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /** pdf.js waits for ever for bytes that cannot be read: this rejects with what reading the file threw. Ask for pages inside it. */
  whileReadable<T>(work: Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Character maps, standard fonts and picture decoders that come with pdf.js, as folders that its Node reader opens. */
function packageFolders() {
  const folder = (name: string) => fileURLToPath(new URL(`${name}/`, import.meta.resolve('pdfjs-dist/package.json')));
  return { cMapUrl: folder('cmaps'), standardFontDataUrl: folder('standard_fonts'), wasmUrl: folder('wasm'), iccUrl: folder('iccs') };
}

/**
 * Opens a file, or says that it is locked. Throws AssayError: BROKEN_FILE, TOO_LARGE, PASSWORD_NEEDED (a wrong password);
 * whatever reading the file throws.
 */
export async function openPdf(input: FileBytes, password?: string): Promise<OpenPdf | 'locked'> {
  if (input.size > mostBytes) throw tooLarge(input.size, mostBytes);
  const { getDocument, PDFDataRangeTransport, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const failure = Promise.withResolvers<never>();
  let failed = false;

  class Places extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      input.read(begin, end - begin).then(
        (piece) => this.onDataRange(begin, new Uint8Array(piece)),
        (error: unknown) => {
          failed = true;
          failure.reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    }
  }
  // Nobody may be waiting when it fails; whoever waits next is told.
  failure.promise.catch(() => undefined);
  const whileReadable = <T>(work: Promise<T>): Promise<T> => Promise.race([work, failure.promise]);

  const whole = input.size <= wholeBytes;
  const loading = getDocument({
    ...packageFolders(),
    // A copy: pdf.js takes the buffer it is given away from its owner.
    ...(whole
      ? { data: new Uint8Array(await input.bytes(wholeBytes)) }
      : { range: new Places(input.size, null), rangeChunkSize: 256 << 10 }),
    ...(password === undefined ? {} : { password }),
    disableAutoFetch: true,
    disableStream: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: mostPixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await whileReadable(loading.promise);
    return { document, whileReadable, close: async () => (failed ? undefined : loading.destroy()) };
  } catch (error) {
    // pdf.js leaves loose ends where it is stopped while it waits for bytes; waiting, it costs nothing.
    if (failed) throw error;
    await loading.destroy();
    if (!(error instanceof Error)) throw error;
    if (error.name === 'PasswordException') {
      if (password === undefined) return 'locked';
      throw new AssayError('PASSWORD_NEEDED', 'This password does not open the PDF. It stays locked; try another one.');
    }
    throw broken(error);
  }
}

/** One sentence a person can use; pdf.js's own words stay as the cause. */
export function broken(error: Error): AssayError {
  const why = /password/i.test(error.message)
    ? 'it is locked in a way that cannot be opened'
    : /empty|zero bytes/i.test(error.message)
      ? 'it is empty'
      : error.name === 'InvalidPDFException'
        ? 'its structure is damaged beyond repair, or it is no PDF'
        : error.message.replace(/\.$/, '');
  return new AssayError('BROKEN_FILE', `This PDF could not be read: ${why}.`, { format: 'PDF' }, { cause: error });
}

/**
 * Whether the table of contents of the file's objects is where the file says; where it is not, pdf.js searched the whole file for
 * its objects (ISO 32000-2, 7.5.4 and 7.5.5).
 */
export async function tableIsSound(input: FileBytes): Promise<boolean> {
  const text = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const tail = text(await input.read(Math.max(0, input.size - 2048), 2048));
  const at = /.*startxref\s+(\d+)/s.exec(tail)?.[1];
  if (at === undefined) return false;
  const from = Math.max(0, text(input.head).indexOf('%PDF-'));
  for (const offset of new Set([Number(at), Number(at) + from]))
    if (/^\s*(?:xref\b|\d+\s+\d+\s+obj\b)/.test(text(await input.read(offset, 64)))) return true;
  return false;
}
