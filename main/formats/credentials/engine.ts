/**
 * The C2PA reader is a WebAssembly program in a file of its own. A codec reads no files, so whoever runs codecs lends it the
 * program's bytes, once, at its start (main/workers/wasm.ts does).
 */
import { AssayError } from '../../../shared/errors.ts';

type Load = () => Promise<Uint8Array>;
const lent: { load: Load | null; started: Promise<Reader> | null } = { load: null, started: null };

interface Reading {
  /** The manifest store as JSON text. */
  json(): string;
  free(): void;
}
export interface Reader {
  /** Reads and judges; rejects with Error `C2pa(JumbfNotFound)` and the like. `settings` is JSON text. */
  fromBytes(mediaType: string, bytes: Uint8Array, settings: string): Promise<Reading>;
}

/** Lends the bytes of `@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm`. */
export function lendCredentialsReader(load: Load): void {
  lent.load = load;
}

/** Starts the reader with the first file that needs it. Throws INTERNAL where nobody lent it: a mistake of the program, not of the file. */
export function credentialsReader(): Promise<Reader> {
  const { load } = lent;
  if (load === null) return Promise.reject(new AssayError('INTERNAL', 'The reader of content credentials was not lent to this process.'));
  lent.started ??= (async () => {
    const { default: start, WasmReader } = await import('@contentauth/c2pa-wasm');
    await start({ module_or_path: new Uint8Array(await load()) });
    return WasmReader;
  })();
  return lent.started;
}
