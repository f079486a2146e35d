/**
 * The small picture that a camera puts into a photo, against the photo itself: a program that changes the one and forgets the other leaves a trace.
 * Cameras fit it in their own ways (black bars above and below, cut to 4:3, squeezed), and none of them may pass for a change.
 */
import sharp from 'sharp';
import type { EmbeddedThumbnail, Finding } from '../../../shared/model.ts';
import { type Carried, photoshopResources } from './carried.ts';
import { type Grey, grey } from './grey.ts';
import { entryOf, firstDirectory, firstNumber, readDirectory, tiffBlock } from './ifd.ts';

const grid = 32;
/** At and above this, they do not show the same. Measured: 45 camera files reach .062 (photos under 100 pixels), a crop by a tenth begins at .122. */
const differs = 0.12;

interface Embedded {
  readonly jpeg: Uint8Array;
  readonly from: string;
}

/** Small JPEGs in a file's EXIF and Photoshop blocks. */
export function embeddedPictures(carried: Carried): Embedded[] {
  const found: Embedded[] = [];
  for (const exif of carried.exif.slice(0, 4)) {
    const block = tiffBlock(exif);
    const first = block && readDirectory(block, firstDirectory(block));
    const second = block && first && first.next > 0 ? readDirectory(block, first.next) : null;
    if (!block || !second) continue;
    const [at, length] = [firstNumber(block, entryOf(second, 0x201)), firstNumber(block, entryOf(second, 0x202))];
    if (at !== null && length !== null && length > 0 && at + length <= exif.length)
      found.push({ jpeg: exif.subarray(at, at + length), from: 'EXIF thumbnail' });
  }
  const shown = photoshopResources(carried.photoshop).get(1036);
  if (shown && shown.length > 28 + 100) found.push({ jpeg: shown.subarray(28), from: 'Photoshop thumbnail' });
  return found.filter(({ jpeg }) => jpeg[0] === 0xff && jpeg[1] === 0xd8);
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Mean brightness of `grid` × `grid` cells of a frame. */
function cells(picture: Grey, { x, y, width, height }: Frame): Float64Array {
  const out = new Float64Array(grid * grid);
  for (let row = 0; row < grid; row++)
    for (let column = 0; column < grid; column++) {
      const [x0, y0] = [x + (column * width) / grid, y + (row * height) / grid];
      const [x1, y1] = [Math.max(x0 + 1, x + ((column + 1) * width) / grid), Math.max(y0 + 1, y + ((row + 1) * height) / grid)];
      let sum = 0;
      let count = 0;
      for (let py = Math.floor(y0); py < y1 && py < picture.height; py++)
        for (let px = Math.floor(x0); px < x1 && px < picture.width; px++) {
          sum += picture.data[py * picture.width + px] ?? 0;
          count++;
        }
      out[row * grid + column] = count === 0 ? 0 : sum / count;
    }
  return out;
}

const mean = (list: Float64Array): number => list.reduce((sum, value) => sum + value, 0) / list.length;

/**
 * How unlike two pictures are, each up to its brightness and contrast: as wholes, (1 − correlation) / 2, or in the one place where they part
 * most (an eighth of the edges long), where that is more. 0 alike, 1 nothing in common.
 */
function unlike(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [da, db] = [value - meanA, (b[i] ?? 0) - meanB];
    both += da * db;
    ofA += da * da;
    ofB += db * db;
  }
  // A picture of one even tone is like any other of one even tone
  const flat = 4 * a.length;
  if (ofA < flat || ofB < flat) return ofA < flat && ofB < flat ? Math.min(1, Math.abs(meanA - meanB) / 255) : 0.5;
  const correlation = both / Math.sqrt(ofA * ofB);
  const asWhole = (1 - correlation) / 2;
  return Math.max(asWhole, Math.min(1, inOnePlace(a, b, meanA, meanB, both / ofB) / (2 * Math.sqrt(ofA / a.length)) / 4));
}

const block = grid / 8;
/** The largest mean distance, in grey levels, between a block of `a` and what `b` predicts of it. */
function inOnePlace(a: Float64Array, b: Float64Array, meanA: number, meanB: number, gain: number): number {
  let largest = 0;
  for (let top = 0; top + block <= grid; top += block / 2)
    for (let left = 0; left + block <= grid; left += block / 2) {
      let sum = 0;
      for (let y = top; y < top + block; y++)
        for (let x = left; x < left + block; x++) {
          const i = y * grid + x;
          sum += Math.abs((a[i] ?? 0) - meanA - gain * ((b[i] ?? 0) - meanB));
        }
      largest = Math.max(largest, sum / (block * block));
    }
  return largest;
}

/** A frame without bars of one dark tone on two opposite sides. */
function withoutBars(picture: Grey): Frame {
  const dark = (i: number, across: boolean): boolean => {
    const length = across ? picture.width : picture.height;
    for (let k = 0; k < length; k++) if ((picture.data[across ? i * picture.width + k : k * picture.width + i] ?? 0) > 40) return false;
    return true;
  };
  const bar = (across: boolean): number => {
    const length = across ? picture.height : picture.width;
    const limit = Math.floor(length / 3);
    let [first, last] = [0, 0];
    while (first < limit && dark(first, across)) first++;
    while (last < limit && dark(length - 1 - last, across)) last++;
    // JPEG blurs the edge of a bar into the picture by some pixels
    return first > 1 && last > 1 ? Math.min(first, last) + 1 : 0;
  };
  const [top, left] = [bar(true), bar(false)];
  return { x: left, y: top, width: picture.width - 2 * left, height: picture.height - 2 * top };
}

const whole = (picture: Grey): Frame => ({ x: 0, y: 0, width: picture.width, height: picture.height });

/** The middle of a picture in another's proportions. */
function middle(picture: Grey, ratio: number): Frame {
  const { width, height } = picture;
  return width / height > ratio
    ? { x: (width - height * ratio) / 2, y: 0, width: height * ratio, height }
    : { x: 0, y: (height - width / ratio) / 2, width, height: width / ratio };
}

function turned(picture: Grey, quarters: number): Grey {
  if (quarters === 0) return picture;
  const { data, width, height } = picture;
  const [w, h] = quarters === 2 ? [width, height] : [height, width];
  const out = new Uint8Array(data.length);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [fromX, fromY] = quarters === 1 ? [y, height - 1 - x] : quarters === 2 ? [width - 1 - x, height - 1 - y] : [width - 1 - y, x];
      out[y * w + x] = data[fromY * width + fromX] ?? 0;
    }
  return { data: out, width: w, height: h };
}

/** How unlike a picture and its small copy are, in the fit in which they are most alike. */
export function difference(picture: Grey, small: Grey): number {
  const inner = withoutBars(small);
  let least = 1;
  // Turned by quarters, too: a viewer that turned the photo and not its small copy changed nothing that it shows
  for (const quarters of [0, 1, 2, 3]) {
    const photo = turned(picture, quarters);
    const bare = cells(small, inner);
    const full = cells(small, whole(small));
    least = Math.min(
      least,
      unlike(cells(photo, whole(photo)), bare),
      unlike(cells(photo, whole(photo)), full),
      unlike(cells(photo, middle(photo, small.width / small.height)), full),
      unlike(cells(photo, middle(photo, inner.width / inner.height)), bare),
    );
    if (least < differs / 2) break;
  }
  return Math.round(least * 1000) / 1000;
}

/** The embedded picture that is least like the photo, judged. Null where there is none that can be opened. */
export async function compareThumbnails(
  carried: Carried,
  picture: Grey,
): Promise<{ thumbnail: { value: EmbeddedThumbnail; from: string }; finding: Finding | null } | null> {
  let worst: { value: EmbeddedThumbnail; from: string } | null = null;
  for (const { jpeg, from } of embeddedPictures(carried)) {
    try {
      const header = await sharp(jpeg, { limitInputPixels: 100_000_000 }).metadata();
      const value = difference(picture, await grey(jpeg));
      if (worst === null || value > worst.value.difference)
        worst = {
          value: { width: header.width, height: header.height, state: value >= differs ? 'differs' : 'alike', difference: value },
          from,
        };
    } catch {
      // A small copy that cannot be opened says nothing about the picture; its bytes are among the fields.
    }
  }
  if (worst === null) return null;
  return {
    thumbnail: worst,
    finding:
      worst.value.state === 'alike'
        ? null
        : {
            code: 'thumbnail-differs',
            message: `The small picture inside this file (${worst.value.width} × ${worst.value.height}) does not show what the file itself shows. The picture may have been changed after it was taken.`,
            from: worst.from,
          },
  };
}
