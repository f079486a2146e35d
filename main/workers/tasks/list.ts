import { z } from 'zod';
import { AssayError } from '../../../shared/errors.ts';
import { HintsShape, MemberShape } from '../shapes.ts';
import { task } from '../task.ts';

/** What is in an archive, member by member. Throws WRONG_KIND for what is none. */
export const list = task({
  args: z.object({ file: z.string(), hints: HintsShape }),
  item: MemberShape,
  result: z.object({ members: z.int().nonnegative() }),
  limits: { timeoutMs: 4_500, memoryMb: 480, perMegabyte: { timeoutMs: 100, memoryMb: 0.1 } },
  async run({ file, hints }, tools, emit) {
    const { formatOf, guarded } = await import('../../formats/index.ts');
    const input = await tools.open(file);
    const format = formatOf(input, hints);
    let members = 0;
    await guarded(format, hints, async () => {
      if (format.list === undefined) throw new AssayError('WRONG_KIND', 'This is no archive.', { fileName: hints.fileName });
      for await (const member of format.list(input, hints)) {
        await emit(member);
        members += 1;
      }
    });
    return { members };
  },
});
