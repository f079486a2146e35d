/** Every format Assay reads, and the one door to them. Content decides; a file's name only breaks ties. */
import { AssayError } from '../../shared/errors.ts';
import { docx } from './docx/index.ts';
import type { Decoded, FileBytes, Format, Hints, Sink } from './format.ts';
import { html } from './html/index.ts';
import { mail } from './mail/index.ts';
import { markdown } from './markdown.ts';
import { fromMemory, memorySink } from './memory.ts';
import { oddities } from './oddities.ts';
import { pdf } from './pdf/index.ts';
import { avif, gif, heic, jpeg, png, svg, tiff, webp } from './photo/index.ts';
import { recording } from './recording/index.ts';
import { otherFormat } from './signatures.ts';
import { text } from './text.ts';
import { mhtml } from './web/mhtml.ts';
import { wacz } from './web/wacz/index.ts';
import { warc } from './web/warc/index.ts';
import { zip } from './zip/index.ts';

export const formats: readonly Format[] = [
  jpeg,
  png,
  webp,
  tiff,
  gif,
  avif,
  heic,
  svg,
  recording,
  pdf,
  html,
  markdown,
  mail,
  docx,
  mhtml,
  warc,
  wacz,
  zip,
  text,
];

/**
 * The codec for a file, by its content. Throws AssayError: EMPTY_FILE, UNSUPPORTED_FORMAT (naming what it looks like).
 */
export function formatOf(input: Pick<FileBytes, 'size' | 'head'>, hints: Hints): Format {
  if (input.size === 0) throw new AssayError('EMPTY_FILE', undefined, { fileName: hints.fileName });
  const { head } = input;
  const sure = formats.map((format) => ({ format, score: format.recognise(head, hints) })).toSorted((a, b) => b.score - a.score)[0];
  const other = otherFormat(head, hints.fileName);
  // A camera raw file carries a picture's signature too, so what it looks like is asked before the codecs.
  if (other)
    throw new AssayError('UNSUPPORTED_FORMAT', `This looks like ${other.looksLike}. Assay will read ${other.files} in a later version.`, {
      fileName: hints.fileName,
      looksLike: other.looksLike,
    });
  if (!sure || sure.score <= 0) throw new AssayError('UNSUPPORTED_FORMAT', undefined, { fileName: hints.fileName });
  return sure.format;
}

/** Whatever a codec throws that is none of ours is a defect of the file as far as a person is concerned. */
export async function guarded<T>(format: Format, hints: Hints, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AssayError(
      'BROKEN_FILE',
      `This file could not be read as ${format.name}: ${reason}`,
      { fileName: hints.fileName, format: format.name },
      { cause: error },
    );
  }
}

/**
 * Decodes one file. Throws AssayError: EMPTY_FILE, UNSUPPORTED_FORMAT, BROKEN_FILE, TOO_LARGE, TOO_SLOW, PASSWORD_NEEDED (a wrong
 * password). Files inside it go to the sink.
 */
export async function decodeFile(input: FileBytes, hints: Hints, sink: Sink): Promise<Decoded> {
  const format = formatOf(input, hints);
  return guarded(format, hints, async () => {
    const decoded = await format.decode(input, hints, sink);
    const odd = await oddities(input, hints, decoded);
    if (odd.length === 0) return decoded;
    return { ...decoded, metadata: { ...decoded.metadata, findings: [...(decoded.metadata.findings ?? []), ...odd] } };
  });
}

/** The same for bytes in memory; what is inside them is dropped unless a sink is given. */
export const decodeBytes = (bytes: Uint8Array, hints: Hints, sink: Sink = memorySink()): Promise<Decoded> =>
  decodeFile(fromMemory(bytes), hints, sink);
