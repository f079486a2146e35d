/** Starts the real program without a window, for tests, pictures and measurements that bring their own browser. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Program {
  /** The one-time address that a window is opened with. */
  readonly address: string;
  readonly origin: string;
  /** All that it has said so far, for the words of a failed test. */
  said(): string;
  /** Asks it to end in order, and waits until it did; its exit code. */
  stop(): Promise<number | null>;
}

export interface Surroundings {
  /** Where settings and runs are kept (ASSAY_HOME). */
  readonly home: string;
  /** Where new cases go (ASSAY_CASES). */
  readonly cases: string;
  readonly case?: string;
}

const Announced = z.object({ address: z.url() });
const shell = fileURLToPath(new URL('../main/shells/loopback/index.ts', import.meta.url));
/** How long it may take to say its address; it is there in one second on two free cores. */
const patience = 30_000;

/** Resolves once the program says its address; throws with all it said where it ends before that. */
export async function startProgram({ home, cases, case: path }: Surroundings): Promise<Program> {
  const env = { ...process.env, ASSAY_HOME: home, ASSAY_CASES: cases };
  const child = spawn(process.execPath, [shell, '--no-window', '--json', ...(path === undefined ? [] : ['--case', path])], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => words.push(text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const address = await new Promise<string>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`The program ${why}. It said:\n${words.join('')}`));
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`did not say its address in ${patience / 1000} s`);
    }, patience);
    createInterface({ input: child.stdout }).on('line', (line) => {
      words.push(`${line}\n`);
      if (!line.startsWith('{')) return;
      clearTimeout(late);
      resolve(Announced.parse(JSON.parse(line)).address);
    });
    ended.then((code) => fail(`ended with ${code} before it said its address`), reject);
  });
  return {
    address,
    origin: new URL(address).origin,
    said: () => words.join(''),
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const code = await ended;
      clearTimeout(late);
      return code;
    },
  };
}
