/** Who may import whom. One row per rule; the names are what a failing check prints and what tests/layers seeds. */
import type { Import, Module, Target } from './modules.ts';

export interface Breach {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** What package.json says; browser code is bundled, so its packages are devDependencies, and the program's own are not. */
export interface Packages {
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

interface Room {
  readonly rule: string;
  /** Which modules live here; the first room that matches is the room. */
  readonly here: RegExp;
  /** Which of our own modules it may import, besides its own. */
  readonly own: readonly RegExp[];
  /** `true`: any; a list: only these; `false`: none. */
  readonly node: boolean | readonly string[];
  readonly packages: 'shipped' | 'bundled' | 'any' | readonly string[];
}

const shared = /^shared\//;
const ports = /^main\/ports\.ts$/;
const contractPackages = ['zod', '@orpc/contract'];
/** Parts of Node that are plain functions over bytes: no disk, no network, no processes, no clock. */
const pureNode = ['assert', 'buffer', 'crypto', 'path', 'path/posix', 'stream', 'string_decoder', 'url', 'util', 'zlib'];

const rooms: readonly Room[] = [
  { rule: 'shared-imports', here: shared, own: [shared], node: false, packages: contractPackages },
  { rule: 'renderer-imports', here: /^renderer\//, own: [/^renderer\//, shared], node: false, packages: 'bundled' },
  { rule: 'formats-imports', here: /^main\/formats\//, own: [/^main\/formats\//, shared], node: pureNode, packages: 'shipped' },
  { rule: 'report-imports', here: /^main\/report\//, own: [/^main\/report\//, shared], node: pureNode, packages: 'shipped' },
  {
    rule: 'likeness-imports',
    here: /^main\/likeness\//,
    own: [/^main\/(?:likeness|formats)\//, shared],
    node: pureNode,
    packages: 'shipped',
  },
  {
    rule: 'workers-imports',
    here: /^main\/workers\//,
    own: [/^main\/(?:workers|formats|report|likeness)\//, ports, shared],
    node: true,
    packages: 'shipped',
  },
  { rule: 'storage-imports', here: /^main\/storage\//, own: [/^main\/storage\//, ports, shared], node: true, packages: 'shipped' },
  {
    rule: 'services-imports',
    here: /^main\/services\//,
    own: [/^main\/(?:services|storage|formats|report|likeness|workers)\//, ports, shared],
    node: true,
    packages: 'shipped',
  },
  { rule: 'host-imports', here: /^main\/host\//, own: [/^main\/host\//, ports, shared], node: true, packages: 'shipped' },
  {
    rule: 'electron-shell-imports',
    here: /^main\/shells\/electron\//,
    own: [/^main\/shells\/electron\//, /^main\/host\//, /^main\/app\.ts$/, ports, shared],
    node: true,
    packages: 'any',
  },
  {
    rule: 'loopback-shell-imports',
    here: /^main\/shells\/loopback\//,
    own: [/^main\/shells\/loopback\//, /^main\/host\//, /^main\/app\.ts$/, ports, shared],
    node: true,
    packages: 'shipped',
  },
  {
    rule: 'cli-shell-imports',
    here: /^main\/shells\/cli\//,
    own: [/^main\/shells\/cli\//, /^main\/host\//, /^main\/app\.ts$/, ports, shared],
    node: true,
    packages: 'shipped',
  },
  { rule: 'ports-imports', here: ports, own: [shared], node: false, packages: contractPackages },
  { rule: 'router-imports', here: /^main\/router\.ts$/, own: [/^main\/services\//, ports, shared], node: true, packages: 'shipped' },
  { rule: 'app-imports', here: /^main\/app\.ts$/, own: [/^main\/(?!shells\/|host\/)/, shared], node: true, packages: 'shipped' },
  { rule: 'tools-imports', here: /^(?:scripts|bench)\//, own: [/^(?:scripts|bench|main|shared)\//], node: true, packages: 'any' },
];

/** Names of all rules, for the test that seeds a breach of each. */
export const ruleNames: readonly string[] = [
  ...rooms.map((room) => room.rule),
  'known-room',
  'nobody-imports-tests',
  'electron-only-in-its-shell',
  'sqlite-only-in-storage',
  'codecs-have-no-clock',
  'network-only-in-shells',
  'imports-exist',
  'imports-are-literal',
  'no-cycles',
];

const isElectron = (name: string): boolean => /^electron(?:-|$)|^@electron\//.test(name);
const network = new Set(['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector', 'inspector/promises']);
const codec = /^main\/(?:formats|report|likeness)\//;

/** Every breach of the table, in the order of the modules. */
export function breaches(modules: readonly Module[], packages: Packages): Breach[] {
  return [...modules.flatMap((module) => [...ofModule(module, packages)]), ...cycles(modules)];
}

function* ofModule(module: Module, packages: Packages): Generator<Breach> {
  const { path } = module;
  const room = rooms.find((each) => each.here.test(path));
  // Tests may reach everywhere; nobody may reach into tests (below).
  if (!room && !path.startsWith('tests/'))
    yield { rule: 'known-room', path, line: 1, message: 'stands in no room that scripts/layers/rules.ts knows' };
  for (const each of module.imports) {
    const breach = (rule: string, message: string): Breach => ({ rule, path, line: each.line, message: `${each.specifier}: ${message}` });
    const special = specialRule(path, each.target);
    if (special) yield breach(...special);
    else if (room && !allowed(room, each, packages)) yield breach(room.rule, 'this room may not import it');
  }
  if (codec.test(path))
    for (const { what, line } of module.impure)
      yield { rule: 'codecs-have-no-clock', path, line, message: `${what}: the same bytes must give the same answer at any time` };
}

function specialRule(path: string, target: Target): [rule: string, message: string] | null {
  if (target.kind === 'missing') return ['imports-exist', 'there is no such file here'];
  if (target.kind === 'computed') return ['imports-are-literal', 'the place of an import must be written out'];
  if (target.kind === 'own')
    return target.path.startsWith('tests/') && !path.startsWith('tests/') ? ['nobody-imports-tests', 'only tests see tests'] : null;
  if (isElectron(target.name) && !/^main\/shells\/electron\/|^scripts\/|^tests\//.test(path))
    return ['electron-only-in-its-shell', 'Electron is known in main/shells/electron only'];
  if (target.kind !== 'node' || !path.startsWith('main/')) return null;
  if (target.name === 'sqlite' && !path.startsWith('main/storage/')) return ['sqlite-only-in-storage', 'SQL lives in main/storage only'];
  if (network.has(target.name) && !codec.test(path) && !/^main\/(?:shells|host)\//.test(path))
    return ['network-only-in-shells', 'the workbench has no network; a shell may listen on this machine'];
  return null;
}

function allowed(room: Room, { target }: Import, packages: Packages): boolean {
  switch (target.kind) {
    case 'own':
      return room.own.some((pattern) => pattern.test(target.path));
    case 'node':
      return typeof room.node === 'boolean' ? room.node : room.node.includes(target.name);
    case 'package':
      return packageAllowed(room.packages, target.name, packages);
    case 'missing':
    case 'computed':
      return false;
  }
}

function packageAllowed(which: Room['packages'], name: string, packages: Packages): boolean {
  if (which === 'any') return true;
  // Tests and configuration may use both; a program that ships uses what ships.
  if (which === 'shipped') return packages.dependencies.has(name);
  if (which === 'bundled') return packages.devDependencies.has(name) || contractPackages.includes(name);
  return which.includes(name);
}

/** Rings of imports (Tarjan's strongly connected components), types included: a ring of types is a ring of meaning. */
function cycles(modules: readonly Module[]): Breach[] {
  const edges = new Map(
    modules.map((module) => [module.path, module.imports.flatMap(({ target }) => (target.kind === 'own' ? [target.path] : []))]),
  );
  const index = new Map<string, number>();
  const stack: string[] = [];
  const found: Breach[] = [];
  const visit = (path: string): number => {
    const mine = index.size;
    index.set(path, mine);
    stack.push(path);
    let lowest = mine;
    for (const next of edges.get(path) ?? []) {
      const seen = index.get(next);
      if (seen === undefined) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, seen);
    }
    if (lowest === mine) {
      const ring = stack.splice(stack.indexOf(path));
      if (ring.length > 1 || edges.get(path)?.includes(path))
        found.push({ rule: 'no-cycles', path, line: 1, message: `imports itself by way of ${ring.join(' → ')}` });
    }
    return lowest;
  };
  for (const path of edges.keys()) if (!index.has(path)) visit(path);
  return found;
}
