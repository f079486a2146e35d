import { z } from 'zod';
import { task } from '../task.ts';

/** Larger pictures of a page show no more of it. */
const mostPixels = 40_000_000;

/**
 * One page of a PDF as a picture on white, as it is seen. Sizes are pixels; `scale` is pixels for a point, and smaller than asked for
 * where the picture would pass 40 megapixels. Throws NOT_FOUND, PASSWORD_NEEDED, BROKEN_FILE.
 */
export const page = task({
  args: z.object({
    file: z.string(),
    /** Counted from 1. */
    page: z.int().positive(),
    /** Pixels for one point (1/72 inch). */
    scale: z.number().positive().max(40),
    as: z.enum(['png', 'jpeg']).default('png'),
    password: z.string().exactOptional(),
  }),
  result: z.object({
    bytes: z.instanceof(Uint8Array),
    mediaType: z.enum(['image/png', 'image/jpeg']),
    width: z.int().positive(),
    height: z.int().positive(),
    scale: z.number().positive(),
  }),
  limits: { timeoutMs: 20_000, memoryMb: 900, perMegabyte: { timeoutMs: 100, memoryMb: 4 } },
  async run({ file, page: number, scale, as, password }, tools) {
    const { openPages } = await import('../../formats/pdf/render.ts');
    const input = await tools.open(file);
    const pages = await openPages(input, password);
    try {
      const picture = await pages.draw(number, { scale, mostPixels, as });
      return { ...picture, bytes: new Uint8Array(picture.bytes) };
    } finally {
      await pages.close();
    }
  },
});
