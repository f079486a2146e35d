/** Files of W3C Web Annotations: what is of the model is read, what is not is refused with the reason a person can act on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type ReadAnnotations, readAnnotations } from '../../../main/formats/annotation/read.ts';

const anno = 'http://www.w3.org/ns/anno.jsonld';
const plain = { '@context': anno, id: 'http://example.org/1', type: 'Annotation', target: 'http://example.com/page' };
const read = (value: unknown): ReadAnnotations => readAnnotations(JSON.stringify(value));

describe('one annotation', () => {
  it.each<[string, object]>([
    ['nothing but a target', {}],
    ['several contexts, ours among them', { '@context': ['http://example.org/own.jsonld', anno] }],
    ['several types', { type: ['Annotation', 'http://example.org/Note'] }],
    ['null for what is not there', { body: null, created: null, creator: null }],
    [
      'several bodies and targets of every kind',
      {
        body: [
          'http://example.org/b',
          { type: 'TextualBody', value: 'Так', language: 'uk', textDirection: 'ltr', purpose: 'tagging' },
          { value: 'no type' },
        ],
        target: [
          { source: 'http://example.org/a', selector: { type: 'FragmentSelector', value: 'xywh=1,2,3,4' } },
          { id: 'http://example.org/v', type: 'Video' },
        ],
      },
    ],
    ['a choice of bodies', { body: { type: 'Choice', items: [{ type: 'TextualBody', value: 'a' }, 'http://example.org/b'] } }],
    ['a body that is only words', { bodyValue: 'words' }],
    [
      'selectors refined by one another',
      {
        target: {
          source: 'http://example.org/a',
          selector: { type: 'FragmentSelector', value: 'page=2', refinedBy: { type: 'TextQuoteSelector', exact: 'x' } },
        },
      },
    ],
    ['a selector that nobody here knows', { target: { source: 'http://example.org/a', selector: { type: 'own:Selector', any: 1 } } }],
    [
      'creators as records and as addresses',
      { creator: ['http://example.org/me', { type: 'Person', name: 'I', email: 'mailto:i@example.org' }] },
    ],
  ])('is read with %s', (_, change) => {
    expect(read({ ...plain, ...change })).toMatchObject({ parsed: [{ index: 0, annotation: { id: 'http://example.org/1' } }], failed: [] });
  });

  const source = 'http://example.org/a';
  const selected = (selector: unknown): object => ({ target: { source, selector } });
  it.each<[string, object, RegExp]>([
    ['no context', { '@context': undefined }, /“@context” must name/],
    ['only other contexts', { '@context': ['http://example.org/own.jsonld'] }, /“@context” must name/],
    ['two identifiers', { id: ['http://example.org/1', 'http://example.org/2'] }, /“id” must be one address \(IRI\), and is a list/],
    ['no identifier', { id: undefined }, /“id” is missing/],
    ['no type', { type: undefined }, /“type” is missing/],
    ['another type', { type: 'Note' }, /“type” must be Annotation/],
    ['no target', { target: undefined }, /“target” is missing/],
    ['an empty list of targets', { target: [] }, /“target” is missing/],
    ['a number for a target', { target: 9 }, /“target” must be an address \(IRI\) or a record, and is a number/],
    ['a body beside a body of words', { body: 'http://example.org/b', bodyValue: 'x' }, /“bodyValue” must not stand beside body/],
    ['two bodies of words', { bodyValue: ['a', 'b'] }, /“bodyValue” must be one piece of text, and is a list/],
    ['a body of words without words', { body: { type: 'TextualBody', format: 'text/plain' } }, /“body › value” is missing/],
    [
      'a direction that is none',
      { body: { id: source, textDirection: 'squirrel' } },
      /“body › textDirection” must be one of ltr, rtl and auto/,
    ],
    ['two directions', { body: { id: source, textDirection: ['ltr', 'rtl'] } }, /“body › textDirection” must be one of/],
    ['a number for a language', { body: { id: source, language: 3 } }, /“body › language” must be a language tag/],
    [
      'a choice that is a list as well',
      { body: { type: ['Choice', 'List'], items: [source] } },
      /“body” must not be Choice and List at once/,
    ],
    ['a choice of nothing', { body: { type: 'Choice', items: [] } }, /“body › items” is missing/],
    ['a number for a creator', { creator: 6 }, /“creator” must be an address/],
    ['a number for a program', { generator: 42 }, /“generator” must be an address/],
    ['a time in words', { generated: 'now' }, /“generated” must be a date and time in UTC/],
    ['a time that is no time', { created: '2015-13-40T12:00:00Z' }, /“created” must be a date and time in UTC/],
    ['two times', { created: ['2015-01-28T12:00:00Z', '2015-01-28T12:00:01Z'] }, /“created” must be one date and time, and is a list/],
    ['rights that are no address', { rights: 'not a uri' }, /“rights” is no address/],
    ['a canonical address that is none', { canonical: 'not a uri' }, /“canonical” is no address/],
    ['a part of nothing', { target: { type: 'SpecificResource' } }, /“target › source” is missing/],
    [
      'two values in a selector',
      selected({ type: 'FragmentSelector', value: ['x', 'y'] }),
      /“target › selector › value” must be one piece of text/,
    ],
    ['a quote without words', selected({ type: 'TextQuoteSelector', prefix: 'a' }), /“target › selector › exact” is missing/],
    [
      'a position that ends before it begins',
      selected({ type: 'TextPositionSelector', start: 9, end: 3 }),
      /“target › selector › end” must not lie before/,
    ],
    [
      'a position in halves',
      selected({ type: 'TextPositionSelector', start: 0.5, end: 3 }),
      /“target › selector › start” must be a whole number/,
    ],
    [
      'a range with one end',
      selected({ type: 'RangeSelector', startSelector: { type: 'XPathSelector', value: '//p' } }),
      /“target › selector › endSelector” is missing/,
    ],
    ['a selector without a type', selected({ value: 'x' }), /“target › selector” must say of which type it is/],
    [
      'a fault deep inside, in its place in a list',
      { target: [source, { source, selector: [{ type: 'CssSelector', value: 'p', refinedBy: { type: 'TextQuoteSelector', exact: 4 } }] }] },
      /“target › 2 › selector › 1 › refinedBy › exact” must be one piece of text, and is a number/,
    ],
  ])('is refused with %s', (_, change, because) => {
    const { parsed, failed } = read({ ...plain, ...change });
    expect(parsed).toEqual([]);
    expect(failed).toMatchObject([{ index: 0, because: expect.stringMatching(because) }]);
  });

  it('names every fault up to three, and how many more there are', () => {
    const [failed] = read({}).failed;
    expect(failed?.because).toMatch(/“@context”.*“id”.*“type”.*And 2 more\./);
  });
});

describe('files', () => {
  it('reads a page, whose items need no context of their own, and names the pages that are elsewhere', () => {
    const { '@context': _, ...item } = plain;
    const page = {
      '@context': anno,
      id: 'http://example.org/p',
      type: 'AnnotationPage',
      next: 'http://example.org/p2',
      items: [item, { ...item, id: 4 }],
    };
    expect(read(page)).toMatchObject({ parsed: [{ index: 0 }], failed: [{ index: 1, id: null }], elsewhere: ['http://example.org/p2'] });
    const { '@context': __, ...bare } = page;
    expect(read({ '@context': anno, id: 'http://example.org/c', type: 'AnnotationCollection', total: 2, first: bare }).parsed).toHaveLength(
      1,
    );
    expect(() => read(bare)).toThrow(/does not name/);
  });
  it('reads a list of annotations', () =>
    expect(read([plain, plain, 7])).toMatchObject({
      parsed: [{}, {}],
      failed: [{ index: 2, because: /record/ }].map(() => ({ index: 2 })),
    }));
  it('reads what Hypothesis exports, in the words of the model', () => {
    const row = {
      id: 'AbC',
      uri: 'https://courier.example/a',
      user: 'acct:reader@hypothes.is',
      text: 'Look.',
      tags: ['strike'],
      created: '2023-01-09T07:40:00.123456+00:00',
      updated: '2023-01-09T07:41:00+00:00',
      target: [
        {
          source: 'https://courier.example/a',
          selector: [
            { type: 'RangeSelector', startContainer: '/p[1]', startOffset: 0, endContainer: '/p[1]', endOffset: 4 },
            { type: 'TextPositionSelector', start: 1, end: 5 },
            { type: 'TextQuoteSelector', exact: 'hit.', prefix: 'been ', suffix: '\n' },
          ],
        },
      ],
    };
    const expected = {
      parsed: [
        {
          annotation: {
            id: 'https://hypothes.is/a/AbC',
            created: '2023-01-09T07:40:00.123Z',
            creator: 'reader@hypothes.is',
            bodies: [
              { kind: 'text', value: 'Look.' },
              { kind: 'text', value: 'strike', purposes: ['tagging'] },
            ],
            targets: [
              {
                kind: 'specific',
                source: { id: 'https://courier.example/a' },
                selectors: [
                  { kind: 'position', start: 1 },
                  { kind: 'quote', exact: 'hit.' },
                ],
              },
            ],
          },
        },
      ],
      failed: [],
    };
    expect(read({ total: 1, rows: [row] })).toMatchObject(expected);
    expect(read({ export_date: 'x', annotations: [row] })).toMatchObject(expected);
    expect(read([{ ...row, created: 'yesterday' }]).failed).toMatchObject([{ because: expect.stringMatching(/“created”/) }]);
  });
  it.each([
    ['what is no JSON', 'this is not json', 'BROKEN_FILE'],
    ['a bare word', '"annotation"', 'BROKEN_FILE'],
    [
      'a collection that only names its pages',
      JSON.stringify({ '@context': anno, id: 'http://x.example/', type: 'AnnotationCollection', first: 'http://x.example/1', total: 5 }),
      'BROKEN_FILE',
    ],
    ['what is nested without end', `{"target":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'TOO_LARGE'],
  ])('refuses %s', (_, text, code) => expect(() => readAnnotations(text)).toThrow(expect.objectContaining({ code })));
});

const data = join(resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'annotation-anchoring');
describe.skipIf(!existsSync(data))(`the samples of the W3C in ${data} (skipped where that folder is not there)`, () => {
  const outcome = (text: string): string => {
    try {
      const { parsed, failed } = readAnnotations(text);
      return parsed.length > 0 && failed.length === 0 ? 'read' : `refused: ${failed.map(({ because }) => because).join(' ')}`;
    } catch (error) {
      return `refused: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  const files = (folder: string): string[] => readdirSync(join(data, folder)).map((name) => join(data, folder, name));
  test('every correct one is read', () => {
    const outcomes = files('w3c-correct').map((file) => [file, outcome(readFileSync(file, 'utf8'))]);
    expect(outcomes.length).toBeGreaterThan(20);
    expect(outcomes.filter(([, what]) => what !== 'read')).toEqual([]);
  });
  test('every incorrect one is refused, in a sentence', () => {
    const outcomes = files('w3c-incorrect').map((file) => [file, outcome(readFileSync(file, 'utf8'))]);
    expect(outcomes.length).toBeGreaterThan(20);
    for (const [file, what] of outcomes) expect(what, file).toMatch(/^refused: (?:This|“).*\.$/);
  });
  test('and for the fault it was made for, where the faults that all of them share are mended', () => {
    // Most carry two identifiers and a comma too many beside their own fault; of two, that is all, or a word the model does not know
    const others = files('w3c-incorrect').filter((file) => !/anno(?:1|7|15)\.json$/.test(file));
    for (const file of others) {
      const mended = readFileSync(file, 'utf8')
        .replace(/,(\s*[}\]])/g, '$1')
        .replace(/"id": \[[^\]]*\]/, '"id": "http://example.org/1"');
      expect(outcome(mended), file).toMatch(/^refused: “(?!id”).*\.$/);
    }
  });
});
