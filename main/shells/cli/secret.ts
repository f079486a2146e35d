/** A password from whoever runs the program: typed without an echo, piped in, or in the environment. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface SecretFrom {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** The environment first, then the keyboard where there is one, then the first line of stdin. Empty where nothing came. */
export async function askSecret(question: string, { env, stdin, stderr, signal }: SecretFrom): Promise<string> {
  const given = env['ASSAY_PASSWORD'];
  if (given !== undefined && given !== '') return given;
  const isKeyboard = stdin.isTTY;
  if (isKeyboard) stderr.write(`${question} `);
  // What readline would draw of the line goes nowhere
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: isKeyboard });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
      lines.once('SIGINT', () => reject(new DOMException('Cancelled.', 'AbortError')));
      signal.addEventListener('abort', () => reject(new DOMException('Cancelled.', 'AbortError')), { once: true });
    });
  } finally {
    lines.close();
    if (isKeyboard) stderr.write('\n');
  }
}
