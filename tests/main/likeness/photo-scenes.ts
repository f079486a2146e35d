/** Invented scenes for tests of near-duplicate photos: noise of several grain sizes with patches, from a seed. */
import sharp from 'sharp';
import { seeded } from '../../../main/likeness/photo/random.ts';

/** A PNG of the given size. Different seeds give unrelated pictures. */
export async function scene(seed: number, width = 640, height = 480): Promise<Buffer> {
  const random = seeded(seed * 7919);
  const layers: Buffer[] = [];
  for (const grain of [8, 24, 64]) {
    const [w, h] = [Math.max(2, Math.round((grain * width) / height)), grain];
    const raw = Buffer.from(Array.from({ length: w * h * 3 }, () => Math.floor(random() * 256)));
    layers.push(
      await sharp(raw, { raw: { width: w, height: h, channels: 3 } })
        .resize(width, height, { fit: 'fill', kernel: 'cubic' })
        .png()
        .toBuffer(),
    ); // prettier-ignore
  }
  const patches = Array.from({ length: 60 }, () => {
    const [x, y, w, h] = [random() * width, random() * height, 8 + random() * 60, 8 + random() * 60];
    const grey = Math.floor(random() * 256);
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="rgb(${grey},${Math.floor(random() * 256)},${grey})" transform="rotate(${random() * 90} ${x} ${y})"/>`;
  });
  const shapes = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${patches.join('')}</svg>`);
  const [first, ...rest] = await Promise.all(
    layers.map((layer, i) =>
      sharp(layer)
        .ensureAlpha(1 / (i + 1))
        .png()
        .toBuffer(),
    ), // prettier-ignore
  );
  return sharp(first)
    .composite([...rest.map((input) => ({ input })), { input: shapes }])
    .removeAlpha()
    .png()
    .toBuffer();
}
