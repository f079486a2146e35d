/** Facts of a file in words. Pure. */
import type { MailHeader, Metadata, Position, RecordingFacts, RenditionRow, Within } from '../../../../shared/model.ts';
import { count } from '../../../components/words.ts';

/** A mean of 0 to 100 as `87 %`. */
export const sure = (confidence: number): string => `${Math.round(confidence)} %`;

/** `1 h 02 min 03 s`, `4 min 00 s`, `7.2 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (hours > 0) return `${hours} h ${two(minutes)} min ${two(rest)} s`;
  return minutes > 0 ? `${minutes} min ${two(rest)} s` : `${rest} s`;
}

type Line = readonly [name: string, value: string];
const line = (name: string, value: string | undefined): Line[] => (value === undefined || value === '' ? [] : [[name, value]]);

export function recordingLines(facts: RecordingFacts): Line[] {
  const { durationMs, width, height, frameRate, container, videoCodec, audioCodec } = facts;
  return [
    ...line('Length', durationMs === undefined ? undefined : duration(durationMs)),
    ...line('Picture', width === undefined || height === undefined ? undefined : `${count(width)} × ${count(height)} px`),
    ...line('Frames', frameRate === undefined ? undefined : `${Number(frameRate.toFixed(3))} a second`),
    ...line('Video', videoCodec),
    ...line('Sound', audioCodec),
    ...line('Container', container),
  ];
}

export function mailLines({ from, to, cc, subject, sent, messageId }: MailHeader): Line[] {
  return [
    ...line('From', from.join(', ')),
    ...line('To', to.join(', ')),
    ...line('Cc', cc.join(', ')),
    ...line('Subject', subject),
    ...line('Sent', sent === undefined ? undefined : sentWords(sent)),
    ...line('Message-ID', messageId),
  ];
}

/** `2023-01-09 07:40:00 +02:00`: as written, with the offset that was written. */
export const sentWords = (sent: string): string =>
  sent
    .replace('T', ' ')
    .replace(/\.000(?=Z|[+-])/, '')
    .replace(/(Z|[+-]\d\d:?\d\d)$/, (offset) => ` ${offset === 'Z' ? 'UTC' : offset}`);

/** For other programs: plain signs, degrees, latitude first. */
export const coordinates = ({ lat, lon }: Position): string => `${Number(lat.toFixed(6))}, ${Number(lon.toFixed(6))}`;

export function digestWords(digest: NonNullable<Within['digest']>): string {
  const said = {
    agrees: 'The container’s digest of it agrees with the bytes.',
    differs: 'The container’s digest of it does not agree with the bytes: it was damaged or changed since.',
    unknown: 'The container carries a digest of it that could not be compared.',
  }[digest.state];
  return `${said} (${digest.written})`;
}

export function thumbnailWords({ width, height, state, difference }: NonNullable<Metadata['thumbnail']>['value']): string {
  const size = `The small picture inside the file (${width} × ${height} px)`;
  return state === 'alike'
    ? `${size} shows what the photo shows.`
    : `${size} does not show what the photo shows; difference ${difference.toFixed(2)} of 1. The photo may have been changed after it was taken.`;
}

/** How a text came to be. */
export function renditionWords({ kind, confidence }: Pick<RenditionRow, 'kind' | 'confidence'>): string {
  if (kind === 'extracted') return 'Extracted from the file';
  return confidence === null ? 'Read by machine' : `Read by machine, ${sure(confidence)} sure on average`;
}
