import { describe, expect, test } from 'vitest';
import { isoPosition } from '../../../main/formats/recording/facts.ts';
import '../../../main/workers/wasm.ts';
import { decodeFile } from '../../../main/formats/index.ts';
import { fromMemory, memorySink } from '../../../main/formats/memory.ts';
import { read, refusal } from './read.ts';

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};
const box = (type: string, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
};
const zeros = (count: number) => Buffer.alloc(count);
const matrix = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32));
/** Seconds from 1904 to 2022-03-04T10:11:12Z. */
const made = 2_082_844_800 + Date.UTC(2022, 2, 4, 10, 11, 12) / 1000;

/** A QuickTime user item: `©xyz` and the like, text with its length and language. */
const item = (type: string, text: string) => box(type, u16(Buffer.byteLength(text)), u16(0x15c7), Buffer.from(text));

/** Apple's metadata by key. */
const metaBox = (told: Readonly<Record<string, string>>) =>
  box(
    'meta',
    box('hdlr', zeros(8), Buffer.from('mdta'), zeros(14)),
    box('keys', zeros(4), u32(Object.keys(told).length), ...Object.keys(told).map((key) => box('mdta', Buffer.from(key)))),
    box(
      'ilst',
      ...Object.values(told).map((value, i) => {
        const data = box('data', u32(1), zeros(4), Buffer.from(value));
        return Buffer.concat([u32(8 + data.length), u32(i + 1), data]);
      }),
    ),
  );

interface Made {
  readonly brand?: string;
  readonly udta?: Buffer;
  readonly moov?: boolean;
  readonly meta?: Readonly<Record<string, string>>;
}

function mp4({ brand = 'isom', udta = Buffer.alloc(0), moov = true, meta = {} }: Made = {}): Buffer {
  const entry = box(
    'avc1',
    zeros(6),
    u16(1),
    zeros(16),
    u16(640),
    u16(360),
    u32(0x480000),
    u32(0x480000),
    zeros(4),
    u16(1),
    zeros(32),
    u16(24),
    Buffer.from([0xff, 0xff]),
  );
  const stbl = box(
    'stbl',
    box('stsd', zeros(4), u32(1), entry),
    box('stts', zeros(4), u32(1), u32(50), u32(40)),
    box('stsc', zeros(4), u32(1), u32(1), u32(50), u32(1)),
    box('stsz', zeros(4), u32(100), u32(50)),
    box('stco', zeros(4), u32(1), u32(40)),
  );
  const trak = box(
    'trak',
    box('tkhd', u32(7), u32(made), u32(made), u32(1), zeros(4), u32(2000), zeros(16), matrix, u32(640 << 16), u32(360 << 16)),
    box(
      'mdia',
      box('mdhd', zeros(4), u32(made), u32(made), u32(1000), u32(2000), u16(0x55c4), zeros(2)),
      box('hdlr', zeros(8), Buffer.from('vide'), zeros(12), Buffer.from('v\0')),
      box('minf', box('vmhd', u32(1), zeros(8)), box('dinf', box('dref', zeros(4), u32(1), box('url ', u32(1)))), stbl),
    ),
  );
  const head = box(
    'mvhd',
    zeros(4),
    u32(made),
    u32(made),
    u32(1000),
    u32(2000),
    u32(0x10000),
    u16(0x100),
    zeros(10),
    matrix,
    zeros(24),
    u32(2),
  );
  return Buffer.concat([
    box('ftyp', Buffer.from(brand), u32(512), Buffer.from('isommp41')),
    box('mdat', zeros(5000)),
    ...(moov
      ? [box('moov', head, trak, ...(udta.length > 0 ? [box('udta', udta)] : []), ...(Object.keys(meta).length > 0 ? [metaBox(meta)] : []))]
      : []),
  ]);
}

function wav(seconds = 1): Buffer {
  const data = Buffer.alloc(16_000 * seconds);
  const out = Buffer.alloc(44 + data.length);
  out.write('RIFF', 0);
  out.writeUInt32LE(36 + data.length, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(1, 22);
  out.writeUInt32LE(8000, 24);
  out.writeUInt32LE(16_000, 28);
  out.writeUInt16LE(2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36);
  out.writeUInt32LE(data.length, 40);
  return out;
}

/** MPEG 1 layer III frames, 128 kbit/s at 44,100 Hz, silent. */
const mp3 = (frames = 40) =>
  Buffer.concat(Array.from({ length: frames }, () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), zeros(413)])));

describe('recordings are kept and listed', () => {
  test('a video: length, size, codec, time, place', async () => {
    const bytes = mp4({ udta: item('\u00a9xyz', '+48.7389+037.5848/') });
    const { kind, reading, mediaType, metadata, photo, rendition } = await read(bytes, 'holiday.jpg');
    expect({ kind, reading, mediaType, photo, rendition }).toEqual({
      kind: 'recording',
      reading: 'kept',
      mediaType: 'video/mp4',
      photo: null,
      rendition: null,
    });
    expect(metadata.recording?.value).toMatchObject({ durationMs: 2000, width: 640, height: 360, videoCodec: 'AVC' });
    expect(metadata.captured?.value).toEqual({ local: '2022-03-04T10:11:12', offset: '+00:00' });
    expect(metadata.position?.value).toEqual({ lat: 48.7389, lon: 37.5848 });
    expect(metadata.fields?.length).toBeGreaterThan(10);
  });
  test('a phone’s own words: local time with its offset, camera, system, place', async () => {
    const told = {
      'com.apple.quicktime.creationdate': '2021-04-11T15:47:53-0500',
      'com.apple.quicktime.location.ISO6709': '+39.0513-094.2887+260.560/',
      'com.apple.quicktime.make': 'Apple',
      'com.apple.quicktime.model': 'iPhone 11',
      'com.apple.quicktime.software': '14.4',
    };
    const { metadata } = await read(mp4({ brand: 'qt  ', meta: told }), 'a.mov');
    expect(metadata.captured?.value).toEqual({ local: '2021-04-11T15:47:53', offset: '-05:00' });
    expect(metadata.position?.value).toEqual({ lat: 39.0513, lon: -94.2887, alt: 260.56 });
    expect(metadata.camera?.value).toEqual({ make: 'Apple', model: 'iPhone 11' });
    expect(metadata.software?.value).toContain('iOS 14.4');
  });
  test('QuickTime by its brand', async () => expect((await read(mp4({ brand: 'qt  ' }), 'a')).mediaType).toBe('video/quicktime'));
  test('sound: length and codec, and that it names no time', async () => {
    const { kind, mediaType, metadata } = await read(wav(2), 'a.bin');
    expect([kind, mediaType]).toEqual(['recording', 'audio/wav']);
    expect(metadata.recording?.value).toMatchObject({ durationMs: 2000, audioCodec: 'PCM' });
    expect(metadata.findings?.map(({ code }) => code)).toEqual(['no-date']);
  });
  test('MP3 without a tag before it', async () => expect((await read(mp3(), 'a.bin')).mediaType).toBe('audio/mpeg'));
  test('a video of four gigabytes is read at a few places', async () => {
    const small = mp4();
    const moov = small.subarray(small.indexOf('moov') - 4);
    const ftyp = small.subarray(0, small.indexOf('mdat') - 4);
    const length = 4 * 2 ** 30;
    const wide = Buffer.concat([u32(1), Buffer.from('mdat'), u32(Math.floor(length / 2 ** 32)), u32(length % 2 ** 32)]);
    const size = ftyp.length + length + moov.length;
    let taken = 0;
    const part = (offset: number, count: number) => {
      const out = Buffer.alloc(Math.max(0, Math.min(count, size - offset)));
      for (const [at, bytes] of [
        [0, ftyp],
        [ftyp.length, wide],
        [ftyp.length + length, moov],
      ] as const)
        for (let i = 0; i < bytes.length; i++) if (at + i >= offset && at + i < offset + out.length) out[at + i - offset] = bytes[i] ?? 0;
      taken += out.length;
      return out;
    };
    const input = {
      ...fromMemory(new Uint8Array(0)),
      size,
      head: part(0, 4096),
      bytes: async () => {
        throw new Error('A recording must not be read whole.');
      },
      read: async (offset: number, count: number) => part(offset, count),
    };
    const { metadata } = await decodeFile(input, { fileName: 'a.mp4' }, memorySink());
    expect(metadata.recording?.value.durationMs).toBe(2000);
    expect(taken).toBeLessThan(64 << 20);
  });
});

describe('a damaged recording is refused in plain words', () => {
  test.each<[string, Uint8Array, string]>([
    ['a video whose index is missing', mp4({ moov: false }), 'a.mp4'],
    ['noise named as a video', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)), 'a.mp4'],
    ['a beginning alone', mp4().subarray(0, 24), 'a.mp4'],
    ['a sound file without sound', wav().subarray(0, 12), 'a.wav'],
  ])('%s', async (_, bytes, name) => {
    const refused = await refusal(bytes, name);
    expect(refused?.code).toBe('BROKEN_FILE');
    expect(refused?.message).toMatch(/recording/);
  });
});

test.each([
  ['+39.0513-094.2887+260.560/', { lat: 39.0513, lon: -94.2887, alt: 260.56 }],
  ['+48.7389+037.5848/', { lat: 48.7389, lon: 37.5848 }],
  ['39.0513°N 94.2887°W 260.560m', { lat: 39.0513, lon: -94.2887, alt: 260.56 }],
  ['95°N 10°E', null],
  ['-3330.00+15130.00/', { lat: -33.5, lon: 151.5 }],
  ['+123+456/', null],
  ['somewhere', null],
])('ISO 6709 %s', (text, position) => expect(isoPosition(text)).toEqual(position));
