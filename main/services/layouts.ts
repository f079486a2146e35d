/** Where the words of a rendition stand on its pages: kept beside it under a hash of its own, checked before it is believed. */
import type { z } from 'zod';
import { quadsOn, type WordsAt } from '../../shared/anchor/quads.ts';
import { AssayError } from '../../shared/errors.ts';
import { Layout, LayoutPage, type Quad, type RenditionId, type Sha256, type Source } from '../../shared/model.ts';
import { canonicalJson, sha256 } from '../storage/canonical.ts';
import type { AnyCase, CaseWriter } from '../storage/case-folder.ts';

/** The last few: a person turns the pages of one document. */
const kept = 3;
const cache = new Map<Sha256, Layout>();

export async function storeLayout(store: CaseWriter, layout: Layout): Promise<Sha256> {
  return store.renditions.put(new TextEncoder().encode(canonicalJson(layout)));
}

/** Null where the rendition has none. Throws CASE_BROKEN where the stored bytes are not those that the log names. */
export function loadLayout(store: AnyCase, id: RenditionId, from: 'cache' | 'fresh' = 'cache'): Layout | null {
  const hash = store.rendition(id).layout;
  if (hash === null) return null;
  const known = from === 'fresh' ? undefined : cache.get(hash);
  if (known !== undefined) return known;
  const bytes = store.renditions.read(hash);
  const parsed = sha256(bytes) === hash ? Layout.safeParse(JSON.parse(new TextDecoder().decode(bytes))) : null;
  if (parsed?.success !== true)
    throw new AssayError('CASE_BROKEN', 'Where the words of a source stand on its pages is not what it was when it was imported.', {
      rendition: id,
    });
  cache.set(hash, parsed.data);
  for (const oldest of cache.keys()) {
    if (cache.size <= kept) break;
    cache.delete(oldest);
  }
  return parsed.data;
}

/** Pixels to a point of a page on which regions are drawn: 144 dpi. */
export const canvasScale = 2;

/** The page of a document as regions are drawn on it, in whole pixels; counted from 1. Throws NOT_FOUND. */
export function pageCanvas(store: AnyCase, source: Source, page: number): { width: number; height: number } {
  for (const { id } of store.renditionsOf(source.id)) {
    const layout = loadLayout(store, id);
    const found = layout?.unit === 'pt' ? layout.pages[page - 1] : undefined;
    if (found !== undefined) return { width: Math.round(found.width * canvasScale), height: Math.round(found.height * canvasScale) };
  }
  throw new AssayError('NOT_FOUND', `${source.ref} has no page ${page} that regions can be drawn on.`, { source: source.ref, page });
}

/** Counted from 1. Throws NOT_FOUND. */
export function layoutPage(store: AnyCase, id: RenditionId, page: number): { unit: 'pt' | 'px'; pages: number; page: LayoutPage } {
  const layout = loadLayout(store, id);
  const found = layout?.pages[page - 1];
  if (layout === null || found === undefined)
    throw new AssayError('NOT_FOUND', layout === null ? 'This text has no pages.' : `There is no page ${page}.`, { rendition: id, page });
  return { unit: layout.unit, pages: layout.pages.length, page: found };
}

const WithoutWords = LayoutPage.omit({ runs: true });

/** All pages of a text, without their words. Throws NOT_FOUND where it has none. */
export function layoutPages(store: AnyCase, id: RenditionId): { unit: 'pt' | 'px'; pages: z.infer<typeof WithoutWords>[] } {
  const layout = loadLayout(store, id);
  if (layout === null) throw new AssayError('NOT_FOUND', 'This text has no pages.', { rendition: id });
  return { unit: layout.unit, pages: layout.pages.map((page) => WithoutWords.parse(page)) };
}

/**
 * A layout of some pages only, as one of the whole document: each page at its own number, those between without a word of this text.
 * `numbers` are the pages that were read, counted from 1 and rising; `whole` are all pages of the document.
 */
export function atTheirNumbers(layout: Layout, numbers: readonly number[], whole: readonly LayoutPage[]): Layout {
  let end = 0;
  const pages = whole.map(({ width, height, label }, index) => {
    const read = layout.pages[numbers.indexOf(index + 1)];
    const page: LayoutPage = read ?? { width, height, start: end, end, scanned: false, runs: [] };
    end = page.end;
    return label === undefined ? page : { ...page, label };
  });
  return { ...layout, pages };
}

/**
 * The rectangles that the code points [start, end) cover, one a line; a run that is only touched counts in part, for which its
 * words are asked.
 */
export function quadsOf(layout: Layout, start: number, end: number, wordsAt: WordsAt = () => ''): Quad[] {
  return layout.pages.flatMap((page, index) => quadsOn(page, index + 1, start, end, wordsAt));
}
