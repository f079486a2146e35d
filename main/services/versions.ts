/** Versions of a source: two texts side by side, and the excerpts of one sought in the other. Nothing is re-attached without a person. */
import { createOffsets, type Offsets } from '../../shared/anchor/codepoints.ts';
import { placeOf } from '../../shared/anchor/place.ts';
import { locate } from '../../shared/anchor/text.ts';
import type { Carried, DiffRow } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { CaseHandle, Excerpt, ExcerptId, Rendition, Source, SourceId } from '../../shared/model.ts';
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

function textOf(store: AnyCase, id: SourceId): { source: Source; body: Rendition } {
  const source = store.source(id);
  if (source.rendition === null) throw new AssayError('WRONG_KIND', 'This source has no text.', { source: source.ref });
  return { source, body: loadRendition(store, source.rendition).body };
}

const lengthOf = (rows: readonly DiffRow[], op: DiffRow['parts'][number]['op']): number =>
  rows.reduce(
    (sum, { parts }) =>
      sum + parts.filter((part) => part.op === op).reduce((words, part) => words + (part.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0),
    0,
  );

/** Rows with differences by word, and how many words each side has alone and both have. */
export function compareTexts(store: AnyCase, a: SourceId, b: SourceId): { rows: DiffRow[]; same: number; removed: number; added: number } {
  const rows = diffTexts(textOf(store, a).body, textOf(store, b).body);
  return { rows, same: lengthOf(rows, 'same'), removed: lengthOf(rows, 'removed'), added: lengthOf(rows, 'added') };
}

/** Where a passage may stand in the text of another source, or in the text that its own source shows now. Null for a region. */
export function carriedOf(store: AnyCase, excerpt: Excerpt, into: SourceId): Carried | null {
  if (excerpt.anchor.kind !== 'text') return null;
  const { body } = textOf(store, into);
  const offsets = offsetsOf(body);
  const slice = (start: number, end: number): string =>
    body.text.slice(offsets.toUtf16(Math.max(0, start)), offsets.toUtf16(Math.min(offsets.length, end)));
  const original = loadRendition(store, excerpt.anchor.rendition).body;
  const { state, candidates } = locate(body.text, excerpt.anchor, original.text);
  const { start: from, end: to } = excerpt.anchor.position;
  const [best] = candidates;
  // Letters that came or went before it do not move a passage: people cite its paragraph, and that is where it stands
  const isThere = state === 'moved' && best && placeOf(body.blocks, best.start, best.end) === placeOf(original.blocks, from, to);
  return {
    excerpt,
    state: isThere ? 'exact' : state,
    places: candidates.map(({ start, end, exact }) => ({
      start,
      end,
      exact,
      before: slice(start - around, start),
      after: slice(end, end + around),
      place: placeOf(body.blocks, start, end),
    })),
    carried: store.carriedTo(excerpt.id, into),
  };
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
