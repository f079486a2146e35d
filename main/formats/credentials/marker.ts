/** Whether a file carries content credentials at all, before the reader for them is loaded. */
import { latin1 } from '../signatures.ts';

/** The type UUID of a C2PA manifest store's JUMBF superbox (C2PA 2.1, 11.1.4.2), up to which every carrier has it byte for byte. */
const store = Buffer.from('6332706100110010800000aa00389b71', 'hex');
/** The ISO base media box that holds it (C2PA 2.1, A.5). */
const uuidBox = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');

/** Looks at every byte; a gigabyte takes a fraction of a second. SVG carries the store as base64 in a `c2pa:manifest` element. */
export function hasCredentials(bytes: Uint8Array, mediaType: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.includes(store) || buffer.includes(uuidBox)) return true;
  return mediaType === 'image/svg+xml' && /c2pa:manifest/.test(latin1(bytes, 1 << 20));
}
