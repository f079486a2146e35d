/** Kills a working workbench at random moments and looks at what is left. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ClaimId, ExcerptId, LinkId, SourceId } from '../../shared/model.ts';
import { finish, testBench } from './ports.ts';

const Line = z.object({ source: SourceId.optional(), excerpt: ExcerptId.optional(), claim: ClaimId.optional(), link: LinkId.optional() });

export interface KillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly missing: string[];
  readonly findings: string[];
  readonly recovered: number;
}

/** Runs a child on `folder` and kills it after `ms` of work. Resolves with the acknowledged lines; a line cut off by the kill was not acknowledged. */
function runAndKill(folder: string, files: string, seed: number, ms: number): Promise<z.infer<typeof Line>[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./killed.ts', import.meta.url)), folder, files, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let timer: NodeJS.Timeout | undefined;
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    err += piece;
  });
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    out += piece;
    // The clock starts with the first import: start-up is not what is tested
    if (out.split('\n').length > 2) timer ??= setTimeout(() => child.kill('SIGKILL'), ms);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal !== 'SIGKILL') return reject(new Error(`the child ended by itself (${code}): ${err}`));
      resolve(
        out
          .split('\n')
          .slice(0, -1)
          .map((line) => Line.parse(JSON.parse(line))),
      );
    });
  });
}

/** @param moments milliseconds of work before each kill, one round each, all on one case. */
export async function killRounds(moments: readonly number[]): Promise<KillReport> {
  const bench = testBench();
  try {
    const folder = join(bench.folder, 'killed.case');
    const made = await bench.api.cases.create({ at: bench.ticket(folder), details: { title: 'To be killed' } });
    await bench.api.cases.close({ case: made.case });
    const report = { rounds: moments.length, acknowledged: 0, missing: [] as string[], findings: [] as string[], recovered: 0 };
    for (const [seed, ms] of moments.entries()) {
      const lines = await runAndKill(folder, join(bench.folder, 'files'), seed, ms);
      const opened = await bench.api.cases.open({ at: bench.ticket(folder), mode: 'read-write' });
      if (opened.recovered) report.recovered++;
      const at = { case: opened.case };
      for (const { source, excerpt, claim, link } of lines) {
        const gone = async (kind: string, look: Promise<unknown>): Promise<void> => {
          report.acknowledged++;
          await look.catch((error: unknown) => report.missing.push(`${kind}: ${String(error)}`));
        };
        if (source !== undefined) await gone('source', bench.api.sources.get({ ...at, source }));
        if (excerpt !== undefined) await gone('excerpt', bench.api.excerpts.get({ ...at, excerpt }));
        if (claim !== undefined) {
          await gone('claim', bench.api.claims.get({ ...at, claim }));
          const { evidence } = await bench.api.claims.evidence({ ...at, claim });
          if (link !== undefined && !evidence.some((one) => one.link.id === link)) report.missing.push(`link ${link}`);
        }
      }
      const { result } = await finish(await bench.api.cases.verify(at));
      for (const finding of result.findings) report.findings.push(`${finding.check} ${finding.subject}: ${finding.message}`);
      await bench.api.cases.close(at);
    }
    return report;
  } finally {
    await bench.dispose();
  }
}
