/** The commands and their arguments, exactly as the manual lists them. */
import { Command, Option } from 'commander';
import { type Stance, stances } from '../../../shared/model.ts';
import { exportAnnotations, importAnnotations } from './commands/annotations.ts';
import { call } from './commands/call.ts';
import { log, newCase, verify } from './commands/case.ts';
import { demo } from './commands/demo.ts';
import { type ClaimOptions, claim, claims, link, type MarkOptions, mark } from './commands/evidence.ts';
import { type ImportOptions, importFiles } from './commands/import.ts';
import { members } from './commands/members.ts';
import { open } from './commands/open.ts';
import { report } from './commands/report.ts';
import { sources, text } from './commands/sources.ts';
import type { Session } from './session.ts';

/** Runs a command with a session made for it; its number is the exit code. */
export type Run = (command: (session: Session) => Promise<number>) => Promise<void>;

/**
 * Commander hands over what it read as the usage line says: that is where the types of the actions come from.
 * It throws CommanderError (exitOverride) instead of ending the process.
 */
export function createProgram(run: Run, version: string): Command {
  const program = new Command('assay')
    .description('Offline evidence workbench: import, mark, link, report.')
    .version(version)
    .option('--json', 'one JSON document on stdout; errors as JSON on stderr')
    .showHelpAfterError('(assay help COMMAND says more)')
    .exitOverride();
  const command = (usage: string, description: string): Command =>
    program.command(usage).description(description).option('--json', 'one JSON document on stdout; errors as JSON on stderr');

  command('new <case>', 'make a case')
    .requiredOption('--title <title>', 'what it is called')
    .action((path: string, options: { title: string }) => run((session) => newCase(session, path, options)));
  command('import <case> [path...]', 'import files, or folders with all they hold; without a path, go on with what waits')
    .option('--url <url>', 'where it came from (one file)')
    .option('--password', 'read locked documents: the password is asked for, or taken from ASSAY_PASSWORD or stdin')
    .option('--all-pages', 'take every page of a web archive')
    .option('--pages <url...>', 'take these pages of a web archive')
    .action((path: string, files: string[], options: ImportOptions) => run((session) => importFiles(session, path, files, options)));
  command('members <case> <source>', 'list what an archive holds')
    .option('--all', 'not only its pages')
    .action((path: string, source: string, options: { all?: boolean }) => run((session) => members(session, path, source, options)));
  command('sources <case>', 'list the sources').action((path: string) => run((session) => sources(session, path)));
  command('text <case> <source>', 'print the text of an article').action((path: string, source: string) =>
    run((session) => text(session, path, source)),
  );
  command('mark <case> <source>', 'mark a passage or a region of a photo as an excerpt')
    .option('--quote <words>', 'the exact words')
    .option('--before <words>', 'the words right before them, where they stand more than once')
    .option('--after <words>', 'the words right after them')
    .option('--region <x,y,w,h>', 'pixels of the upright picture')
    .option('--note <note>')
    .action((path: string, source: string, options: MarkOptions) => run((session) => mark(session, path, source, options)));
  command('claim <case>', 'add a claim')
    .requiredOption('--text <words>', 'the words as made')
    .option('--by <who>', 'who claims it')
    .option('--when <edtf>', 'when it is said to have been (EDTF)')
    .option('--where <place>')
    .option('--part-of <claim>', 'the claim it is a part of')
    .action((path: string, options: ClaimOptions) => run((session) => claim(session, path, options)));
  command('link <case> <excerpt> <claim>', 'hold an excerpt against a claim')
    .addOption(new Option('--stance <stance>').choices(stances).makeOptionMandatory())
    .requiredOption('--because <reason>', 'why')
    .action((path: string, excerpt: string, held: string, options: { stance: Stance; because: string }) =>
      run((session) => link(session, path, excerpt, held, options)),
    );
  command('claims <case>', 'list the claims').action((path: string) => run((session) => claims(session, path)));
  command('report <case>', 'export the report as PDF')
    .requiredOption('-o, --output <file>', 'the PDF to write')
    .action((path: string, options: { output: string }) => run((session) => report(session, path, options)));
  const annotations = command('annotations', 'excerpts as W3C Web Annotations (JSON-LD)');
  annotations
    .command('export <case> <file>')
    .description('write all excerpts as one file of annotations')
    .option('--json', 'one JSON document on stdout; errors as JSON on stderr')
    .action((path: string, file: string) => run((session) => exportAnnotations(session, path, file)));
  annotations
    .command('import <case> <file>')
    .description('make excerpts of the annotations of a file, where their words stand exactly')
    .option('--json', 'one JSON document on stdout; errors as JSON on stderr')
    .action((path: string, file: string) => run((session) => importAnnotations(session, path, file)));
  command('verify <case>', 'check originals, quotes, log and tables').action((path: string) => run((session) => verify(session, path)));
  command('log <case>', 'print the custody log').action((path: string) => run((session) => log(session, path)));
  command('call <case> <procedure> [json]', 'call any procedure of the contract')
    .addHelpText(
      'after',
      '\nThe case is filled in as {"case": …}; "-" where the procedure takes none.\n{"$path": "photo.jpg"} in the input becomes a ticket for that file. "-" as the input reads it from stdin.',
    )
    .action((path: string, name: string, json: string | undefined) => run((session) => call(session, path, name, json)));
  command('open [case]', 'open the window').action((path: string | undefined) => run((session) => open(session, path)));
  command('demo [dir]', 'build the sample case and its report (default: out/demo)').action((folder: string | undefined) =>
    run((session) => demo(session, folder)),
  );
  return program;
}
