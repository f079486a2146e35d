/** A server that only counts: whoever calls it has called out. */
import { createServer } from 'node:http';
import { z } from 'zod';

export interface Counter {
  readonly origin: string;
  /** The path of every call so far; a connection that asks for nothing counts as `(connection)`. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

const Address = z.object({ port: z.int() });

export async function startCounter(): Promise<Counter> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  server.on('connection', () => calls.push('(connection)'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = Address.parse(server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
