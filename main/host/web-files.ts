/** The window's own files, from one folder and nowhere else. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { assetCaching, noCaching } from './headers.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export interface WebFile {
  readonly type: string;
  readonly caching: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The relative path a request means, or null where it does not name a plain path below the root. */
export function relativePath(pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
  if (!path.startsWith('/') || path.includes('\0') || path.includes('\\') || path.includes(':')) return null;
  const parts = path.slice(1).split('/');
  if (parts.some((part) => part === '..' || part === '.' || part.startsWith('.'))) return null;
  return path === '/' ? 'index.html' : path.slice(1);
}

/** Reads one file below `root`; null where there is none. Links that lead out of the root are not followed. */
export async function readWebFile(root: string, pathname: string): Promise<WebFile | null> {
  const relative = relativePath(pathname);
  const type = relative === null ? undefined : types[extname(relative).toLowerCase()];
  if (relative === null || type === undefined) return null;
  const [base, path] = await Promise.all([realpath(root), realpath(join(root, relative))]).catch(() => [null, null]);
  if (base === null || path === null || !path.startsWith(base + sep)) return null;
  if (!(await stat(path)).isFile()) return null;
  return { type, caching: relative.startsWith('assets/') ? assetCaching : noCaching, bytes: await readFile(path) };
}
