import { z } from 'zod';
import { limits } from '../../formats/format.ts';
import { StagedShape } from '../shapes.ts';
import { task } from '../task.ts';

/** Draws an upright copy of a picture (HEIC, SVG) into the staging folder. Throws as the picture's codec does. */
export const draw = task({
  args: z.object({ file: z.string(), mediaType: z.string(), staging: z.string() }),
  result: z.object({ staged: StagedShape }),
  // A megabyte of HEIC holds some ten megapixels, and each of them some 20 bytes until it is drawn
  limits: { timeoutMs: 20_000, memoryMb: 600, perMegabyte: { timeoutMs: 2_000, memoryMb: 200 } },
  async run({ file, mediaType, staging }, tools) {
    const { uprightCopy } = await import('../../formats/photo/copy.ts');
    const input = await tools.open(file);
    const sink = tools.sink(staging, { parts: 1, bytes: limits.photoBytes });
    await sink.put({ path: 'upright', name: 'upright' }, await uprightCopy(await input.bytes(limits.photoBytes), mediaType));
    const [staged] = sink.staged;
    if (staged === undefined) throw new Error('The copy was not written.');
    return { staged };
  },
});
