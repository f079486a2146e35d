/** Lends codecs the compiled programs that they may not read from disk themselves. Imported for its effect, where codecs run. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { lendCredentialsReader } from '../formats/credentials/engine.ts';

lendCredentialsReader(() => {
  const program = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm');
  return readFile(join(dirname(program), 'c2pa_bg.wasm'));
});
