/** Versions of a source: two texts side by side, and the excerpts of one sought in the other. Nothing is re-attached without a person. */
import { createOffsets, type Offsets } from '../../shared/anchor/codepoints.ts';
import { placeOf } from '../../shared/anchor/place.ts';
import { locate } from '../../shared/anchor/text.ts';
import type { Carried, DiffRow } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { CaseHandle, Excerpt, ExcerptId, Rendition, RenditionId, SourceId } from '../../shared/model.ts';
import { diffTexts } from '../likeness/diff.ts';
import type { AnyCase } from '../storage/case-folder.ts';
import type { Desk } from './desk.ts';
import { prepareExcerpt } from './excerpts.ts';
import { loadRendition } from './renditions.ts';

/** Words shown before and after a place, in code points. */
const around = 60;

/** Counting a long text through takes time; the excerpts of one source ask for the same text in turn. */
let counted: { body: Rendition; offsets: Offsets } | null = null;
function offsetsOf(body: Rendition): Offsets {
  if (counted?.body !== body) counted = { body, offsets: createOffsets(body.text) };
  return counted.offsets;
}

/** A text of a source: the one that is named, else the one that is shown. Throws WRONG_KIND where it has none, NOT_FOUND where it is another's. */
function textOf(store: AnyCase, id: SourceId, named?: RenditionId): Rendition {
  const source = store.source(id);
  const rendition = named ?? source.rendition;
  if (rendition === null) throw new AssayError('WRONG_KIND', 'This source has no text.', { source: source.ref });
  if (named !== undefined && !store.renditionsOf(id).some((one) => one.id === named))
    throw new AssayError('NOT_FOUND', `${source.ref} has no such text.`, { source: source.ref, rendition: named });
  return loadRendition(store, rendition).body;
}

/** Ideographs count each for themselves, as in the comparison. */
const countedAsWords = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;
const lengthOf = (rows: readonly DiffRow[], op: DiffRow['parts'][number]['op']): number =>
  rows.reduce(
    (sum, { parts }) =>
      sum + parts.filter((part) => part.op === op).reduce((words, part) => words + (part.text.match(countedAsWords)?.length ?? 0), 0),
    0,
  );

interface Texts {
  readonly aText?: RenditionId | undefined;
  readonly bText?: RenditionId | undefined;
}

/** Rows with differences by word, and how many words each side has alone and both have. */
export function compareTexts(
  store: AnyCase,
  a: SourceId,
  b: SourceId,
  { aText, bText }: Texts = {},
): { rows: DiffRow[]; same: number; removed: number; added: number } {
  const rows = diffTexts(textOf(store, a, aText), textOf(store, b, bText));
  return { rows, same: lengthOf(rows, 'same'), removed: lengthOf(rows, 'removed'), added: lengthOf(rows, 'added') };
}

type Sought = Pick<Carried, 'state' | 'places'>;

/** What was found is kept: neither a passage's anchor nor a rendition ever changes, and seeking an altered passage takes time. */
const found = new Map<string, { readonly sought: Sought; readonly size: number }>();
const mostFound = 16 << 20;
let held = 0;

function remember(key: string, sought: Sought): Sought {
  const size =
    200 + sought.places.reduce((sum, { exact, before, after }) => sum + 100 + 2 * (exact.length + before.length + after.length), 0);
  held += size - (found.get(key)?.size ?? 0);
  found.set(key, { sought, size });
  for (const [oldest, entry] of found) {
    if (held <= mostFound || oldest === key) break;
    found.delete(oldest);
    held -= entry.size;
  }
  return sought;
}

/** Where a passage may stand in a text, with its state there. Null for a region. */
export function seek(store: AnyCase, excerpt: Excerpt, rendition: RenditionId): Sought | null {
  const { anchor } = excerpt;
  if (anchor.kind !== 'text') return null;
  const key = `${excerpt.id} ${anchor.rendition} ${rendition}`;
  const known = found.get(key);
  if (known !== undefined) return known.sought;
  const original = loadRendition(store, anchor.rendition).body;
  const { body } = loadRendition(store, rendition);
  const offsets = offsetsOf(body);
  const slice = (start: number, end: number): string =>
    body.text.slice(offsets.toUtf16(Math.max(0, start)), offsets.toUtf16(Math.min(offsets.length, end)));
  const { state, candidates } = locate(body.text, anchor, original.text);
  const { start: from, end: to } = anchor.position;
  const [best] = candidates;
  // Letters that came or went before it do not move a passage: people cite its paragraph, and that is where it stands
  const isThere = state === 'moved' && best && placeOf(body.blocks, best.start, best.end) === placeOf(original.blocks, from, to);
  return remember(key, {
    state: isThere ? 'exact' : state,
    places: candidates.map(({ start, end, exact }) => ({
      start,
      end,
      exact,
      before: slice(start - around, start),
      after: slice(end, end + around),
      place: placeOf(body.blocks, start, end),
    })),
  });
}

/** Where a passage may stand in the text of another source, or in another text of its own. Null for a region. */
export function carriedOf(store: AnyCase, excerpt: Excerpt, into: SourceId, rendition?: RenditionId): Carried | null {
  const sought = seek(store, excerpt, rendition ?? currentOf(store, into));
  return sought === null ? null : { excerpt, ...sought, carried: store.carriedTo(excerpt.id, into) };
}

function currentOf(store: AnyCase, id: SourceId): RenditionId {
  const { ref, rendition } = store.source(id);
  if (rendition === null) throw new AssayError('WRONG_KIND', 'This source has no text.', { source: ref });
  return rendition;
}

/** The standing passages of a source, each with where it may stand in another text. */
export const carriedInto = (store: AnyCase, from: SourceId, into: SourceId): Carried[] =>
  store
    .excerptsOfSource(from)
    .filter(({ retracted }) => retracted === null)
    .flatMap((excerpt) => carriedOf(store, excerpt, into) ?? []);

/** A person found the excerpt of a former version again: it is made anew there; the former stays what it was. */
export function carryExcerpt(
  desk: Desk,
  handle: CaseHandle,
  id: ExcerptId,
  into: SourceId,
  at: { readonly start: number; readonly end: number; readonly exact: string },
): Excerpt {
  const store = desk.write(handle);
  const former = store.excerpt(id);
  if (former.retracted !== null)
    throw new AssayError('BAD_INPUT', `${former.ref} has been retracted; it cannot be carried on.`, { excerpt: id });
  if (former.source === into) throw new AssayError('BAD_INPUT', `${former.ref} stands in this very source.`, { excerpt: id });
  const prepared = prepareExcerpt(desk, store, into, at, former.note);
  if ('existing' in prepared) return prepared.existing;
  const fresh = { ...prepared.fresh, carriedFrom: former.id };
  store.append('excerpt.marked', () => ({ excerpt: fresh }));
  return store.excerpt(fresh.id);
}
