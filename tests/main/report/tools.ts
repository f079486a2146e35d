/** PDF tools of the system; a test that needs one says so by name where it is absent. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildReport } from '../../../main/report/build.ts';
import type { ReportInput } from '../../../main/report/model.ts';
import { reportPictures } from '../../../main/report/pictures.ts';
import { typeset } from '../../../main/workers/typeset-client.ts';

export const workerUrl = new URL('../../../main/workers/typeset.ts', import.meta.url);
export const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
export const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
export const without = (tool: string): string => (has(tool) ? '' : ` (skipped: ${tool} is not installed)`);

export const render = (input: ReportInput, signal?: AbortSignal): Promise<{ pdf: Uint8Array; pages: number }> =>
  typeset(workerUrl, { document: buildReport(input), pictures: reportPictures(input), resources }, signal);

/** Runs a tool on the bytes as a file; `FILE` in the arguments stands for its path. */
export function onFile(pdf: Uint8Array, tool: string, ...args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-report-'));
  try {
    const file = join(folder, 'report.pdf');
    writeFileSync(file, pdf);
    return execFileSync(
      tool,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
      { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
export const textOf = (pdf: Uint8Array): string => onFile(pdf, 'pdftotext', '-enc', 'UTF-8', 'FILE', '-');
/** Letters, marks and digits alone: what survives line breaks, page breaks and the order of punctuation in right-to-left lines. */
export const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}\p{So}]/gu, '');
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
