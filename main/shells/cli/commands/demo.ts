/** demo: builds the sample case from its originals, exports its report, verifies it, and says what it did. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AssayError } from '../../../../shared/errors.ts';
import { CaseId } from '../../../../shared/model.ts';
import { projectFolder } from '../../../host/project.ts';
import { plain, table } from '../output.ts';
import { finish, type Session } from '../session.ts';
import { answer, progressLine } from '../terminal.ts';

export const demoFolder = join(projectFolder, 'out', 'demo');
const caseName = 'sample.case';
/** Says that the case beside it was made by this command, and which it was: nothing else is ever removed. */
const markName = 'made-by-assay-demo.json';
const Mark = z.object({ case: z.literal(caseName), id: CaseId.nullable() });

async function readMark(folder: string): Promise<z.infer<typeof Mark> | null> {
  const file = join(folder, markName);
  if (!existsSync(file)) return null;
  const parsed = Mark.safeParse(JSON.parse(await readFile(file, 'utf8')));
  return parsed.success ? parsed.data : null;
}
const writeMark = (folder: string, id: CaseId | null): Promise<void> =>
  writeFile(join(folder, markName), `${JSON.stringify({ case: caseName, id }, null, 2)}\n`);

/** The id of the case that stands there; null where it cannot be opened. */
async function idOf(session: Session, path: string): Promise<CaseId | null> {
  try {
    return await session.inCase(path, 'read-only', async ({ opened }) => opened.summary.id);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'CASE_LOCKED') return null;
    throw error;
  }
}

/** Makes room for a new demo case. Throws CASE_EXISTS where what stands there was not made here. */
async function clear(session: Session, folder: string): Promise<void> {
  const path = join(folder, caseName);
  if (!existsSync(path)) return;
  const mark = await readMark(folder);
  if (!mark)
    throw new AssayError('CASE_EXISTS', 'There is a case here that this command did not make. Choose another folder.', { place: path });
  const id = await idOf(session, path);
  if (id !== null && id === mark.id) return rm(path, { recursive: true, force: true });
  if (id !== null && mark.id !== null)
    throw new AssayError('CASE_EXISTS', 'The case here is not the one this command made. Choose another folder.', { place: path });
  // Left by a run that was cut off, or not to be opened: most likely ours, but not surely. It is set aside, never removed.
  return rename(path, `${path}.set-aside-${Date.now()}`);
}

export async function demo(session: Session, written: string | undefined): Promise<number> {
  const { client, terminal } = session;
  const folder = written === undefined ? demoFolder : session.path(written);
  const path = join(folder, caseName);
  await mkdir(folder, { recursive: true });
  await clear(session, folder);
  await writeMark(folder, null);
  const line = progressLine(terminal);
  line.show('Building the sample case…');
  const opened = await client.cases.sample({ at: session.ticket(path) });
  const handle = opened.case;
  await writeMark(folder, opened.summary.id);
  const steps = await client.report.export({ case: handle, to: session.ticket(join(folder, 'report.pdf')) }, { signal: terminal.signal });
  const made = await finish(steps, ({ phase }) => line.show(`Report: ${plain(phase)}`));
  const check = await finish(await client.cases.verify({ case: handle }, { signal: terminal.signal }), ({ phase }) =>
    line.show(`Verifying: ${plain(phase)}`),
  );
  line.end();
  const { summary } = await client.cases.get({ case: handle });
  await client.cases.close({ case: handle });
  answer(terminal, { place: opened.place, summary, report: made, verified: check }, () => {
    const rows = [
      ['Case', `“${summary.details.title}”`],
      ['', opened.place],
      [
        'Holds',
        `${summary.articles} articles, ${summary.photos} photos, ${summary.excerpts} excerpts, ${summary.claims} claims, ${summary.links} links`,
      ],
      ['Report', made.place],
      ['', `${made.pages} pages, ${made.bytes} bytes, sha256 ${made.sha256}`],
      ['Log', `${summary.entries} entries, head ${summary.head}`],
      ['Verified', check.ok ? 'everything holds' : `${check.findings.length} found that do not hold`],
    ];
    const findings = check.findings.map(({ subject, message }) => `  ${plain(subject)}: ${plain(message)}\n`).join('');
    return `${table(rows)}${findings}`;
  });
  return check.ok ? 0 : 1;
}
