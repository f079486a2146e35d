/** Excerpts go out as Web Annotations and come in again the same; what does not stand exactly stays out, and says why. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hypothesisPage, isThatPassage, pageAddress } from '../../../bench/support/hypothesis-page.ts';
import { readAnnotations } from '../../../main/formats/annotation/read.ts';
import { locate } from '../../../shared/anchor/text.ts';
import type { AnnotationsImported } from '../../../shared/contract.ts';
import type { CaseHandle, SourceId } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';
import { makePdf, say } from '../formats/pdf-make.ts';

let bench: TestBench;
beforeEach(() => {
  bench = testBench();
});
afterEach(() => bench.dispose());

const address = 'https://courier.example/strike?id=1';
const news = [
  'Courier',
  'Neither dormitory appeared to have been hit. 👩‍🚒 No bodies were seen.',
  'Жодна будівля не постраждала. Тіл не знайшли.',
  'قال المتحدث إنه لا توجد جثث هنا.',
  '记者没有看到尸体，也没有看到血迹。',
  'The spokesman spoke. The spokesman spoke again.',
].join('\n\n');

const newCase = async (name: string): Promise<CaseHandle> =>
  (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, `${name}.case`)), details: { title: name } })).case;

async function bring(handle: CaseHandle, name: string, bytes: string | Uint8Array, url?: string): Promise<SourceId> {
  const path = join(bench.folder, name);
  writeFileSync(path, bytes);
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(path)], ...(url ? { url } : {}) }));
  const source = result.outcomes[0]?.source;
  if (!source) throw new Error(JSON.stringify(result));
  return source.id;
}
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#789' } })
    .jpeg()
    .toBuffer();

async function exported(handle: CaseHandle, name: string): Promise<string> {
  const path = join(bench.folder, name);
  await bench.api.annotations.export({ case: handle, to: bench.ticket(path) });
  return readFileSync(path, 'utf8');
}
async function imported(handle: CaseHandle, content: unknown): Promise<AnnotationsImported> {
  const path = join(bench.folder, 'annotations.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return bench.api.annotations.import({ case: handle, ticket: bench.ticket(path) });
}

async function marked(): Promise<{ handle: CaseHandle; article: SourceId; picture: SourceId }> {
  const handle = await newCase('marked');
  const article = await bring(handle, 'news.txt', news, address);
  const picture = await bring(handle, 'photo.jpg', await photo());
  const quotes = ['Neither dormitory appeared to have been hit. 👩‍🚒', 'Тіл не знайшли', 'لا توجد جثث', '也没有看到血迹'];
  for (const quote of quotes) await bench.api.excerpts.mark({ case: handle, source: article, target: { quote }, note: `про ${quote}` });
  await bench.api.excerpts.mark({ case: handle, source: article, target: { quote: 'spoke', after: 'again' } });
  await bench.api.excerpts.mark({
    case: handle,
    source: picture,
    target: { region: { x: 3, y: 4, width: 20, height: 10 } },
    note: 'A sign.',
  });
  const outline = [
    { x: 10, y: 10 },
    { x: 40, y: 12 },
    { x: 20, y: 30 },
  ];
  await bench.api.excerpts.mark({ case: handle, source: picture, target: { region: { x: 10, y: 10, width: 30, height: 20 }, outline } });
  return { handle, article, picture };
}

/** What must survive: where each annotation is, its words, its note; not who made it when and under which name. */
const Collection = z.looseObject({ first: z.looseObject({ items: z.array(z.looseObject({})) }) });
const kept = (text: string) =>
  readAnnotations(text).parsed.map(({ annotation: { bodies, targets } }) => ({
    bodies: bodies.filter(({ kind }) => kind === 'text'),
    targets,
  }));

it('writes one collection that is of the W3C model, with the same bytes for the same case', async () => {
  const { handle, article } = await marked();
  const { excerpts } = await bench.api.excerpts.ofSource({ case: handle, source: article });
  const claim = await bench.api.claims.add({ case: handle, text: 'Both dormitories were hit.', claimant: 'Ministry' });
  const first = excerpts[0];
  if (!first) throw new Error('no excerpt');
  await bench.api.links.add({ case: handle, excerpt: first.id, claim: claim.id, stance: 'refutes', because: 'They saw none.' });
  const text = await exported(handle, 'a.jsonld');
  const { parsed, failed } = readAnnotations(text);
  expect(failed).toEqual([]);
  expect(parsed).toHaveLength(7);
  const collection = Collection.parse(JSON.parse(text));
  expect(collection).toMatchObject({ type: 'AnnotationCollection', total: 7, label: 'marked', first: { type: 'AnnotationPage' } });
  const [one] = collection.first.items;
  expect(one).toMatchObject({
    id: `urn:uuid:${first.id}`,
    creator: { name: 'Test Investigator' },
    target: {
      source: { id: expect.stringMatching(/^urn:sha256:[0-9a-f]{64}$/), via: [address], format: 'text/plain' },
      selector: [{ type: 'TextQuoteSelector', exact: first.quote }, { type: 'TextPositionSelector' }],
      state: { 'assay:rendition': expect.stringMatching(/^urn:sha256:/) },
    },
    body: [
      { type: 'TextualBody', purpose: 'commenting' },
      { purpose: 'classifying', source: { id: `urn:uuid:${claim.id}` }, 'assay:stance': 'refutes', 'assay:because': 'They saw none.' },
    ],
  });
  // Exporting is an entry, and no change: the second file shows the case at the same head
  expect(await exported(handle, 'b.jsonld')).toBe(text);
  const { entries } = await bench.api.history.log({ case: handle, newestFirst: true, limit: 1 });
  expect(entries[0]).toMatchObject({ verb: 'annotations.exported', args: { annotations: 7, fileName: 'b.jsonld' } });
});

it('comes in again the same, into a case with the same sources', async () => {
  const { handle } = await marked();
  const text = await exported(handle, 'a.jsonld');
  const other = await newCase('other');
  await bring(other, 'photo again.jpg', await photo());
  const article = await bring(other, 'news again.txt', news);
  const result = await imported(other, text);
  expect(result).toMatchObject({ marked: 7, present: 0, failed: 0, elsewhere: [] });
  const back = await exported(other, 'b.jsonld');
  const bySource = (all: ReturnType<typeof kept>) =>
    all.map(({ bodies, targets }) => ({
      bodies,
      targets: targets.map((target) =>
        target.kind === 'specific' && target.source.kind === 'external' ? { ...target, source: target.source.id } : target,
      ),
    }));
  expect(bySource(kept(back))).toEqual(bySource(kept(text)));
  // One entry an excerpt, each undone alone, and one that says where they came from
  const { entries } = await bench.api.history.log({ case: other, newestFirst: true, limit: 9 });
  expect(entries.slice(1).map(({ verb }) => verb)).toEqual(['annotations.imported', ...Array.from({ length: 7 }, () => 'excerpt.marked')]);
  expect(entries[1]).toMatchObject({
    args: { marked: 7, taken: expect.arrayContaining([expect.objectContaining({ creator: 'Test Investigator' })]) },
  });
  expect((await finish(await bench.api.cases.verify({ case: other }))).result).toMatchObject({ ok: true });
  // A second time there is nothing to add
  expect(await imported(other, text)).toMatchObject({ marked: 0, present: 7, failed: 0 });
  expect((await bench.api.excerpts.ofSource({ case: other, source: article })).excerpts).toHaveLength(5);
});

it('keeps page, lines and regions of a document, there and back', async () => {
  const pdf = makePdf({ pages: [{ content: say('Nothing here.', 72, 700) }, { content: say('Neither dormitory was hit.', 72, 700) }] });
  const handle = await newCase('pdf');
  const source = await bring(handle, 'report.pdf', pdf);
  await bench.api.excerpts.mark({ case: handle, source, target: { quote: 'dormitory was hit' } });
  await bench.api.excerpts.mark({ case: handle, source, target: { region: { x: 100, y: 120, width: 40, height: 30 }, page: 2 } });
  const text = await exported(handle, 'a.jsonld');
  const [passage, region] = Collection.parse(JSON.parse(text)).first.items;
  expect(passage).toMatchObject({
    target: {
      selector: [
        {},
        {},
        { type: 'FragmentSelector', value: 'page=2', refinedBy: { type: 'TextQuoteSelector', exact: 'dormitory was hit' } },
      ],
      'assay:quads': { unit: 'pt', quads: [{ page: 2 }] },
    },
  });
  expect(region).toMatchObject({ target: { selector: [{ value: 'page=2', refinedBy: { value: 'xywh=pixel:100,120,40,30' } }] } });
  const other = await newCase('pdf again');
  await bring(other, 'again.pdf', pdf);
  expect(await imported(other, text)).toMatchObject({ marked: 2, failed: 0 });
  expect(kept(await exported(other, 'b.jsonld'))).toEqual(kept(text));
});

const anno = 'http://www.w3.org/ns/anno.jsonld';
const quoteOn = (source: string, selector: object | object[], more: object = {}) => ({
  '@context': anno,
  id: 'http://example.org/1',
  type: 'Annotation',
  target: { source, selector },
  ...more,
});
const quote = (exact: string, prefix = '', suffix = '') => ({ type: 'TextQuoteSelector', exact, prefix, suffix });

describe('annotations that others made', () => {
  it.each<{ name: string; annotation: object; quote: string; place: string; note?: string }>([
    {
      name: 'words that stand once',
      annotation: quoteOn(address, quote('No bodies were seen')),
      quote: 'No bodies were seen',
      place: '¶1',
    },
    {
      name: 'an address written otherwise, and white space of another page',
      annotation: quoteOn('HTTPS://courier.example:443/strike?id=1&utm_source=x#top', quote('been hit.\n   👩‍🚒 No')),
      quote: 'been hit. 👩‍🚒 No',
      place: '¶1',
    },
    {
      name: 'words that repeat, told by what follows',
      annotation: quoteOn(address, quote('spoke', 'The spokesman ', ' again.')),
      quote: 'spoke',
      place: '¶5',
    },
    {
      name: 'comments, tags and bodies that are no words',
      annotation: quoteOn(address, quote('Тіл не знайшли'), {
        body: [{ type: 'TextualBody', value: 'Так?' }, { type: 'TextualBody', value: 'тіла', purpose: 'tagging' }, 'http://example.org/b'],
      }),
      quote: 'Тіл не знайшли',
      place: '¶2',
      note: 'Так?\n\nTags: тіла',
    },
    {
      name: 'words within a fragment of the page',
      annotation: quoteOn(address, { type: 'FragmentSelector', value: 'p4', refinedBy: quote('没有看到尸体') }),
      quote: '没有看到尸体',
      place: '¶4',
    },
  ])('are taken: $name', async ({ annotation, quote: words, place, note = '' }) => {
    const handle = await newCase('foreign');
    const source = await bring(handle, 'news.txt', news, address);
    const result = await imported(handle, annotation);
    expect(result).toMatchObject({ marked: 1, failed: 0, outcomes: [{ annotation: 'http://example.org/1', excerpt: { ref: 'E-001' } }] });
    const { excerpts } = await bench.api.excerpts.ofSource({ case: handle, source });
    expect(excerpts).toMatchObject([{ quote: words, place: expect.stringContaining(place), note }]);
  });

  it.each<{ name: string; annotation: object; because: RegExp }>([
    {
      name: 'of a page that is not in the case',
      annotation: quoteOn('https://other.example/', quote('hit')),
      because: /No source of this case is https:\/\/other\.example\//,
    },
    {
      name: 'whose words are a little different',
      annotation: quoteOn(address, quote('Neither dormitory appears to have been hit')),
      because: /S-001: Its words do not stand there/,
    },
    {
      name: 'whose words stand twice',
      annotation: quoteOn(address, quote('The spokesman')),
      because: /in 2 places, and what stands around them does not tell/,
    },
    {
      name: 'whose words stand twice, among others than it says',
      annotation: quoteOn(address, quote('spoke', 'A woman ', ' to us')),
      because: /in \d places/,
    },
    {
      name: 'whose short words stand among others than it says',
      annotation: quoteOn(address, quote('seen', 'never before ', ' by anyone')),
      because: /between other words than in the annotation/,
    },
    {
      name: 'that only name a position',
      annotation: quoteOn(address, { type: 'TextPositionSelector', start: 0, end: 7 }),
      because: /a position without the words/,
    },
    {
      name: 'that only name a path in the page',
      annotation: quoteOn(address, { type: 'XPathSelector', value: '//p' }),
      because: /XPathSelector/,
    },
    {
      name: 'of the whole page',
      annotation: { '@context': anno, id: 'http://example.org/1', type: 'Annotation', target: address },
      because: /about a whole source/,
    },
    {
      name: 'of a region on a text',
      annotation: quoteOn(address, { type: 'FragmentSelector', value: 'xywh=1,1,2,2' }),
      because: /S-001 is no picture/,
    },
    {
      name: 'that are not of the model',
      annotation: { ...quoteOn(address, quote('hit')), created: 'yesterday' },
      because: /“created” must be a date/,
    },
  ])('are not taken: $name', async ({ annotation, because }) => {
    const handle = await newCase('foreign');
    const source = await bring(handle, 'news.txt', news, address);
    const result = await imported(handle, [annotation]);
    expect(result).toMatchObject({
      marked: 0,
      failed: 1,
      outcomes: [{ outcome: 'failed', excerpt: null, because: expect.stringMatching(because) }],
    });
    expect((await bench.api.excerpts.ofSource({ case: handle, source })).excerpts).toEqual([]);
  });

  it('take a region only where it lies in the picture, in whole pixels', async () => {
    const handle = await newCase('foreign');
    const picture = await bring(handle, 'photo.jpg', await photo(), 'https://courier.example/p.jpg');
    const on = (selector: object) => quoteOn('https://courier.example/p.jpg', selector);
    const result = await imported(handle, [
      on({ type: 'FragmentSelector', value: 'xywh=pixel:50,30,10,10' }),
      on({ type: 'SvgSelector', value: '<svg><polygon points="1,1 9,1 9,9"></polygon></svg>' }),
      on({ type: 'FragmentSelector', value: 'xywh=pixel:50,30,11,10' }),
      on({ type: 'FragmentSelector', value: 'xywh=percent:1,1,2,2' }),
      on({ type: 'SvgSelector', value: '<svg><circle r="4"/></svg>' }),
    ]);
    expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(['marked', 'marked', 'failed', 'failed', 'failed']);
    const { excerpts } = await bench.api.excerpts.ofSource({ case: handle, source: picture });
    expect(excerpts.map(({ anchor }) => anchor.kind === 'region' && anchor.fragment.value)).toEqual([
      'xywh=pixel:50,30,10,10',
      'xywh=pixel:1,1,8,8',
    ]);
  });

  it('are not taken where two versions of a page hold their words', async () => {
    const handle = await newCase('versions');
    await bring(handle, 'one.txt', news, address);
    await bring(handle, 'two.txt', `${news}\n\nMore.`, address);
    const { outcomes } = await imported(handle, quoteOn(address, quote('No bodies were seen')));
    expect(outcomes).toMatchObject([
      { outcome: 'failed', because: expect.stringMatching(/several sources with this address: S-001, S-002/) },
    ]);
  });

  it('leave the case as it was where the file as a whole cannot be read', async () => {
    const handle = await newCase('broken');
    const { entries } = (await bench.api.cases.get({ case: handle })).summary;
    await expect(imported(handle, 'this is not json')).rejects.toMatchObject({ code: 'BROKEN_FILE' });
    expect((await bench.api.cases.get({ case: handle })).summary.entries).toBe(entries);
  });
});

const data = resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
const page = hypothesisPage(data);
it.skipIf(page === null)(
  `every quote of Hypothesis’ page in ${data} lands on exactly its text (skipped where that folder is not there)`,
  async () => {
    if (page === null) return;
    const handle = await newCase('hypothesis');
    const source = await bring(handle, 'page.html', page.html, pageAddress);
    const result = await imported(handle, { total: page.annotations.length, rows: page.annotations.map(({ row }) => row) });
    expect(result.outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const { body } = await bench.api.sources.text({ case: handle, source });
    for (const [n, annotation] of page.annotations.entries()) {
      const excerpt = result.outcomes[n]?.excerpt;
      if (!excerpt) throw new Error(`no excerpt for ${JSON.stringify(annotation.row)}`);
      const { anchor } = await bench.api.excerpts.get({ case: handle, excerpt: excerpt.id });
      if (anchor.kind !== 'text') throw new Error('a passage is anchored in the text');
      expect(isThatPassage(annotation, body.text, anchor.position.start, anchor.position.end), JSON.stringify(annotation)).toBe(true);
      const found = locate(body.text, anchor, body.text);
      expect([found.state, found.candidates[0]?.start]).toEqual(['exact', anchor.position.start]);
    }
  },
);
