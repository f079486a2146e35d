/** new, verify, log. */
import type { Failure } from '../../../../shared/errors.ts';
import type { LogEntry } from '../../../../shared/model.ts';
import { plain, shorten, table } from '../output.ts';
import { finish, type Session } from '../session.ts';
import { answer, progressLine } from '../terminal.ts';

export async function newCase(session: Session, path: string, { title }: { title: string }): Promise<number> {
  const { client, terminal } = session;
  const at = path.endsWith('.case') ? path : `${path}.case`;
  const opened = await client.cases.create({ at: session.ticket(at), details: { title } });
  await client.cases.close({ case: opened.case });
  const { place, summary } = opened;
  answer(terminal, { place, summary }, () => `Made the case “${plain(summary.details.title)}”: ${place}\n`);
  return 0;
}

export async function verify(session: Session, path: string): Promise<number> {
  const { client, terminal } = session;
  return session.inCase(path, 'either', async ({ handle }) => {
    const line = progressLine(terminal);
    const result = await finish(await client.cases.verify({ case: handle }, { signal: terminal.signal }), ({ phase, done, total }) =>
      line.show(`${phase} ${done} of ${total}`),
    );
    line.end();
    answer(terminal, result, () => {
      const checks = table(
        result.checked.map(({ check, count, ok }) => [ok ? 'holds' : 'DOES NOT HOLD', String(count), check]),
        new Set([1]),
      );
      const findings = result.findings
        .map(({ check, subject, message }) => `${plain(check)}: ${plain(subject)}: ${plain(message)}\n`)
        .join('');
      const head = `Log: ${result.entries} entries, head ${result.head}\n`;
      return `${checks}${findings}${head}${result.ok ? 'The case is whole.\n' : `The case is not whole: ${result.findings.length} found.\n`}`;
    });
    return result.ok ? 0 : 1;
  });
}

const pageSize = 1000;

export async function log(session: Session, path: string): Promise<number> {
  const { client, terminal } = session;
  return session.inCase(path, 'read-only', async ({ handle }) => {
    const entries: LogEntry[] = [];
    for (;;) {
      const page = await client.history.log({ case: handle, offset: entries.length, limit: pageSize });
      entries.push(...page.entries);
      if (page.entries.length === 0 || entries.length >= page.total) break;
    }
    answer(terminal, { total: entries.length, entries }, () =>
      table(
        entries.map(({ seq, at, actor, verb, args, hash }) => [
          String(seq),
          at,
          actor.name,
          verb,
          hash.slice(0, 12),
          shorten(JSON.stringify(args), 80),
        ]),
        new Set([0]),
      ),
    );
    return 0;
  });
}

/** The failure of a batch's item as one line. */
export const failureLine = ({ message, code }: Failure): string => `${plain(message)} (${code})`;
