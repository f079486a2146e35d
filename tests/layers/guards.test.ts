/** Every other guard of the gate is seen to fail on what it is there for, with the very configuration that the gate uses. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, runNode } from '../support/run.ts';
import { tree } from '../support/tree.ts';
import type { Tree } from './seeds.ts';

const config = (name: string): string => readFileSync(join(root, name), 'utf8');
const base: Tree = {
  '.gitignore': 'node_modules/\n',
  'package.json': `${JSON.stringify({ name: 'seeded', version: '1.0.0', type: 'module', private: true, dependencies: {} }, null, 2)}\n`,
  'biome.json': config('biome.json'),
  '.oxlintrc.json': config('.oxlintrc.json'),
  'knip.json': '{ "entry": ["main/shells/*/index.ts"], "project": ["main/**/*.ts", "shared/**/*.ts"] }\n',
  'tsconfig.base.json': config('tsconfig.base.json'),
  'tsconfig.json': '{ "extends": "./tsconfig.base.json", "include": ["shared", "main"] }\n',
  'main/shells/cli/index.ts': `import { twice } from '../../../shared/twice.ts';\n\nprocessed(twice(2));\n\nfunction processed(value: number): void {\n  if (value !== 4) throw new Error('wrong');\n}\n`,
  'shared/twice.ts': 'export const twice = (value: number): number => value * 2;\n',
};

const bin = (path: string): string => join(root, 'node_modules', path);
const guards = {
  types: [bin('typescript/bin/tsc'), ['-p', 'tsconfig.json']],
  format: [bin('@biomejs/biome/bin/biome'), ['ci', '--error-on-warnings', '--colors=off', '.']],
  lint: [bin('oxlint/bin/oxlint'), ['--type-aware', '--deny-warnings', '--report-unused-disable-directives']],
  unused: [bin('knip/bin/knip.js'), ['--no-progress']],
} as const satisfies Record<string, readonly [script: string, args: readonly string[]]>;
type Guard = keyof typeof guards;

function look(guard: Guard, change: Tree): { code: number | null; said: string } {
  const at = tree(base, change);
  // The tools look up their schemas and one another from the folder they look at.
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'), 'junction');
  const [script, args] = guards[guard];
  return runNode(script, args, at);
}

interface Case {
  readonly guard: Guard;
  readonly seed: string;
  readonly says: string;
  readonly change: Tree;
}

const file = (content: string): Tree => ({ 'shared/seed.ts': content });
const cases: readonly Case[] = [
  { guard: 'types', seed: 'a wrong type', says: 'TS2322', change: file(`export const a: number = 'a';\n`) },
  { guard: 'types', seed: 'an unchecked index', says: 'TS2322', change: file('export const a = (list: string[]): string => list[0];\n') },
  {
    guard: 'types',
    seed: 'undefined for an absent property',
    says: 'TS2375',
    change: file('export const a: { b?: string } = { b: undefined };\n'),
  },
  { guard: 'types', seed: 'an enum', says: 'TS1294', change: file('export enum A {\n  B = 1,\n}\n') },
  { guard: 'format', seed: 'another format', says: 'format', change: file('export const a = "a"\n') },
  { guard: 'format', seed: 'an unused variable', says: 'noUnusedVariables', change: file('const a = 1;\n') },
  {
    guard: 'format',
    seed: 'a value import for a type',
    says: 'useImportType',
    change: file(`import { A } from './a.ts';\n\nexport type B = A;\n`),
  },
  {
    guard: 'format',
    seed: 'imports out of order',
    says: 'organizeImports',
    change: file(`import { b } from './b.ts';\nimport { a } from './a.ts';\n\nexport const c = [a, b];\n`),
  },
  { guard: 'lint', seed: 'an explicit any', says: 'no-explicit-any', change: file('export const a = (b: any): void => {\n  b;\n};\n') },
  {
    guard: 'lint',
    seed: 'a promise nobody waits for',
    says: 'no-floating-promises',
    change: file('export function a(): void {\n  Promise.resolve(1);\n}\n'),
  },
  {
    guard: 'lint',
    seed: 'a promise taken for a condition',
    says: 'no-misused-promises',
    change: file('export const a = (b: Promise<boolean>): number => (b ? 1 : 2);\n'),
  },
  {
    guard: 'lint',
    seed: 'an any let in by JSON',
    says: 'no-unsafe-assignment',
    change: file(`export const a = (): string => {\n  const b = JSON.parse('1');\n  return String(b);\n};\n`),
  },
  { guard: 'lint', seed: 'an any given back', says: 'no-unsafe-return', change: file('export const a = (): string => JSON.parse("1");\n') },
  {
    guard: 'lint',
    seed: 'an unchecked cast',
    says: 'no-unsafe-type-assertion',
    change: file('export const a = (b: unknown): string => b as string;\n'),
  },
  {
    guard: 'lint',
    seed: 'an assertion that it is there',
    says: 'no-non-null-assertion',
    change: file('export const a = (b: string | null): string => b!;\n'),
  },
  {
    guard: 'lint',
    seed: 'a swallowed failure',
    says: 'no-empty',
    change: file('export function a(b: () => void): void {\n  try {\n    b();\n  } catch {}\n}\n'),
  },
  {
    guard: 'lint',
    seed: 'a case not thought of',
    says: 'switch-exhaustiveness-check',
    change: file(`export function a(b: 'c' | 'd'): number {\n  switch (b) {\n    case 'c':\n      return 1;\n  }\n  return 2;\n}\n`),
  },
  {
    guard: 'lint',
    seed: 'a call to the outside',
    says: 'no-restricted-globals',
    change: { 'main/a.ts': `export const a = () => fetch('https://example.org');\n` },
  },
  {
    guard: 'lint',
    seed: 'a check that is silenced',
    says: 'ban-ts-comment',
    change: file(`// @ts-ignore\nexport const a: number = 'a';\n`),
  },
  {
    guard: 'lint',
    seed: 'a silencer of nothing',
    says: 'Unused',
    change: file('// oxlint-disable-next-line no-debugger\nexport const a = 1;\n'),
  },
  { guard: 'unused', seed: 'a file nobody imports', says: 'Unused files', change: file('export const a = 1;\n') },
  {
    guard: 'unused',
    seed: 'an export nobody imports',
    says: 'Unused exports',
    change: { 'shared/twice.ts': `${base['shared/twice.ts']}export const thrice = (value: number): number => value * 3;\n` },
  },
  {
    guard: 'unused',
    seed: 'a dependency nobody imports',
    says: 'Unused dependencies',
    change: { 'package.json': JSON.stringify({ name: 'seeded', type: 'module', dependencies: { zod: '4.6.7' } }) },
  },
  {
    guard: 'unused',
    seed: 'a package that package.json does not name',
    says: 'Unlisted dependencies',
    change: { 'shared/twice.ts': `import 'zod';\n\n${base['shared/twice.ts']}` },
  },
];

describe.each(Object.keys(guards).filter((name): name is Guard => name in guards))('%s', (guard) => {
  test('passes a clean tree', () => {
    const { code, said } = look(guard, {});
    expect(code, said).toBe(0);
  });

  test.each(cases.filter((each) => each.guard === guard))('fails on $seed', ({ says, change }) => {
    const { code, said } = look(guard, change);
    expect(said).toContain(says);
    expect(code, said).not.toBe(0);
  });
});
