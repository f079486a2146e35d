import { z } from 'zod';
import { limits } from '../../formats/format.ts';
import { relations } from '../../likeness/photo/relations.ts';
import { type TaskTools, task } from '../task.ts';

const Point = z.object({ x: z.number(), y: z.number() });
const Polygon = z.array(Point).readonly();
const Count = z.int().nonnegative();

/** `Alignment` of main/likeness/photo/align.ts, as it comes out of a worker. */
export const Aligned = z.object({
  relation: z.enum(relations),
  inner: z.enum(['a', 'b']).nullable(),
  score: z.number().min(0).max(1),
  mirrored: z.boolean(),
  rotated: z.number(),
  scale: z.number(),
  tone: z.object({ gain: z.number(), offset: z.number(), changed: z.boolean() }),
  transform: z.array(z.number()).length(9).readonly().nullable(),
  overlap: z.object({ a: Polygon, b: Polygon }).nullable(),
  overlays: z.array(z.object({ a: Polygon, b: Polygon })).readonly(),
  grounds: z.object({ inliers: Count, hashDistance: Count, same: Count, scattered: Count, laidOver: Count, plain: Count }),
});

export type Aligned = z.output<typeof Aligned>;

const Photo = z.object({ file: z.string(), mediaType: z.string() });

/** Lays photo b on photo a and says from their pixels what they are to each other. Throws as the photo codecs do. */
export const align = task({
  args: z.object({ a: Photo, b: Photo }),
  result: Aligned,
  limits: { timeoutMs: 120_000, memoryMb: 1_500 },
  async run({ a, b }, tools) {
    const { compare } = await import('../../likeness/photo/compare.ts');
    const { aligned } = await import('../../likeness/photo/align.ts');
    const { fingerprintOf } = await import('../../likeness/photo/fingerprint.ts');
    // One after the other: two large photos need not stand in memory at once.
    const first = await load(a, tools);
    const second = await load(b, tools);
    return aligned(first, second, compare(fingerprintOf(first.grey), fingerprintOf(second.grey)));
  },
});

async function load(photo: z.output<typeof Photo>, tools: TaskTools) {
  const { seen } = await import('../../likeness/photo/fingerprint.ts');
  const input = await tools.open(photo.file);
  return seen(await input.bytes(limits.photoBytes), photo.mediaType);
}
