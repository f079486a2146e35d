/** Runs one measurement: `npm run bench -- NAME [ARGUMENT…]` runs bench/NAME.ts under Node 24; without a name it lists them. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, endWith, needNode, project } from '../scripts/node.mjs';

const folder = join(project, 'bench');
const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
if (!name || !names.includes(name) || !existsSync(join(folder, `${name}.ts`))) {
  console.error(`usage: npm run bench -- NAME [ARGUMENT…], with NAME one of: ${names.join(', ') || '(none yet)'}`);
  process.exit(2);
}
endWith(spawn(needNode(), [join(folder, `${name}.ts`), ...rest], { stdio: 'inherit', cwd: project, env: childEnvironment() }));
