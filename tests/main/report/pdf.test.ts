/** The report as a PDF: what a reader, a machine and another machine find in it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../../main/report/build.ts';
import type { ReportInput } from '../../../main/report/model.ts';
import { reportPictures } from '../../../main/report/pictures.ts';
import { typeset } from '../../../main/workers/typeset-client.ts';
import * as m from '../../../shared/model.ts';
import { CaseBuilder, dormitories, quotes } from './case.ts';
import { has, letters, onFile, render, resources, sha256Of, textOf, without, workerUrl } from './tools.ts';

let input: ReportInput;
let pdf: Uint8Array;
let text = '';
beforeAll(async () => {
  input = (await dormitories()).input();
  ({ pdf } = await render(input));
  if (has('pdftotext')) text = textOf(pdf);
}, 60_000);

describe('the PDF', () => {
  it.skipIf(!has('qpdf'))(`is sound${without('qpdf')}`, () =>
    expect(onFile(pdf, 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors'),
  );
  it.skipIf(!has('qpdf'))(`says that it is PDF/A-3a, with an outline and tags${without('qpdf')}`, () => {
    const raw = onFile(pdf, 'qpdf', '--qdf', '--object-streams=disable', 'FILE', '-');
    expect(raw).toMatch(/<pdfaid:part>3<\/pdfaid:part>/);
    expect(raw).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/);
    expect(raw).toContain('/Type /Outlines');
    expect(raw).toContain('/MarkInfo');
    for (const lang of ['(en-GB)', '(uk-UA)', '(ar)', '(zh)']) expect(raw, lang).toContain(`/Lang ${lang}`);
  });

  describe.skipIf(!has('pdftotext'))(`its text${without('pdftotext')}`, () => {
    it.each(Object.entries(quotes))('holds the %s quote', (_, quote) =>
      expect(letters(text)).toContain(letters(quote.replace('한', 'U+D55C'))),
    );
    it('keeps punctuation and spaces of a quote', () => expect(text.replace(/\s+/g, ' ')).toContain(quotes.english));
    it('has no soft hyphens', () => expect(text).not.toContain('\u00ad'));
    it.each([
      ['case number', 'Case 2026-017'],
      ['author', 'Mara Lindqvist, Harrow Evidence Desk'],
      ['date', '12 November 2026'],
      ['handling label', 'ILLUSTRATION · INTERNAL'],
      ['program', 'Assay 0.1.0'],
      ['template', 'claim-report 1.0'],
      ['exhibit number', 'S-001 ¶3'],
      ['region', 'S-007 region A'],
      ['repeat', 'Quoted on page'],
      ['a claim without evidence', 'No evidence is linked to this claim.'],
      ['a claim without verdict', 'Not judged yet'],
      ['limits', 'Limits of the method'],
      ['what no face draws', 'U+D55C (1)'],
      ['a missing description', 'No description of this photograph was written.'],
      ['a retraction', 'retracted a link'],
    ])('names the %s', (_, words) => expect(text.replace(/\s+/g, ' ')).toContain(words));
    it('has the whole hash of every source and of the log head', () => {
      const bare = onFile(pdf, 'pdftotext', '-raw', 'FILE', '-').replace(/\s+/g, '');
      for (const hash of [input.head.hash, ...input.sources.map((source) => source.original)]) expect(bare).toContain(hash);
    });
    it('has the log head and the page number on every page but the cover', () => {
      const pages = text.split('\f').slice(1, -1);
      const head = (input.head.hash.slice(0, 16).match(/.{4}/g) ?? []).join('');
      pages.forEach((page, index) => {
        expect(page.replace(/\s+/g, '')).toContain(`loghead${head}`);
        expect(page).toContain(`page ${index + 2} of ${pages.length + 1}`);
      });
    });
  });

  it.skipIf(!has('qpdf'))(`describes every picture for those who cannot see it${without('qpdf')}`, () => {
    const structure = onFile(pdf, 'qpdf', '--json=2', 'FILE');
    const document = buildReport(input);
    for (const { photo } of Object.values(document.exhibits))
      if (photo !== null)
        for (const alt of [photo.alt, photo.cropAlt]) expect(structure).toContain(`"/Alt": ${JSON.stringify(`u:${alt}`)}`);
  });
  it.skipIf(!has('qpdf'))(`carries the report as data, equal to what was set${without('qpdf')}`, () => {
    expect(JSON.parse(onFile(pdf, 'qpdf', '--show-attachment=data.json', 'FILE'))).toEqual(buildReport(input));
  });
});

describe('the same case', () => {
  it('gives the same bytes in other time zones, languages and homes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-same-'));
    try {
      const script = join(folder, 'run.ts');
      writeFileSync(
        script,
        `import { dormitories } from ${JSON.stringify(new URL('./case.ts', import.meta.url).href)};
import { render, sha256Of } from ${JSON.stringify(new URL('./tools.ts', import.meta.url).href)};
process.stdout.write(sha256Of((await render((await dormitories()).input())).pdf));`,
      );
      const run = (env: Record<string, string>): string =>
        execFileSync(process.execPath, [script], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env }, cwd: folder });
      const here = sha256Of(pdf);
      expect(run({ TZ: 'Pacific/Kiritimati', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8', HOME: folder })).toBe(here);
      expect(run({ TZ: 'America/St_Johns', LANG: 'C', HOME: '/nonexistent', SOURCE_DATE_EPOCH: '1' })).toBe(here);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
  it('gives other bytes once the case has changed', async () => {
    const changed = { ...input, details: { ...input.details, author: 'Someone else' } };
    expect(sha256Of((await render(changed)).pdf)).not.toBe(sha256Of(pdf));
  });
});

const hostile: readonly (readonly [name: string, words: string, found: string])[] = [
  ['Typst code', '#import "@preview/cetz:0.3.0": * #read("/etc/passwd") #panic("x")', 'import"preview/cetz030"'],
  [
    'Typst markup',
    '*bold* _em_ $x^2$ = Heading @label <label> `raw` [content] \\u{41} // comment',
    'bold em x2 Heading label label raw content u41 comment',
  ],
  ['HTML', '<script>alert(1)</script> &amp; <img src=x onerror=y>', 'scriptalert1script amp img src'],
  ['an override of direction', 'user\u202egnp.exe', 'userU+202Egnpexe'],
  ['isolates', 'a\u2067b\u2069c', 'aU+2067bU+2069c'],
  ['a word of 10 000 letters', 'q'.repeat(10_000), 'q'.repeat(1000)],
  ['nulls and controls', 'be\u0000fo\u0007re\u001b[31m', 'beU+0000foU+0007reU+001B31m'],
  ['half a character', 'x\ud83dy', 'xU+D83Dy'],
  ['scripts without a face', '한국어 ไทย हिन्दी', 'U+D55CU+AD6DU+C5B4U+0E44U+0E17U+0E22'],
  ['characters of no script', 'p\ue000\ufffd\uffff\u{10ffff}z', 'pU+E000U+FFFDU+FFFFU+10FFFFz'],
  ['a pile of marks', `Z${'\u0301\u0489'.repeat(20)}Z`, 'Z'],
  ['emoji in sequence', '👨‍👩‍👧 🇺🇦 ☝️ 1️⃣', '👨'],
  ['layout hints', 'a\u00adb\ufeffc\u2060d', 'abcd'],
  ['many lines', Array.from({ length: 400 }, (_, i) => `line ${i}`).join('\n'), 'line399'],
];

describe('hostile words', () => {
  it.each(hostile)(
    '%s: data everywhere, and the report is made',
    async (_, words, found) => {
      const c = new CaseBuilder();
      c.details = m.CaseDetails.parse({
        cover: 'none',
        title: words.slice(0, 300).trim(),
        number: words.slice(0, 100),
        author: words.slice(0, 300),
        summary: words,
        handling: words.slice(0, 200),
        language: words.slice(0, 35),
      });
      c.entry('case.created', { note: words }, { name: words.slice(0, 200), installation: 'x' });
      const source = c.source({
        kind: 'article',
        bytes: words,
        fileName: words,
        title: words,
        url: `https://example.org/${words}`,
        metadata: {
          publisher: { value: words, from: 'x' },
          authors: { value: [words], from: 'x' },
          published: { value: words, from: 'x' },
          language: { value: words, from: 'x' },
        },
        corrections: { note: words },
      });
      const claim = c.claim(words, { claimant: words, when: words, where: words, note: words, verdict: 'refuted', rationale: words });
      c.link(c.quote(source, words, words, 0, words), claim, 'refutes', words);
      const small = await c.photo(words, { width: 60, height: 40 }, 10, { corrections: { altText: words } });
      c.link(c.region(small.source, words, { x: 0, y: 0, width: 60, height: 40 }, small.jpeg, words), claim, 'context', words);
      const made = await render(c.input());
      expect(made.pages).toBeGreaterThan(4);
      if (has('qpdf')) {
        expect(onFile(made.pdf, 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors');
        const carried: unknown = JSON.parse(onFile(made.pdf, 'qpdf', '--show-attachment=data.json', 'FILE'));
        expect(carried).toEqual(buildReport(c.input()));
      }
      if (has('pdftotext')) expect(letters(textOf(made.pdf))).toContain(letters(found));
    },
    60_000,
  );
});

describe('edges', () => {
  it.skipIf(!has('pdftotext'))(
    `prints a word of 10 000 letters whole, over as many lines and pages as it takes${without('pdftotext')}`,
    async () => {
      const lettersOf = async (quote: string): Promise<number> => {
        const c = new CaseBuilder();
        c.entry('case.created', {});
        const source = c.source({ kind: 'article', bytes: quote, fileName: 'a.txt' });
        c.link(c.quote(source, '¶1', quote), c.claim('A claim'), 'supports');
        // inside the page's edges only: what runs off the paper is not printed
        return (
          onFile((await render(c.input())).pdf, 'pdftotext', '-x', '0', '-y', '0', '-W', '595', '-H', '842', 'FILE', '-').split('ж')
            .length - 1
        );
      };
      expect(await lettersOf('ж'.repeat(10_000))).toBe(10_000);
    },
    60_000,
  );
  it('sets a case that holds nothing but its creation', async () => {
    const c = new CaseBuilder();
    c.entry('case.created', {});
    expect((await render(c.input())).pages).toBeGreaterThan(3);
  });
  it('stops at once when cancelled', async () => {
    const control = new AbortController();
    const made = render(input, control.signal);
    control.abort();
    await expect(made).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(render(input, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
  it('says what the typesetter could not do', async () => {
    const request = { document: buildReport(input), pictures: { ...reportPictures(input) }, resources };
    for (const name of Object.keys(request.pictures)) request.pictures[name] = new Uint8Array([0xff, 0xd8, 0xff, 0, 0]);
    await expect(typeset(workerUrl, request)).rejects.toMatchObject({
      code: 'REPORT_FAILED',
      details: { diagnostics: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('image') })]) },
    });
    await expect(typeset(workerUrl, { ...request, resources: join(tmpdir(), 'nowhere') })).rejects.toMatchObject({ code: 'REPORT_FAILED' });
  });
  it('reaches outside for nothing: no template names a package, an address or a file of the machine', () => {
    for (const name of ['report.typ', 'parts.typ', 'claims.typ', 'annexes.typ'])
      expect(readFileSync(join(resources, 'report', name), 'utf8')).not.toMatch(/@preview|https?:|read\(|eval\(|plugin\(/);
  });
});
