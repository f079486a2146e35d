/** A worker thread that decodes one file after another. Everything it says is plain data: a Decoded or a Failure. */
import { parentPort } from 'node:worker_threads';
import { decodeBytes } from '../formats/index.ts';
import { failureOf } from './failure.ts';
import { DecodeRequest } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('decode.ts runs as a worker thread only');

port.on('message', async (message: unknown) => {
  const request = DecodeRequest.parse(message);
  try {
    const decoded = await decodeBytes(request.bytes, request.hints);
    port.postMessage({ id: request.id, decoded });
  } catch (error) {
    port.postMessage({ id: request.id, failure: failureOf(error) });
  }
});
