/** Files to import, the same in every run. */
import { copyFileSync, createWriteStream, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { ZipFile } from 'yazl';

/** Lehmer generator. */
let seed = 42;
export const random = (below: number): number => {
  seed = (seed * 48271) % 2147483647;
  return seed % below;
};
const words =
  'the of strike city officials said on Monday that two buildings stood reporters found signs windows broken yard crater residents heard blast night morning spokesman claim'.split(
    ' ',
  );
const sentence = (): string => `${Array.from({ length: 8 + random(14) }, () => words[random(words.length)]).join(' ')}.`;
const paragraph = (): string => Array.from({ length: 3 + random(4) }, sentence).join(' ');

export const page = (n: number): string =>
  `<!doctype html><html lang="en"><head><title>Report ${n} | Courier</title><meta property="og:title" content="Report ${n}"><meta property="article:published_time" content="2023-01-08T10:00:00+02:00"></head><body><nav>${'<a href="/x">Section</a> '.repeat(40)}</nav><article><h1>Report ${n}</h1>${Array.from({ length: 18 }, () => `<p>${paragraph()}</p>`).join('')}</article><aside>${'<div class="teaser"><a href="/y">Other story</a></div>'.repeat(30)}</aside></body></html>`;

export function makePages(folder: string, many: number): void {
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < many; n++) writeFileSync(join(folder, `${String(n).padStart(5, '0')}.html`), page(n));
}

/** JPEGs with EXIF, each of other bytes. */
export async function makePhotos(folder: string, many: number, width: number, height: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const noise = await sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .blur(2)
    .jpeg({ quality: 95 })
    .toBuffer();
  const kinds = Math.min(many, 20);
  for (let n = 0; n < many; n++)
    writeFileSync(
      join(folder, `IMG_${String(n).padStart(5, '0')}.jpg`),
      await sharp(noise)
        .tint({ r: (n % kinds) * 10, g: 100, b: 200 })
        .jpeg({ quality: 88 })
        .withExif({ IFD0: { Make: 'Bench', Model: String(n) }, IFD2: { DateTimeOriginal: '2023:01:08 10:00:00' } })
        .toBuffer(),
    );
}

const mail = (n: number): string =>
  `From: a@example.org\r\nTo: b@example.org\r\nDate: Sun, 8 Jan 2023 10:00:00 +0200\r\nSubject: Mail ${n}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${paragraph()}\r\n--b\r\nContent-Type: text/plain; name="note.txt"\r\nContent-Disposition: attachment; filename="note.txt"\r\n\r\nNote ${n}. ${sentence()}\r\n--b--\r\n`;

async function makeZip(path: string, n: number): Promise<void> {
  const zip = new ZipFile();
  for (let one = 0; one < 3; one++) zip.addBuffer(Buffer.from(`Inside ${n} ${one}. ${paragraph()}`), `inside/${one}.txt`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** Real files, where the shared data is at hand. */
function* shared(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* shared(path);
    else if (!['.json', '.md', '.gz', '.tsv', '.csv'].includes(extname(name))) yield path;
  }
}

/** About `many` files of all kinds in folders; what is inside them is not counted. */
export async function makeMixed(folder: string, many: number): Promise<number> {
  await makePhotos(join(folder, 'photos'), Math.round(many * 0.15), 800, 600);
  makePages(join(folder, 'pages'), Math.round(many * 0.3));
  for (const kind of ['mails', 'zips', 'notes', 'shared']) mkdirSync(join(folder, kind), { recursive: true });
  for (let n = 0; n < many * 0.05; n++) writeFileSync(join(folder, 'mails', `${n}.eml`), mail(n));
  for (let n = 0; n < many * 0.02; n++) await makeZip(join(folder, 'zips', `${n}.zip`), n);
  let count = Math.round(many * 0.15) + Math.round(many * 0.3) + Math.ceil(many * 0.05) + Math.ceil(many * 0.02);
  const data = resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
  for (const set of ['photos-exif/img', 'near-dup-photos', 'eml', 'docx', 'pdf', 'html-readability', 'format-matrix', 'multilingual']) {
    if (!existsSync(join(data, set))) continue;
    for (const path of shared(join(data, set))) {
      if (count >= many) break;
      copyFileSync(path, join(folder, 'shared', `${count}${extname(path)}`));
      count += 1;
    }
  }
  for (let n = 0; count < many; n++, count++) writeFileSync(join(folder, 'notes', `${n}.txt`), `Note ${n}\n\n${paragraph()}`);
  return count;
}
