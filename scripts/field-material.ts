/** What the pictures of the import screen bring in: the sample's own originals, changed as the world changes them, and a few more. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';

const originals = fileURLToPath(new URL('../resources/sample/originals', import.meta.url));

/** The drawn photo cut at its edges, saved again, with a banner along its foot. */
async function posted(name: string): Promise<Buffer> {
  const original = readFileSync(join(originals, name));
  const { width, height } = await sharp(original).metadata();
  const [w, h] = [Math.round(width * 0.92), Math.round(height * 0.92)];
  const words = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${Math.round(h * 0.13)}"><rect width="100%" height="100%" fill="#b30000"/><text x="3%" y="70%" font-family="sans-serif" font-weight="bold" font-size="${Math.round(h * 0.075)}" fill="#fff">BREAKING - AFTER THE STRIKE</text></svg>`;
  return sharp(original)
    .extract({ left: Math.round(width * 0.05), top: Math.round(height * 0.03), width: w, height: h })
    .composite([{ input: Buffer.from(words), gravity: 'south' }])
    .jpeg({ quality: 70 })
    .toBuffer();
}

/** The agency's report as it stood a day later: hedges dropped. */
function laterReport(): string {
  const report = readFileSync(join(originals, 'meridian-wire-hostels.html'), 'utf8');
  return report
    .replaceAll(/\b(?:appeared|seemed) to have been\b/g, 'had been')
    .replaceAll(/\b(?:appeared|seemed) to have\b/g, 'had')
    .replaceAll(/\b(?:appeared|seemed) to\b/g, 'did')
    .replaceAll('could not be verified', 'was denied')
    .replaceAll('appeared', 'was');
}

/** A PDF of one page, 'Intake of January, by day and ward', locked with the password 'canal' (standard handler, revision 2); deflated. */
const locked = [
  'eNqFUr9rFEEUxsJmey0s5GGMVsn82JnZHXJskR8XRSXJnQoSU8zOvImn527YnUjOJiAIgo1V/oCAhYV2traSTrHwj7C1MNjI3sbk4ASHYZj3ve+97/H4ZteX',
  'u3NsXkQMKJT546jTAXJ3tINAlkwww3IbyLrZxho4UOhBlkVYuIbIpwpaHrk1cDVsxg19C8hSuVsEYBOF8T8Lm7fCIpzokDvoBmax3INNChSklpAKPu5XBCxC',
  'DaLl9bAudyuLNTT9umUR2g+Ds/5jlPR38zAOG5ABWTQ1tpkbOHyGYWANZNnp/TuumBj3Nhbb4REo2eTrUKF5Gh0ev129/v78158fs4vnLs27jasH5dGTg71r',
  '+x9+vfw28+XThfr49cyVHw/icJivzn/e/73w6igePby8cPDmu3638aIROul1IiknJLuDYcAKSD+YwpnKAbkPDEgPOJA16KTcG8plIp1nLleJFImmwlqaS+0Y',
  'ZYI6YXOU3BvhMadJaqlJuTVUahYnaQbkHnRczFPluYltypk3XltKOXrhOSqukCfK09wKnSpnc8Gls8bQVCNX6BJlMAOyDnNiYmt7FfqIgoro6QElZSzBwxmm',
  'oc0UZ5hMpzDG5BTGNZ3CBJ3ghcoMhliNXdAfPEdQQHpl2Vhx7JuVwlajnQCyDW8uw2Yn10onCbWJRiNlIlCY3HqRInNJ7q3P4P+UrdYapgrjFShKo9nZlbVu',
  '9AeLhfZY',
];

const mailWith = (subject: string, text: string, name: string, attached: string): string =>
  [
    'From: Press service <press@example.org>',
    'To: Desk <desk@example.org>',
    'Date: Sun, 8 Jan 2023 10:00:00 +0200',
    `Subject: ${subject}`,
    'Message-ID: <1@example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b0"',
    '',
    '--b0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--b0',
    `Content-Type: text/plain; charset=utf-8; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    attached,
    '--b0--',
    '',
  ].join('\r\n');

/** A web archive (WARC 1.1) of these pages. */
const warcOf = (pages: readonly { readonly url: string; readonly html: string }[]): string =>
  pages
    .map(({ url, html }, n) => {
      const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`;
      const head = [
        'WARC/1.1',
        'WARC-Type: response',
        `WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000${n}>`,
        `WARC-Date: 2023-01-08T10:00:0${n}Z`,
        `WARC-Target-URI: ${url}`,
        'Content-Type: application/http; msgtype=response',
        `Content-Length: ${Buffer.byteLength(http)}`,
      ];
      return `${head.join('\r\n')}\r\n\r\n${http}\r\n\r\n`;
    })
    .join('');

const article = (title: string, words: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1><p>${words}</p></article></body></html>`;

/** Writes the files into a folder; their paths, in the order of import. */
export async function fieldMaterial(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const crawl = [
    {
      url: 'https://example.org/council/notices',
      html: article('Notices of the council', 'The council lists closed streets, open shelters and the hours of the water trucks.'),
    },
    {
      url: 'https://example.org/council/heating',
      html: article('Heating points', 'Nine heating points are open through the night; tea is served in all of them.'),
    },
  ];
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ['meridian-wire-hostels (1).html', laterReport()],
    ['after-strike-fwd.jpg', await posted('hostel-47.jpg')],
    ['hostel-28 (copy).jpg', readFileSync(join(originals, 'hostel-28.jpg'))],
    [
      'Fwd_ press service.eml',
      mailWith(
        'Press service',
        'Attached is the list of buildings that were inspected on Sunday.',
        'buildings.txt',
        'List of buildings\n\nHostel 28, hostel 47, college No. 2; inspected on Sunday from nine to noon.',
      ),
    ],
    ['council-site.warc', warcOf(crawl)],
    ['hospital-intake-jan.pdf', inflateSync(Buffer.from(locked.join(''), 'base64'))],
    ['photo_\u202Egpj.txt', 'A name that reads as a picture.\n\nIt is a text, and Assay says so.'],
    ['IMG_2290.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3])],
    ['clip-0017.mp4', ''],
    [
      'notes-from-the-yard.txt',
      'Notes from the yard\n\nTwo windows on the ground floor are broken. The crater lies forty paces from the wall.',
    ],
    ['guard.txt', 'What the guard says\n\nNobody has slept here since the spring. The keys hang where they always hung.'],
  ];
  return files.map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}
