/**
 * Word files locked with a password: an OLE file around an encrypted package (MS-OFFCRYPTO). And what else an OLE file under a Word
 * name may be: a document of Word 97–2003.
 */
import { AssayError } from '../../../shared/errors.ts';
import type { Decoded, FileBytes } from '../format.ts';

/** A stream's name as the directory of an OLE file writes it. */
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Whether a piece of an OLE file names the stream that holds an encrypted package. */
export const isProtected = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(utf16('EncryptedPackage'));

/** Kept as it is, and said so: Assay cannot open it. Throws UNSUPPORTED_FORMAT, BROKEN_FILE. */
export async function keptLocked(input: FileBytes): Promise<Decoded> {
  let before = Buffer.alloc(0);
  for await (const piece of input.stream()) {
    const joined = Buffer.concat([before, piece]);
    if (isProtected(joined))
      return {
        kind: 'article',
        mediaType: 'application/x-ole-storage',
        metadata: {
          findings: [
            {
              code: 'other',
              message:
                'This document is protected with a password, and Assay cannot open it. Open it in Word with its password, save it without one and import that copy too.',
              from: 'OLE stream EncryptedPackage',
            },
          ],
        },
        rendition: null,
        photo: null,
        reading: 'kept',
      };
    before = joined.subarray(-64);
  }
  if (before.length === 0) throw new AssayError('EMPTY_FILE');
  throw new AssayError(
    'UNSUPPORTED_FORMAT',
    'This looks like an older Office document. Assay will read older Office documents in a later version.',
    {
      looksLike: 'an older Office document',
    },
  );
}
