/**
 * The file that a photo's pictures are drawn from: its original where that can be opened as it is, else an upright copy (HEIC, SVG)
 * that a worker process draws once.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Source } from '../../shared/model.ts';
import { needsCopy } from '../formats/photo/needs-copy.ts';
import type { Pool } from '../workers/pool.ts';
import type { tasks } from '../workers/tasks/index.ts';
import { derivedFolder } from './derived.ts';
import type { Opened } from './desk.ts';

export type DrawingPool = () => Pool<Pick<typeof tasks, 'draw'>>;
type Drawn = Pick<Source, 'original' | 'mediaType'>;

/** One drawing at a time for each copy: twenty tiles asked for at once draw it once. */
const drawing = new Map<string, Promise<void>>();

/** Throws AssayError as the picture's codec does, and TOO_SLOW, TOO_LARGE, CANCELLED. */
export async function drawnFrom(
  pool: DrawingPool,
  opened: Pick<Opened, 'store' | 'handle'>,
  source: Drawn,
  signal?: AbortSignal,
): Promise<string> {
  const original = opened.store.originals.pathOf(source.original);
  if (!needsCopy(source.mediaType)) return original;
  const folder = derivedFolder(opened, source.original.slice(0, 2), source.original);
  const copy = join(folder, 'upright');
  if (existsSync(copy)) return copy;
  let underWay = drawing.get(copy);
  if (underWay === undefined) {
    underWay = draw(pool, original, source.mediaType, folder, copy, signal).finally(() => drawing.delete(copy));
    drawing.set(copy, underWay);
  }
  await underWay;
  return copy;
}

async function draw(
  pool: DrawingPool,
  file: string,
  mediaType: string,
  staging: string,
  copy: string,
  signal?: AbortSignal,
): Promise<void> {
  mkdirSync(staging, { recursive: true });
  const { staged } = await pool().run('draw', { file, mediaType, staging }, { signal });
  // Only a file of that folder, whatever the worker says
  renameSync(join(staging, basename(staged.file)), copy);
}
