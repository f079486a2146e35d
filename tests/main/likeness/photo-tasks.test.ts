import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { openFile } from '../../../main/workers/files.ts';
import type { TaskTools } from '../../../main/workers/task.ts';
import { align } from '../../../main/workers/tasks/align.ts';
import { fingerprint } from '../../../main/workers/tasks/fingerprint.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { scene } from './photo-scenes.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const tools: TaskTools = {
  open: (file) => Promise.resolve(openFile(file)),
  sink: () => {
    throw new Error('photos hold no files');
  },
  progress: () => undefined,
  resources: '',
};

/** These tasks give one answer and no items on the way. */
const noItems = (): Promise<void> => Promise.reject(new Error('no item was expected'));

it('compares two files and gives what the workbench accepts', async () => {
  const [a, b] = [path.join(folder.path, 'a.png'), path.join(folder.path, 'b.jpg')];
  const original = await scene(50);
  writeFileSync(a, original);
  // Stored lying on its side, as phones do: the EXIF orientation says how it stands.
  writeFileSync(b, await sharp(original).rotate(270).jpeg().withMetadata({ orientation: 6 }).toBuffer());
  const print = fingerprint.result.parse(await fingerprint.run({ file: a, mediaType: 'image/png' }, tools, noItems));
  expect(print.hash).toHaveLength(32);
  expect(print.features.length).toBeGreaterThan(5_000);
  const result = await align.run({ a: { file: a, mediaType: 'image/png' }, b: { file: b, mediaType: 'image/jpeg' } }, tools, noItems);
  expect(align.result.parse(result)).toMatchObject({ relation: 'whole', rotated: 0, mirrored: false });
});

it('says of a broken photo that it is broken', async () => {
  const file = path.join(folder.path, 'broken.jpg');
  writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200, 7)]));
  await expect(fingerprint.run({ file, mediaType: 'image/jpeg' }, tools, noItems)).rejects.toMatchObject({ code: 'BROKEN_FILE' });
});
