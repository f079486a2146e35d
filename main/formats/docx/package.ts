/** A Word file as a package of parts (ECMA-376 part 2, Open Packaging Conventions) over a safely read ZIP. */
import { AssayError } from '../../../shared/errors.ts';
import { type FileBytes, limits } from '../format.ts';
import { entryWhole, problemOf } from '../zip/data.ts';
import { readDirectory, type ZipDirectory, type ZipEntry } from '../zip/directory.ts';
import { readXml } from './xml.ts';

export interface Relationship {
  readonly id: string;
  /** The last step of its type: `styles`, `comments`, `hyperlink` … */
  readonly kind: string;
  /** A part's path; of an external one the address as written. */
  readonly target: string;
  readonly external: boolean;
}

/** Entries in one document; Word writes some dozens. */
const mostEntries = 20_000;
/** Bytes of all XML parts that are read. */
const mostXml = 2 * limits.textBytes;

/** A relative target from the part that names it. */
function resolve(base: string, target: string): string {
  const steps = target.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

export class Package {
  readonly #input: FileBytes;
  readonly #directory: ZipDirectory;
  readonly #byName = new Map<string, ZipEntry>();
  /** Names that stand more than once in the ZIP; the first of each is read. */
  readonly duplicates = new Set<string>();
  #read = 0;

  private constructor(input: FileBytes, directory: ZipDirectory) {
    this.#input = input;
    this.#directory = directory;
    for (const entry of directory.entries) {
      const name = entry.name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
      if (this.#byName.has(name)) this.duplicates.add(entry.name);
      else this.#byName.set(name, entry);
    }
  }

  /** Throws BROKEN_FILE, TOO_LARGE. */
  static async open(input: FileBytes): Promise<Package> {
    let directory: ZipDirectory;
    try {
      directory = await readDirectory(input);
    } catch (error) {
      if (!(error instanceof AssayError) || error.code !== 'BROKEN_FILE') throw error;
      throw new AssayError(
        'BROKEN_FILE',
        'This Word file is cut short: the list of its parts, which stands at its end, is missing.',
        {},
        { cause: error },
      );
    }
    if (directory.entries.length > mostEntries)
      throw new AssayError('TOO_LARGE', `This Word file claims ${directory.entries.length} parts; Assay reads up to ${mostEntries}.`);
    return new Package(input, directory);
  }

  get entries(): readonly ZipEntry[] {
    return [...this.#byName.values()].filter((entry) => !entry.folder);
  }

  entry(path: string): ZipEntry | undefined {
    return this.#byName.get(path.toLowerCase());
  }

  problem(entry: ZipEntry) {
    return problemOf(entry, this.#directory.overlapping);
  }

  /** One XML part, or null where there is none. Throws BROKEN_FILE, TOO_LARGE, PASSWORD_NEEDED. */
  async part(path: string): Promise<Uint8Array | null> {
    const entry = this.entry(path);
    if (!entry) return null;
    const problem = this.problem(entry);
    if (problem) throw new AssayError(problem.code, `${path}: ${problem.message}`, { path });
    this.#read += entry.size;
    if (this.#read > mostXml)
      throw new AssayError('TOO_LARGE', `The text of this document unpacks to more than ${mostXml >> 20} MB.`, { path });
    return entryWhole(this.#input, entry, limits.textBytes);
  }

  /** What a part refers to; of the package itself where `path` is empty. */
  async relationships(path: string): Promise<Relationship[]> {
    const at = path.lastIndexOf('/') + 1;
    const name = `${path.slice(0, at)}_rels/${path.slice(at)}.rels`;
    const bytes = await this.part(name);
    const found: Relationship[] = [];
    if (!bytes) return found;
    readXml(bytes, name, {
      open: (element) => {
        const [id, type, target] = [element.attribute('Id'), element.attribute('Type'), element.attribute('Target')];
        if (id === undefined || type === undefined || target === undefined) return;
        const external = element.attribute('TargetMode') === 'External';
        found.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), target: external ? target : resolve(path, target), external });
      },
      close: () => undefined,
    });
    return found;
  }

  /** Content types by part name, in lower case (`/word/document.xml`), and by file ending. */
  async contentTypes(): Promise<ReadonlyMap<string, string>> {
    const bytes = await this.part('[Content_Types].xml');
    const found = new Map<string, string>();
    if (!bytes) return found;
    readXml(bytes, '[Content_Types].xml', {
      open: (element) => {
        const key = element.attribute('PartName') ?? element.attribute('Extension');
        const type = element.attribute('ContentType');
        if (key !== undefined && type !== undefined) found.set(key.toLowerCase(), type);
      },
      close: () => undefined,
    });
    return found;
  }
}
