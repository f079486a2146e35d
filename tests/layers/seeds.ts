/** Small houses for the import check: one that keeps every rule, and for each rule changes to it that break that rule alone. */

export type Tree = Readonly<Record<string, string>>;

export const manifest = JSON.stringify({
  name: 'seeded',
  type: 'module',
  dependencies: { zod: '1', '@orpc/contract': '1', '@orpc/server': '1', sharp: '1' },
  devDependencies: { react: '1', electron: '1', vitest: '1' },
});

/** Uses every permission the table gives. */
export const clean: Tree = {
  'package.json': manifest,
  'shared/model.ts': `import { z } from 'zod'; export const Id = z.string(); export type Id = z.infer<typeof Id>;`,
  'shared/contract.ts': `import { oc } from '@orpc/contract'; import { Id } from './model.ts'; export const contract = { id: oc.output(Id) };`,
  'main/ports.ts': `import type { Id } from '../shared/model.ts'; export interface Ports { readonly id: Id }`,
  'main/formats/text.ts': `import { createHash } from 'node:crypto'; import type { Id } from '../../shared/model.ts'; export const at = (then: string): Date => new Date(then); export const hash = createHash; export type T = Id;`,
  'main/report/build.ts': `import { isUtf8 } from 'node:buffer'; import sharp from 'sharp'; export const words = 'Date.now() and import "node:fs" are words here'; export { isUtf8, sharp };`,
  'main/workers/decode.ts': `import { parentPort } from 'node:worker_threads'; import { hash } from '../formats/text.ts'; import { words } from '../report/build.ts'; import type { Ports } from '../ports.ts'; export { parentPort, hash, words }; export type P = Ports;`,
  'main/storage/database.ts': `import { DatabaseSync } from 'node:sqlite'; import { readFileSync } from 'node:fs'; import type { Ports } from '../ports.ts'; export { DatabaseSync, readFileSync }; export type P = Ports;`,
  'main/services/import.ts': `import { DatabaseSync } from '../storage/database.ts'; import { hash } from '../formats/text.ts'; import { words } from '../report/build.ts'; import '../workers/decode.ts'; import type { Ports } from '../ports.ts'; export const now = Date.now(); export { DatabaseSync, hash, words }; export type P = Ports;`,
  'main/router.ts': `import { implement } from '@orpc/server'; import { contract } from '../shared/contract.ts'; import { now } from './services/import.ts'; export const router = [implement, contract, now];`,
  'main/app.ts': `import { router } from './router.ts'; import { DatabaseSync } from './storage/database.ts'; import type { Ports } from './ports.ts'; export const app = (ports: Ports): unknown => [router, DatabaseSync, ports];`,
  'main/host/files.ts': `import { readdirSync } from 'node:fs'; import { createServer } from 'node:http'; import type { Ports } from '../ports.ts'; export { createServer, readdirSync }; export type P = Ports;`,
  'main/shells/cli/index.ts': `import { app } from '../../app.ts'; import { readdirSync } from '../../host/files.ts'; import { help } from './help.ts'; export default [app, readdirSync, help];`,
  'main/shells/cli/help.ts': `export const help = '';`,
  'main/shells/loopback/index.ts': `import { createServer } from 'node:http'; import { app } from '../../app.ts'; import type { Ports } from '../../ports.ts'; export default [app, createServer]; export type P = Ports;`,
  'main/shells/electron/index.ts': `import { app as shell } from 'electron'; import { app } from '../../app.ts'; export default [app, shell]; export const lazy = () => import('electron/main');`,
  'renderer/main.tsx': `import { createRoot } from 'react'; import { contract } from '../shared/contract.ts'; import { Row } from './components/row.tsx'; import './look.css'; import icon from './look.css?url'; export default [createRoot, contract, <Row key="1" />, icon, Date.now()];`,
  'renderer/components/row.tsx': `export const Row = () => <p>row</p>;`,
  'renderer/look.css': 'p { color: inherit }',
  'scripts/tool.ts': `import { app } from '../main/app.ts'; import electron from 'electron'; export default [app, electron];`,
  'bench/import.ts': `import { app } from '../main/app.ts'; export default app;`,
  'tests/app.test.ts': `import { test } from 'vitest'; import { app } from '../main/app.ts'; import { Row } from '../renderer/components/row.tsx'; import tool from '../scripts/tool.ts'; test('x', () => [app, Row, tool]);`,
};

export interface Seed {
  readonly rule: string;
  readonly breaks: string;
  /** Files put on top of the clean house. */
  readonly change: Tree;
}

const imports = (specifier: string): string => `import * as seeded from '${specifier}'; export { seeded };`;

export const seeds: readonly Seed[] = [
  { rule: 'shared-imports', breaks: 'another package', change: { 'shared/a.ts': imports('sharp') } },
  { rule: 'shared-imports', breaks: 'Node', change: { 'shared/a.ts': imports('node:path') } },
  { rule: 'shared-imports', breaks: 'Node by its bare name', change: { 'shared/a.ts': imports('fs') } },
  { rule: 'shared-imports', breaks: 'main', change: { 'shared/a.ts': imports('../main/ports.ts') } },
  {
    rule: 'shared-imports',
    breaks: 'main, for a type',
    change: { 'shared/a.ts': `import type { Ports } from '../main/ports.ts'; export type P = Ports;` },
  },
  {
    rule: 'shared-imports',
    breaks: 'main, by a type import in place',
    change: { 'shared/a.ts': `export type P = import('../main/ports.ts').Ports;` },
  },
  { rule: 'shared-imports', breaks: 'main, by a re-export', change: { 'shared/a.ts': `export type * from '../main/ports.ts';` } },
  { rule: 'shared-imports', breaks: 'main, by a named re-export', change: { 'shared/a.ts': `export { app } from '../main/app.ts';` } },
  {
    rule: 'shared-imports',
    breaks: 'main, only when it is needed',
    change: { 'shared/a.ts': `export const a = () => import('../main/app.ts');` },
  },
  {
    rule: 'shared-imports',
    breaks: 'main, by require',
    change: { 'shared/a.cts': `import app = require('../main/app.ts'); export = app;` },
  },
  { rule: 'renderer-imports', breaks: 'Node', change: { 'renderer/a.ts': imports('node:fs') } },
  { rule: 'renderer-imports', breaks: 'main', change: { 'renderer/a.tsx': imports('../main/formats/text.ts') } },
  { rule: 'renderer-imports', breaks: 'a package of the workbench', change: { 'renderer/a.ts': imports('sharp') } },
  { rule: 'formats-imports', breaks: 'the file system', change: { 'main/formats/a.ts': imports('node:fs') } },
  { rule: 'formats-imports', breaks: 'the file system, with promises', change: { 'main/formats/a.ts': imports('node:fs/promises') } },
  { rule: 'formats-imports', breaks: 'the network', change: { 'main/formats/a.ts': imports('node:https') } },
  { rule: 'formats-imports', breaks: 'processes', change: { 'main/formats/a.ts': imports('node:child_process') } },
  { rule: 'formats-imports', breaks: 'storage', change: { 'main/formats/a.ts': imports('../storage/database.ts') } },
  { rule: 'formats-imports', breaks: 'the report', change: { 'main/formats/a.ts': imports('../report/build.ts') } },
  { rule: 'formats-imports', breaks: 'a package that does not ship', change: { 'main/formats/a.ts': imports('vitest') } },
  { rule: 'report-imports', breaks: 'the file system', change: { 'main/report/a.ts': imports('node:fs') } },
  { rule: 'report-imports', breaks: 'storage', change: { 'main/report/a.ts': imports('../storage/database.ts') } },
  { rule: 'report-imports', breaks: 'the ports', change: { 'main/report/a.ts': imports('../ports.ts') } },
  { rule: 'likeness-imports', breaks: 'the file system', change: { 'main/likeness/a.ts': imports('node:fs') } },
  { rule: 'likeness-imports', breaks: 'storage', change: { 'main/likeness/a.ts': imports('../storage/database.ts') } },
  { rule: 'workers-imports', breaks: 'services', change: { 'main/workers/a.ts': imports('../services/import.ts') } },
  { rule: 'workers-imports', breaks: 'storage', change: { 'main/workers/a.ts': imports('../storage/database.ts') } },
  { rule: 'storage-imports', breaks: 'services', change: { 'main/storage/a.ts': imports('../services/import.ts') } },
  { rule: 'storage-imports', breaks: 'formats', change: { 'main/storage/a.ts': imports('../formats/text.ts') } },
  { rule: 'services-imports', breaks: 'a shell', change: { 'main/services/a.ts': imports('../shells/cli/help.ts') } },
  { rule: 'services-imports', breaks: 'what shells lend', change: { 'main/services/a.ts': imports('../host/files.ts') } },
  { rule: 'services-imports', breaks: 'the router', change: { 'main/services/a.ts': imports('../router.ts') } },
  { rule: 'host-imports', breaks: 'a shell', change: { 'main/host/a.ts': imports('../shells/cli/help.ts') } },
  { rule: 'host-imports', breaks: 'services', change: { 'main/host/a.ts': imports('../services/import.ts') } },
  { rule: 'host-imports', breaks: 'the app', change: { 'main/host/a.ts': imports('../app.ts') } },
  { rule: 'electron-shell-imports', breaks: 'another shell', change: { 'main/shells/electron/a.ts': imports('../cli/help.ts') } },
  { rule: 'electron-shell-imports', breaks: 'services', change: { 'main/shells/electron/a.ts': imports('../../services/import.ts') } },
  { rule: 'loopback-shell-imports', breaks: 'another shell', change: { 'main/shells/loopback/a.ts': imports('../cli/help.ts') } },
  { rule: 'loopback-shell-imports', breaks: 'the router', change: { 'main/shells/loopback/a.ts': imports('../../router.ts') } },
  { rule: 'cli-shell-imports', breaks: 'another shell', change: { 'main/shells/cli/a.ts': imports('../loopback/index.ts') } },
  { rule: 'cli-shell-imports', breaks: 'storage', change: { 'main/shells/cli/a.ts': imports('../../storage/database.ts') } },
  {
    rule: 'ports-imports',
    breaks: 'Node',
    change: { 'main/ports.ts': `import { Stats } from 'node:fs'; export interface Ports { readonly id: Stats }` },
  },
  {
    rule: 'router-imports',
    breaks: 'storage',
    change: { 'main/router.ts': `import { DatabaseSync } from './storage/database.ts'; export const router = [DatabaseSync];` },
  },
  {
    rule: 'app-imports',
    breaks: 'a shell',
    change: { 'main/app.ts': `import { help } from './shells/cli/help.ts'; export const app = help;` },
  },
  {
    rule: 'app-imports',
    breaks: 'what shells lend',
    change: { 'main/app.ts': `import { readdirSync } from './host/files.ts'; export const app = readdirSync;` },
  },
  { rule: 'tools-imports', breaks: 'the window', change: { 'bench/a.ts': imports('../renderer/components/row.tsx') } },
  { rule: 'known-room', breaks: 'a new folder in main', change: { 'main/util/a.ts': 'export const a = 1;' } },
  { rule: 'known-room', breaks: 'a loose file in main', change: { 'main/util.ts': 'export const a = 1;' } },
  { rule: 'known-room', breaks: 'a new shell without its row', change: { 'main/shells/web/index.ts': 'export const a = 1;' } },
  { rule: 'nobody-imports-tests', breaks: 'main', change: { 'main/services/a.ts': imports('../../tests/app.test.ts') } },
  { rule: 'nobody-imports-tests', breaks: 'a tool', change: { 'scripts/a.ts': imports('../tests/app.test.ts') } },
  { rule: 'electron-only-in-its-shell', breaks: 'the window', change: { 'renderer/a.ts': imports('electron') } },
  { rule: 'electron-only-in-its-shell', breaks: 'electron-store elsewhere', change: { 'main/host/a.ts': imports('electron-store') } },
  { rule: 'electron-only-in-its-shell', breaks: 'a part of it elsewhere', change: { 'main/services/a.ts': imports('electron/main') } },
  { rule: 'sqlite-only-in-storage', breaks: 'a service', change: { 'main/services/a.ts': imports('node:sqlite') } },
  { rule: 'sqlite-only-in-storage', breaks: 'a codec', change: { 'main/formats/a.ts': imports('node:sqlite') } },
  { rule: 'codecs-have-no-clock', breaks: 'Date.now', change: { 'main/formats/a.ts': 'export const a = () => Date.now();' } },
  { rule: 'codecs-have-no-clock', breaks: 'new Date', change: { 'main/report/a.ts': 'export const a = () => new Date();' } },
  {
    rule: 'codecs-have-no-clock',
    breaks: 'performance.now',
    change: { 'main/report/a.ts': 'export const a = () => globalThis.performance.now();' },
  },
  {
    rule: 'codecs-have-no-clock',
    breaks: 'Date.now in brackets',
    change: { 'main/formats/a.ts': `export const a = () => (Date)['now']();` },
  },
  { rule: 'codecs-have-no-clock', breaks: 'chance', change: { 'main/report/a.ts': 'export const a = () => Math.random();' } },
  { rule: 'network-only-in-shells', breaks: 'a service', change: { 'main/services/a.ts': imports('node:https') } },
  { rule: 'network-only-in-shells', breaks: 'a worker', change: { 'main/workers/a.ts': imports('node:net') } },
  { rule: 'imports-exist', breaks: 'a file that is not there', change: { 'main/services/a.ts': imports('./gone.ts') } },
  { rule: 'imports-exist', breaks: 'a file outside', change: { 'main/services/a.ts': imports('../../../elsewhere.ts') } },
  {
    rule: 'imports-are-literal',
    breaks: 'a computed import',
    change: { 'main/services/a.ts': 'export const a = (b: string) => import(b);' },
  },
  {
    rule: 'no-cycles',
    breaks: 'two files',
    change: {
      'shared/a.ts': `import { b } from './b.ts'; export const a = () => b;`,
      'shared/b.ts': `import { a } from './a.ts'; export const b = () => a;`,
    },
  },
  {
    rule: 'no-cycles',
    breaks: 'three files, by types',
    change: {
      'shared/a.ts': `import type { B } from './b.ts'; export type A = B[];`,
      'shared/b.ts': `import type { C } from './c.ts'; export type B = C[];`,
      'shared/c.ts': `import type { A } from './a.ts'; export type C = A[];`,
    },
  },
  {
    rule: 'no-cycles',
    breaks: 'a file that imports itself',
    change: { 'shared/a.ts': `import * as self from './a.ts'; export const a = () => self;` },
  },
];
