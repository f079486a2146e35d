import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, runNode } from '../support/run.ts';
import { tree } from '../support/tree.ts';

const html = '<!doctype html><link rel="stylesheet" href="./assets/a.css"><script type="module" crossorigin src="./assets/a.js"></script>';
const face = (name: string, range: string): string =>
  `@font-face{font-family:${name};src:url(./${name}.woff2) format("woff2");unicode-range:${range}}`;
const built = {
  'index.html': html,
  'assets/a.js': `import{b}from"./b.js";b();const later=()=>import("./later.js");`,
  'assets/b.js': 'export const b=()=>{};',
  'assets/later.js': 'x'.repeat(900_000),
  'assets/a.css': face('latin', 'U+0000-00FF') + face('cyrillic', 'U+0400-045F'),
  'assets/latin.woff2': 'x'.repeat(100_000),
  'assets/cyrillic.woff2': 'x'.repeat(100_000),
};
const look = (change: Readonly<Record<string, string>>) => runNode(join(root, 'scripts/budget.ts'), [tree(built, change)]);

test('counts what the first screen loads, and nothing that comes later', () => {
  const { code, said } = look({});
  expect(code, said).toBe(0);
  expect(said).toContain('in 2 files');
  expect(said).toContain('first fonts: 100000 of');
});

test.each([
  { what: 'first scripts', change: { 'assets/b.js': `export const b=()=>{};//${'x'.repeat(500_000)}` } },
  { what: 'first styles', change: { 'assets/a.css': `${built['assets/a.css']}/*${'x'.repeat(25_000)}*/` } },
  { what: 'first fonts', change: { 'assets/latin.woff2': 'x'.repeat(150_001) } },
  { what: 'first scripts', change: { 'index.html': '<!doctype html>' } },
])('fails on $what', ({ what, change }) => {
  const { code, said } = look(change);
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`${what}: (?:\\d+ bytes too many|none found)`));
});
