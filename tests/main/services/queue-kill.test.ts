/** A program that is killed while it imports: the queue goes on when the case is opened again, and every file comes in exactly once. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { finish, testBench } from '../../support/ports.ts';
import { mailWith, zipOf } from './queue-files.ts';

/** A share of the full proof; ASSAY_KILL_ROUNDS=200 runs more of it. */
const kills = Math.max(3, Math.round(Number(process.env['ASSAY_KILL_ROUNDS'] ?? 8) / 2));
const Line = z.object({ done: z.int(), total: z.int(), state: z.string(), resumedAt: z.int().nullable() });
type Line = z.infer<typeof Line>;

/** Runs the program on a case; kills it `after` milliseconds from the first file that came in, or never. */
function runChild(args: readonly string[], after: number | null): Promise<{ lines: Line[]; killed: boolean }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../support/killed-queue.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Line[] = [];
  let [rest, said] = ['', ''];
  let timer: NodeJS.Timeout | undefined;
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    const whole = (rest + piece).split('\n');
    rest = whole.pop() ?? '';
    lines.push(...whole.map((line) => Line.parse(JSON.parse(line))));
    if (after !== null && lines.length > 1) timer ??= setTimeout(() => child.kill('SIGKILL'), after);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === null && code !== 0) reject(new Error(said));
      else resolve({ lines, killed: signal === 'SIGKILL' });
    });
  });
}

describe('an import that is killed', () => {
  it(`goes on where it was, and brings in every file exactly once (${kills} kills)`, { timeout: 120_000 + kills * 40_000 }, async () => {
    const bench = testBench();
    try {
      const chosen = join(bench.folder, 'field');
      mkdirSync(chosen);
      const articles = 160;
      for (let n = 0; n < articles; n++) writeFileSync(join(chosen, `${n}.txt`), `Article ${n}\n\nWords of article ${n}.`);
      for (let n = 0; n < 12; n++) {
        const attachments = [1, 2].map((one) => ({ name: `${one}.txt`, type: 'text/plain', bytes: Buffer.from(`Attachment ${n} ${one}`) }));
        writeFileSync(join(chosen, `mail-${n}.eml`), mailWith(`Mail ${n}`, `Words of mail ${n}.`, attachments));
        const inside = Object.fromEntries([1, 2, 3].map((one) => [`${one}.txt`, `Inside archive ${n}, ${one}`]));
        writeFileSync(join(chosen, `zip-${n}.zip`), await zipOf(inside));
      }
      const expected = articles + 12 * 3 + 12 * 4;
      const place = join(bench.folder, 'killed.case');
      const made = await bench.api.cases.create({ at: bench.ticket(place), details: { title: 'To be killed' } });
      await bench.api.cases.close({ case: made.case });
      let seed = 20260105;
      let killed = 0;
      const resumed: number[] = [];
      for (let round = 0; round < kills; round++) {
        seed = (seed * 48271) % 2147483647;
        const run = await runChild([place, join(bench.folder, 'files'), ...(round === 0 ? [chosen] : [])], seed % 400);
        if (run.killed) killed += 1;
        resumed.push(...run.lines.slice(0, 1).flatMap(({ resumedAt }) => resumedAt ?? []));
      }
      const last = await runChild([place, join(bench.folder, 'files')], null);
      expect(last.lines.at(-1)).toMatchObject({ state: 'done', done: expected, total: expected });
      // Kills that found nothing done would prove nothing
      expect(killed).toBeGreaterThan(0);
      expect(Math.max(...resumed)).toBeGreaterThan(0);

      const opened = await bench.api.cases.open({ at: bench.ticket(place), mode: 'read-write' });
      const at = { case: opened.case };
      const verbs: string[] = [];
      for (let offset = 0; ; offset += 1000) {
        const { entries } = await bench.api.history.log({ ...at, offset, limit: 1000 });
        verbs.push(...entries.map(({ verb }) => verb));
        if (entries.length < 1000) break;
      }
      expect(verbs.filter((verb) => verb === 'source.imported')).toHaveLength(expected);
      expect(verbs.filter((verb) => verb === 'source.offered-again')).toEqual([]);
      const { items } = await bench.api.imports.items({ ...at, limit: 1000 });
      expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['imported']));
      expect(new Set(items.map(({ source }) => source?.id)).size).toBe(expected);
      expect(readdirSync(join(place, 'incoming'))).toEqual([]);
      expect((await finish(await bench.api.cases.verify(at))).result).toMatchObject({ ok: true, findings: [] });
      console.log(`killed ${killed} times, resumed at ${resumed.join(', ')}, ${expected} files, each once`);
    } finally {
      await bench.dispose();
    }
  });
});
