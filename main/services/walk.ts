/** From what a person chose to the files in it: folders are walked, links are not followed, hidden files and cases are left out. */
import { lstatSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { ChosenPlace } from '../ports.ts';

export interface FoundFile {
  readonly path: string;
  /** As shown: relative to the chosen folder's parent. */
  readonly shown: string;
  /** The name the log keeps. */
  readonly name: string;
  /** Where an upload told its own time. */
  readonly modifiedAt: ChosenPlace['modifiedAt'];
  /** Set where it could not be looked at. */
  readonly problem: unknown;
}

function* inFolder(folder: string, root: string): Generator<FoundFile> {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    yield { path: folder, shown: relative(root, folder), name: basename(folder), modifiedAt: null, problem: error };
    return;
  }
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (stat.isDirectory()) {
      if (!name.toLowerCase().endsWith('.case')) yield* inFolder(path, root);
    } else if (stat.isFile()) {
      yield { path, shown: relative(root, path), name, modifiedAt: null, problem: null };
    }
  }
}

export function* filesOf(place: ChosenPlace): Generator<FoundFile> {
  let isFolder: boolean;
  try {
    isFolder = lstatSync(place.path).isDirectory();
  } catch (error) {
    yield { path: place.path, shown: place.name, name: place.name, modifiedAt: null, problem: error };
    return;
  }
  if (isFolder) yield* inFolder(place.path, join(place.path, '..'));
  else yield { path: place.path, shown: place.name, name: place.name, modifiedAt: place.modifiedAt, problem: null };
}
