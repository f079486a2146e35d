/**
 * Holds the built window to its budget: what a person waits for before the first paint. Sizes are raw bytes on disk.
 * `node scripts/budget.ts [FOLDER]` looks at out/renderer; exits 1 where a sum is over its limit or nothing was built.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Budget {
  readonly name: string;
  readonly limit: number;
  readonly files: readonly string[];
}

const attribute = (tag: string, name: string): string | null => new RegExp(`\\b${name}="([^"]+)"`).exec(tag)?.[1] ?? null;

/** Files that index.html asks for by itself: its scripts with all that they import statically, and its style sheets. */
function firstFiles(folder: string): { scripts: string[]; styles: string[] } {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const local = (url: string | null): string[] => (url === null ? [] : [posix.normalize(url.replace(/^\.?\//, ''))]);
  const roots = tags.flatMap((tag) =>
    tag.startsWith('<script') || /rel="modulepreload"/.test(tag) ? local(attribute(tag, 'src') ?? attribute(tag, 'href')) : [],
  );
  const styles = tags.flatMap((tag) => (/rel="stylesheet"/.test(tag) ? local(attribute(tag, 'href')) : []));
  const scripts = new Set<string>();
  const follow = (path: string): void => {
    if (scripts.has(path)) return;
    scripts.add(path);
    const text = readFileSync(join(folder, path), 'utf8');
    for (const [, specifier] of text.matchAll(/\b(?:import|export)\s*(?:[\w*{}$\s,]*?\s*from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g))
      if (specifier) follow(posix.normalize(posix.join(posix.dirname(path), specifier)));
  };
  roots.forEach(follow);
  return { scripts: [...scripts], styles };
}

/** Fonts that a screen in Latin letters loads: the faces whose unicode-range holds "A", upright and once each. */
function firstFonts(folder: string, styles: readonly string[]): string[] {
  const faces = styles.flatMap((path) =>
    (readFileSync(join(folder, path), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? []).map((face) => ({ face, path })),
  );
  const fonts = faces.flatMap(({ face, path }) => {
    const range = /unicode-range:([^;}]+)/.exec(face)?.[1] ?? 'U+0-10FFFF';
    const url = /url\(["']?([^"')]+\.woff2)/.exec(face)?.[1];
    return url && holds(range, 0x41) && !/font-style:\s*italic/.test(face) ? [posix.normalize(posix.join(posix.dirname(path), url))] : [];
  });
  return [...new Set(fonts)];
}

function holds(range: string, code: number): boolean {
  return range.split(',').some((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return Number.parseInt(from.replaceAll('?', '0'), 16) <= code && code <= Number.parseInt(to.replaceAll('?', 'F'), 16);
  });
}

/** The three sums of the first screen, with their limits in bytes. */
export function budgetOf(folder: string): Budget[] {
  const { scripts, styles } = firstFiles(folder);
  return [
    { name: 'first scripts', limit: 500_000, files: scripts },
    { name: 'first styles', limit: 25_000, files: styles },
    { name: 'first fonts', limit: 150_000, files: firstFonts(folder, styles) },
  ];
}

if (import.meta.main) {
  const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../out/renderer', import.meta.url)));
  for (const { name, limit, files } of budgetOf(folder)) {
    const sum = files.reduce((total, file) => total + statSync(join(folder, file)).size, 0);
    console.log(`${name}: ${sum} of ${limit} bytes in ${files.length} files`);
    if (sum > limit || files.length === 0) {
      console.error(files.length === 0 ? `${name}: none found, so nothing was measured` : `${name}: ${sum - limit} bytes too many`);
      process.exitCode = 1;
    }
  }
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.map'));
  if (maps.length > 0) console.log(`(${maps.length} source maps lie beside them)`);
}
