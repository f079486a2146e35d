/** report: the case as a PDF. */
import { shorten } from '../output.ts';
import { finish, type Session } from '../session.ts';
import { answer, progressLine } from '../terminal.ts';

export async function report(session: Session, path: string, { output }: { output: string }): Promise<number> {
  const { client, terminal } = session;
  return session.inCase(path, 'either', async ({ handle }) => {
    const line = progressLine(terminal);
    const steps = await client.report.export({ case: handle, to: session.ticket(output) }, { signal: terminal.signal });
    const result = await finish(steps, ({ phase, done, total }) => line.show(`${shorten(phase, 60)} ${done} of ${total}`)).finally(() =>
      line.end(),
    );
    answer(
      terminal,
      result,
      () =>
        `${result.place}: ${result.pages} pages, ${result.bytes} bytes\nsha256 ${result.sha256}\nshows the case at log head ${result.head}\n`,
    );
    return 0;
  });
}
