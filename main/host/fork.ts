/** A worker process as plain Node starts it. */
import { fork } from 'node:child_process';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProcessEnd, ProcessRoom, WorkerProcess } from '../ports.ts';
import { projectFolder } from './project.ts';

/** Characters kept of what it writes to its error stream. */
const mostWords = 4_000;

/**
 * Nothing of this program's own surroundings goes along. UTC: the same bytes must read the same everywhere.
 * One libvips thread each and two malloc arenas: the processes are the parallel part, and memory freed is memory given back.
 */
export function workerEnv(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const own: Record<string, string> = { TZ: 'UTC', VIPS_CONCURRENCY: '1', MALLOC_ARENA_MAX: '2' };
  // Windows cannot open sockets, random numbers or temporary files without them
  for (const name of ['SystemRoot', 'TEMP', 'TMP']) if (env[name] !== undefined) own[name] = env[name];
  return own;
}

/** Node's permission model (--permission): the program itself to read, and of the rest what the room says. No processes of its own. */
function permissions(entry: string, { read, write }: ProcessRoom): string[] {
  const readable = ['main', 'shared', 'node_modules', 'resources', 'package.json'].map((name) => join(projectFolder, name));
  return [
    '--permission',
    '--allow-addons',
    '--allow-worker',
    // That addons and threads reach beyond it is known
    '--disable-warning=SecurityWarning',
    ...(read === null
      ? ['--allow-fs-read=*']
      : [...readable, dirname(entry), read, ...(write === null ? [] : [write])].map((path) => `--allow-fs-read=${path}`)),
    ...(write === null ? [] : [`--allow-fs-write=${write}`]),
  ];
}

/** Memory beside the heap is bounded per file, from within (main/workers/watchdog.ts). */
export function nodeFork(file: URL, room: ProcessRoom, heapMb: number): WorkerProcess {
  const entry = fileURLToPath(file);
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: workerEnv(process.env),
    execArgv: [
      `--max-old-space-size=${heapMb}`,
      // Deeply nested pages need a deep stack; the systems but Windows give the main thread 8 MB
      ...(process.platform === 'win32' ? [] : ['--stack-size=3900']),
      ...permissions(entry, room),
    ],
    windowsHide: true,
  });
  let words = '';
  let end: ProcessEnd | null = null;
  const ends: ((end: ProcessEnd) => void)[] = [];
  const finish = (code: number | null, signal: string | null): void => {
    if (end !== null) return;
    end = { code, signal, words };
    for (const listener of ends) listener(end);
  };
  const hear = (piece: string): void => {
    words = (words + piece).slice(-mostWords);
  };
  child.stderr?.setEncoding('utf8').on('data', hear);
  // `close` comes after `exit`, once the last words are read
  child.once('close', finish);
  child.on('error', (error) => {
    // It never ran, or a message could not be delivered; `close` follows only in the second case
    hear(`\n${error.message}`);
    if (child.pid === undefined) finish(null, null);
  });
  return {
    send: (message) => {
      if (typeof message !== 'object' || message === null) throw new TypeError('a message is an object');
      // A message to one that just ended is lost, as its end tells; the callback keeps that from being an error of ours
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => (end === null ? void ends.push(listener) : listener(end)),
    kill: () => void child.kill('SIGKILL'),
    hold: (isHeld) => {
      const doing = isHeld ? 'ref' : 'unref';
      child[doing]();
      child.channel?.[doing]();
      // A pipe is a socket, though its type says only that it can be read
      if (child.stderr instanceof Socket) child.stderr[doing]();
    },
  };
}
