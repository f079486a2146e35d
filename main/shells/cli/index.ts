/** The terminal's shell: the same workbench, in this process, for one command. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createWorkbench } from '../../app.ts';
import { nodePorts } from '../../host/node-ports.ts';
import { projectFolder } from '../../host/project.ts';
import { runCli, wantsJson } from './main.ts';
import { askSecret } from './secret.ts';

const args = process.argv.slice(2);
const json = wantsJson(args);
const stop = new AbortController();
// The first Ctrl C asks; a second one, a moment later, ends the program at once (the case survives that too).
let askedAt = 0;
const ask = (): void => {
  if (askedAt !== 0 && performance.now() - askedAt > 1000) process.exit(130);
  if (askedAt === 0) askedAt = performance.now();
  stop.abort();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
// The reader went away (`assay log CASE | head`): nothing more to say, and no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')));
process.exitCode = await runCli(args, {
  version,
  terminal: {
    folder: process.cwd(),
    json,
    signal: stop.signal,
    stdinText: () => text(process.stdin),
    secret: (question) => askSecret(question, { env: process.env, stdin: process.stdin, stderr: process.stderr, signal: stop.signal }),
    drawsProgress: process.stderr.isTTY && !json,
    outIsTerminal: process.stdout.isTTY,
    out: (words) => void process.stdout.write(words),
    err: (words) => void process.stderr.write(words),
  },
  workbench: () => {
    const { ports, tickets } = nodePorts('cli', (message) => console.error(message));
    return { workbench: createWorkbench(ports), tickets };
  },
});
