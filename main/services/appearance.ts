/** Original appearance on demand: drawn once by a worker process from sanitised bytes, kept beside the pictures; derived, may be deleted. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createOffsets } from '../../shared/anchor/codepoints.ts';
import { AssayError } from '../../shared/errors.ts';
import { LeftOut, type Source, type SourceId } from '../../shared/model.ts';
import type { Pool } from '../workers/pool.ts';
import type { tasks } from '../workers/tasks/index.ts';
import { derivedFolder } from './derived.ts';
import type { Opened } from './desk.ts';
import { loadRendition } from './renditions.ts';

export type AppearancePool = () => Pool<Pick<typeof tasks, 'appearance'>>;

/** Raised when the codec writes something else: what an older one wrote is drawn anew. */
const version = 1;
const pageName = `appearance-${version}.html`;
const drawable = ['text/html', 'multipart/related', 'message/rfc822'] as const;
const isDrawable = (mediaType: string): mediaType is (typeof drawable)[number] => drawable.some((one) => one === mediaType);

/** One drawing at a time for each page. */
const drawing = new Map<string, Promise<void>>();

const folderOf = (opened: Pick<Opened, 'store' | 'handle'>, { original }: Pick<Source, 'original'>): string =>
  derivedFolder(opened, original.slice(0, 2), original, 'appearance');

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}

/** Where the page lies, or null where none was drawn yet. */
export function appearancePath(opened: Pick<Opened, 'store' | 'handle'>, source: Source, name: string): string | null {
  if (name !== 'appearance.html') return null;
  const path = join(folderOf(opened, source), pageName);
  return existsSync(path) ? path : null;
}

function blocksOf(opened: Opened, source: Source): string[] {
  if (source.rendition === null) return [];
  const { body } = loadRendition(opened.store, source.rendition);
  const offsets = createOffsets(body.text);
  return body.blocks
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => body.text.slice(offsets.toUtf16(start), offsets.toUtf16(end)));
}

/** Draws it where that was not done; what was left out. Throws AssayError: NOT_FOUND (nothing that had a look), TOO_LARGE, TOO_SLOW, BROKEN_FILE. */
export async function drawAppearanceOf(pool: AppearancePool, opened: Opened, id: SourceId): Promise<{ left: LeftOut }> {
  const source = opened.store.source(id);
  const { mediaType } = source;
  if (!isDrawable(mediaType)) throw new AssayError('NOT_FOUND', 'Only saved pages and mails have a look of their own to show.');
  const folder = folderOf(opened, source);
  const [page, told] = [join(folder, pageName), join(folder, `left-${version}.json`)];
  if (!existsSync(page) || !existsSync(told)) {
    let underWay = drawing.get(page);
    if (underWay === undefined) {
      const draw = async (): Promise<void> => {
        const file = opened.store.originals.pathOf(source.original);
        const { html, left } = await pool().run('appearance', { file, mediaType, blocks: blocksOf(opened, source) });
        write(told, JSON.stringify(left));
        write(page, html);
      };
      underWay = draw().finally(() => drawing.delete(page));
      drawing.set(page, underWay);
    }
    await underWay;
  }
  return { left: LeftOut.parse(JSON.parse(readFileSync(told, 'utf8'))) };
}
