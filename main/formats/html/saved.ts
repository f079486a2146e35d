/** What programs that save pages leave in them: a comment with the address and the time, and pictures written into the text. */
import { type Found, first } from './found.ts';

export interface Saved {
  readonly url?: Found<string>;
  /** ISO 8601, UTC. */
  readonly fetched?: Found<string>;
}

/** `Sun Nov 22 2026 14:49:12 GMT+0000 (…)`, a browser's clock; null where it is another form. */
function clockTime(written: string): string | null {
  const parts = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d\d)(\d\d)/.exec(written);
  if (!parts) return null;
  const month = 'JanFebMarAprMayJunJulAugSepOctNovDec'.indexOf(parts[1] ?? '') / 3 + 1;
  const text = `${parts[3]}-${String(month).padStart(2, '0')}-${parts[2]}T${parts[4]}${parts[5]}:${parts[6]}`;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Reads the comment of SingleFile, or the Mark of the Web of Internet Explorer and Chromium, near the top of a page. */
export function savedBy(html: string): Saved {
  const top = html.slice(0, 65_536);
  const singleFile = /<!--\s*Page saved with SingleFile\s([\s\S]{0,8192}?)-->/i.exec(top)?.[1] ?? '';
  const mark = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i.exec(top)?.[1];
  const address = /^\s*url:\s*(\S+)/im.exec(singleFile)?.[1];
  const date = /^\s*saved date:\s*(.+)$/im.exec(singleFile)?.[1];
  const url = first<string>(
    () => (address ? { value: address, from: 'SingleFile comment url' } : undefined),
    () => (mark ? { value: mark, from: 'comment “saved from url”' } : undefined),
  );
  const fetched = date ? clockTime(date.trim()) : null;
  return { ...(url && { url }), ...(fetched !== null && { fetched: { value: fetched, from: 'SingleFile comment saved date' } }) };
}

/** Long `data:` addresses hold whole pictures and fonts; nothing is read from them, and without them a tree is built a hundred times faster. */
export const withoutData = (html: string): string => html.replace(/((?:=|\()\s*["']?)data:[^"'()\s<>]{1024,}/gi, '$1data:,');
