/**
 * Reads every module of the house and what it imports: `import`, `export … from`, `import()`, `require()` and the type
 * forms of each. Parsed, not matched by regular expression, so that a word in a string or a comment is no import.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { type Expression, parseSync, Visitor } from 'oxc-parser';

/** Where one import leads: a module or file of ours (path from the root), a package, a module of Node, or nowhere known. */
export type Target =
  | { readonly kind: 'own'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'computed' };

export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly target: Target;
}

export interface Module {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Reads of a clock or of chance: `Date.now()`, `new Date()`, `performance.now()`, `Math.random()` … */
  readonly impure: readonly { readonly what: string; readonly line: number }[];
}

const folders = ['shared', 'main', 'renderer', 'tests', 'scripts', 'bench'];
const sourceFile = /\.(?:[cm]?ts|tsx|[cm]?js|jsx)$/;

/** Every module under the root's rooms, in order of path. */
export function readModules(root: string): Module[] {
  const paths = folders.flatMap((folder) => walk(root, folder)).sort();
  return paths.map((path) => readModule(root, path));
}

function walk(root: string, folder: string): string[] {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(root, path);
    return sourceFile.test(entry.name) ? [path] : [];
  });
}

function readModule(root: string, path: string): Module {
  const text = readFileSync(join(root, path), 'utf8');
  const parsed = parseSync(path, text, { sourceType: 'module' });
  const broken = parsed.errors.find((error) => String(error.severity) === 'Error');
  if (broken) throw new Error(`${path}: cannot be parsed: ${broken.message}`);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const imports: Import[] = [];
  const impure: { what: string; line: number }[] = [];
  const add = (specifier: string, offset: number): void => {
    imports.push({ specifier, line: lineAt(offset), target: resolve(root, path, specifier) });
  };
  const addExpression = (source: Expression | undefined, offset: number): void => {
    if (source?.type === 'Literal' && typeof source.value === 'string') add(source.value, offset);
    else imports.push({ specifier: '(computed)', line: lineAt(offset), target: { kind: 'computed' } });
  };
  new Visitor({
    ImportDeclaration: (node) => {
      add(node.source.value, node.start);
    },
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source.value, node.start);
    },
    ExportAllDeclaration: (node) => {
      add(node.source.value, node.start);
    },
    ImportExpression: (node) => {
      addExpression(node.source, node.start);
    },
    TSImportType: (node) => {
      add(node.source.value, node.start);
    },
    TSExternalModuleReference: (node) => {
      add(node.expression.value, node.start);
    },
    CallExpression: (node) => {
      const called = calledName(node.callee);
      const argument = node.arguments[0];
      if (called === 'require') addExpression(argument?.type === 'SpreadElement' ? undefined : argument, node.start);
      if (called !== null && clocks.has(called)) impure.push({ what: `${called}()`, line: lineAt(node.start) });
    },
    NewExpression: (node) => {
      if (calledName(node.callee) === 'Date' && node.arguments.length === 0) impure.push({ what: 'new Date()', line: lineAt(node.start) });
    },
  }).visit(parsed.program);
  return { path, imports, impure };
}

/** Calls whose answer depends on when or where they run. */
const clocks = new Set([
  'Date',
  'Date.now',
  'performance.now',
  'process.hrtime',
  'process.hrtime.bigint',
  'Temporal.Now.instant',
  'Math.random',
  'crypto.randomUUID',
  'randomUUID',
  'randomBytes',
]);

/** `a.b.c` of a callee, or null where it is anything else; `globalThis.` and `window.` in front do not count. */
function calledName(callee: Expression): string | null {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'ParenthesizedExpression') return calledName(callee.expression);
  if (callee.type !== 'MemberExpression') return null;
  const owner = calledName(callee.object);
  const { property } = callee;
  const name =
    property.type === 'Identifier'
      ? property.name
      : property.type === 'Literal' && typeof property.value === 'string'
        ? property.value
        : null;
  if (owner === null || name === null) return null;
  return owner === 'globalThis' || owner === 'window' ? name : `${owner}.${name}`;
}

function resolve(root: string, from: string, specifier: string): Target {
  const bare = specifier.replace(/[?#].*$/, '');
  if (isBuiltin(bare)) return { kind: 'node', name: bare.replace(/^node:/, '') };
  if (!bare.startsWith('.') && !bare.startsWith('/')) return { kind: 'package', name: packageName(bare) };
  const path = posix.normalize(posix.join(posix.dirname(from), bare));
  const at = join(root, path);
  if (path.startsWith('..') || bare.startsWith('/') || !existsSync(at) || !statSync(at).isFile()) return { kind: 'missing' };
  return {
    kind: 'own',
    path: relative(root, join(dirname(at), posix.basename(path)))
      .split(sep)
      .join('/'),
  };
}

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
