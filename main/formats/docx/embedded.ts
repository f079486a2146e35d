/** Pictures and files inside a Word file: each becomes a source of its own. Macros, fonts and printer settings are left where they are. */
import { AssayError } from '../../../shared/errors.ts';
import { type Decoded, type FileBytes, limits, type Sink } from '../format.ts';
import { lastName, shownPath } from '../names.ts';
import { entryBytes } from '../zip/data.ts';
import type { Package } from './package.ts';

const wanted = /(?:^|\/)(?:media|embeddings)\/[^/]+$|^docprops\/thumbnail\.\w+$/i;

/** Puts them into the sink under their paths in the package; `others` are parts that the text itself refers to (altChunk). */
export async function putEmbedded(
  input: FileBytes,
  document: Package,
  types: ReadonlyMap<string, string>,
  others: readonly string[],
  sink: Sink,
): Promise<NonNullable<Decoded['refused']>> {
  const refused: { path: string; failure: ReturnType<AssayError['toFailure']> }[] = [];
  const extra = new Set(others.map((path) => path.toLowerCase()));
  const entries = document.entries.filter((entry) => wanted.test(entry.name) || extra.has(entry.name.toLowerCase()));
  for (const [index, entry] of entries.entries()) {
    const path = shownPath(entry.name);
    if (index >= limits.parts) {
      const rest = new AssayError('TOO_LARGE', `This document holds more than ${limits.parts} files; the rest was left out.`);
      refused.push({ path: `${entries.length - index} more`, failure: rest.toFailure() });
      break;
    }
    const problem = document.problem(entry);
    if (problem) {
      refused.push({ path, failure: problem });
      continue;
    }
    const ending = /\.(\w+)$/.exec(entry.name)?.[1]?.toLowerCase() ?? '';
    const mediaType = types.get(`/${entry.name.toLowerCase()}`) ?? types.get(ending);
    await sink.put({ path, name: lastName(path), ...(mediaType && { mediaType }) }, entryBytes(input, entry));
  }
  return refused;
}
