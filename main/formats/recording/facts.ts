/** What a recording's tags say: how long, of what, when, where, with what. Nothing that is not written is guessed. */
import type { CaptureTime, FileField, Metadata, Position, RecordingFacts } from '../../../shared/model.ts';
import { wallTime } from '../photo/facts.ts';
import type { Track } from './tracks.ts';

const longest = 2000;
const most = 2000;

const text = (value: unknown): string | undefined => {
  const found = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return found === '' ? undefined : found.toWellFormed().slice(0, longest);
};
const number = (value: unknown): number | undefined => {
  const found = Number(text(value) ?? Number.NaN);
  return Number.isFinite(found) ? found : undefined;
};
const positive = (value: unknown): number | undefined => {
  const found = number(value);
  return found !== undefined && found > 0 ? found : undefined;
};

/** A tag by any of its names, among a track's own and its further ones. */
function tagOf(track: Track | undefined, names: readonly string[]): { value: string; from: string } | undefined {
  for (const name of names) {
    const value = text(track?.[name]) ?? text(track?.extra?.[name]);
    if (value !== undefined) return { value, from: `${track?.['@type'] ?? ''} ${name}`.trim() };
  }
  return undefined;
}

export function fieldsOf(tracks: readonly Track[]): FileField[] {
  const fields: FileField[] = [];
  const counts = new Map<string, number>();
  for (const track of tracks) {
    const type = track['@type'];
    const nth = (counts.get(type) ?? 0) + 1;
    counts.set(type, nth);
    const group = nth === 1 ? type : `${type} ${nth}`;
    for (const [name, value] of [...Object.entries(track), ...Object.entries(track.extra ?? {})]) {
      const shown =
        name === 'extra' || name === '@type' || /^File_(?:Created|Modified)|^FileSize$|^StreamKindID$/.test(name) ? undefined : text(value);
      if (shown !== undefined && fields.length < most) fields.push({ group, name, value: shown });
    }
  }
  return fields;
}

/** MediaInfo writes `2021-04-11 20:47:53 UTC`, older versions `UTC 2021-04-11 20:47:53`; Apple writes ISO 8601 with an offset. */
function timeOf(written: string): CaptureTime | null {
  const utc = /^UTC\s+|\s+UTC$/.test(written);
  const plain = written.replace(/^UTC\s+|\s+UTC$/g, '').trim();
  const time = wallTime(plain);
  return time === null || time.offset !== null || !utc ? time : { ...time, offset: '+00:00' };
}

function captured(general: Track | undefined): Metadata['captured'] {
  for (const names of [
    ['com_apple_quicktime_creationdate'],
    ['Recorded_Date', 'Original_Recorded_Date'],
    // UTC by the standard (ISO/IEC 14496-12, 8.2.2), though some cameras write their local time here
    ['Encoded_Date', 'Mastered_Date'],
  ]) {
    const tag = tagOf(general, names);
    const value = tag ? timeOf(tag.value) : null;
    if (tag && value) return { value, from: tag.from };
  }
  return undefined;
}

/** As MediaInfo writes it: `39.0513°N 94.2887°W 260.560m`. */
function shownPosition(written: string): Position | null {
  const parts = /^(\d+(?:\.\d+)?)°([NS]) (\d+(?:\.\d+)?)°([EW])(?: ([+-]?\d+(?:\.\d+)?)m)?$/.exec(written.trim());
  if (!parts) return null;
  const [lat, lon] = [Number(parts[1]) * (parts[2] === 'S' ? -1 : 1), Number(parts[3]) * (parts[4] === 'W' ? -1 : 1)];
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
  return { lat, lon, ...(parts[5] === undefined ? {} : { alt: Number(parts[5]) }) };
}

/** ISO 6709: `+39.0513-094.2887+260.560/`, degrees or with minutes; or as MediaInfo writes it. */
export function isoPosition(written: string): Position | null {
  const shown = shownPosition(written);
  if (shown) return shown;
  const parts = /^([+-]\d{2,6}(?:\.\d+)?)([+-]\d{3,7}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?(?:CRS\S*)?\/?$/.exec(written.trim());
  if (!parts) return null;
  const degrees = (part: string, whole: number): number => {
    const digits = part.slice(1);
    const size = digits.split('.')[0]?.length ?? 0;
    const [d, rest] = [Number(digits.slice(0, whole)), digits.slice(whole)];
    const value =
      size === whole
        ? Number(digits)
        : size === whole + 2
          ? d + Number(rest) / 60
          : d + Number(rest.slice(0, 2)) / 60 + Number(rest.slice(2)) / 3600;
    return ((part.startsWith('-') ? -1 : 1) * Math.round(value * 1e8)) / 1e8;
  };
  const [lat, lon] = [degrees(parts[1] ?? '', 2), degrees(parts[2] ?? '', 3)];
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return null;
  return { lat, lon, ...(parts[3] === undefined ? {} : { alt: Number(parts[3]) }) };
}

function position(general: Track | undefined): Metadata['position'] {
  const tag = tagOf(general, ['com_apple_quicktime_location_ISO6709', 'xyz', 'Recorded_Location']);
  const value = tag ? isoPosition(tag.value) : null;
  return tag && value ? { value, from: tag.from } : undefined;
}

function facts(general: Track | undefined, video: Track | undefined, audio: Track | undefined): RecordingFacts {
  const seconds = number(general?.['Duration']) ?? number(video?.['Duration']) ?? number(audio?.['Duration']);
  const turned = Math.abs(number(video?.['Rotation']) ?? 0) % 180 === 90;
  const [w, h] = [positive(video?.['Width']), positive(video?.['Height'])];
  const [width, height] = turned ? [h, w] : [w, h];
  const frameRate = positive(video?.['FrameRate']);
  const codec = (track: Track | undefined) => text(track?.['Format']) ?? text(track?.['CodecID']);
  const [container, videoCodec, audioCodec] = [text(general?.['Format']), codec(video), codec(audio)];
  return {
    ...(seconds === undefined || seconds < 0 ? {} : { durationMs: Math.round(seconds * 1000) }),
    ...(width !== undefined && Number.isInteger(width) && { width }),
    ...(height !== undefined && Number.isInteger(height) && { height }),
    ...(frameRate !== undefined && { frameRate }),
    ...(container !== undefined && { container }),
    ...(videoCodec !== undefined && { videoCodec }),
    ...(audioCodec !== undefined && { audioCodec }),
  };
}

/** All of it as metadata of a source, without findings. */
export function recordingMetadata(tracks: readonly Track[]): Metadata {
  const of = (type: string) => tracks.find((track) => track['@type'] === type);
  const [general, video, audio] = [of('General'), of('Video'), of('Audio')];
  const [title, author, publisher] = [
    tagOf(general, ['Title', 'Movie', 'Track']),
    tagOf(general, ['Performer', 'Director', 'com_apple_quicktime_author']),
    tagOf(general, ['Publisher', 'com_apple_quicktime_publisher']),
  ];
  const description = tagOf(general, ['Description', 'Comment']);
  const [make, model] = [
    tagOf(general, ['Encoded_Hardware_CompanyName', 'com_apple_quicktime_make', 'Make', 'com_android_manufacturer']),
    tagOf(general, ['Encoded_Hardware_Name', 'com_apple_quicktime_model', 'Model', 'com_android_model']),
  ];
  const programs = ['Encoded_Application', 'com_apple_quicktime_software', 'Encoded_Library'].flatMap((name) => {
    const tag = tagOf(general, [name]);
    return tag ? [tag] : [];
  });
  const system = ['Encoded_OperatingSystem_Name', 'Encoded_OperatingSystem_Version'].flatMap((name) => tagOf(general, [name])?.value ?? []);
  if (system.length > 0) programs.push({ value: system.join(' '), from: 'General Encoded_OperatingSystem' });
  const when = captured(general);
  const where = position(general);
  return {
    ...(title && { title: { ...title, value: title.value.slice(0, 500) } }),
    ...(author && { authors: { value: [author.value], from: author.from } }),
    ...(publisher && { publisher }),
    ...(description && { description }),
    ...((make || model) && {
      camera: {
        value: { ...(make && { make: make.value }), ...(model && { model: model.value }) },
        from: [make?.from, model?.from].filter((from) => from !== undefined).join(', '),
      },
    }),
    ...(when && { captured: when }),
    ...(where && { position: where }),
    ...(programs.length > 0 && {
      software: { value: [...new Set(programs.map(({ value }) => value))], from: programs.map(({ from }) => from).join('; ') },
    }),
    recording: { value: facts(general, video, audio), from: 'the file’s own structure' },
  };
}
