/**
 * Hostile files, each in a process of its own that may read but not write (Node's permission model) and whose network is watched: what became
 * of each, seconds, peak memory, attempts to write and to call out. Prints a line a file and the figures. ZIP bombs and the like are made here.
 * `--only=TEXT` takes files whose path holds TEXT. Data: ASSAY_DATA or ../shared/data.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { bombs } from './support/bombs.ts';

const bench = 'hostile';
const child = process.argv.indexOf('--child');
if (child !== -1) {
  const { readHostile } = await import('./support/hostile-child.ts');
  await readHostile(process.argv[child + 1] ?? '');
}
const folder = path.join(path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'hostile');
if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7) ?? '';
const limits = { seconds: 5, megabytes: 500 };
/** Beyond this a child is stopped and counts as hanging. */
const patienceMs = 30_000;

const Outcome = z.object({
  outcome: z.string(),
  message: z.string().optional(),
  seconds: z.number(),
  peakMb: z.number(),
  parts: z.number(),
  requests: z.number(),
  writes: z.number(),
  findings: z.array(z.string()).default([]),
});
type Outcome = z.infer<typeof Outcome>;

const own = mkdtempSync(path.join(tmpdir(), 'assay-hostile-'));
const made = path.join(own, 'made');
const work = path.join(own, 'work');
mkdirSync(made);
mkdirSync(work);
for (const { name, bytes } of await bombs()) writeFileSync(path.join(made, name), bytes);
// Each payload is a page, as it would be in a saved one.
const payloads = z
  .array(z.looseObject({ payload: z.string() }))
  .parse(JSON.parse(readFileSync(path.join(folder, 'html-xss/dompurify-expect.json'), 'utf8')));
const more = readFileSync(path.join(folder, 'html-xss/payloads.txt'), 'utf8').split('\n');
writeFileSync(
  path.join(made, 'all-payloads.json'),
  JSON.stringify([...payloads.map(({ payload }) => payload), ...more.filter((line) => line.trim() !== '')]),
);

const walk = (from: string): string[] =>
  readdirSync(from, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(path.join(from, entry.name)) : [path.join(from, entry.name)],
  );

/** Reads one file in a child. A child that dies or hangs is an outcome, too. */
async function attempt(file: string): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--permission',
      '--allow-fs-read=*',
      '--allow-addons',
      '--allow-worker',
      '--no-warnings',
      path.resolve('bench/hostile.ts'),
      '--child',
      file,
    ],
    { cwd: work, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  let errors = '';
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  const { promise, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    resolve('hang');
  }, patienceMs);
  child.once('exit', (code, signal) => resolve(code === 0 ? 'done' : `crash (${signal ?? code})`));
  const ended = await promise;
  clearTimeout(timer);
  const line = out.trim().split('\n').at(-1) ?? '';
  const parsed = ended === 'done' && line.startsWith('{') ? Outcome.safeParse(JSON.parse(line)) : null;
  if (parsed?.success === true) return parsed.data;
  const seconds = (performance.now() - started) / 1000;
  return {
    outcome: ended === 'done' ? 'crash (no answer)' : ended,
    message: errors.trim().slice(-300),
    seconds,
    peakMb: 0,
    parts: 0,
    requests: 0,
    writes: 0,
    findings: [],
  };
}

const outcomes = new Map<string, number>();
const sums = { files: 0, bad: 0, slow: 0, large: 0, requests: 0, writes: 0, seconds: 0, megabytes: 0 };
try {
  const files = [
    ...walk(folder).map((file) => ({ file, name: path.relative(folder, file) })),
    ...walk(made).map((file) => ({ file, name: `made/${path.relative(made, file)}` })),
  ];
  for (const { file, name } of files.filter((one) => one.name !== 'SOURCE.md' && one.name.includes(only))) {
    const result = await attempt(file);
    console.log(JSON.stringify({ bench, file: name, ...result }));
    outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
    sums.files++;
    if (/^(?:crash|hang|INTERNAL)/.test(result.outcome)) sums.bad++;
    if (result.seconds > limits.seconds) sums.slow++;
    if (result.peakMb > limits.megabytes) sums.large++;
    sums.requests += result.requests;
    sums.writes += result.writes;
    sums.seconds = Math.max(sums.seconds, result.seconds);
    sums.megabytes = Math.max(sums.megabytes, result.peakMb);
  }
  const left = readdirSync(work).length;
  const figure = (name: string, value: number, of?: number) =>
    console.log(JSON.stringify({ bench, figure: name, value: Math.round(value * 100) / 100, ...(of !== undefined && { of }) }));
  for (const [outcome, count] of outcomes) figure(`outcome: ${outcome}`, count, sums.files);
  figure('crashes and hangs', sums.bad, sums.files);
  figure(`files slower than ${limits.seconds} s`, sums.slow, sums.files);
  figure(`files beyond ${limits.megabytes} MB`, sums.large, sums.files);
  figure('slowest, seconds', sums.seconds);
  figure('largest, MB of a process with everything loaded', sums.megabytes);
  figure('attempts to write, and files left where it ran', sums.writes + left);
  figure('attempts to call out', sums.requests);
} finally {
  rmSync(own, { recursive: true, force: true });
}
