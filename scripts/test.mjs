/**
 * The whole gate: `npm test` runs every stage, `npm test -- types unit` only those named. A failed stage does not hide what the others
 * have to say. The last line is `N passed, N failed`: every test of vitest and Playwright, and each other stage as one.
 * Plain JavaScript, so that any Node can start it; the stages themselves run under Node 24.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { childEnvironment, needNode, project } from './node.mjs';

const node = needNode();
const results = join(project, 'out', 'test');
const unitResults = join(results, 'unit.json');
const e2eResults = join(results, 'e2e.json');
const bin = (path) => join(project, 'node_modules', path);

/** Every TypeScript project of the house: all of the root's but the base, and the end-to-end tests' own. */
function projects() {
  const own = readdirSync(project).filter((name) => /^tsconfig(?:\.(?!base\.)\w+)?\.json$/.test(name));
  return [...own, 'tests/e2e/tsconfig.json'];
}

/** Vitest's JSON: a file that broke before its first test has no tests of its own, and counts as one that failed. */
function countUnits() {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(unitResults, 'utf8'));
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests };
}

/** Playwright's JSON: a test that passes only on its second try has passed, and is named at the end. Errors outside of tests count as failures. */
function countE2e() {
  const { stats, errors } = JSON.parse(readFileSync(e2eResults, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

const stages = [
  { name: 'lock', runs: [['scripts/lock.mjs']] },
  { name: 'tools', runs: [['scripts/find-chromium.ts', '--install']] },
  {
    name: 'types',
    runs: projects().map((path) => [bin('typescript/bin/tsc'), '-p', path, '--pretty', 'false']),
  },
  { name: 'format', runs: [[bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '--colors=off', '.']] },
  { name: 'lint', runs: [[bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', '--report-unused-disable-directives']] },
  { name: 'layers', runs: [['scripts/layers.ts']] },
  { name: 'unused', runs: [[bin('knip/bin/knip.js'), '--no-progress', '--treat-config-hints-as-errors']] },
  { name: 'build', runs: [['scripts/build.mjs']] },
  { name: 'size', needs: 'build', runs: [['scripts/budget.ts']] },
  {
    name: 'unit',
    runs: [[bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`]],
    count: countUnits,
  },
  { name: 'e2e', needs: 'build', runs: [[bin('@playwright/test/cli.js'), 'test', '--reporter=list,json']], count: countE2e },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`no such stage: ${unknown.join(', ')}; there are ${stages.map((stage) => stage.name).join(', ')}`);
  process.exit(2);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const env = {
  ...childEnvironment(),
  // A tool that starts "node" by name gets the right one, too.
  PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
  PLAYWRIGHT_JSON_OUTPUT_FILE: e2eResults,
  FORCE_COLOR: '0',
};
delete env.NODE_OPTIONS;

const run = (args) => spawnSync(node, args, { cwd: project, env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

/** Runs one stage; a stage whose tool fails without naming a failed test still counts as one failure. */
function runStage(stage) {
  const ok = stage.runs.map(run).every(Boolean);
  if (!stage.count) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  try {
    const counts = stage.count();
    const nothing = counts.passed + counts.failed === 0;
    return { ...counts, failed: Math.max(counts.failed, ok && !nothing ? 0 : 1) };
  } catch (error) {
    console.error(`${stage.name}: no result was written: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** What each end-to-end test failed on, in its first lines, also where a second try passed: a log that is cut keeps its end. */
function e2eFailures() {
  const inside = (suite) => [...(suite.suites ?? []).flatMap(inside), ...(suite.specs ?? [])];
  const { suites } = JSON.parse(readFileSync(e2eResults, 'utf8'));
  return suites.flatMap(inside).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'unexpected' || test.status === 'flaky')
      .flatMap((test) => test.results.flatMap(({ errors }) => errors.map(({ message }) => ({ status: test.status, message }))))
      .map(({ status, message }) => {
        const told = message.split('\n').slice(0, 12).join('\n    ');
        return `${status === 'flaky' ? 'passed only on its second try: ' : ''}${spec.file}: ${spec.title}: ${told}`;
      }),
  );
}

const done = [];
for (const stage of stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n── ${stage.name} ${'─'.repeat(60 - stage.name.length)}`);
  const began = Date.now();
  const blocked = done.some((other) => other.name === stage.needs && other.failed > 0);
  if (blocked) console.log(`not run: ${stage.needs} failed`);
  done.push({
    name: stage.name,
    ...(blocked ? { passed: 0, failed: 1, skipped: 0 } : runStage(stage)),
    seconds: (Date.now() - began) / 1000,
  });
}

const sum = (what) => done.reduce((total, stage) => total + stage[what], 0);
console.log(`\n${'─'.repeat(64)}`);
for (const stage of done) {
  const skipped = stage.skipped > 0 ? `, ${stage.skipped} skipped` : '';
  console.log(
    `${stage.failed > 0 ? 'FAILED' : 'ok    '}  ${stage.name.padEnd(8)} ${stage.passed} passed, ${stage.failed} failed${skipped}  (${stage.seconds.toFixed(1)} s)`,
  );
}
if (done.some(({ name }) => name === 'e2e') && existsSync(e2eResults)) for (const told of e2eFailures()) console.log(told);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
