import { z } from 'zod';
import { DecodedShape, HintsShape, StagedShape } from '../shapes.ts';
import { task } from '../task.ts';

/** Reads one file of any format; files inside it are staged, in their order. */
export const decode = task({
  args: z.object({ file: z.string(), hints: HintsShape, staging: z.string() }),
  result: z.object({ decoded: DecodedShape, staged: z.array(StagedShape) }),
  limits: { timeoutMs: 4_500, memoryMb: 480, perMegabyte: { timeoutMs: 500, memoryMb: 12 } },
  async run({ file, hints, staging }, tools) {
    const { decodeFile } = await import('../../formats/index.ts');
    const sink = tools.sink(staging);
    const decoded = await decodeFile(await tools.open(file), hints, sink);
    return { decoded, staged: [...sink.staged] };
  },
});
