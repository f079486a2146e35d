/** Whole folders and altered copies that the import tests bring in, made by the tests themselves. All of it is invented. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { makePdf, say } from '../main/formats/pdf-make.ts';
import { mailWith, zipOf } from '../main/services/queue-files.ts';

export function write(folder: string, name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const topics = ['bridge', 'school', 'market', 'harbour', 'station', 'mill', 'library', 'tram', 'reservoir', 'theatre'];
const doings = ['was repainted', 'was closed for repairs', 'opened an hour later', 'was visited by pupils', 'lost its roof', 'was sold'];

/** A text that shares next to nothing with those of other numbers. */
export const noteOf = (n: number): string =>
  `Note ${n}\n\nThe ${topics[n % topics.length]} number ${n} ${doings[n % doings.length]} on day ${n * 7}, said witness ${(n * 7919) % 997}.\n\nFile ${n * 31} of drawer ${(n * 17) % 101} holds the ${topics[(n * 3 + 1) % topics.length]} ledger.\n`;

const seeded = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

/** A picture with enough in it to be recognised by; another seed is another scene. */
export async function scene(seed: number, width = 900, height = 600): Promise<Buffer> {
  const random = seeded(seed);
  const colour = () => `rgb(${[0, 0, 0].map(() => Math.floor(random() * 255)).join()})`;
  const shapes = Array.from({ length: 260 }, () => {
    const [x, y, w, h] = [random() * width, random() * height, 8 + random() * 90, 8 + random() * 70];
    return random() < 0.6
      ? `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${colour()}" transform="rotate(${random() * 90} ${x} ${y})"/>`
      : `<circle cx="${x}" cy="${y}" r="${w / 2}" fill="${colour()}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour()}"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

/** The same scene cut at its edges, saved again, with a red banner along its foot. */
export async function posted(original: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(original).metadata();
  const [w, h] = [Math.round(width * 0.9), Math.round(height * 0.9)];
  const banner = await sharp({ create: { width: w, height: Math.round(h / 9), channels: 3, background: '#b00000' } })
    .png()
    .toBuffer();
  return sharp(original)
    .extract({ left: Math.round(width * 0.06), top: Math.round(height * 0.05), width: w, height: h })
    .composite([{ input: banner, gravity: 'south' }])
    .jpeg({ quality: 72 })
    .toBuffer();
}

export interface Mixed {
  readonly folder: string;
  readonly files: number;
  /** Further items that were found inside some of them. */
  readonly inside: number;
  readonly failed: readonly string[];
  readonly duplicates: number;
}

/** Sixty files of many kinds, in folders; four cannot be read and three are there twice. */
export async function mixedFolder(parent: string): Promise<Mixed> {
  const folder = join(parent, 'from-the-field');
  const put = (sub: string, name: string, content: string | Uint8Array) => write(join(folder, sub), name, content);
  for (let n = 0; n < 36; n += 1) put('notes', `note-${n}.txt`, noteOf(n));
  for (let n = 0; n < 3; n += 1) put('notes-again', `note-${n} (1).txt`, noteOf(n));
  for (let n = 0; n < 6; n += 1) put('phone', `img-${n}.jpg`, await scene(n + 1, 320, 240));
  for (let n = 0; n < 4; n += 1)
    put(
      'pages',
      `page-${n}.html`,
      `<!doctype html><html lang="en"><head><title>Page ${n}</title><link rel="canonical" href="https://press.example/${n}"></head><body><article><h1>Page ${n}</h1><p>${noteOf(100 + n)}</p><p>${noteOf(200 + n)}</p></article></body></html>`,
    );
  for (let n = 0; n < 4; n += 1)
    put(
      'documents',
      `paper-${n}.pdf`,
      makePdf({ pages: [{ content: say(`Paper ${n} says ${(n + 3) * 7919} and nothing else`, 72, 700) }] }),
    );
  put(
    'mail',
    'press-service.eml',
    mailWith('From the press service', noteOf(300), [{ name: 'list.txt', type: 'text/plain', bytes: Buffer.from(noteOf(301)) }]),
  );
  put('mail', 'plain.eml', mailWith('Plain', noteOf(302), []));
  put('archives', 'two.zip', await zipOf({ 'inner/a.txt': noteOf(303), 'inner/b.txt': noteOf(304) }));
  const failed = ['broken.jpg', 'cut.png', 'empty.txt', 'broken.zip'];
  put('broken', 'broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]));
  put('broken', 'cut.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  put('broken', 'empty.txt', '');
  put('broken', 'broken.zip', Buffer.from('504b0304ffffffff', 'hex'));
  return { folder, files: 36 + 3 + 6 + 4 + 4 + 2 + 1 + 4, inside: 3, failed, duplicates: 3 };
}

const hedged = 'neither building appeared to have taken a direct hit';
const lost = 'A reporter at the scene found no obvious sign of casualties.';
const address = 'https://northgate.example/bakhmut';

/** One address, twice: the later one drops the hedge and a sentence, and adds one. */
export const northgate = {
  hedged,
  lost: 'found no obvious sign of casualties',
  moved: 'The mayor spoke to people in the square about water, power and heat',
  first: pageOf(
    `<p>Moscow said on Sunday that missiles had killed many soldiers in the town. ${lost}</p><p>A team went to the two college dormitories. However, ${hedged}, and the gates stood open.</p>`,
  ),
  second: pageOf(
    '<p>Moscow said on Sunday that missiles had killed many soldiers in the town.</p><p>A spokesman called it an information operation.</p><p>A team went to the two college dormitories. However, neither building took a direct hit, and the gates stood open.</p>',
  ),
} as const;

function pageOf(body: string): string {
  return `<!doctype html><html lang="en"><head><title>Two dormitories</title><link rel="canonical" href="${address}"></head><body><article><h1>Two dormitories</h1>${body}<p>The mayor spoke to people in the square about water, power and heat, for the third time this week.</p><p>Buses to the coast will run every second hour until further notice, the operator wrote on its board.</p></article></body></html>`;
}
