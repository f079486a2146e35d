/** What the loopback shell was asked for on its command line. */
import { parseArgs } from 'node:util';

export interface LoopbackOptions {
  /** A case folder to open, as the person wrote it. */
  readonly case: string | null;
  readonly window: boolean;
  /** Goes on serving when the window closes. */
  readonly keep: boolean;
  /** 0: any free port. */
  readonly port: number;
  /** One JSON document on stdout instead of words. */
  readonly json: boolean;
}

export const usage = `Opens Assay in a window of a browser on this machine, without Electron.

usage: node scripts/run.mjs main/shells/loopback/index.ts [options]
  --case PATH   open this case
  --no-window   only print the address
  --keep        go on when the window closes
  --port N      listen on this port of 127.0.0.1 (default: any free one)
  --json        print the address as JSON
`;

/** Throws TypeError or RangeError with a sentence for the person where the arguments are wrong. */
export function parseOptions(args: readonly string[]): LoopbackOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      case: { type: 'string' },
      window: { type: 'boolean', default: true },
      keep: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new RangeError(`--port takes a number from 0 to 65535, not "${values.port}"`);
  return { case: values.case ?? null, window: values.window, keep: values.keep, port: Number(values.port), json: values.json };
}
