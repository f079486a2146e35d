/** Files with files in them, and locked ones, made for tests of the import queue. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date('2023-01-08T10:00:00Z') });
  zip.end();
  return buffer(zip.outputStream);
}

export function mailWith(subject: string, text: string, attachments: readonly { name: string; type: string; bytes: Uint8Array }[]): string {
  const part = (head: string, body: string): string => `--b0\r\n${head}\r\n\r\n${body}\r\n`;
  return [
    'From: Olena <olena@example.org>\r\nTo: Desk <desk@example.org>\r\nDate: Sun, 8 Jan 2023 10:00:00 +0200\r\n',
    `Subject: ${subject}\r\nMessage-ID: <${createHash('sha256').update(text).digest('hex').slice(0, 12)}@example.org>\r\n`,
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b0"\r\n\r\n',
    part('Content-Type: text/plain; charset=utf-8', text),
    ...attachments.map(({ name, type, bytes }) =>
      part(
        `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64`,
        Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n'),
      ),
    ),
    '--b0--\r\n',
  ].join('');
}

/** A web archive (WARC 1.1) of these pages, with digests of their payloads. */
export function warcOf(pages: readonly { url: string; html: string }[]): Buffer {
  const records = pages.map(({ url, html }, n) => {
    const body = Buffer.from(html);
    const http = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'), body]);
    const id = String(n + 1).padStart(12, '0');
    const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-${id}>\r\nWARC-Date: 2023-01-08T10:00:0${n}Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), http, Buffer.from('\r\n\r\n')]);
  });
  return Buffer.concat(records);
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const s = Uint8Array.from({ length: 256 }, (_, n) => n);
  const at = (n: number): number => s[n & 255] ?? 0;
  const swap = (a: number, b: number): void => {
    const kept = at(a);
    s[a & 255] = at(b);
    s[b & 255] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  const out = Uint8Array.from(data, (byte) => {
    i = (i + 1) & 255;
    j = (j + at(i)) & 255;
    swap(i, j);
    return byte ^ at(at(i) + at(j));
  });
  return Buffer.from(out);
}

/** A PDF of one page whose text needs a password (ISO 32000-1, 7.6: standard handler, revision 2, RC4 of 40 bits). */
export function lockedPdf(words: string, password: string): Buffer {
  const md5 = (...parts: Uint8Array[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();
  const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
  const padded = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), padding]).subarray(0, 32);
  const id = createHash('md5').update(words).digest();
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(password));
  const key = md5(padded(password), owner, permissions, id).subarray(0, 5);
  const content = rc4(
    md5(key, Buffer.from([4, 0, 0, 0, 0])).subarray(0, 10),
    Buffer.from(`BT /F1 18 Tf 40 700 Td (${words}) Tj ET`, 'latin1'),
  );
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    ),
    Buffer.concat([Buffer.from(`<< /Length ${content.length} >>\nstream\n`), content, Buffer.from('\nendstream')]),
    Buffer.from(`<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${rc4(key, padding).toString('hex')}> /P -4 >>`),
  ];
  let bytes = Buffer.from('%PDF-1.4\n');
  const places = objects.map((object, n) => {
    const at = bytes.length;
    bytes = Buffer.concat([bytes, Buffer.from(`${n + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const hex = id.toString('hex');
  const tail = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R /Encrypt 5 0 R /ID [<${hex}> <${hex}>] >>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return Buffer.concat([bytes, Buffer.from(tail)]);
}
