/** One command from its arguments to its exit code. */
import { CommanderError } from 'commander';
import type { Workbench } from '../../app.ts';
import type { Tickets } from '../../host/tickets.ts';
import { exitCodeOf, toFailure } from './failure.ts';
import { failureText } from './output.ts';
import { createProgram } from './program.ts';
import { createSession } from './session.ts';
import type { Terminal } from './terminal.ts';

export interface Lent {
  readonly terminal: Terminal;
  readonly version: string;
  /** Makes the workbench, only once a command needs it. */
  workbench(): { workbench: Workbench; tickets: Tickets };
}

/** Whether an argument list asks for JSON: needed before it is known to be right. */
export const wantsJson = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
};

const asked = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** Runs one command. Never throws for what a person can do wrong; 0 done, 1 failed or found wrong, 2 wrong usage. */
export async function runCli(args: readonly string[], { terminal, version, workbench }: Lent): Promise<number> {
  let code = 0;
  const program = createProgram(async (command) => {
    const lent = workbench();
    try {
      code = await command(createSession(lent.workbench.client(), lent.tickets, terminal));
    } finally {
      await lent.workbench.close();
    }
  }, version);
  const quiet = terminal.json;
  const output = { writeOut: (text: string) => terminal.out(text), writeErr: (text: string) => (quiet ? undefined : terminal.err(text)) };
  for (const each of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) each.configureOutput(output);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && asked.has(error.code)) return error.exitCode === 0 ? 0 : 2;
    if (quiet) terminal.err(`${JSON.stringify(toFailure(error))}\n`);
    else if (!(error instanceof CommanderError)) terminal.err(failureText(toFailure(error)));
    return exitCodeOf(error);
  }
}
