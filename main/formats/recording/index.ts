/** Video and sound: kept byte for byte and listed with what they say of themselves. Nothing of them is played or decoded. */
import { AssayError } from '../../../shared/errors.ts';
import type { Finding } from '../../../shared/model.ts';
import { credentialsOf } from '../credentials/index.ts';
import { mayCarryCredentials } from '../credentials/places.ts';
import { type Decoded, type FileBytes, type Format, type Hints, limits } from '../format.ts';
import { fieldsOf, recordingMetadata } from './facts.ts';
import { recordingKind } from './kinds.ts';
import { type Track, tracksOf } from './tracks.ts';

const files = /\.(?:mp4|m4v|mov|qt|m4a|m4b|3gp|3g2|webm|mkv|mka|avi|mp3|wav|flac|og[gav]|opus|aac)$/i;
/** Bytes of a recording that is read whole to check its credentials. */
const mostChecked = 512 << 20;

/** Bytes below 9 do not stand in text; a recording that lost its beginning still has them. */
const looksBinary = (head: Uint8Array): boolean => head.subarray(0, 1024).some((byte) => byte < 9);

async function tracks(input: FileBytes): Promise<Track[]> {
  try {
    return await tracksOf(input);
  } catch (error) {
    if (error instanceof AssayError) throw error;
    throw new AssayError(
      'BROKEN_FILE',
      'This recording is damaged: its structure cannot be read.',
      { reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}

async function credentials(input: FileBytes, mediaType: string): Promise<Awaited<ReturnType<typeof credentialsOf>> | null> {
  if (!(await mayCarryCredentials(input))) return null;
  if (input.size > mostChecked)
    return {
      credentials: null,
      finding: {
        code: 'other',
        message: `This recording carries content credentials. They were not checked: it is larger than ${mostChecked >> 20} MB.`,
        from: 'C2PA',
      },
    };
  return credentialsOf(await input.bytes(mostChecked), mediaType);
}

async function decode(input: FileBytes, hints: Hints): Promise<Decoded> {
  const kind = recordingKind(input.head);
  if (!kind)
    throw new AssayError('BROKEN_FILE', 'This file is named as a recording, but it is none or its beginning is missing.', {
      fileName: hints.fileName,
    });
  if (input.size > limits.fileBytes) throw new AssayError('TOO_LARGE');
  const found = await tracks(input);
  const streams = found.filter((track) => track['@type'] !== 'General');
  if (!streams.some((track) => track['@type'] === 'Video' || track['@type'] === 'Audio'))
    throw new AssayError(
      'BROKEN_FILE',
      `This ${kind.name} recording is damaged or cut short: no picture and no sound can be found in it.`,
      {
        format: kind.name,
      },
    );
  const mediaType = streams.some((track) => track['@type'] === 'Video') ? kind.video : kind.audio;
  const metadata = recordingMetadata(found);
  const signed = await credentials(input, mediaType);
  const truncated = found.some((track) => track['IsTruncated'] === 'Yes' || track.extra?.['IsTruncated'] === 'Yes');
  const findings: Finding[] = [
    ...(metadata.captured ? [] : [{ code: 'no-date' as const, message: 'This recording does not say when it was made.', from: 'General' }]),
    ...(truncated
      ? [
          {
            code: 'other' as const,
            message: 'The end of this recording is missing.',
            from: `${kind.name} structure`,
          },
        ]
      : []),
    ...(signed?.finding ? [signed.finding] : []),
  ];
  const fields = fieldsOf(found);
  return {
    kind: 'recording',
    mediaType,
    metadata: {
      ...metadata,
      ...(signed?.credentials && { credentials: signed.credentials }),
      ...(findings.length > 0 && { findings }),
      ...(fields.length > 0 && { fields }),
    },
    rendition: null,
    photo: null,
    reading: 'kept',
  };
}

export const recording: Format = {
  name: 'recording',
  recognise: (head, hints) => (recordingKind(head) ? 1 : files.test(hints.fileName) && looksBinary(head) ? 0.2 : 0),
  decode,
};
