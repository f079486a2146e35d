/**
 * What it costs that decoders run in processes that can be killed: files a second through them beside the same calls in this process,
 * milliseconds to start one, and memory after a thousand files. Articles of ASSAY_DATA (or ../shared/data), else made-up ones.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeBytes } from '../main/formats/index.ts';
import { nodeFork } from '../main/host/fork.ts';
import { resourcesFolder, workerFile } from '../main/host/project.ts';
import { createPool } from '../main/workers/pool.ts';
import { tasks } from '../main/workers/tasks/index.ts';
import { figure } from './support/bench.ts';

const most = 80;
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
const staging = join(folder, 'incoming');
mkdirSync(staging);
const data = resolve(process.env['ASSAY_DATA'] ?? '../shared/data', 'html-wcxb', 'html');
const pages = existsSync(data)
  ? readdirSync(data)
      .slice(0, most)
      .map((name) => gunzipSync(readFileSync(join(data, name))))
  : Array.from({ length: most }, (_, n) =>
      Buffer.from(`<title>Report ${n}</title><article>${`<p>Words of report ${n}, and more of them.</p>`.repeat(200)}</article>`),
    );
const files = pages.map((page, n) => {
  const file = join(folder, `${n}.html`);
  writeFileSync(file, page);
  return file;
});
const hints = { fileName: 'page.html' };
const room = { read: folder, write: staging };

/** Milliseconds of the best of three runs, after one that warms up: what else the machine does is not ours. */
async function best(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < 4; run++) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return Math.min(...took.slice(1));
}

const here = await best(async () => {
  for (const file of files) await decodeBytes(readFileSync(file), hints);
});

for (const size of [1, 2]) {
  let memory = 0;
  const pool = createPool(tasks, (where, heapMb) => nodeFork(workerFile('process'), where, heapMb), { resources: resourcesFolder, size });
  const decode = (file: string) => pool.run('decode', { file, hints, staging }, { room });
  const started = performance.now();
  writeFileSync(join(folder, 'small.txt'), 'A few words.');
  await decode(join(folder, 'small.txt'));
  const up = performance.now() - started;
  const there = await best(() => Promise.all(files.map(decode)));
  figure('decoders', `articles, ${size} ${size === 1 ? 'process' : 'processes'}`, (files.length / there) * 1000, 'per second', {
    peer: 'the same calls in this process',
    peerValue: Math.round((files.length / here) * 1000),
    ratio: Math.round((here / there) * 100) / 100,
    overheadMs: Math.round(((there * size - here) / files.length) * 100) / 100,
  });
  if (size === 1) {
    figure('decoders', 'first file, with the start of its process', up, 'ms');
    const small = Array.from({ length: 500 }, () => join(folder, 'small.txt'));
    figure('decoders', 'a file of three words', (await best(() => Promise.all(small.map(decode)))) / small.length, 'ms');
    for (let done = 0; done < 1000; done += files.length) await Promise.all(files.map(decode));
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
      if (new RegExp(`^PPid:\\s*${process.pid}$`, 'm').test(status)) memory = Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
    }
    figure('decoders', 'memory of a process after 1,000 more articles', memory, 'MB');
  }
  await pool.close();
}
rmSync(folder, { recursive: true, force: true });
