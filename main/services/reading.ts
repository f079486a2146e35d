/** Reading text in pictures by machine: which languages there are, and what was read as a rendition of its own. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { codePointLength } from '../../shared/anchor/codepoints.ts';
import type { JobProgress, ReadingLanguage } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import { type LayoutPage, RenditionId, type Source, type SourceId, type Ticket } from '../../shared/model.ts';
import type { CaseWriter } from '../storage/case-folder.ts';
import { unreadable } from '../storage/intake.ts';
import type { DecoderPool } from '../workers/tasks/index.ts';
import type { Desk, Opened } from './desk.ts';
import { atTheirNumbers, loadLayout, storeLayout } from './layouts.ts';
import { storeRendition } from './renditions.ts';

export interface ReadingTools {
  readonly desk: Desk;
  readonly pool: () => DecoderPool;
}

/** Ship with the program; Tesseract's integer models, some 2 to 3 MB each. */
const bundled = {
  eng: () => import.meta.resolve('@tesseract.js-data/eng/package.json'),
  ukr: () => import.meta.resolve('@tesseract.js-data/ukr/package.json'),
} as const;
const bundledFile = (code: keyof typeof bundled): string =>
  join(dirname(fileURLToPath(bundled[code]())), '4.0.0_best_int', `${code}.traineddata.gz`);
const isBundled = (code: string): code is keyof typeof bundled => Object.hasOwn(bundled, code);

/** Tesseract's codes are those of ISO 639-2/T, some with a script: `chi_sim`, `srp_latn`. */
function nameOf(code: string): string {
  const [language = code, ...rest] = code.split('_');
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
  const shown = { chi: 'Chinese', eng: 'English', ukr: 'Ukrainian' }[language] ?? safeName(names, language);
  const script: Readonly<Record<string, string>> = {
    sim: 'simplified',
    tra: 'traditional',
    vert: 'vertical',
    latn: 'Latin',
    cyrl: 'Cyrillic',
  };
  return rest.length === 0 ? shown : `${shown} (${rest.map((part) => script[part] ?? part).join(', ')})`;
}

function safeName(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

const dataFile = /^([a-zA-Z]{3,}(?:_[a-zA-Z]{3,})*)\.traineddata(?:\.gz)?$/;

function inFolder(folder: string | null): Map<string, string> {
  const found = new Map<string, string>();
  if (folder === null || !existsSync(folder)) return found;
  for (const name of readdirSync(folder)) {
    const code = dataFile.exec(name)?.[1];
    if (code !== undefined && code !== 'osd' && code !== 'equ') found.set(code, join(folder, name));
  }
  return found;
}

/** Languages that can be read here: those that ship, and what lies in the folder that a person chose. */
export function readingLanguages(desk: Desk): { languages: ReadingLanguage[]; folder: string | null } {
  const { languageFolder } = desk.ports.settings.read();
  const own = [...inFolder(languageFolder).keys()].filter((code) => !isBundled(code)).sort();
  return {
    languages: [
      ...Object.keys(bundled).map((code): ReadingLanguage => ({ code, name: nameOf(code), from: 'bundled' })),
      ...own.map((code): ReadingLanguage => ({ code, name: nameOf(code), from: 'folder' })),
    ],
    folder: languageFolder,
  };
}

export function useLanguageFolder(desk: Desk, ticket: Ticket | null): { languages: ReadingLanguage[] } {
  const path = ticket === null ? null : desk.ports.files.redeem(ticket).path;
  if (path !== null && !statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new AssayError('FILE_UNREADABLE', 'This is not a folder.');
  let found: Map<string, string>;
  try {
    found = inFolder(path);
  } catch (error) {
    throw unreadable(error, 'This folder cannot be read.');
  }
  if (path !== null && found.size === 0)
    throw new AssayError('BAD_INPUT', 'There is no language data in this folder. Its files are named like “pol.traineddata”.', {});
  desk.ports.settings.write({ languageFolder: path });
  return { languages: readingLanguages(desk).languages };
}

/** The engine reads its data from one folder; the case's derived files are where a worker may look. */
function layOut(desk: Desk, store: CaseWriter, codes: readonly string[]): string {
  const folder = store.derived('languages');
  mkdirSync(folder, { recursive: true });
  const own = inFolder(desk.ports.settings.read().languageFolder);
  for (const code of codes) {
    const from = isBundled(code) ? bundledFile(code) : own.get(code);
    if (from === undefined)
      throw new AssayError('NOT_FOUND', `There is no data here for reading “${code}”. Choose a folder with ${code}.traineddata.`, { code });
    const to = join(folder, `${code}.traineddata`);
    if (statSync(to, { throwIfNoEntry: false })?.size !== statSync(from).size) copyFileSync(from, to);
  }
  return folder;
}

/** Which pages to read: those without a text of their own, or all where the document holds none. Null for a photo. */
function pagesOf(store: CaseWriter, source: Source): { numbers: number[]; whole: readonly LayoutPage[] } | null {
  if (source.kind === 'photo') return null;
  const layouts = store.renditionsOf(source.id).filter(({ kind, layout }) => kind === 'extracted' && layout !== null);
  const layout = layouts[0] === undefined ? null : loadLayout(store, layouts[0].id);
  if (source.mediaType !== 'application/pdf' || layout === null)
    throw new AssayError('WRONG_KIND', 'Only photos and scanned documents are read by machine.', { source: source.ref });
  const scanned = layout.pages.flatMap((page, index) => (page.scanned ? [index + 1] : []));
  if (scanned.length === 0)
    throw new AssayError('WRONG_KIND', 'Every page of this document has a text of its own; there is nothing to read by machine.', {
      source: source.ref,
    });
  return { numbers: scanned, whole: layout.pages };
}

/** Yields pages read. The rendition becomes the one that is shown where there is no text that was extracted. */
export async function* readByMachine(
  tools: ReadingTools,
  opened: Opened,
  id: SourceId,
  languages: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<JobProgress, { rendition: RenditionId; characters: number; confidence: number }> {
  const store = tools.desk.write(opened.handle);
  const source = store.source(id);
  if (source.reading === 'locked') throw new AssayError('PASSWORD_NEEDED', undefined, { source: source.ref });
  const pages = pagesOf(store, source);
  const data = layOut(tools.desk, store, languages);
  const total = pages?.numbers.length ?? 1;
  yield { phase: 'reading', done: 0, total };
  const steps = new PassThrough({ objectMode: true });
  const reading = tools.pool().run(
    'ocr',
    {
      file: store.originals.pathOf(source.original),
      mediaType: source.mediaType,
      data,
      languages: [...languages],
      pages: pages?.numbers ?? null,
    },
    { signal, onProgress: (done) => steps.write(done) },
  );
  void reading.then(
    () => steps.end(),
    () => steps.end(),
  );
  for await (const done of steps) yield { phase: 'reading', done: Number(done), total };
  const { rendition, layout: asRead, confidence } = await reading;
  const layout = pages === null ? asRead : atTheirNumbers(asRead, pages.numbers, pages.whole);
  const [hash, layoutHash] = await Promise.all([storeRendition(store, rendition), storeLayout(store, layout)]);
  const there = store.renditionsOf(id);
  const same = there.find(({ sha256 }) => sha256 === hash);
  if (same !== undefined) return { rendition: same.id, characters: same.characters, confidence };
  const renditionId = RenditionId.parse(tools.desk.ports.ids.uuid());
  const characters = codePointLength(rendition.text);
  const isShown = !there.some(({ kind, characters: count }) => kind === 'extracted' && count > 0);
  store.append('rendition.added', () => ({
    source: id,
    rendition: {
      id: renditionId,
      sha256: hash,
      extractor: rendition.extractor,
      extractorVersion: rendition.extractorVersion,
      language: rendition.language,
      characters,
      kind: 'machine-read',
      layout: layoutHash,
      confidence,
    },
    current: isShown,
  }));
  return { rendition: renditionId, characters, confidence };
}
