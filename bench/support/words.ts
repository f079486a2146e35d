/** Words of two texts compared as multisets, and the articles that stand in the data in several formats. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** F1 of lower-case words; 1 where neither text has any. */
export function wordF1(found: string, truth: string): number {
  const count = (text: string) => {
    const words = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]+/gu)) words.set(word, (words.get(word) ?? 0) + 1);
    return words;
  };
  const [a, b] = [count(found), count(truth)];
  const size = (words: Map<string, number>) => [...words.values()].reduce((sum, n) => sum + n, 0);
  let common = 0;
  for (const [word, n] of a) common += Math.min(n, b.get(word) ?? 0);
  const total = size(a) + size(b);
  return total === 0 ? 1 : (2 * common) / total;
}

const Truth = z.object({ title: z.string(), truth: z.object({ text: z.string().optional() }) });

/** The articles of format-matrix that have a text as their truth. */
export function matrixArticles(data: string): { folder: string; name: string; title: string; text: string }[] {
  const root = path.join(data, 'format-matrix');
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((name) => {
    const file = path.join(root, name, 'truth.json');
    if (!existsSync(file)) return [];
    const { title, truth } = Truth.parse(JSON.parse(readFileSync(file, 'utf8')));
    return truth.text === undefined ? [] : [{ folder: path.join(root, name), name, title, text: truth.text }];
  });
}
