/** A worker process whose tasks misbehave in every way a decoder can. */
import { serve } from '../../../../main/workers/serve.ts';
import { rough } from './tasks.ts';

await serve(new URL(import.meta.url), async () => ({ tasks: rough, warm: () => Promise.resolve() }));
