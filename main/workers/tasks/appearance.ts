import { z } from 'zod';
import { LeftOut } from '../../../shared/model.ts';
import { limits } from '../../formats/format.ts';
import { task } from '../task.ts';

/** A saved page or mail as it looked, as a page that can neither run nor call. Throws NOT_FOUND (no HTML in it), TOO_LARGE, BROKEN_FILE. */
export const appearance = task({
  args: z.object({
    file: z.string(),
    mediaType: z.enum(['text/html', 'multipart/related', 'message/rfc822']),
    /** Texts of the reader's blocks, in order. */
    blocks: z.array(z.string()),
  }),
  result: z.object({ html: z.string(), left: LeftOut }),
  limits: { timeoutMs: 15_000, memoryMb: 600, perMegabyte: { timeoutMs: 600, memoryMb: 40 } },
  async run({ file, mediaType, blocks }, tools) {
    const { drawAppearance } = await import('../../formats/appearance/index.ts');
    const input = await tools.open(file);
    return drawAppearance(await input.bytes(limits.documentBytes), mediaType, blocks);
  },
});
