/** A workbench that reads scanned documents by itself, to be killed at any moment. Argument: case folder. Says `reading` once it is at it. */
import { writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createWorkbench } from '../../main/app.ts';
import { testPorts } from './ports.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: killed-reading.ts CASE');
const ports = testPorts(dirname(folder), { shell: 'loopback' });
ports.settings.write({ readScans: true });
const api = createWorkbench(ports).client();
const opened = await api.cases.open({
  at: ports.files.issue({ path: folder, name: basename(folder), modifiedAt: null }),
  mode: 'read-write',
});
for (;;) {
  const { current } = await api.reading.background({ case: opened.case });
  if (current !== null && current.done > 0) break;
  await new Promise((resolve) => setTimeout(resolve, 10));
}
writeSync(1, 'reading\n');
await new Promise(() => setInterval(() => undefined, 1000));
