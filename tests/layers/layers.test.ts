import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readModules } from '../../scripts/layers/modules.ts';
import { breaches, ruleNames } from '../../scripts/layers/rules.ts';
import { root, runNode } from '../support/run.ts';
import { tree } from '../support/tree.ts';
import { clean, manifest, seeds } from './seeds.ts';

const packages = {
  dependencies: new Set(['zod', '@orpc/contract', '@orpc/server', 'sharp', 'electron-store']),
  devDependencies: new Set(['react', 'electron', 'vitest']),
};
const rulesBroken = (at: string): string[] => [...new Set(breaches(readModules(at), packages).map(({ rule }) => rule))];
const script = join(root, 'scripts/layers.ts');

describe('the import rules', () => {
  test('a house that keeps them passes', () => {
    expect(breaches(readModules(tree(clean)), packages)).toEqual([]);
  });

  test.each(seeds)('$rule is broken by: $breaks', ({ rule, change }) => {
    expect(rulesBroken(tree(clean, change))).toEqual([rule]);
  });

  test('every rule has a seed', () => {
    expect([...new Set(seeds.map(({ rule }) => rule))].sort()).toEqual([...ruleNames].sort());
  });
});

describe('the check as the gate runs it', () => {
  test('passes a clean house and says how much it saw', () => {
    const { code, said } = runNode(script, [tree(clean)]);
    expect(code, said).toBe(0);
    expect(said).toContain(`layers: ${Object.keys(clean).filter((path) => /\.tsx?$/.test(path)).length} modules`);
  });

  test('fails a seeded one with rule, file and line', () => {
    const { code, said } = runNode(script, [tree(clean, { 'shared/a.ts': `\nimport 'node:fs';\n` })]);
    expect(code).toBe(1);
    expect(said).toContain('shared/a.ts:2  shared-imports  node:fs');
  });

  test('fails where it sees no module at all', () => {
    const { code, said } = runNode(script, [tree({ 'package.json': manifest })]);
    expect(code).toBe(1);
    expect(said).toContain('looked at nothing');
  });

  test('fails where a file cannot be parsed', () => {
    expect(runNode(script, [tree(clean, { 'shared/a.ts': 'import { from' })]).code).not.toBe(0);
  });
});
