/**
 * A workbench that works through its import queue, to be killed at any moment. Arguments: case folder, and what to import the first time.
 * Says on stdout how many items are done, whenever that changes, and ends by itself once the queue is done.
 */

import { writeSync } from 'node:fs';
import { basename } from 'node:path';
import { createWorkbench } from '../../main/app.ts';
import { systemClock } from '../../main/host/clock.ts';
import { testPorts } from './ports.ts';

const [folder, files, ...chosen] = process.argv.slice(2);
if (folder === undefined || files === undefined) throw new Error('usage: killed-queue.ts CASE FILES [CHOSEN…]');
const ports = testPorts(files, { clock: systemClock });
const workbench = createWorkbench(ports);
const api = workbench.client();
const ticket = (path: string) => ports.files.issue({ path, name: basename(path), modifiedAt: null });

const opened = await api.cases.open({ at: ticket(folder), mode: 'read-write' });
if (chosen.length > 0) await api.imports.add({ case: opened.case, tickets: chosen.map(ticket) });
let told = -1;
for await (const { batches } of await api.imports.watch({ case: opened.case })) {
  const [batch] = batches;
  if (batch === undefined) throw new Error('nothing is in the queue');
  const { waiting, reading } = batch.counts;
  const done = batch.total - waiting - reading;
  if (done !== told) writeSync(1, `${JSON.stringify({ done, total: batch.total, state: batch.state, resumedAt: batch.resumedAt })}\n`);
  told = done;
  if (batch.state === 'done') break;
}
await api.cases.close({ case: opened.case });
await workbench.close();
