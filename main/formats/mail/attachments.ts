/** What came along with a mail, as files: each under its number and the name its sender gave it. */
import { AssayError } from '../../../shared/errors.ts';
import { Instant } from '../../../shared/model.ts';
import { type Decoded, limits, type PartInfo, type Sink } from '../format.ts';
import { nameOf } from './body.ts';
import { mailDate } from './date.ts';
import type { Part } from './mime.ts';
import { decodeTransfer, transferOf } from './transfer.ts';
import { oneLine } from './words.ts';

const endings: Readonly<Record<string, string>> = {
  'application/gzip': '.gz',
  'application/msword': '.doc',
  'application/octet-stream': '.bin',
  'application/pdf': '.pdf',
  'application/pgp-signature': '.asc',
  'application/pkcs7-mime': '.p7m',
  'application/pkcs7-signature': '.p7s',
  'application/rtf': '.rtf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/x-pkcs7-signature': '.p7s',
  'application/zip': '.zip',
  'audio/basic': '.au',
  'image/jpeg': '.jpg',
  'image/svg+xml': '.svg',
  'message/rfc822': '.eml',
  'message/global': '.eml',
  'text/calendar': '.ics',
  'text/html': '.html',
  'text/plain': '.txt',
  'text/vcard': '.vcf',
};

const ending = (type: string): string =>
  endings[type] ?? (/^(?:image|audio|video)\/([a-z0-9]{2,5})$/.exec(type) ? `.${type.split('/')[1]}` : '');

/** The last step of whatever path the sender wrote, on one line; never empty. */
function shownName(part: Part): string {
  const given = oneLine(nameOf(part) ?? '')
    .split(/[/\\]/)
    .at(-1)
    ?.trim()
    .slice(0, 255);
  if (given && !/^\.+$/.test(given)) return given;
  return `${part.type === 'message/rfc822' ? 'message' : (part.type.split('/')[0] ?? 'file')}${ending(part.type)}`;
}

/** RFC 2183 `modification-date`, where it is a point in time. */
function modifiedAt(part: Part): Instant | undefined {
  const text = part.disposition?.params.get('modification-date');
  const date = text ? mailDate(text) : null;
  if (!date || !/T.*(?:Z|[+-]\d\d:\d\d)$/.test(date)) return undefined;
  return Instant.parse(new Date(date).toISOString());
}

function describe(part: Part, number: number): PartInfo {
  const name = shownName(part);
  const charset = part.params.get('charset');
  const location = part.header.text('content-location');
  const modified = modifiedAt(part);
  return {
    path: `${number} ${name}`,
    name,
    mediaType: part.type,
    ...(charset && part.type.startsWith('text/') && { charset }),
    ...(location && /^https?:\/\/\S+$/i.test(location) && { url: location }),
    ...(modified && { modifiedAt: modified }),
  };
}

/**
 * Puts every part that is none of the mail's own text into the sink, in the order of the mail; numbers count from 1. Gives those
 * that could not be taken. Throws what the sink throws where it is full.
 */
export async function putAttachments(bytes: Uint8Array, parts: readonly Part[], sink: Sink): Promise<NonNullable<Decoded['refused']>> {
  const refused: { path: string; failure: ReturnType<AssayError['toFailure']> }[] = [];
  const refuse = (path: string, error: AssayError) => refused.push({ path, failure: error.toFailure() });
  for (const [index, part] of parts.entries()) {
    const info = describe(part, index + 1);
    if (index >= limits.parts) {
      refuse(
        `${parts.length - index} more`,
        new AssayError('TOO_LARGE', `This mail has more than ${limits.parts} attachments; the rest was left out.`),
      );
      break;
    }
    if (part.type === 'message/external-body') {
      const where = [...part.params].map(([name, value]) => `${name}=${value}`).join('; ');
      refuse(
        info.path,
        new AssayError('FILE_UNREADABLE', `This attachment is not in the mail; the mail only says where it was: ${where}.`),
      );
      continue;
    }
    await sink.put(info, pieces(bytes.subarray(part.start, part.end), part));
  }
  return refused;
}

async function* pieces(bytes: Uint8Array, part: Part): AsyncGenerator<Uint8Array> {
  yield* decodeTransfer(bytes, transferOf(part.header.raw('content-transfer-encoding')));
}
