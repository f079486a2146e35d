/** annotations: excerpts out to and in from a file of W3C Web Annotations. */
import { plain, shorten } from '../output.ts';
import type { Session } from '../session.ts';
import { answer } from '../terminal.ts';

export async function exportAnnotations(session: Session, path: string, file: string): Promise<number> {
  const { client, terminal } = session;
  return session.inCase(path, 'either', async ({ handle }) => {
    const result = await client.annotations.export({ case: handle, to: session.ticket(file) });
    answer(
      terminal,
      result,
      () =>
        `${plain(result.place)}: ${result.annotations} annotations, ${result.bytes} bytes\nsha256 ${result.sha256}\nshows the case at log head ${result.head}\n`,
    );
    return 0;
  });
}

/** 1 where some could not be taken: the others are in all the same. */
export async function importAnnotations(session: Session, path: string, file: string): Promise<number> {
  const { client, terminal } = session;
  return session.inCase(path, 'read-write', async ({ handle }) => {
    const result = await client.annotations.import({ case: handle, ticket: session.ticket(file) });
    answer(terminal, result, () => {
      const lines = result.outcomes.map(({ annotation, words, outcome, excerpt, because }) => {
        const place = excerpt === null ? '' : `  ${excerpt.ref}  ${excerpt.sourceRef} ${plain(excerpt.place)}`;
        return `${outcome.padEnd(7)}${place}  ${plain(annotation)}${words === null ? '' : `  “${shorten(words, 80)}”`}${because === null ? '' : `\n         ${plain(because)}`}\n`;
      });
      const elsewhere = result.elsewhere.map((page) => `The file names a further page that is not in it: ${plain(page)}\n`);
      return `${lines.join('')}${result.marked} marked, ${result.present} here already, ${result.failed} not taken\n${elsewhere.join('')}`;
    });
    return result.failed > 0 ? 1 : 0;
  });
}
