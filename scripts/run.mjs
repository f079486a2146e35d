/** Runs a TypeScript entry of the project: node scripts/run.mjs ENTRY [ARGUMENT…]. The entry runs in the caller's folder. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { callerFolder, childEnvironment, endWith, needNode, project } from './node.mjs';

const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  console.error('usage: node scripts/run.mjs ENTRY [ARGUMENT…]');
  process.exit(2);
}
endWith(spawn(needNode(), [resolve(project, entry), ...rest], { stdio: 'inherit', cwd: callerFolder(), env: childEnvironment() }));
