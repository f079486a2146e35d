/** Pages of a PDF as pictures, on white, the way they are seen: turned as the file says and cut to its crop box. */
import { createCanvas } from '@napi-rs/canvas';
import { AssayError } from '../../../shared/errors.ts';
import type { FileBytes } from '../format.ts';
import { openPdf } from './open.ts';

export interface PagePicture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels for one point of the page (see Layout); smaller than asked for where the picture would have been too large. */
  readonly scale: number;
}

export interface DrawOptions {
  /** Pixels for one point; 1 is 72 dots an inch. */
  readonly scale: number;
  readonly mostPixels: number;
  readonly as: 'png' | 'jpeg';
}

export interface PageDrawer {
  readonly pages: number;
  /** Draws a page, counted from 1. Throws NOT_FOUND where there is none such. */
  draw(page: number, options: DrawOptions): Promise<PagePicture>;
  close(): Promise<void>;
}

/** Opens a file to draw its pages one after another. Throws what `openPdf` throws; PASSWORD_NEEDED also where none is given. */
export async function openPages(input: FileBytes, password?: string): Promise<PageDrawer> {
  const open = await openPdf(input, password);
  if (open === 'locked') throw new AssayError('PASSWORD_NEEDED', 'This PDF is locked; its pages can be shown once its password is given.');
  const { document, whileReadable, close } = open;
  return {
    pages: document.numPages,
    async draw(number, { scale, mostPixels, as }) {
      if (number < 1 || number > document.numPages)
        throw new AssayError('NOT_FOUND', `This document has ${document.numPages} pages; there is no page ${number}.`);
      const page = await whileReadable(document.getPage(number));
      const whole = page.getViewport({ scale: 1 });
      const most = Math.sqrt(mostPixels / (whole.width * whole.height));
      const viewport = page.getViewport({ scale: Math.min(scale, most) });
      const [width, height] = [Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height))];
      const canvas = createCanvas(width, height);
      await whileReadable(page.render({ canvas: null, canvasContext: canvas.getContext('2d'), viewport, background: '#ffffff' }).promise);
      page.cleanup();
      const bytes = as === 'png' ? await canvas.encode('png') : await canvas.encode('jpeg', 88);
      return { bytes, mediaType: as === 'png' ? 'image/png' : 'image/jpeg', width, height, scale: viewport.scale };
    },
    close,
  };
}
