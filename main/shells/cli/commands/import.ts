/** import: files and folders, one outcome each; what cannot be read does not stop the rest. */
import type { ImportOutcome, ImportResult } from '../../../../shared/contract.ts';
import { toFailure } from '../failure.ts';
import { shorten, table } from '../output.ts';
import { finish, type Session } from '../session.ts';
import { answer, progressLine } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { failureLine } from './case.ts';

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

function inWords(result: ImportResult): string {
  const rows = result.outcomes.map(({ path, outcome, source, error }) => [
    words[outcome],
    source?.ref ?? '',
    path,
    source ? shorten(source.title, 60) : error ? failureLine(error) : '',
  ]);
  const parts = [
    `${result.imported} imported`,
    result.duplicates > 0 ? `${result.duplicates} already there` : '',
    result.newVersions > 0 ? `${result.newVersions} new versions` : '',
    result.failed > 0 ? `${result.failed} failed` : '',
  ].filter((part) => part !== '');
  return `${table(rows)}${parts.join(', ')}.${result.cancelled ? ' Cancelled: what came in before stays.' : ''}\n`;
}

export async function importFiles(session: Session, path: string, files: readonly string[], { url }: { url?: string }): Promise<number> {
  const { client, terminal } = session;
  if (url !== undefined && !/^https?:/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError(`--url takes an address that begins with http:// or https://; this is "${url}".`);
  return session.inCase(path, 'read-write', async ({ handle }) => {
    const line = progressLine(terminal);
    const outcomes: ImportOutcome[] = [];
    const input = { case: handle, tickets: files.map((file) => session.ticket(file)), ...(url === undefined ? {} : { url }) };
    let result: ImportResult;
    try {
      result = await finish(await client.imports.run(input, { signal: terminal.signal }), ({ done, total, current, outcome }) => {
        if (outcome) outcomes.push(outcome);
        line.show(`${done} of ${total}  ${shorten(current, 60)}`);
      });
    } catch (error) {
      if (toFailure(error).code !== 'CANCELLED' && !terminal.signal.aborted) throw error;
      result = summarize(outcomes, true);
    } finally {
      line.end();
    }
    answer(terminal, result, () => inWords(result));
    return result.failed > 0 || result.cancelled ? 1 : 0;
  });
}
