/**
 * The time of one report from cold: 100 photographs and 150 footnotes. Run: node bench/report.ts
 * Prints one JSON line per figure. Peak memory is that of the whole process, pictures included.
 */
import { fileURLToPath } from 'node:url';
import { buildReport } from '../main/report/build.ts';
import { checkReport } from '../main/report/checks.ts';
import { reportPictures } from '../main/report/pictures.ts';
import { typeset } from '../main/workers/typeset-client.ts';
import { stances } from '../shared/model.ts';
import { CaseBuilder, crop } from '../tests/main/report/case.ts';

const photos = 100;
const quotesPerClaim = 5;
const claims = 10;

const c = new CaseBuilder();
c.entry('case.created', {});
const articles = Array.from({ length: 25 }, (_, i) =>
  c.source({
    kind: 'article',
    bytes: `article ${i}`,
    fileName: `article-${i}.html`,
    url: `https://news.example/${i}`,
    metadata: { publisher: { value: `Publisher ${i % 7}`, from: 'bench' }, language: { value: 'en', from: 'bench' } },
  }),
);
const made = Array.from({ length: claims }, (_, i) =>
  c.claim(`Claim number ${i + 1}, which says something that can be checked.`, {
    claimant: 'Somebody',
    when: '2023-01-08',
    verdict: 'not-enough-evidence',
    rationale: 'Not enough is known.',
  }),
);
for (let i = 0; i < photos; i += 1) {
  const { source, jpeg } = await c.photo(`photo-${i}.jpg`, { width: 1500, height: 1000 + (i % 5) * 100 }, (i * 37) % 360, {
    corrections: { altText: `A drawn house, number ${i}.` },
  });
  const region = { x: 300 + i, y: 200, width: 500, height: 400 };
  const claim = made[i % claims];
  if (claim !== undefined)
    c.link(
      c.region(source, 'A', region, await crop(jpeg, region)),
      claim,
      stances[i % stances.length] ?? 'context',
      'The windows can be counted.',
    );
}
for (let i = 0; i < claims * quotesPerClaim; i += 1) {
  const [article, claim] = [articles[i % articles.length], made[i % claims]];
  if (article !== undefined && claim !== undefined)
    c.link(
      c.quote(
        article,
        `¶${i + 1}`,
        `Quotation ${i}: a sentence of ordinary length that says what somebody saw at a place on a day.`,
        i * 100,
      ),
      claim,
      stances[i % stances.length] ?? 'context',
      'Because it says so.',
    );
}
const input = c.input();
const problems = checkReport(input);
if (problems.length > 0) throw new Error(JSON.stringify(problems));

const before = process.resourceUsage().maxRSS / 1000;
const started = performance.now();
const document = buildReport(input);
const built = performance.now();
const { pdf, pages } = await typeset(new URL('../main/workers/typeset.ts', import.meta.url), {
  document,
  pictures: reportPictures(input),
  resources: fileURLToPath(new URL('../resources', import.meta.url)),
});
const done = performance.now();

const print = (figure: string, value: number, unit: string): void =>
  console.log(JSON.stringify({ bench: 'report', figure, value: Math.round(value * 1000) / 1000, unit }));
print('photos', document.meta.totals.photos, 'photos');
print('footnotes', document.meta.totals.exhibits, 'footnotes');
print('document built', (built - started) / 1000, 's');
print('set, cold', (done - built) / 1000, 's');
print('pages', pages, 'pages');
print('file', pdf.length / 1e6, 'MB');
print('peak memory before setting (drawing the photographs)', before, 'MB');
print('peak memory', process.resourceUsage().maxRSS / 1000, 'MB');
