/**
 * ZIP archives (APPNOTE 6.3.10): every file in them becomes a source of its own. Nothing is written to a place of the archive's choosing:
 * a name that leads out of it is only a label, shown without its `..`.
 */
import { AssayError } from '../../../shared/errors.ts';
import { type Finding, Instant } from '../../../shared/model.ts';
import type { Decoded, FileBytes, Format, Hints, Member, PartInfo, Sink } from '../format.ts';
import { lastName, leadsOut, shownName, shownPath, unsafeCharacters } from '../names.ts';
import { startsWith } from '../signatures.ts';
import { wacz } from '../web/wacz/index.ts';
import { entryBytes, problemOf } from './data.ts';
import { readDirectory, readEntry, type ZipDirectory, type ZipEntry } from './directory.ts';
import { insideZip } from './inside.ts';

/** What systems leave behind beside a person's files: resource forks, folder settings, thumbnails. */
const litter = /(?:^|\/)(?:__MACOSX(?:\/|$)|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

const filesOf = (directory: ZipDirectory): ZipEntry[] =>
  directory.entries.filter((entry) => !entry.folder && !litter.test(entry.name.replaceAll('\\', '/')));

/** A ZIP is often the clothing of another format; its list of files tells, not its first bytes. */
async function dressed(input: FileBytes, hints: Hints): Promise<{ format: Format | null; directory: ZipDirectory }> {
  const directory = await readDirectory(input);
  const { entries, overlapping } = directory;
  if (overlapping.size >= 100 && overlapping.size > 0.5 * entries.length)
    throw new AssayError(
      'BROKEN_FILE',
      `This ZIP archive is built as a bomb: ${overlapping.size.toLocaleString('en')} of its ${entries.length.toLocaleString('en')} files lie over one another.`,
    );
  const kind = insideZip(directory, hints.fileName);
  if (kind === 'zip') return { format: null, directory };
  if (kind === 'wacz') return { format: wacz, directory };
  if (kind === 'docx') {
    const { docx } = await import('../docx/index.ts');
    return { format: docx, directory };
  }
  throw new AssayError('UNSUPPORTED_FORMAT', `This looks like ${kind.looksLike}. Assay will read ${kind.files} in a later version.`, {
    fileName: hints.fileName,
    looksLike: kind.looksLike,
  });
}

const count = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

function findings(directory: ZipDirectory, files: readonly ZipEntry[]): Finding[] {
  const found: Finding[] = [];
  const out = files.filter((entry) => leadsOut(entry.name));
  const say = (code: Finding['code'], message: string) => found.push({ code, message, from: 'ZIP central directory' });
  const example = (entry: ZipEntry | undefined) => (entry ? ` (“${shownName(entry.name, 80)}”)` : '');
  if (out.length > 0)
    say(
      'unsafe-name',
      `${count(out.length, 'name leads', 'names lead')} out of the archive${example(out[0])}, as in an attack by “zip slip”. Nothing was written there.`,
    );
  const unseen = files.filter((entry) => unsafeCharacters(entry.name).length > 0);
  if (unseen.length > 0)
    say(
      'unsafe-name',
      `${count(unseen.length, 'name holds', 'names hold')} characters that cannot be seen or that turn the direction of reading${example(unseen[0])}.`,
    );
  const refused = files.filter((entry) => problemOf(entry, directory.overlapping) !== null);
  if (refused.length > 0)
    say('parts-refused', `${count(refused.length, 'file', 'files')} in this archive cannot be taken${example(refused[0])}.`);
  if (directory.broken !== null)
    say(
      'records-broken',
      `The archive’s list of files is damaged after ${count(directory.entries.length, 'entry', 'entries')}: ${directory.broken}`,
    );
  return found;
}

function partOf(entry: ZipEntry): PartInfo {
  const path = shownPath(entry.name);
  return { path, name: lastName(path), ...(entry.modifiedAt === null ? {} : { modifiedAt: Instant.parse(entry.modifiedAt) }) };
}

function memberOf(entry: ZipEntry, { overlapping }: ZipDirectory): Member {
  const { path, name } = partOf(entry);
  const problem = problemOf(entry, overlapping);
  return {
    id: String(entry.at),
    path,
    name,
    size: entry.size,
    mediaType: null,
    url: null,
    fetched: null,
    title: null,
    status: null,
    isPage: problem === null,
    digest: null,
    problem,
  };
}

export const zip: Format = {
  name: 'zip',
  // Below a signature's certainty: codecs that dress as ZIP and know themselves by their first entry come first.
  recognise: (head) => (startsWith(head, 'PK\u0003\u0004') || startsWith(head, 'PK\u0005\u0006') ? 0.9 : 0),
  async decode(input, hints, sink): Promise<Decoded> {
    const { format, directory } = await dressed(input, hints);
    if (format) return format.decode(input, hints, sink);
    const files = filesOf(directory);
    if (files.length === 0 && directory.broken !== null)
      throw new AssayError('BROKEN_FILE', `This ZIP archive’s list of files is damaged: ${directory.broken}`);
    if (files.length === 0) throw new AssayError('EMPTY_FILE', 'This ZIP archive holds no files.');
    const found = findings(directory, files);
    const field = (name: string, value: string | number) => ({ group: 'ZIP', name, value: String(value) });
    const good = files.filter((entry) => problemOf(entry, directory.overlapping) === null);
    return {
      kind: 'archive',
      mediaType: 'application/zip',
      metadata: {
        ...(found.length > 0 && { findings: found }),
        fields: [
          field('Files', files.length),
          field('Folders and system files left out', directory.entries.length - files.length),
          field(
            'Bytes unpacked',
            good.reduce((sum, entry) => sum + entry.size, 0),
          ),
          ...(directory.comment === '' ? [] : [field('Comment', shownName(directory.comment, 2000))]),
        ],
      },
      rendition: null,
      photo: null,
      archive: { take: 'all', members: files.length, pages: good.length },
    };
  },
  async *list(input, hints) {
    const { format, directory } = await dressed(input, hints);
    if (format) yield* format.list?.(input, hints) ?? [];
    else for (const entry of filesOf(directory)) yield memberOf(entry, directory);
  },
  async take(input, id, hints, sink: Sink): Promise<void> {
    if (!/^\d{1,15}$/.test(id)) {
      const { format } = await dressed(input, hints);
      if (!format?.take) throw new AssayError('NOT_FOUND', 'There is no such file in this archive.', { id });
      return format.take(input, id, hints, sink);
    }
    const entry = await readEntry(input, Number(id));
    const problem = problemOf(entry);
    if (problem) throw new AssayError(problem.code, problem.message, problem.details);
    await sink.put(partOf(entry), entryBytes(input, entry));
  },
};
