/** PDFs made for tests, byte by byte (ISO 32000-2): no library between what a test says and what the file holds. */
import { createHash } from 'node:crypto';

export interface MadePage {
  /** Content stream. */
  readonly content: string;
  readonly rotate?: number;
  readonly crop?: readonly [number, number, number, number];
  /** More fonts than F1, as entries of a dictionary. */
  readonly fonts?: string;
  /** More entries of the page's dictionary. */
  readonly more?: string;
}
export interface Made {
  readonly pages: readonly MadePage[];
  /** Entries of the Info dictionary, as PDF strings are written. */
  readonly info?: Readonly<Record<string, string>>;
  /** More entries of the catalog. */
  readonly catalog?: string;
  /** Further objects; numbered from `firstExtra`. */
  readonly extra?: readonly string[];
  readonly password?: string;
  /** Where the file says its table is, if not where it is. */
  readonly startxref?: number;
}

/** The number of the first of `extra`. */
export const firstExtra = 10;

/** Words at a place, in points from the bottom left as PDF counts; Helvetica. */
export const say = (text: string, x: number, y: number, size = 12): string => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`;

/** A black square, drawn as a picture. */
export const picture = 'q 300 0 0 300 100 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q';

const pad = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
const md5 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
/** RC4, which OpenSSL 3 no longer offers. */
function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number): number => s[i & 255] ?? 0;
  const swap = (i: number, j: number) => ([s[i], s[j]] = [at(j), at(i)]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}

/** Standard security handler, revision 2 (40 bits): enough to ask for a password. */
function security(password: string) {
  const id = Buffer.alloc(16, 7);
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), pad]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.from([0xff, 0xff, 0xff, 0xff]);
  const key = md5(padded, owner, permissions, id).subarray(0, 5);
  const hex = (bytes: Uint8Array) => `<${Buffer.from(bytes).toString('hex')}>`;
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(rc4(key, pad))} /P -1 >>`,
    id: `/ID [${hex(id)} ${hex(id)}]`,
    seal: (object: number, text: string): string => {
      const number = Buffer.from([object & 255, (object >> 8) & 255, (object >> 16) & 255, 0, 0]);
      return rc4(md5(key, number).subarray(0, 10), Buffer.from(text, 'latin1')).toString('latin1');
    },
  };
}

export const stream = (content: string, entries = ''): string =>
  `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`;

export function makePdf({ pages, info = {}, catalog = '', extra = [], password, startxref }: Made): Uint8Array {
  const lock = password === undefined ? undefined : security(password);
  const objects = new Map<number, string>();
  for (const [i, body] of extra.entries()) objects.set(firstExtra + i, body);
  const first = firstExtra + extra.length;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  objects.set(1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`);
  objects.set(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  objects.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  objects.set(
    4,
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} ${value}`)
      .join(' ')} >>`,
  );
  if (lock) objects.set(5, lock.dictionary);
  for (const [i, page] of pages.entries()) {
    const number = first + 2 * i;
    const turned = page.rotate === undefined ? '' : `/Rotate ${page.rotate}`;
    const cut = page.crop ? `/CropBox [${page.crop.join(' ')}]` : '';
    objects.set(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] ${turned} ${cut} ${page.more ?? ''} /Resources << /Font << /F1 3 0 R ${page.fonts ?? ''} >> >> /Contents ${number + 1} 0 R >>`,
    );
    objects.set(number + 1, stream(lock ? lock.seal(number + 1, page.content) : page.content));
  }
  let text = '%PDF-1.7\n';
  const last = Math.max(...objects.keys());
  const table = ['0000000000 65535 f \n'];
  for (let number = 1; number <= last; number++) {
    const body = objects.get(number);
    table.push(body === undefined ? '0000000000 00000 f \n' : `${String(text.length).padStart(10, '0')} 00000 n \n`);
    if (body !== undefined) text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const trailer = `trailer\n<< /Size ${last + 1} /Root 1 0 R /Info 4 0 R ${lock ? `/Encrypt 5 0 R ${lock.id}` : ''} >>`;
  return Buffer.from(`${text}xref\n0 ${last + 1}\n${table.join('')}${trailer}\nstartxref\n${startxref ?? text.length}\n%%EOF\n`, 'latin1');
}
