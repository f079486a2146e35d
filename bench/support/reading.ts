/** Material of the reading bench, made by number: a long text with headings, many short sources, and what a process holds in memory. */
import { readdirSync, readFileSync } from 'node:fs';

const places = ['bridge', 'school', 'market', 'harbour', 'station', 'mill', 'library', 'depot', 'reservoir', 'theatre'];
const doings = ['was repainted', 'stood open', 'was closed for repairs', 'lost its roof', 'was sold', 'was searched twice'];

/** One sentence that no other number gives. */
export const sentence = (n: number): string =>
  `Witness ${(n * 7919) % 9973} said that the ${places[n % places.length]} number ${n} ${doings[n % doings.length]} on day ${n * 7}.`;

/** Markdown of some `characters`: a heading every twelve paragraphs of five sentences. */
export function longText(characters: number): { text: string; sentences: number } {
  const parts = ['# The long file'];
  let [length, n] = [0, 0];
  for (let paragraph = 0; length < characters; paragraph++) {
    if (paragraph % 12 === 0) parts.push(`## Part ${paragraph / 12 + 1}: what was seen at the ${places[paragraph % places.length]}`);
    const words = Array.from({ length: 5 }, () => sentence(n++)).join(' ');
    parts.push(words);
    length += words.length + 2;
  }
  return { text: parts.join('\n\n'), sentences: n };
}

/** Megabytes of resident memory of a process; NaN where this machine does not tell. */
export function residentMb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    // Another system, or the process has gone: the figure is left out
    return Number.NaN;
  }
}

/** The process that runs a program file, among our own children; null where it cannot be told. */
export function childRunning(file: string): number | null {
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (parent === process.pid && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(file)) return Number(name);
    }
  } catch {
    // No /proc here, or a process ended while it was looked at
    return null;
  }
  return null;
}
