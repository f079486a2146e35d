/** Excerpts out to a file of W3C Web Annotations, and annotations of such a file in as excerpts: exactly, or with the reason why not. */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { AnnotationOutcome, AnnotationsExported, AnnotationsImported } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { CaseHandle, Excerpt, ExcerptId, Ticket } from '../../shared/model.ts';
import type { WebAnnotation } from '../formats/annotation/annotation.ts';
import { mostAnnotationBytes, type ReadAnnotations, readAnnotations } from '../formats/annotation/read.ts';
import type { Resource } from '../formats/annotation/resources.ts';
import { type AnnotatedExcerpt, writeAnnotations } from '../formats/annotation/write.ts';
import { sha256 } from '../storage/canonical.ts';
import { type AnyCase, CaseWriter } from '../storage/case-folder.ts';
import { asAssayError } from '../storage/errors.ts';
import { newEntry } from '../storage/log.ts';
import { NotTaken, placeInCase, SourceFinder, wordsOf } from './annotation-targets.ts';
import type { Desk } from './desk.ts';
import { anchorProblem, prepareExcerpt } from './excerpts.ts';
import { safeName } from './names.ts';
import { program } from './program.ts';
import { writeOut } from './write-out.ts';

/** Who made each excerpt, and when its note or region was changed last. */
function makers(store: AnyCase): Map<string, { creator: string; modified: string | null }> {
  const known = new Map<string, { creator: string; modified: string | null }>();
  const note = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string' || known.has(value.id)) return;
    known.set(value.id, { creator: name, modified: null });
  };
  for (const { verb, args, actor, at } of store.log()) {
    // Whatever makes an excerpt says so in `excerpt`, whole; what changes one names it there
    if (typeof args['excerpt'] === 'object') note(args['excerpt'], actor.name);
    const made = verb === 'excerpt.noted' || verb === 'excerpt.adjusted' ? known.get(String(args['excerpt'])) : undefined;
    if (made !== undefined) made.modified = at;
  }
  return known;
}

/** Every standing excerpt with what an annotation says of it. Throws CASE_BROKEN for one whose words do not stand at their place. */
function annotated(store: AnyCase): AnnotatedExcerpt[] {
  const made = makers(store);
  const claims = new Map(store.claimRows(false).map(({ claim }) => [claim.id, claim]));
  const links = new Map<
    ExcerptId,
    { link: AnnotatedExcerpt['links'][number]['link']; claim: AnnotatedExcerpt['links'][number]['claim'] }[]
  >();
  for (const link of store.links()) {
    const claim = claims.get(link.claim);
    if (link.retracted !== null || claim === undefined) continue;
    links.set(link.excerpt, [...(links.get(link.excerpt) ?? []), { link, claim }]);
  }
  return store
    .excerpts()
    .filter(({ retracted }) => retracted === null)
    .map((excerpt) => {
      const problem = anchorProblem(store, excerpt);
      if (problem !== null)
        throw new AssayError('CASE_BROKEN', `Nothing was written: ${excerpt.ref} does not hold. ${problem}`, { excerpt: excerpt.ref });
      const by = made.get(excerpt.id);
      return {
        excerpt,
        source: store.source(excerpt.source),
        creator: by?.creator ?? null,
        modified: by?.modified ?? null,
        rendition: excerpt.anchor.kind === 'text' ? store.rendition(excerpt.anchor.rendition) : null,
        links: (links.get(excerpt.id) ?? []).toSorted((a, b) =>
          a.link.createdAt < b.link.createdAt ? -1 : a.link.createdAt > b.link.createdAt ? 1 : 0,
        ),
      };
    });
}

/** Writes all standing excerpts as one AnnotationCollection; the same log head gives the same bytes. Throws WRITE_FAILED, CASE_BROKEN. */
export function exportAnnotations(desk: Desk, handle: CaseHandle, to: Ticket): AnnotationsExported {
  const store = desk.read(handle);
  const { path } = desk.ports.files.redeem(to);
  // The cases folder is offered before it exists
  if (dirname(path) === resolve(desk.ports.casesFolder)) mkdirSync(dirname(path), { recursive: true });
  const head = store.changeHead();
  const { id, details } = store.info();
  const excerpts = annotated(store);
  const bytes = new TextEncoder().encode(
    writeAnnotations({ id, title: details.title, head: { hash: head.hash, at: head.at }, program, excerpts }),
  );
  const result = { head: head.hash, sha256: sha256(bytes), bytes: bytes.length, annotations: excerpts.length };
  writeOut('The file of annotations', path, bytes, () => {
    if (store instanceof CaseWriter) store.append('annotations.exported', () => ({ ...result, fileName: basename(path) }));
  });
  return { ...result, place: path };
}

function readFile(desk: Desk, ticket: Ticket): { name: string; bytes: Uint8Array; read: ReadAnnotations } {
  const { path, name } = desk.ports.files.redeem(ticket);
  let bytes: Uint8Array;
  try {
    const stat = statSync(path);
    // A pipe would be waited for without end
    if (!stat.isFile()) throw new AssayError('FILE_UNREADABLE', 'This is no file.', { file: name });
    if (stat.size > mostAnnotationBytes) throw new AssayError('TOO_LARGE', undefined, { file: name, bytes: stat.size });
    bytes = readFileSync(path);
  } catch (error) {
    const known = asAssayError(error, `“${name}”`);
    if (known instanceof AssayError) throw known;
    throw new AssayError('FILE_UNREADABLE', undefined, { file: name, reason: error instanceof Error ? error.message : String(error) });
  }
  try {
    return { name, bytes, read: readAnnotations(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    if (error instanceof TypeError) throw new AssayError('BROKEN_FILE', 'This file is not UTF-8 text, as JSON must be.', { file: name });
    throw error;
  }
}

const longestNote = 20_000;

/** What the bodies say in words; tags in one line at the end. Of a choice, its first. */
function noteOf(bodies: readonly Resource[]): string {
  const texts: string[] = [];
  const tags: string[] = [];
  const add = (body: Resource | undefined): void => {
    if (body?.kind === 'text') (body.purposes.includes('tagging') ? tags : texts).push(body.value.trim());
    else if (body?.kind === 'set') for (const item of body.set === 'Choice' ? body.items.slice(0, 1) : body.items) add(item);
  };
  for (const body of bodies) add(body);
  const note = [...texts.filter((text) => text !== ''), ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : [])].join('\n\n');
  if ([...note].length > longestNote) throw new NotTaken('Its comment is longer than a note may be.');
  return note.toWellFormed();
}

/** Bodies that are no words stay in the file. */
function leftOut(bodies: readonly Resource[]): string | null {
  const left = bodies.filter(({ kind }) => kind === 'external' || kind === 'specific').length;
  return left === 0
    ? null
    : `${left === 1 ? 'One body' : `${left} bodies`} beside its words stayed in the file: links to claims are made by a person.`;
}

interface Draft {
  readonly at: number;
  readonly name: string;
  readonly words: string | null;
  readonly annotation: WebAnnotation;
  readonly target: Resource;
}

const mostWords = 160;
/** On one line and not too long; what could disguise them is written out. */
const safeWords = (words: string | null): string | null => {
  const points = [...(words ?? '').trim().replace(/\s+/gu, ' ')];
  if (points.length === 0) return null;
  return safeName(points.length > mostWords ? `${points.slice(0, mostWords).join('')}…` : points.join(''));
};

const shown = (excerpt: Pick<Excerpt, 'id' | 'ref' | 'place'>, sourceRef: Excerpt['sourceRef']) => ({
  id: excerpt.id,
  ref: excerpt.ref,
  place: excerpt.place,
  sourceRef,
});

/** What becomes of one target: an excerpt that is to be made, or the outcome. Throws NotTaken and what marking throws. */
function judge(desk: Desk, store: CaseWriter, finder: SourceFinder, { name, words, annotation, target }: Draft) {
  const { source, at } = placeInCase(store, finder, target);
  const note = noteOf(annotation.bodies);
  const prepared = prepareExcerpt(desk, store, source.id, at, note);
  const left = leftOut(annotation.bodies);
  if ('existing' in prepared) {
    const { existing } = prepared;
    const because =
      note !== '' && existing.note !== note ? 'Its note is not that of the excerpt that stands here; that one was left as it is.' : left;
    return {
      entry: null,
      outcome: { annotation: name, words, outcome: 'present' as const, excerpt: shown(existing, source.ref), because },
    };
  }
  const outcome = { annotation: name, words, outcome: 'marked' as const, excerpt: shown(prepared.fresh, source.ref), because: left };
  return { entry: newEntry('excerpt.marked', { excerpt: prepared.fresh }), outcome };
}

/** Entries that reach the disk together; in between, the workbench answers others. */
const together = 100;

/**
 * Takes the annotations of a file into a case as excerpts: each is matched to a source by the hash of its original, else by address, and
 * its words must stand exactly, in one place. Whatever does not is an outcome with its reason. One entry an excerpt, and one that says
 * where they came from. Throws BROKEN_FILE, TOO_LARGE, FILE_UNREADABLE where the file as a whole cannot be read.
 */
export async function importAnnotations(desk: Desk, handle: CaseHandle, ticket: Ticket): Promise<AnnotationsImported> {
  desk.write(handle);
  const { name: fileName, bytes, read } = readFile(desk, ticket);
  const finder = new SourceFinder(desk.read(handle));
  const drafts: Draft[] = read.parsed.flatMap(({ index, annotation }) =>
    annotation.targets.map((target) => ({
      at: index,
      name: safeName(annotation.id),
      words: safeWords(wordsOf(target)),
      annotation,
      target,
    })),
  );
  const outcomes: { at: number; outcome: AnnotationOutcome }[] = read.failed.map(({ index, id, because }) => ({
    at: index,
    outcome: { annotation: safeName(id ?? `annotation ${index + 1}`), words: null, outcome: 'failed', excerpt: null, because },
  }));
  const taken: { annotation: string; creator: string | null; created: string | null; excerpt: ExcerptId }[] = [];
  for (let from = 0; from < drafts.length; from += together) {
    // Closed in between: what came in stays, the rest does not
    const store = desk.write(handle);
    const some = drafts.slice(from, from + together);
    const judged: { draft: Draft; outcome: AnnotationOutcome }[] = [];
    store.appendAll(
      some.map((draft) => () => {
        try {
          const { entry, outcome } = judge(desk, store, finder, draft);
          judged.push({ draft, outcome });
          return entry;
        } catch (error) {
          // Refused by the case's own rules (a region outside its picture): an outcome like any other
          if (!(error instanceof NotTaken || error instanceof AssayError)) throw error;
          if (error instanceof AssayError && error.code === 'CASE_BROKEN') throw error;
          judged.push({
            draft,
            outcome: { annotation: draft.name, words: draft.words, outcome: 'failed', excerpt: null, because: safeName(error.message) },
          });
          return null;
        }
      }),
    );
    for (const { draft, outcome } of judged) {
      outcomes.push({ at: draft.at, outcome });
      const { creator, created, id } = draft.annotation;
      if (outcome.excerpt !== null && outcome.outcome === 'marked')
        taken.push({ annotation: id, creator, created, excerpt: outcome.excerpt.id });
    }
    await setImmediate();
  }
  const ordered = outcomes.toSorted((a, b) => a.at - b.at).map(({ outcome }) => outcome);
  const count = (wanted: AnnotationOutcome['outcome']): number => ordered.filter(({ outcome }) => outcome === wanted).length;
  const result = { marked: count('marked'), present: count('present'), failed: count('failed') };
  desk.write(handle).append('annotations.imported', () => ({
    sha256: sha256(bytes),
    bytes: bytes.length,
    fileName: fileName.toWellFormed(),
    ...result,
    taken,
  }));
  return { ...result, outcomes: ordered, elsewhere: read.elsewhere.map(safeName) };
}
