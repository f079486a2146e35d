/** A worker thread that decodes one file after another. Everything it says is plain data: a Decoded or a Failure. */
import { parentPort } from 'node:worker_threads';
import { decodeBytes } from '../formats/index.ts';
import { failureOf } from './failure.ts';
import { DecodeRequest } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('decode.ts runs as a worker thread only');
const out = port;

async function answer(message: unknown): Promise<void> {
  const request = DecodeRequest.parse(message);
  try {
    const decoded = await decodeBytes(request.bytes, request.hints);
    out.postMessage({ id: request.id, decoded });
  } catch (error) {
    out.postMessage({ id: request.id, failure: failureOf(error) });
  }
}

port.on('message', (message: unknown) => void answer(message));
