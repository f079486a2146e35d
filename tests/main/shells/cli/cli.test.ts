/** The terminal as a script meets it: judged by exit code, stdout and stderr. What concerns processes is started as `npm run -s assay --` starts it. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorkbench } from '../../../../main/app.ts';
import type { Surroundings } from '../../../../main/host/folders.ts';
import { nodePorts } from '../../../../main/host/node-ports.ts';
import { projectFolder } from '../../../../main/host/project.ts';
import { procedureNames } from '../../../../main/shells/cli/commands/call.ts';
import { runCli, wantsJson } from '../../../../main/shells/cli/main.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { zipOf } from '../../services/queue-files.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const entry = [join(projectFolder, 'scripts', 'run.mjs'), 'main/shells/cli/index.ts'];
const { INIT_CWD: _, ...inherited } = process.env;
const env = { ...inherited, ASSAY_HOME: join(folder.path, 'settings'), ASSAY_CASES: join(folder.path, 'cases') };

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
const where: Surroundings = { platform: process.platform, env, home: folder.path };

/** One command in this process, with a workbench of its own. */
async function assay(...args: string[]): Promise<Said> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    version: '1.2.3',
    terminal: {
      folder: folder.path,
      json: wantsJson(args),
      signal: new AbortController().signal,
      stdinText: () => Promise.resolve(''),
      drawsProgress: false,
      outIsTerminal: false,
      out: (words) => {
        out += words;
      },
      err: (words) => {
        err += words;
      },
    },
    workbench: () => {
      const { ports, tickets } = nodePorts(
        'cli',
        (message) => {
          err += message;
        },
        where,
      );
      return { workbench: createWorkbench(ports), tickets };
    },
  });
  return { code, out, err };
}
/** The same in a process of its own. */
function spawned(args: readonly string[], input = '', options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...entry, ...args], {
    cwd: folder.path,
    env,
    encoding: 'utf8',
    input,
    timeout: 240_000,
    maxBuffer: 2 ** 26,
    ...options,
  });
  return { code: status, out: stdout, err: stderr };
}
/** One JSON document and nothing else, on a command that must be done. */
async function json(...args: string[]): Promise<unknown> {
  const { code, out, err } = await assay(...args, '--json');
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
}

beforeAll(async () => {
  mkdirSync(join(folder.path, 'in'));
  writeFileSync(
    join(folder.path, 'in', 'article.txt'),
    'Two dormitories\n\nNo bodies were found. No blood.\n\nNo bodies were found, they say.\n',
  );
  writeFileSync(join(folder.path, 'in', 'program.bin'), new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]));
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#789' } })
    .png()
    .toFile(join(folder.path, 'photo.png'));
});

describe('the whole job', () => {
  it('goes from a new case to a report that verifies', async () => {
    expect(await json('new', 'job', '--title', 'The job')).toMatchObject({
      place: join(folder.path, 'job.case'),
      summary: { details: { title: 'The job' }, sources: 0 },
    });
    const first = await assay('import', 'job.case', 'in', 'photo.png', 'missing.txt', '--json');
    expect(first.code, 'a batch with a failed file is not done').toBe(1);
    expect(first.err).toBe('');
    expect(JSON.parse(first.out)).toMatchObject({
      imported: 2,
      failed: 2,
      outcomes: expect.arrayContaining([
        expect.objectContaining({ outcome: 'imported', source: expect.objectContaining({ ref: 'S-001', kind: 'article' }), error: null }),
        expect.objectContaining({ outcome: 'failed', source: null, error: expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }) }),
        expect.objectContaining({ path: 'missing.txt', outcome: 'failed', error: expect.objectContaining({ code: 'FILE_UNREADABLE' }) }),
      ]),
    });
    expect(await json('import', 'job', 'in/article.txt', '--url', 'https://example.org/a')).toMatchObject({ duplicates: 1, failed: 0 });
    expect(await json('sources', 'job')).toMatchObject({
      total: 2,
      articles: 1,
      photos: 1,
      rows: [{ ref: 'S-001' }, { ref: 'S-002', kind: 'photo' }],
    });
    expect(await json('text', 'job', 'S-001')).toMatchObject({
      ref: 'S-001',
      text: expect.stringContaining('No bodies were found. No blood.'),
    });
    expect((await assay('text', 'job', 's-1')).out).toBe(
      'Two dormitories\n\nNo bodies were found. No blood.\n\nNo bodies were found, they say.\n',
    );

    const twice = await assay('mark', 'job', 'S-001', '--quote', 'No bodies were found', '--json');
    expect(twice.code).toBe(1);
    expect(twice.out).toBe('');
    expect(JSON.parse(twice.err)).toMatchObject({ code: 'QUOTE_AMBIGUOUS', details: { places: [{ place: '¶1' }, { place: '¶2' }] } });
    expect(await json('mark', 'job', 'S-001', '--quote', 'No bodies were found', '--after', ', they', '--note', 'hearsay')).toMatchObject({
      ref: 'E-001',
      quote: 'No bodies were found',
      place: '¶2',
      note: 'hearsay',
    });
    expect(await json('mark', 'job', 'S-002', '--region', '10,20,100,50')).toMatchObject({ ref: 'E-002', quote: null, place: 'region A' });
    expect(
      await json('claim', 'job', '--text', 'People died.', '--by', 'A ministry', '--when', '2023-01-08', '--where', 'Kramatorsk'),
    ).toMatchObject({ ref: 'C-001', claimant: 'A ministry', when: '2023-01-08', partOf: null });
    expect(await json('claim', 'job', '--text', 'There were bodies.', '--part-of', 'C-001')).toMatchObject({
      ref: 'C-002',
      partOf: expect.any(String),
    });
    expect(await json('link', 'job', 'E-001', 'C-002', '--stance', 'fails-to-verify', '--because', 'Nobody saw any.')).toMatchObject({
      stance: 'fails-to-verify',
      because: 'Nobody saw any.',
    });
    expect(await json('claims', 'job')).toMatchObject({
      claims: [
        { claim: { ref: 'C-001' }, parts: 1 },
        { claim: { ref: 'C-002' }, counts: { 'fails-to-verify': 1 } },
      ],
    });

    const made = await json('report', 'job', '-o', 'out.pdf');
    expect(made).toMatchObject({ pages: expect.any(Number), place: join(folder.path, 'out.pdf') });
    expect(readFileSync(join(folder.path, 'out.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await json('verify', 'job')).toMatchObject({ ok: true, findings: [] });
    expect(await json('log', 'job')).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({ verb: 'excerpt.marked' }),
        expect.objectContaining({ verb: 'report.exported' }),
      ]),
    });
  }, 60_000);

  it('says so when a case was tampered with', async () => {
    await json('new', 'tampered', '--title', 'T');
    await json('import', 'tampered', 'in/article.txt');
    const originals = readdirSync(join(folder.path, 'tampered.case'), { recursive: true, withFileTypes: true }).filter(
      (one) => one.isFile() && /^[0-9a-f]{60,64}/.test(one.name) && one.parentPath.includes('original'),
    );
    const [original] = originals;
    if (!original) throw new Error('no original was found in the case folder');
    const path = join(original.parentPath, original.name);
    spawnSync('chmod', ['u+w', path]);
    writeFileSync(path, 'Other words.');
    const { code, out } = await assay('verify', 'tampered', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [expect.objectContaining({ message: expect.any(String) })] });
    expect((await assay('verify', 'tampered')).out).toMatch(/DOES NOT HOLD/);
  });
});

describe('exit codes', () => {
  beforeAll(() => json('new', 'codes', '--title', 'Codes'));
  it.each<{ args: string[]; code: number; error: string }>([
    { args: ['sources', 'nowhere'], code: 1, error: 'CASE_NOT_FOUND' },
    { args: ['new', 'codes', '--title', 'Again'], code: 1, error: 'CASE_EXISTS' },
    { args: ['text', 'codes', 'S-009'], code: 1, error: 'NOT_FOUND' },
    { args: ['claim', 'codes', '--text', 'x', '--when', 'last spring'], code: 1, error: 'BAD_INPUT' },
    { args: [], code: 2, error: '' },
    { args: ['frobnicate'], code: 2, error: 'BAD_INPUT' },
    { args: ['new', 'x'], code: 2, error: 'BAD_INPUT' },
    { args: ['new', 'x', '--title'], code: 2, error: 'BAD_INPUT' },
    { args: ['sources'], code: 2, error: 'BAD_INPUT' },
    { args: ['sources', 'codes', 'stray'], code: 2, error: 'BAD_INPUT' },
    { args: ['sources', 'codes', '--colour'], code: 2, error: 'BAD_INPUT' },
    { args: ['text', 'codes', 'C-001'], code: 2, error: 'BAD_INPUT' },
    { args: ['mark', 'codes', 'S-001'], code: 2, error: 'BAD_INPUT' },
    { args: ['mark', 'codes', 'S-001', '--quote', 'a', '--region', '1,2,3,4'], code: 2, error: 'BAD_INPUT' },
    { args: ['mark', 'codes', 'S-001', '--region', '1,2,3'], code: 2, error: 'BAD_INPUT' },
    { args: ['mark', 'codes', 'S-001', '--region', '1,2,0,4'], code: 2, error: 'BAD_INPUT' },
    { args: ['mark', 'codes', 'S-001', '--region', '1,2,3,4', '--before', 'a'], code: 2, error: 'BAD_INPUT' },
    { args: ['link', 'codes', 'E-001', 'C-001', '--stance', 'proves', '--because', 'x'], code: 2, error: 'BAD_INPUT' },
    { args: ['link', 'codes', 'E-001', 'C-001', '--stance', 'supports'], code: 2, error: 'BAD_INPUT' },
    { args: ['report', 'codes'], code: 2, error: 'BAD_INPUT' },
    { args: ['annotations'], code: 2, error: '' },
    { args: ['annotations', 'export', 'codes'], code: 2, error: 'BAD_INPUT' },
    { args: ['call', 'codes', 'claims.frobnicate'], code: 2, error: 'BAD_INPUT' },
    { args: ['call', 'codes', 'claims.list', '{'], code: 2, error: 'BAD_INPUT' },
    { args: ['call', 'codes', 'claims.list', '[]'], code: 2, error: 'BAD_INPUT' },
    { args: ['call', '-', 'claims.list'], code: 2, error: 'BAD_INPUT' },
  ])('$code: assay $args', async ({ args, code, error }) => {
    const said = await assay(...args, '--json');
    expect(said.code).toBe(code);
    expect(said.out).toBe('');
    if (error !== '')
      expect(JSON.parse(said.err)).toEqual({ code: error, message: expect.stringMatching(/\w{3}/), details: expect.any(Object) });
    const inWords = await assay(...args);
    expect(inWords.code).toBe(code);
    expect(inWords.err).toMatch(/\w{3}/);
  });
  it('annotations: 0 out and in, 1 where one could not be taken, with its reason', async () => {
    writeFileSync(join(folder.path, 'said.txt'), 'Neither dormitory was hit.');
    for (const name of ['sent', 'got']) {
      await assay('new', name, '--title', name);
      await assay('import', name, 'said.txt');
    }
    await assay('mark', 'sent', 'S-001', '--quote', 'was hit');
    const exported = await assay('annotations', 'export', 'sent', 'a.jsonld', '--json');
    expect([exported.code, JSON.parse(exported.out)]).toMatchObject([0, { annotations: 1 }]);
    const file = join(folder.path, 'a.jsonld');
    const imported = await assay('annotations', 'import', 'got', 'a.jsonld');
    expect(imported).toMatchObject({
      code: 0,
      out: expect.stringMatching(/marked {3}E-001 {2}S-001 ¶1.*\n1 marked, 0 here already, 0 not taken/s),
    });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"exact": "was hit"', '"exact": "was struck"'));
    const refused = await assay('annotations', 'import', 'got', 'a.jsonld');
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('Its words do not stand there.') });
  });
  it('0: help and version, on stdout', async () => {
    expect(await assay('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage: assay') });
    expect((await assay('help', 'mark')).out).toContain('--region');
    expect(await assay('--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('call', () => {
  beforeAll(() => json('new', 'called', '--title', 'Called'));
  it('reaches any procedure, with files by path and the case filled in', async () => {
    expect(await json('call', '-', 'app.about')).toMatchObject({ shell: 'cli', chooser: 'none' });
    expect(await json('call', 'called', 'imports.run', JSON.stringify({ tickets: [{ $path: 'in/article.txt' }] }))).toMatchObject({
      imported: 1,
      failed: 0,
    });
    expect(await json('call', 'called', 'claims.add', JSON.stringify({ text: 'Made by call.' }))).toMatchObject({ ref: 'C-001' });
    expect(await json('call', 'called', 'history.undo')).toMatchObject({ verb: expect.any(String) });
    expect(await json('call', 'called', 'claims.list')).toEqual({ claims: [] });
  });
  it('answers every question of the contract', async () => {
    await json('new', 'questions', '--title', 'Questions');
    writeFileSync(join(folder.path, 'q.txt'), 'A title\n\nWords to be asked about.');
    writeFileSync(join(folder.path, 'r.txt'), 'Another title\n\nOther words to be asked about.');
    writeFileSync(join(folder.path, 'z.zip'), await zipOf({ 'inside.txt': 'Words inside an archive.' }));
    await json('import', 'questions', 'q.txt', 'r.txt', 'z.zip');
    const Id = z.looseObject({ id: z.string() });
    const { id: source } = Id.parse(await json('call', 'questions', 'sources.get', '{"source":"S-001"}'));
    const { id: other } = Id.parse(await json('call', 'questions', 'sources.get', '{"source":"S-002"}'));
    const { id: archive } = Id.parse(await json('call', 'questions', 'sources.get', '{"source":"S-003"}'));
    const { id: excerpt } = Id.parse(await json('mark', 'questions', 'S-001', '--quote', 'Words to be asked'));
    const { id: claim } = Id.parse(await json('claim', 'questions', '--text', 'A claim'));
    const inputs: Record<string, object> = {
      'app.about': {},
      'app.settings': {},
      'files.places': {},
      'files.list': { folder: { $path: '.' } },
      'cases.recent': {},
      'cases.get': {},
      'sources.list': { filter: 'title' },
      'sources.get': { source: 'S-001' },
      'sources.rank': { source },
      'sources.text': { source },
      'excerpts.ofSource': { source },
      'excerpts.get': { excerpt },
      'claims.list': {},
      'claims.get': { claim: 'C-001' },
      'claims.evidence': { claim },
      'imports.queue': {},
      'imports.items': { states: ['failed'] },
      'imports.members': { source: archive },
      'imports.toLookAt': {},
      'sources.renditions': { source },
      'sources.versions': { source },
      'sources.compare': { a: source, b: other },
      'sources.carried': { source, into: other },
      'sources.next': { after: source, triage: 'new' },
      'excerpts.toDecide': {},
      'reading.background': {},
      'likeness.list': {},
      'likeness.detail': { a: source, b: other },
      'reading.languages': {},
      'history.state': {},
      'history.log': { limit: 3 },
    };
    // Those that go on until Ctrl C, and those that need a document with pages
    const others = new Set(['cases.watch', 'imports.watch', 'sources.layout', 'sources.pages']);
    const questions = procedureNames('query').filter((name) => !others.has(name));
    expect(Object.keys(inputs).sort(), 'every query of the contract is asked').toEqual(questions.sort());
    for (const [name, input] of Object.entries(inputs)) {
      const { code, out, err } = await assay('call', 'questions', name, JSON.stringify(input), '--json');
      expect([name, code, err]).toEqual([name, 0, '']);
      expect(JSON.parse(out)).toBeTypeOf('object');
    }
  });

  it('fails as the procedure fails', async () => {
    const { code, err } = await assay('call', 'called', 'claims.get', JSON.stringify({ claim: 'C-404' }), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'NOT_FOUND' });
  });
  it('reads its input from stdin where it is large', async () => {
    const { code, out } = spawned(
      ['call', 'called', 'imports.paste', '-', '--json'],
      JSON.stringify({ content: 'Words. '.repeat(50_000), as: 'text', name: 'long' }),
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'imported' });
  });
});

describe('in a terminal', () => {
  it('Ctrl C cancels an import, keeps what came in, and says so', async () => {
    await json('new', 'cancelled', '--title', 'Cancelled');
    const many = join(folder.path, 'many');
    mkdirSync(many);
    for (let n = 0; n < 1500; n += 1) writeFileSync(join(many, `${n}.txt`), `Statement ${n}.\n\n${'Words to read. '.repeat(300)}`);
    const child = spawn(process.execPath, [...entry, 'import', 'cancelled', 'many', '--json'], {
      cwd: folder.path,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString('utf8');
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    // Originals get their names with the entries that name them; what lies in `incoming` may still be refused
    const originals = join(folder.path, 'cancelled.case', 'originals');
    await expect.poll(() => readdirSync(originals, { recursive: true }).length, { timeout: 120_000 }).toBeGreaterThan(40);
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    const result: unknown = JSON.parse(out);
    expect(result).toMatchObject({ cancelled: true, failed: 0 });
    const { total } = z.object({ total: z.number() }).parse(await json('sources', 'cancelled'));
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(1500);
    expect(result).toMatchObject({ imported: total });
    expect(await json('verify', 'cancelled')).toMatchObject({ ok: true });
  });

  it('does not mind a reader that goes away', async () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `"$NODE" "${entry[0]}" ${entry[1]} log cancelled | head -n 1`], {
      cwd: folder.path,
      env: { ...env, NODE: process.execPath },
      encoding: 'utf8',
    });
    expect(stdout.split('\n').length).toBe(2);
    expect(stderr).toBe('');
  });

  it('takes paths from the caller’s folder when npm starts it', async () => {
    const { code, out } = spawned(['sources', 'job', '--json'], '', {
      cwd: projectFolder,
      env: { ...env, INIT_CWD: folder.path, npm_command: 'run-script' },
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ total: 2 });
  });

  it('ends with the same codes and the same streams as a program', async () => {
    expect(spawned(['sources', 'job', '--json'])).toEqual(await assay('sources', 'job', '--json'));
    expect(spawned(['sources', 'nowhere', '--json'])).toEqual(await assay('sources', 'nowhere', '--json'));
    expect(spawned(['frobnicate'])).toEqual(await assay('frobnicate'));
  });
});

describe('demo', () => {
  const demo = join(folder.path, 'demo');
  it('builds the sample case, its report, and verifies both; again from scratch the next time', async () => {
    const first = await assay('demo', 'demo');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/everything holds/);
    expect(readFileSync(join(demo, 'report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    await json('claim', join(demo, 'sample.case'), '--text', 'Added by hand.');
    const again = await json('demo', 'demo');
    expect(again).toMatchObject({ place: join(demo, 'sample.case'), verified: { ok: true }, summary: { photos: 2 } });
    expect(JSON.stringify(await json('claims', join(demo, 'sample.case')))).not.toContain('Added by hand.');
  }, 60_000);

  it('never removes a case that it did not make', async () => {
    const other = join(folder.path, 'other');
    mkdirSync(other);
    await json('new', 'other/sample', '--title', 'My own work');
    expect(await assay('demo', 'other', '--json')).toMatchObject({ code: 1, err: expect.stringContaining('CASE_EXISTS') });
    expect(await json('sources', 'other/sample')).toMatchObject({ total: 0 });
    // Not even where it made one before, and a person put another in its place.
    writeFileSync(join(other, 'made-by-assay-demo.json'), readFileSync(join(demo, 'made-by-assay-demo.json')));
    expect(await assay('demo', 'other', '--json')).toMatchObject({ code: 1, err: expect.stringContaining('CASE_EXISTS') });
    expect(await json('sources', 'other/sample')).toMatchObject({ total: 0 });
    expect(existsSync(join(other, 'report.pdf'))).toBe(false);
  });

  it('sets aside what may or may not be its own', async () => {
    const unsure = join(folder.path, 'unsure');
    mkdirSync(unsure);
    await json('new', 'unsure/sample', '--title', 'Whose is it?');
    writeFileSync(join(unsure, 'made-by-assay-demo.json'), '{"case":"sample.case","id":null}');
    expect((await assay('demo', 'unsure')).code).toBe(0);
    const aside = readdirSync(unsure).find((name) => name.includes('set-aside'));
    expect(await json('call', join(unsure, aside ?? ''), 'cases.get')).toMatchObject({ summary: { details: { title: 'Whose is it?' } } });
  });
});
