/** A baseline TIFF 6.0 written around raw pixels: the cheapest file that every picture library opens with its colour profile. */

const endOfDirectory = 4;

export interface Rgba {
  /** RGBA, 8 bits each, rows from the top, `stride` bytes from one to the next. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  /** Without it the fourth channel is dropped. */
  readonly alpha: boolean;
}

export function uncompressedTiff({ data: pixels, width, height, stride, alpha }: Rgba, icc: Uint8Array | null): Uint8Array {
  const channels = alpha ? 4 : 3;
  const entries: [tag: number, type: 3 | 4 | 7, count: number, value: number][] = [];
  const directory = 8;
  const count = 11 + (alpha ? 1 : 0) + (icc ? 1 : 0);
  const bits = directory + 2 + count * 12 + endOfDirectory;
  const profile = bits + channels * 2;
  const start = profile + (icc ? icc.length + (icc.length & 1) : 0);
  entries.push(
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, channels, bits],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, start],
    [274, 3, 1, 1],
    [277, 3, 1, channels],
    [278, 4, 1, height],
    [279, 4, 1, width * height * channels],
    [284, 3, 1, 1],
  );
  // 2: unassociated alpha
  if (alpha) entries.push([338, 3, 1, 2]);
  if (icc) entries.push([34675, 7, icc.length, profile]);
  const out = Buffer.alloc(start + width * height * channels);
  out.write('II*\0', 0, 'latin1');
  out.writeUInt32LE(directory, 4);
  out.writeUInt16LE(entries.length, directory);
  for (const [i, [tag, type, length, value]] of entries.entries()) {
    const at = directory + 2 + i * 12;
    out.writeUInt16LE(tag, at);
    out.writeUInt16LE(type, at + 2);
    out.writeUInt32LE(length, at + 4);
    out.writeUInt32LE(value, at + 8);
  }
  for (let i = 0; i < channels; i++) out.writeUInt16LE(8, bits + i * 2);
  if (icc) out.set(icc, profile);
  let to = start;
  for (let row = 0; row < height; row++)
    for (let from = row * stride, end = from + width * 4; from < end; from += 4) {
      out[to++] = pixels[from] ?? 0;
      out[to++] = pixels[from + 1] ?? 0;
      out[to++] = pixels[from + 2] ?? 0;
      if (alpha) out[to++] = pixels[from + 3] ?? 0;
    }
  return out;
}
