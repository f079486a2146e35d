/**
 * Checks who imports whom: `node scripts/layers.ts [ROOT]`. Prints every breach with its rule and place; exits 1 on any,
 * and on seeing no module at all, because a check that looks at nothing cannot fail.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readModules } from './layers/modules.ts';
import { breaches } from './layers/rules.ts';

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

function main(root: string): number {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const modules = readModules(root);
  const found = breaches(modules, {
    dependencies: new Set(Object.keys(manifest.dependencies)),
    devDependencies: new Set(Object.keys(manifest.devDependencies)),
  });
  for (const { rule, path, line, message } of found) console.error(`${path}:${line}  ${rule}  ${message}`);
  const imports = modules.reduce((sum, module) => sum + module.imports.length, 0);
  console.log(`layers: ${modules.length} modules, ${imports} imports, ${found.length} breaches`);
  if (modules.length === 0) console.error('layers: no module was seen; the check looked at nothing');
  return found.length > 0 || modules.length === 0 ? 1 : 0;
}

process.exitCode = main(resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))));
