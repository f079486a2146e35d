import { z } from 'zod';
import { AssayError } from '../../../shared/errors.ts';
import { limits } from '../../formats/format.ts';
import { HintsShape, StagedShape } from '../shapes.ts';
import { task } from '../task.ts';

/** Stages one member of an archive. Throws WRONG_KIND for what is none, NOT_FOUND, BROKEN_FILE, TOO_LARGE. */
export const take = task({
  args: z.object({ file: z.string(), id: z.string(), hints: HintsShape, staging: z.string() }),
  result: z.object({ staged: StagedShape }),
  limits: { timeoutMs: 4_500, memoryMb: 480, perMegabyte: { timeoutMs: 100, memoryMb: 0.1 } },
  async run({ file, id, hints, staging }, tools) {
    const { formatOf, guarded } = await import('../../formats/index.ts');
    const input = await tools.open(file);
    const sink = tools.sink(staging, { parts: 1, bytes: limits.memberBytes });
    const format = formatOf(input, hints);
    await guarded(format, hints, async () => {
      if (format.take === undefined) throw new AssayError('WRONG_KIND', 'This is no archive.', { fileName: hints.fileName });
      await format.take(input, id, hints, sink);
    });
    const [staged] = sink.staged;
    if (staged === undefined) throw new AssayError('NOT_FOUND', 'There is no such file in this archive.', { id });
    return { staged };
  },
});
