import { z } from 'zod';
import { limits } from '../../formats/format.ts';
import { renditionText } from '../rendition-text.ts';
import { task } from '../task.ts';

const Span = z.tuple([z.number(), z.number()]).readonly();
const share = z.number().min(0).max(1);

/** `TextLikeness` of main/likeness/text/compare.ts, as it comes out of a worker. */
const Likeness = z.object({
  kind: z.enum(['same-story', 'light-edit', 'rewrite', 'partial-reuse']).nullable(),
  score: share,
  containment: z.object({ a: share, b: share }),
  cosine: share,
  counterparts: z.object({ a: share, b: share }),
  passages: z.array(z.object({ a: Span, b: Span })).readonly(),
});
export type Alike = z.infer<typeof Likeness>;

/** Compares one text with others, in their order. All files are renditions; `common` are shingles that make nothing alike. */
export const alike = task({
  args: z.object({ file: z.string(), others: z.array(z.string()).max(100), common: z.instanceof(Uint32Array) }),
  result: z.object({ found: z.array(Likeness) }),
  limits: { timeoutMs: 60_000, memoryMb: 900, perMegabyte: { timeoutMs: 2_000, memoryMb: 40 } },
  async run({ file, others, common }, tools) {
    const { fingerprint } = await import('../../likeness/text/fingerprint.ts');
    const { compare } = await import('../../likeness/text/compare.ts');
    const read = async (path: string) => {
      const input = await tools.open(path);
      try {
        return fingerprint(renditionText(await input.bytes(limits.textBytes * 2)));
      } finally {
        await input.close();
      }
    };
    const own = await read(file);
    const ignored = new Set(common);
    const found: Alike[] = [];
    for (const other of others) {
      found.push(compare(own, await read(other), ignored));
      tools.progress(found.length, others.length);
    }
    return { found };
  },
});
