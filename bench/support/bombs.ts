/** Files that are attacks, made here: nobody should keep them lying about. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function zipOf(entries: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, bytes } of entries) zip.addBuffer(Buffer.from(bytes), name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** Many directory records over one local file (after Fifield, "A better zip bomb", 2019). */
function overlapping(count: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(8 << 20));
  const name = (i: number) => Buffer.from(`f${String(i).padStart(6, '0')}`);
  const header = (central: boolean, i: number): Buffer => {
    const fixed = Buffer.alloc(central ? 46 : 30);
    fixed.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
    const at = central ? 10 : 8;
    fixed.writeUInt16LE(8, at);
    fixed.writeUInt32LE(packed.length, at + 10);
    fixed.writeUInt32LE(8 << 20, at + 14);
    fixed.writeUInt16LE(7, at + 18);
    return Buffer.concat([fixed, name(i)]);
  };
  const local = Buffer.concat([header(false, 0), packed]);
  const directory = Buffer.concat(Array.from({ length: count }, (_, i) => header(true, i)));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export async function bombs(): Promise<MadeFile[]> {
  const zeros = Buffer.alloc(600 << 20);
  let nested = await zipOf([{ name: 'zeros.txt', bytes: Buffer.alloc(1 << 20) }]);
  for (let depth = 0; depth < 12; depth++) nested = await zipOf([{ name: `nested-${depth}.zip`, bytes: nested }]);
  const record = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://bomb.example/\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http\r\n`;
  const payload = Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n'),
    gzipSync(zeros),
  ]);
  const warc = Buffer.concat([Buffer.from(`${record}Content-Length: ${payload.length}\r\n\r\n`), payload, Buffer.from('\r\n\r\n')]);
  const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  return [
    { name: 'bomb-ratio.zip', bytes: await zipOf([{ name: 'zeros.txt', bytes: zeros }]) },
    { name: 'bomb-overlapping.zip', bytes: overlapping(50_000) },
    { name: 'bomb-nested.zip', bytes: nested },
    { name: 'bomb-payload.warc', bytes: warc },
    {
      name: 'bomb-member.warc.gz',
      bytes: gzipSync(Buffer.concat([Buffer.from(`${record}Content-Length: ${zeros.length}\r\n\r\n`), zeros])),
    },
    {
      name: 'entities.svg',
      bytes: Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l12;</text></svg>`,
      ),
    },
    {
      name: 'entities.html',
      bytes: Buffer.from(`<!DOCTYPE html [<!ENTITY l0 "ha">${laughs}]><html><body><p>&l12; and some words</p></body></html>`),
    },
    { name: 'deep.html', bytes: Buffer.from(`<!DOCTYPE html><html><body>${'<div>'.repeat(200_000)}words in the depth`) },
    { name: 'picture\u202egpj.html.gif', bytes: Buffer.concat([gif, Buffer.from('<script>alert(1)</script>')]) },
    { name: 'gif-and-zip.gif', bytes: Buffer.concat([gif, await zipOf([{ name: 'hidden.txt', bytes: Buffer.from('hidden') }])]) },
  ];
}
