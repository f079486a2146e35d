/** Reads one hostile file and says in one line of JSON what became of it. Runs under `--permission` without leave to write. */
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import type { Hints } from '../../main/formats/format.ts';
import { decodeBytes, decodeFile, formatOf } from '../../main/formats/index.ts';
import { fromMemory, memorySink } from '../../main/formats/memory.ts';
import { AssayError } from '../../shared/errors.ts';
import { diskFile } from './disk-file.ts';

const seen = { requests: 0, writes: 0 };
const refuse = (): never => {
  seen.requests++;
  throw new Error('no network here');
};
Object.assign(net.Socket.prototype, { connect: refuse });
Object.assign(dns, { lookup: refuse, resolve: refuse });
globalThis.fetch = async () => refuse();

/** Bytes of parts kept at once; the workbench writes them to disk. */
const most = 128 << 20;
const findings: string[] = [];
let parts = 0;

/** A refused write is told by the permission model; a codec that tries one has broken its promise. */
function denied(error: unknown): void {
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at && at.code === 'ERR_ACCESS_DENIED') seen.writes++;
}

/** What is inside is taken and read, too, three containers deep. */
async function readAll(bytes: Uint8Array, hints: Hints, depth: number): Promise<void> {
  parts++;
  const input = fromMemory(bytes);
  const sink = memorySink(most);
  try {
    const decoded = await decodeFile(input, hints, sink);
    findings.push(...(decoded.metadata.findings ?? []).map(({ code }) => code));
    const format = formatOf(input, hints);
    if (decoded.archive && depth < 3) {
      for await (const member of format.list?.(input, hints) ?? []) {
        if (member.problem) findings.push(`member ${member.problem.code}`);
        else await format.take?.(input, member.id, hints, sink);
      }
    }
  } catch (error) {
    denied(error);
    if (!(error instanceof AssayError)) throw error;
    findings.push(`part ${error.code}`);
  }
  for (const { part, bytes: inner } of sink.parts) await readAll(inner, { fileName: part.name }, depth + 1);
}

/** A list of strings, each read as a page. */
async function readPages(pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    parts++;
    try {
      await decodeBytes(new TextEncoder().encode(`<!DOCTYPE html><html><body>${page}</body></html>`), { fileName: 'payload.html' });
    } catch (error) {
      denied(error);
      if (!(error instanceof AssayError)) throw error;
      findings.push(error.code);
    }
  }
}

/** Linux counts a process's own peak as VmHWM; what getrusage gives a child may be its parent's. */
const peakKb = (): number => {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
};

/** Reads `file` and prints what became of it. */
export async function readHostile(file: string): Promise<void> {
  const started = performance.now();
  let outcome = 'read';
  let message: string | undefined;
  const input = await diskFile(file);
  try {
    const hints = { fileName: path.basename(file) };
    if (hints.fileName === 'all-payloads.json') await readPages(z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))));
    else {
      const sink = memorySink(most);
      const decoded = await decodeFile(input, hints, sink);
      if (decoded.archive) await readAll(await input.bytes(1 << 30), hints, 0);
      findings.push(...(decoded.metadata.findings ?? []).map(({ code }) => code));
      for (const { part, bytes } of sink.parts) await readAll(bytes, { fileName: part.name }, 1);
      if (decoded.reading && decoded.reading !== 'read') outcome = decoded.reading;
    }
  } catch (error) {
    denied(error);
    outcome = error instanceof AssayError ? error.code : 'crash (thrown)';
    message = error instanceof Error ? error.message : String(error);
  } finally {
    await input.close();
  }
  const counted = new Map<string, number>();
  for (const finding of findings) counted.set(finding, (counted.get(finding) ?? 0) + 1);
  console.log(
    JSON.stringify({
      outcome,
      message,
      seconds: Math.round(performance.now() - started) / 1000,
      peakMb: Math.round(peakKb() / 1024),
      parts,
      ...seen,
      findings: [...counted].map(([finding, count]) => (count === 1 ? finding : `${finding} ×${count}`)),
    }),
  );
  process.exit(0);
}
