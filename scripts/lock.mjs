/**
 * Checks that package-lock.json names every package of every platform: `npm ci` refuses a lock that leaves one out, and npm leaves
 * out what the registry could not serve when the lock was written. `--complete` adds what is missing, by the exact version that
 * its owner asks for and the platform that its name says; such an entry has no integrity until npm can fetch it.
 * Plain JavaScript, so that it runs before anything is installed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(path, 'utf8'));
const { packages } = lock;

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** What a name such as `@oxlint/binding-linux-x64-musl` says of its platform; null where it says nothing. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os || !cpu) return null;
  const libc =
    os !== 'linux'
      ? null
      : words.some((word) => word.startsWith('musl'))
        ? 'musl'
        : words.some((word) => word.startsWith('gnu'))
          ? 'glibc'
          : null;
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) };
}

/** Whether a package that another names stands where Node looks from there: in its own folder, or in any above. */
function has(owner, name, version) {
  const folders = owner.split('/node_modules/').map((_, depth, all) => all.slice(0, depth + 1).join('/node_modules/'));
  const places = ['', ...folders].map((folder) => (folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`));
  return places.some((place) => packages[place] && (packages[place].version === version || !/^\d/.test(version)));
}

const missing = Object.entries(packages).flatMap(([owner, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies).flatMap(([name, version]) => (has(owner, name, version) ? [] : [{ owner, name, version, dev }])),
);

if (!process.argv.includes('--complete')) {
  for (const { owner, name, version } of missing) console.error(`package-lock.json lacks ${name}@${version}, which ${owner} names`);
  console.log(`lock: ${Object.keys(packages).length - 1} packages, ${missing.length} missing`);
  if (missing.length > 0) console.error('node scripts/lock.mjs --complete adds them.');
  process.exitCode = missing.length > 0 ? 1 : 0;
} else {
  for (const { owner, name, version, dev } of missing) {
    const platform = platformOf(name);
    if (!platform || !/^\d/.test(version))
      throw new Error(`${name}@${version} is not a platform's exact version; write the lock where the registry has it`);
    const top = `node_modules/${name}`;
    // Another version may stand on top already: then this one stands under its owner.
    packages[packages[top] && packages[top].version !== version ? `${owner}/${top}` : top] = {
      version,
      ...platform,
      ...(dev ? { dev } : {}),
      optional: true,
    };
  }
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${missing.length} packages`);
}
