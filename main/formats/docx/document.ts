/** The stories of a document in reading order: body, notes, page headers and footers, with their marks. */
import { AssayError } from '../../../shared/errors.ts';
import type { FileField, Finding } from '../../../shared/model.ts';
import type { DraftBlock } from '../rendition.ts';
import { type Comment, changesFinding, commentMark, commentsFinding, hiddenFinding, mark } from './marks.ts';
import type { Package, Relationship } from './package.ts';
import { readComments, readStories, wordsOf } from './stories.ts';
import { type Shared, Story } from './story.ts';
import { Styles } from './styles.ts';
import { readXml } from './xml.ts';

export interface ReadDocument {
  /** Of the main part. */
  readonly path: string;
  readonly blocks: DraftBlock[];
  readonly findings: Finding[];
  /** Addresses the document refers to. */
  readonly fields: FileField[];
  /** Parts in other formats that stand for pieces of the text. */
  readonly chunks: string[];
  readonly language: string | undefined;
}

const mostLinks = 1_000;

async function mainPart(document: Package): Promise<string> {
  const named = (await document.relationships('')).find((one) => one.kind === 'officeDocument' && !one.external)?.target;
  const path = [named, 'word/document.xml'].find((one) => one !== undefined && document.entry(one) !== undefined);
  if (path === undefined) throw new AssayError('BROKEN_FILE', 'This Word file has no document in it: its main part is missing.');
  return path;
}

/** A note's blocks: its number stands before the first. */
const numbered = (number: number, blocks: readonly DraftBlock[]): DraftBlock[] => {
  const filled = blocks.filter((block) => /\S/.test(block.text));
  return filled.length === 0
    ? []
    : filled.map((block, i) => (i === 0 ? { ...block, type: 'paragraph', text: `[${number}] ${block.text.trim()}` } : block));
};

/** Reads all stories. A main part that breaks off gives what stands before the break, with a finding; throws where that is nothing. */
export async function readDocument(document: Package): Promise<ReadDocument> {
  const path = await mainPart(document);
  const relationships = await document.relationships(path);
  const partOf = (kind: string) => relationships.find((one) => one.kind === kind && !one.external)?.target;
  const bytesOf = async (kind: string) => {
    const target = partOf(kind);
    return target === undefined ? null : document.part(target);
  };
  const main = await document.part(path);
  if (!main) throw new AssayError('BROKEN_FILE', 'This Word file has no document in it: its main part is missing.');
  const styles = new Styles(await bytesOf('styles'), partOf('styles') ?? '');
  const blank: Shared = { styles, comments: new Map(), notes: new Map(), mentioned: new Set(), changes: [], silent: new Map(), hidden: [] };
  const commentBytes = await bytesOf('comments');
  const comments: Map<string, Comment> = commentBytes
    ? readComments(commentBytes, partOf('comments') ?? '', await bytesOf('commentsExtended'), blank)
    : new Map<string, Comment>();
  const shared: Shared = { ...blank, notes: new Map(), changes: [], silent: new Map(), hidden: [], comments };
  const findings: Finding[] = [];

  const story = new Story(shared);
  const chunkIds: string[] = [];
  try {
    readXml(main, path, {
      open: (element) => {
        if (element.name === 'w:altChunk') chunkIds.push(element.attribute('r:id') ?? '');
        story.open(element);
      },
      close: (name) => story.close(name),
      text: (text) => story.text(text),
    });
  } catch (error) {
    if (!(error instanceof AssayError) || !/\S/.test(wordsOf(story.blocks)) || /document type/.test(error.message)) throw error;
    findings.push({ code: 'recovered', message: `${error.message} What stands before is read.`, from: path });
  }
  const blocks = [...story.blocks];
  for (const kind of ['footnotes', 'endnotes']) blocks.push(...(await readNotes(document, partOf(kind), kind, shared)));
  for (const comment of comments.values()) if (!shared.mentioned.has(comment.id)) blocks.push(commentMark(comment, ''));
  blocks.push(...(await readMargins(document, relationships, shared)));

  const chunks = relationships.filter((one) => chunkIds.includes(one.id) && !one.external).map((one) => one.target);
  for (const chunk of chunks)
    findings.push({
      code: 'other',
      message: `A piece of this document’s text is kept in another format (${chunk}); it is a file of its own here.`,
      from: path,
    });
  const template = (await document.relationships(partOf('settings') ?? '')).find((one) => one.kind === 'attachedTemplate' && one.external);
  if (template && /^(?:https?|ftp|\\\\|file:\/\/[^/])/i.test(template.target))
    findings.push({
      code: 'other',
      message: `Word would load a template from elsewhere when it opens this document: ${template.target}. Assay does not.`,
      from: `${partOf('settings')} attachedTemplate`,
    });
  for (const finding of [
    changesFinding(shared.changes, shared.silent, `${path} w:ins, w:del`),
    commentsFinding([...comments.values()], partOf('comments') ?? path),
    hiddenFinding(shared.hidden, `${path} w:vanish`),
  ])
    if (finding) findings.push(finding);
  return { path, blocks, findings, fields: links(relationships, template), chunks, language: styles.language };
}

async function readNotes(document: Package, path: string | undefined, kind: string, shared: Shared): Promise<DraftBlock[]> {
  const bytes = path === undefined ? null : await document.part(path);
  if (!bytes || path === undefined) return [];
  const singular = kind.slice(0, -1);
  const found: { number: number; blocks: DraftBlock[] }[] = [];
  readStories(bytes, path, `w:${singular}`, shared, (element, story) => {
    const type = element.attribute('w:type');
    if (type !== undefined && type !== 'normal') return;
    const key = `${singular} ${element.attribute('w:id') ?? ''}`;
    const { blocks } = story;
    if (!/\S/.test(wordsOf(blocks))) return;
    // A note that nothing refers to was left behind by an editor; it is still there to be read.
    const number = shared.notes.get(key) ?? shared.notes.size + 1;
    shared.notes.set(key, number);
    found.push({ number, blocks });
  });
  return found.toSorted((a, b) => a.number - b.number).flatMap(({ number, blocks }) => numbered(number, blocks));
}

/** Page headers and footers, each text once, as marks: they stand on every page and belong to no place in the text. */
async function readMargins(document: Package, relationships: readonly Relationship[], shared: Shared): Promise<DraftBlock[]> {
  const seen = new Set<string>();
  const found: DraftBlock[] = [];
  for (const { kind, target, external } of relationships) {
    if ((kind !== 'header' && kind !== 'footer') || external || seen.size > 200) continue;
    const bytes = await document.part(target);
    if (!bytes) continue;
    const story = new Story(shared);
    readXml(bytes, target, story);
    const words = wordsOf(story.blocks).replace(/\s+/g, ' ').trim();
    const key = `${kind} ${words}`;
    if (words === '' || seen.has(key)) continue;
    seen.add(key);
    found.push(mark(`Page ${kind}: ${words}`));
  }
  return found;
}

function links(relationships: readonly Relationship[], template: Relationship | undefined): FileField[] {
  const external = [...relationships.filter((one) => one.external), ...(template ? [template] : [])];
  return external.slice(0, mostLinks).map(({ kind, target }) => ({ group: 'DOCX links', name: kind, value: target.slice(0, 2_000) }));
}
