/** sources, text. */
import type { SourceRow, StanceCounts } from '../../../../shared/model.ts';
import { plainText, shorten, table } from '../output.ts';
import { type Session, sourceArgument } from '../session.ts';
import { answer } from '../terminal.ts';

/** +2 −1 ∅1 ⊙3, in the signs of the window; nothing where there is nothing. */
export const stanceSigns = (counts: StanceCounts): string =>
  [
    ['+', counts.supports],
    ['−', counts.refutes],
    ['∅', counts['fails-to-verify']],
    ['⊙', counts.context],
  ]
    .filter(([, count]) => count !== 0)
    .map(([sign, count]) => `${sign}${count}`)
    .join(' ');

const pageSize = 1000;

export async function sources(session: Session, path: string): Promise<number> {
  const { client, terminal } = session;
  return session.inCase(path, 'read-only', async ({ handle }) => {
    const rows: SourceRow[] = [];
    let counts = { total: 0, articles: 0, photos: 0 };
    for (;;) {
      const { rows: some, ...about } = await client.sources.list({ case: handle, offset: rows.length, limit: pageSize });
      counts = about;
      rows.push(...some);
      if (some.length === 0 || rows.length >= about.total) break;
    }
    answer(terminal, { ...counts, rows }, () =>
      rows.length === 0
        ? 'This case has no sources yet.\n'
        : table(
            rows.map((row) => [
              row.ref,
              row.kind,
              row.date ?? '',
              shorten(row.publisher ?? '', 24),
              shorten(row.title, 64),
              stanceSigns(row.counts),
            ]),
          ),
    );
    return 0;
  });
}

/** The canonical text to the letter, so that what is copied from it is a quote; boxed only where it would steer a terminal. */
export async function text(session: Session, path: string, written: string): Promise<number> {
  const { client, terminal } = session;
  const which = sourceArgument(written);
  return session.inCase(path, 'read-only', async ({ handle }) => {
    const source = await client.sources.get({ case: handle, source: which });
    const { rendition, sha256, body } = await client.sources.text({ case: handle, source: source.id });
    answer(terminal, { source: source.id, ref: source.ref, rendition, sha256, ...body }, () => {
      const shown = terminal.outIsTerminal ? plainText(body.text) : body.text;
      return shown.endsWith('\n') ? shown : `${shown}\n`;
    });
    return 0;
  });
}
