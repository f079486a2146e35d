/** The workbench on 127.0.0.1: the window's files, its pictures, its uploads and one socket for everything else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { AssayError, type ErrorCode } from '../../../shared/errors.ts';
import type { Workbench } from '../../app.ts';
import { blobCaching, headersOfBlob, noCaching, securityHeaders } from '../../host/headers.ts';
import type { Tickets } from '../../host/tickets.ts';
import { readWebFile } from '../../host/web-files.ts';
import { createGuard, type Refusal } from './guard.ts';
import { takeUpload } from './uploads.ts';

export interface ServerOptions {
  readonly workbench: Pick<Workbench, 'router' | 'context' | 'gone' | 'blobs'>;
  readonly tickets: Tickets;
  /** The folder of the built window. */
  readonly webRoot: string;
  /** Made when first needed; whoever starts the server removes it. */
  readonly uploadFolder: string;
  /** 0: any free one. */
  readonly port: number;
  /** Where the one-time address leads: a path with its query. */
  readonly landing: string;
  /** Told how many windows hold a socket, whenever that changes. */
  readonly onWindows?: (count: number) => void;
}

export interface LoopbackServer {
  readonly origin: string;
  /** An address that opens one window; each call makes a new one and voids the one before, if it was not used. */
  newAddress(): string;
  close(): Promise<void>;
}

/** Bytes of one message from the window: pasted pages are the largest; files come by upload. */
const largestMessage = 64 * 1024 ** 2;
const statuses: Partial<Record<ErrorCode, number>> = { BAD_INPUT: 400, TOO_LARGE: 413, NOT_FOUND: 404, CASE_CLOSED: 404, DISK_FULL: 507 };

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  caching = noCaching,
  headers = securityHeaders,
): void {
  response.writeHead(status, {
    ...headers,
    'Content-Type': type,
    'Cache-Control': caching,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
const say = (response: ServerResponse, { status, message }: Refusal): void =>
  send(response, status, 'text/plain; charset=utf-8', `${message}\n`);
const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));

/** Starts listening. Rejects with the system's error where the port is taken. */
export async function startServer(options: ServerOptions): Promise<LoopbackServer> {
  const { workbench, tickets, webRoot, uploadFolder } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1', exclusive: true }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has an address with a port');
  const guard = createGuard(address.port);
  const origin = `http://127.0.0.1:${address.port}`;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '/', origin);
    const isUpload = request.method === 'POST' && url?.pathname === '/upload';
    const refusal = guard.refuse(request.headers, isUpload);
    if (refusal) return say(response, refusal);
    if (!url || url.origin !== origin) return say(response, { status: 400, message: 'This is no address of Assay.' });
    if (request.method !== 'GET' && !isUpload) return say(response, { status: 405, message: 'This is not done here.' });
    if (url.pathname === '/start') {
      const cookie = guard.redeem(url.searchParams.get('t') ?? '');
      if (cookie === null) return say(response, { status: 403, message: 'This address was used already or is wrong.' });
      response.writeHead(303, { ...securityHeaders, 'Cache-Control': noCaching, 'Set-Cookie': cookie, Location: options.landing }).end();
      return;
    }
    const stranger = guard.refuseStranger(request.headers);
    if (stranger) return say(response, stranger);
    if (isUpload) {
      const announced = Number(request.headers['content-length'] ?? 0);
      return sendJson(response, 200, { ticket: await takeUpload(url.searchParams, request, uploadFolder, tickets, { announced }) });
    }
    if (url.pathname.startsWith('/blob/')) {
      const blob = await workbench.blobs.read(url.pathname);
      if (blob) return send(response, 200, blob.type, blob.bytes, blobCaching, headersOfBlob(blob.type));
    } else {
      const file = await readWebFile(webRoot, url.pathname);
      if (file) return send(response, 200, file.type, file.bytes, file.caching);
    }
    return say(response, { status: 404, message: 'There is nothing at this address.' });
  };

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const failure = error instanceof AssayError ? error : new AssayError('INTERNAL', undefined, {}, { cause: error });
      if (failure.code === 'INTERNAL') console.error(failure.cause ?? failure);
      response.setHeader('Connection', 'close'); // what is left of a refused upload is not read
      sendJson(response, statuses[failure.code] ?? 500, failure.toFailure());
      return undefined;
    });
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  const handler = new RPCHandler(workbench.router);
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy()); // the window went away in the middle of it
    const refusal =
      request.url === '/rpc'
        ? (guard.refuse(request.headers, true) ?? guard.refuseStranger(request.headers))
        : { status: 404, message: 'There is no socket here.' };
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate()); // a message that is too large or malformed: this window is not ours
      const context = workbench.context();
      client.on('close', () => {
        workbench.gone(context);
        options.onWindows?.(sockets.clients.size);
      });
      options.onWindows?.(sockets.clients.size);
      handler.upgrade(client, { context }).catch((error: unknown) => {
        console.error(error);
        client.terminate();
      });
    });
  });

  return {
    origin,
    newAddress: () => `${origin}/start?t=${guard.token()}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
