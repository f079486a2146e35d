/** Scanned pages of a PDF as pictures to read, one after another. */
import type { FileBytes } from '../format.ts';
import { openPages } from '../pdf/render.ts';

export interface PageToRead {
  readonly picture: Uint8Array;
  /** Of the page, in points. */
  readonly width: number;
  readonly height: number;
  /** Takes pixels of the picture to points. */
  readonly scale: number;
}

/** 300 dots an inch, at which the engine was trained. */
const readingScale = 300 / 72;

/** `pages` are counted from 1. Throws PASSWORD_NEEDED, BROKEN_FILE, NOT_FOUND. */
export async function* pagePictures(
  input: FileBytes,
  pages: readonly number[],
  mostPixels: number,
  password: string | undefined,
): AsyncGenerator<PageToRead> {
  const drawer = await openPages(input, password);
  try {
    for (const page of pages) {
      const { bytes, width, height, scale } = await drawer.draw(page, { scale: readingScale, mostPixels, as: 'png' });
      yield { picture: bytes, width: width / scale, height: height / scale, scale: 1 / scale };
    }
  } finally {
    await drawer.close();
  }
}
