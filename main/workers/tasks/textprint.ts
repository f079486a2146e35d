import { z } from 'zod';
import { limits } from '../../formats/format.ts';
import { task } from '../task.ts';

/** What a text is found by among others (see main/likeness/text): hashes of word runs and of words. `file` is a rendition. */
export const textprint = task({
  args: z.object({ file: z.string() }),
  result: z.object({ shingles: z.instanceof(Uint32Array), terms: z.instanceof(Uint32Array), counts: z.instanceof(Uint32Array) }),
  limits: { timeoutMs: 20_000, memoryMb: 700, perMegabyte: { timeoutMs: 500, memoryMb: 20 } },
  async run({ file }, tools) {
    const { fingerprint } = await import('../../likeness/text/fingerprint.ts');
    const { renditionText } = await import('../rendition-text.ts');
    const input = await tools.open(file);
    const { shingles, terms, counts } = fingerprint(renditionText(await input.bytes(limits.textBytes * 2)));
    return { shingles: Uint32Array.from(shingles), terms: Uint32Array.from(terms), counts: Uint32Array.from(counts) };
  },
});
