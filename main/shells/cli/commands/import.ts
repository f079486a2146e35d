/** import: files and folders, one outcome each; what cannot be read does not stop the rest, and what asks is answered where it can be. */
import type { ImportOutcome, ImportResult } from '../../../../shared/contract.ts';
import type { CaseHandle } from '../../../../shared/model.ts';
import { toFailure } from '../failure.ts';
import { shorten, table } from '../output.ts';
import { finish, type Session } from '../session.ts';
import { answer, progressLine } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { failureLine } from './case.ts';
import { batchDone, choosePages } from './members.ts';

export interface ImportOptions {
  readonly url?: string;
  readonly password?: boolean;
  readonly allPages?: boolean;
  readonly pages?: readonly string[];
}

const words = { imported: 'imported', duplicate: 'duplicate', 'new-version': 'new version', failed: 'FAILED' } as const;

const count = (outcomes: readonly ImportOutcome[], which: ImportOutcome['outcome']): number =>
  outcomes.filter(({ outcome }) => outcome === which).length;
const summarize = (outcomes: readonly ImportOutcome[], cancelled: boolean): ImportResult => ({
  imported: count(outcomes, 'imported'),
  duplicates: count(outcomes, 'duplicate'),
  newVersions: count(outcomes, 'new-version'),
  failed: count(outcomes, 'failed'),
  cancelled,
  outcomes: [...outcomes],
});

const question = { password: 'locked: give --password', pages: 'choose with --pages or --all-pages' } as const;

function inWords(result: ImportResult): string {
  const rows = result.outcomes.map(({ path, outcome, source, error, asks }) => [
    words[outcome],
    source?.ref ?? '',
    path,
    error ? failureLine(error) : asks !== undefined ? question[asks] : source ? shorten(source.title, 60) : '',
  ]);
  const parts = [
    `${result.imported} imported`,
    result.duplicates > 0 ? `${result.duplicates} already there` : '',
    result.newVersions > 0 ? `${result.newVersions} new versions` : '',
    result.failed > 0 ? `${result.failed} failed` : '',
  ].filter((part) => part !== '');
  return `${table(rows)}${parts.join(', ')}.${result.cancelled ? ' Cancelled: what came in before stays.' : ''}\n`;
}

/** Everything that the tickets stand for, or what waited in the queue. */
async function bring(session: Session, handle: CaseHandle, files: readonly string[], url: string | undefined): Promise<ImportResult> {
  const { client, terminal } = session;
  const line = progressLine(terminal);
  const outcomes: ImportOutcome[] = [];
  try {
    if (files.length === 0) return await goOn(session, handle, (text) => line.show(text));
    const input = { case: handle, tickets: files.map((file) => session.ticket(file)), ...(url === undefined ? {} : { url }) };
    return await finish(await client.imports.run(input, { signal: terminal.signal }), ({ done, total, current, outcome }) => {
      if (outcome) outcomes.push(outcome);
      line.show(`${done} of ${total}  ${shorten(current, 60)}`);
    });
  } catch (error) {
    if (toFailure(error).code !== 'CANCELLED' && !terminal.signal.aborted) throw error;
    return summarize(outcomes, true);
  } finally {
    line.end();
  }
}

/** Batches that a former run left behind: those that stopped or were paused, too, for a person asks for it now. */
async function goOn({ client, terminal }: Session, handle: CaseHandle, show: (text: string) => void): Promise<ImportResult> {
  const outcomes: ImportOutcome[] = [];
  const { batches } = await client.imports.queue({ case: handle });
  for (const { id, state } of batches) {
    if (state === 'done' || state === 'cancelled') continue;
    if (state === 'paused' || state === 'stopped') await client.imports.resume({ case: handle, batch: id });
    outcomes.push(...(await batchDone(client, handle, id, terminal.signal, show)));
  }
  return summarize(outcomes, terminal.signal.aborted);
}

/** Reads a locked source with a password that is asked for; the outcome says what came of it. */
async function unlock({ client, terminal }: Session, handle: CaseHandle, outcome: ImportOutcome): Promise<ImportOutcome> {
  const { source } = outcome;
  if (source === null || (await client.sources.get({ case: handle, source: source.id })).reading !== 'locked') return outcome;
  const password = (await terminal.secret?.(`Password of ${source.ref}, ${shorten(source.title, 60)}:`)) ?? '';
  if (password === '') return outcome;
  const { asks: _, ...told } = outcome;
  try {
    await client.imports.unlock({ case: handle, source: source.id, password }, { signal: terminal.signal });
    return told;
  } catch (error) {
    return { ...outcome, error: toFailure(error) };
  }
}

/** Answers what asks, as far as the options do. */
async function answerAsks(session: Session, handle: CaseHandle, result: ImportResult, options: ImportOptions): Promise<ImportResult> {
  const outcomes: ImportOutcome[] = [];
  const wantsPages = options.allPages === true || options.pages !== undefined;
  for (const outcome of result.outcomes) {
    const { source } = outcome;
    if (options.password === true && source?.kind === 'article' && (outcome.asks === 'password' || outcome.outcome === 'duplicate'))
      outcomes.push(await unlock(session, handle, outcome));
    else if (wantsPages && source?.kind === 'archive' && (outcome.asks === 'pages' || outcome.outcome === 'duplicate')) {
      const items = await choosePages(session, handle, source.id, options.pages ?? null);
      const { asks: _, ...told } = outcome;
      outcomes.push(told, ...items);
    } else outcomes.push(outcome);
  }
  return summarize(outcomes, result.cancelled);
}

export async function importFiles(session: Session, path: string, files: readonly string[], options: ImportOptions): Promise<number> {
  const { url } = options;
  if (url !== undefined && !/^https?:/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError(`--url takes an address that begins with http:// or https://; this is "${url}".`);
  return session.inCase(path, 'read-write', async ({ handle }) => {
    const brought = await bring(session, handle, files, url);
    const result = brought.cancelled ? brought : await answerAsks(session, handle, brought, options);
    answer(session.terminal, result, () => inWords(result));
    return result.failed > 0 || result.cancelled || result.outcomes.some(({ error }) => error !== null) ? 1 : 0;
  });
}
