import { z } from 'zod';
import { limits } from '../../formats/format.ts';
import { task } from '../task.ts';

/** What a photo is compared by: a hash of the whole and local features. Throws as the photo codecs do. */
export const fingerprint = task({
  args: z.object({ file: z.string(), mediaType: z.string() }),
  result: z.object({
    /** 32 bytes; none for a picture too plain to tell from others. */
    hash: z.instanceof(Uint8Array),
    /** At most 19 kB. */
    features: z.instanceof(Uint8Array),
  }),
  limits: { timeoutMs: 60_000, memoryMb: 1_500 },
  async run({ file, mediaType }, tools) {
    const { fingerprintOf, seen } = await import('../../likeness/photo/fingerprint.ts');
    const { packFeatures } = await import('../../likeness/photo/features.ts');
    const input = await tools.open(file);
    const { grey } = await seen(await input.bytes(limits.photoBytes), mediaType);
    const { hash, features } = fingerprintOf(grey);
    return { hash, features: packFeatures(features) };
  },
});
