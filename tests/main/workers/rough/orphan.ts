/** A workbench that starts a worker on a task that never ends, says its process id, and waits to be killed. */
import { nodeFork } from '../../../../main/host/fork.ts';
import { createPool } from '../../../../main/workers/pool.ts';
import { rough } from './tasks.ts';

const which = process.argv[2] === 'busy' ? 'loop' : 'halt';
const long = { ...rough, loop: { ...rough.loop, limits: { timeoutMs: 600_000, memoryMb: 500 } } };
const pool = createPool(long, (room, heapMb) => nodeFork(new URL('./process.ts', import.meta.url), room, heapMb), {
  resources: '',
  size: 1,
});
const { pid } = await pool.run('answer', { word: 'hello' });
void pool.run(which, {});
process.stdout.write(`${pid}\n`);
