/** The worker process that decoders run in. Started by the shell's `fork`, ended by it at any moment. */
import { serve } from './serve.ts';

await serve(new URL(import.meta.url), async () => {
  await import('./wasm.ts');
  const { tasks } = await import('./tasks/index.ts');
  return {
    tasks,
    warm: async () => {
      const { default: sharp } = await import('sharp');
      // One file after another, none twice: a cache would only hold memory; the processes themselves are the parallel part
      sharp.cache(false);
      sharp.concurrency(1);
      await import('../formats/index.ts');
    },
  };
});
