/** Comments, texts and times of a picture as fields for people. */
import type { FileField } from '../../../shared/model.ts';
import type { Carried } from './carried.ts';
import { cleaned, type Tags, tagNumbers, tagText } from './tags.ts';

const longest = 2000;

function words(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return cleaned(text.includes('\ufffd') ? Buffer.from(bytes).toString('latin1') : text);
}
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text);

/** PNG texts and comments, in their order; empty ones are left out. */
export function carriedFields(carried: Carried): FileField[] {
  return [
    ...carried.texts.map(({ keyword, text }) => ({ group: 'PNG text', name: cleaned(keyword), value: cut(cleaned(text)) })),
    ...carried.comments.map((bytes) => ({ group: 'Comment', name: 'Comment', value: cut(words(bytes)) })),
    ...(carried.frames > 1 ? [{ group: 'File', name: 'Pictures in this file', value: String(carried.frames) }] : []),
  ].filter(({ value }) => value !== '');
}

/** The satellites' time, which is UTC by definition (EXIF 2.32, GPSDateStamp and GPSTimeStamp): a clock that the camera's owner cannot set. */
export function gpsTime(tags: Tags): FileField[] {
  const date = /^(\d{4})[:-](\d{2})[:-](\d{2})$/.exec(tagText(tags, 'exif', 'GPSDateStamp') ?? '');
  const [hours, minutes, seconds] = tagNumbers(tags, 'exif', 'GPSTimeStamp') ?? [];
  if (!date || hours === undefined || minutes === undefined || seconds === undefined || hours > 23 || minutes > 59 || seconds > 60)
    return [];
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const fraction = Math.round((seconds % 1) * 1000);
  const time = `${two(hours)}:${two(minutes)}:${two(seconds)}${fraction > 0 && fraction < 1000 ? `.${String(fraction).padStart(3, '0')}` : ''}`;
  return [{ group: 'GPS', name: 'GPS date and time (UTC)', value: `${date[1]}-${date[2]}-${date[3]}T${time}Z` }];
}
