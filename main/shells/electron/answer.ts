/** What the window's own scheme answers: its files and the workbench's pictures, and nothing else. */
import { blobCaching, headersOfBlob, noCaching, securityHeaders } from '../../host/headers.ts';
import { readWebFile } from '../../host/web-files.ts';
import { isOwnAddress } from './guard.ts';

export interface AnswerOptions {
  readonly webRoot: string;
  readBlob(pathname: string): Promise<{ readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> } | null>;
}

const plain = (status: number, message: string): Response =>
  new Response(`${message}\n`, {
    status,
    headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': noCaching },
  });
const found = (type: string, bytes: Uint8Array<ArrayBuffer>, caching: string, headers = securityHeaders): Response =>
  new Response(bytes, { headers: { ...headers, 'Content-Type': type, 'Cache-Control': caching } });

export async function answer(request: Pick<Request, 'method' | 'url'>, { webRoot, readBlob }: AnswerOptions): Promise<Response> {
  if (!isOwnAddress(request.url)) return plain(403, 'This is no address of Assay.');
  if (request.method !== 'GET') return plain(405, 'This is not done here.');
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/blob/')) {
    const blob = await readBlob(pathname);
    if (blob) return found(blob.type, blob.bytes, blobCaching, headersOfBlob(blob.type));
  } else {
    const file = await readWebFile(webRoot, pathname);
    if (file) return found(file.type, file.bytes, file.caching);
  }
  return plain(404, 'There is nothing at this address.');
}
