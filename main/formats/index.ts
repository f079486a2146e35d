/** Every format Assay reads, and the one door to them. Content decides; a file's name only breaks ties. */
import { AssayError } from '../../shared/errors.ts';
import type { Decoded, Format, Hints } from './format.ts';
import { html } from './html/index.ts';
import { markdown } from './markdown.ts';
import { jpeg, png, tiff, webp } from './photo/index.ts';
import { otherFormat } from './signatures.ts';
import { text } from './text.ts';

export const formats: readonly Format[] = [jpeg, png, webp, tiff, html, markdown, text];

const headBytes = 4096;

/**
 * Decodes one file. Throws AssayError: EMPTY_FILE, UNSUPPORTED_FORMAT (naming what it looks like), BROKEN_FILE,
 * TOO_LARGE, TOO_SLOW. Anything else that a codec throws is a defect of the file as far as a person is concerned and comes as
 * BROKEN_FILE with its cause.
 */
export async function decodeBytes(bytes: Uint8Array, hints: Hints): Promise<Decoded> {
  if (bytes.length === 0) throw new AssayError('EMPTY_FILE', undefined, { fileName: hints.fileName });
  const head = bytes.subarray(0, headBytes);
  const sure = formats.map((format) => ({ format, score: format.recognise(head, hints) })).toSorted((a, b) => b.score - a.score)[0];
  const other = otherFormat(head, hints.fileName);
  // A camera raw file carries a picture's signature too, so what it looks like is asked before the codecs.
  if (other)
    throw new AssayError('UNSUPPORTED_FORMAT', `This looks like ${other.looksLike}. Assay will read ${other.files} in a later version.`, {
      fileName: hints.fileName,
      looksLike: other.looksLike,
    });
  if (!sure || sure.score <= 0) throw new AssayError('UNSUPPORTED_FORMAT', undefined, { fileName: hints.fileName });
  try {
    return await sure.format.decode(bytes, hints);
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AssayError(
      'BROKEN_FILE',
      `This file could not be read as ${sure.format.name}: ${reason}`,
      { fileName: hints.fileName, format: sure.format.name },
      { cause: error },
    );
  }
}
