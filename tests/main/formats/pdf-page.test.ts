import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { fromMemory, memorySink } from '../../../main/formats/memory.ts';
import type { TaskTools } from '../../../main/workers/task.ts';
import { page } from '../../../main/workers/tasks/page.ts';
import { AssayError } from '../../../shared/errors.ts';
import { type Made, makePdf, say } from './pdf-make.ts';

const toolsFor = (bytes: Uint8Array): TaskTools => ({
  open: async () => ({ ...fromMemory(bytes), close: async () => undefined }),
  sink: () => ({ ...memorySink(), staged: [] }),
  progress: () => undefined,
  resources: '',
});
const never = (): Promise<void> => Promise.reject(new Error('a page has no items'));
const draw = (made: Made, args: { page?: number; scale?: number; as?: 'png' | 'jpeg'; password?: string } = {}) =>
  page.run({ file: 'a.pdf', page: 1, scale: 1, as: 'png', ...args }, toolsFor(makePdf(made)), never);

/** How dark a rectangle of a picture is, 0 (white) to 255. */
async function darkness(bytes: Uint8Array, [left, top, width, height]: readonly [number, number, number, number]): Promise<number> {
  const { channels } = await sharp(await sharp(bytes).flatten().extract({ left, top, width, height }).png().toBuffer()).stats();
  return 255 - (channels[0]?.mean ?? 0);
}
const word = { content: say('HHHHHHHH', 100, 700, 24) };

describe('a page as a picture', () => {
  test('black words on white where the page has them, in pixels of the scale asked for', async () => {
    const { bytes, ...rest } = await draw({ pages: [word] }, { scale: 2 });
    expect(rest).toEqual({ mediaType: 'image/png', width: 1200, height: 1600, scale: 2 });
    expect(await darkness(bytes, [200, 165, 200, 35])).toBeGreaterThan(40);
    expect(await darkness(bytes, [200, 800, 200, 200])).toBe(0);
  });
  test('turned as the file says', async () => {
    const { bytes, width, height } = await draw({ pages: [{ ...word, rotate: 90 }] });
    expect([width, height]).toEqual([800, 600]);
    expect(await darkness(bytes, [702, 100, 16, 80])).toBeGreaterThan(40);
  });
  test('as JPEG where asked', async () => {
    const { bytes, mediaType } = await draw({ pages: [word] }, { as: 'jpeg' });
    expect([mediaType, (await sharp(bytes).metadata()).format]).toEqual(['image/jpeg', 'jpeg']);
  });
  test('never more than 40 megapixels, and the scale says so', async () => {
    const { width, height, scale } = await draw({ pages: [{ content: '' }] }, { scale: 40, as: 'jpeg' });
    expect(width * height).toBeLessThanOrEqual(40_000_000);
    expect(scale).toBeCloseTo(Math.sqrt(40_000_000 / (600 * 800)), 3);
  });
  test.each([
    ['a page that is not there', { pages: [word] }, { page: 2 }, 'NOT_FOUND'],
    ['a locked file without its password', { pages: [word], password: 'sesame' }, {}, 'PASSWORD_NEEDED'],
    ['a locked file with a wrong one', { pages: [word], password: 'sesame' }, { password: 'guess' }, 'PASSWORD_NEEDED'],
  ])('refused: %s', async (_, made, args, code) => {
    const error: unknown = await draw(made, args).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error instanceof AssayError && error.code).toBe(code);
  });
  test('a locked file with its password is drawn', async () => {
    const { bytes } = await draw({ pages: [word], password: 'sesame' }, { password: 'sesame' });
    expect(await darkness(bytes, [100, 82, 100, 18])).toBeGreaterThan(40);
  });
});
