/** The sample case must hold what it asks of others: exact quotes, regions within their pictures, words of its own. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isEdtf } from '../../../main/formats/dates.ts';
import type { Decoded } from '../../../main/formats/format.ts';
import { decodeBytes } from '../../../main/formats/index.ts';
import { buildSample, readStory, type Story } from '../../../main/services/sample.ts';
import { CaseHandle, stances, Ticket } from '../../../shared/model.ts';
import { recorder } from './sample-recorder.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'resources', 'sample');
const raw: unknown = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
const story: Story = readStory(raw);
const decoded = new Map<string, Decoded>();

beforeAll(async () => {
  for (const { file, url } of story.sources) {
    decoded.set(
      file,
      await decodeBytes(await readFile(join(folder, 'originals', file)), { fileName: file, ...(url === undefined ? {} : { url }) }),
    );
  }
});

function of(file: string): Decoded {
  const found = decoded.get(file);
  if (found === undefined) throw new Error(`${file} was not decoded`);
  return found;
}

/** Everywhere `words` stand in `text`. */
function places(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}

describe('the story', () => {
  it('uses every original, and every original is there', async () => {
    expect((await readdir(join(folder, 'originals'))).toSorted()).toEqual(story.sources.map((source) => source.file).toSorted());
  });

  it('shows what the program can do: every stance, twenty links or more, regions on both photos, all but one claim judged', () => {
    const links = story.evidence.flatMap((evidence) => evidence.links);
    expect(links.length).toBeGreaterThanOrEqual(20);
    expect(new Set(links.map((link) => link.stance))).toEqual(new Set(stances));
    expect(new Set(story.evidence.filter((evidence) => evidence.region).map((evidence) => evidence.source))).toEqual(
      new Set(['hostel-28.jpg', 'hostel-47.jpg']),
    );
    expect(story.claims.filter((claim) => claim.verdict === null).map((claim) => claim.key)).toEqual(['reprisal']);
    expect(story.claims.filter((claim) => !links.some((link) => link.claim === claim.key))).toEqual([]);
  });

  it('says when in EDTF', () => {
    for (const when of [
      ...story.claims.map((claim) => claim.when),
      ...story.sources.flatMap((source) => source.corrections?.published ?? []),
    ]) {
      expect(isEdtf(when), when).toBe(true);
    }
  });

  it('describes every picture for those who cannot see it', () => {
    for (const source of story.sources) {
      if (of(source.file).kind === 'photo') expect(source.corrections?.altText ?? '', source.file).toMatch(/^Drawing: .{80}/);
    }
  });

  it.each([
    [
      'a misspelt field',
      { ...story, evidence: [{ source: 'hostel-28.jpg', quotes: 'x', links: [{ claim: 'whole', stance: 'context', because: 'x' }] }] },
    ],
    [
      'words and a region at once',
      {
        ...story,
        evidence: [
          {
            source: 'hostel-28.jpg',
            quote: 'x',
            region: { x: 0, y: 0, width: 1, height: 1 },
            links: [{ claim: 'whole', stance: 'context', because: 'x' }],
          },
        ],
      },
    ],
    [
      'a claim nobody made',
      { ...story, evidence: [{ source: 'hostel-28.jpg', quote: 'x', links: [{ claim: 'nobody', stance: 'context', because: 'x' }] }] },
    ],
    [
      'a source that is not listed',
      { ...story, evidence: [{ source: 'gone.txt', quote: 'x', links: [{ claim: 'whole', stance: 'context', because: 'x' }] }] },
    ],
    [
      'a verdict without its reason',
      { ...story, evidence: [], claims: [{ key: 'a', text: 'x', claimant: '', when: '', where: '', verdict: 'refuted' }] },
    ],
    ['a part before its whole', { ...story, evidence: [], claims: story.claims.toReversed() }],
    ['nothing', null],
  ])('is refused with %s', (_what, broken) => {
    expect(() => readStory(broken)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

describe('the originals', () => {
  it.each(story.evidence.filter((evidence) => evidence.quote !== undefined))(
    'hold “$quote” once ($source)',
    ({ source, quote = '', before = '', after = '' }) => {
      const text = of(source).rendition?.text ?? '';
      expect(places(text, `${before}${quote}${after}`)).toHaveLength(1);
      expect(quote).toBe(quote.normalize('NFC').trim());
    },
  );

  it.each(story.evidence.filter((evidence) => evidence.region !== undefined))(
    'hold the region “$note” ($source)',
    ({ source, region, note }) => {
      const photo = of(source).photo;
      expect(note).not.toBe('');
      expect(region && photo && region.x + region.width <= photo.width && region.y + region.height <= photo.height).toBe(true);
    },
  );

  it.each([
    ['hostel-28.jpg', '2023-01-08T16:08:21', 48.7409, 37.5682],
    ['hostel-47.jpg', '2023-01-08T14:36:05', 48.7361, 37.5724],
  ])('%s carries time with offset, place, camera and that it is a drawing', (file, local, lat, lon) => {
    const { metadata, photo } = of(file);
    expect(photo).toEqual({ width: 2400, height: 1600, orientation: 1 });
    expect(metadata.captured?.value.local.slice(0, 19)).toBe(local);
    expect(metadata.captured?.value.offset).toBe('+02:00');
    expect(metadata.position?.value.lat).toBeCloseTo(lat, 4);
    expect(metadata.position?.value.lon).toBeCloseTo(lon, 4);
    expect(metadata.camera?.value).toEqual({ make: 'Assay drawing', model: 'Assay drawing' });
    expect(metadata.fields?.find((field) => field.name === 'ImageDescription')?.value).toContain('not a photograph');
  });

  it('the agency’s page gives full metadata, the rewrite next to none', () => {
    const agency = of('meridian-wire-hostels.html').metadata;
    expect(agency.title?.value).toBe('At two Kramatorsk hostels, no sign of the 600 dead Moscow speaks of');
    expect(agency.authors?.value).toEqual(['Ilka Marsden']);
    expect(agency.publisher?.value).toBe('Meridian Wire');
    expect(agency.published?.value).toBe('2023-01-08T18:42:00+02:00');
    expect(agency.canonicalUrl?.value).toBe('https://example.org/meridian-wire/2023/01/08/kramatorsk-hostels');
    const rewrite = of('lantern-rewrite.html').metadata;
    expect(rewrite.authors).toBeUndefined();
    expect(rewrite.published).toBeUndefined();
    expect(rewrite.publisher).toBeUndefined();
  });

  it('leaves out what is not the article', () => {
    const text = `${of('meridian-wire-hostels.html').rendition?.text} ${of('lantern-rewrite.html').rendition?.text}`;
    for (const furniture of ['Hard frost expected', 'imprint and cookies', 'ten recipes']) expect(text).not.toContain(furniture);
  });

  it.each([
    ['meridian-wire-hostels.html', 'en', 'written for it'],
    ['lantern-rewrite.html', 'en', 'written for it'],
    ['ministry-statement.md', 'ru', 'Это не подлинный документ'],
    ['radio-kalyna-remark.html', 'uk', 'текст написано для неї'],
    ['field-notebook-post.txt', 'ru', 'запись написана для него'],
  ])('%s is in %s and says in its text that it is an illustration', (file, language, words) => {
    const rendition = of(file).rendition;
    expect(rendition?.language?.slice(0, 2)).toBe(language);
    expect(rendition?.text).toContain(words);
  });
});

describe('telling the story', () => {
  const handle = CaseHandle.parse('open-case');
  const ticket = (file: string): Ticket => Ticket.parse(`ticket-${file}`);

  it('imports the originals in their order, then states the claims, marks, links, and judges last', async () => {
    const { api, told } = recorder();
    await buildSample(api, handle, story, ticket);
    expect(told.filter((one) => one.what === 'import').map((one) => one.input['tickets'])).toEqual(
      story.sources.map((source) => [`ticket-${source.file}`]),
    );
    expect(told.filter((one) => one.what === 'import').map((one) => one.input['url'])).toEqual(story.sources.map((source) => source.url));
    expect(told.filter((one) => one.what === 'claim').map((one) => one.input['text'])).toEqual(story.claims.map((claim) => claim.text));
    expect(told.filter((one) => one.what === 'mark')).toHaveLength(story.evidence.length);
    expect(told.filter((one) => one.what === 'link')).toHaveLength(story.evidence.flatMap((evidence) => evidence.links).length);
    expect(
      told.map((one) => one.what).filter((what, index, all) => what !== all[index - 1] && ['edit', 'claim', 'judge'].includes(what)),
    ).toEqual(['edit', 'claim', 'judge']);
    expect(told.findLastIndex((one) => one.what === 'link')).toBeLessThan(told.findIndex((one) => one.what === 'judge'));
    expect(told.every((one) => one.input['case'] === handle)).toBe(true);
  });

  it('hangs the parts under their whole and the links on the right claim', async () => {
    const { api, told } = recorder();
    await buildSample(api, handle, story, ticket);
    const claims = told.filter((one) => one.what === 'claim');
    const parts = new Set(claims.map((one) => one.input['partOf']));
    expect(parts.size).toBe(2);
    expect(claims.filter((one) => one.input['partOf'] !== null)).toHaveLength(
      story.claims.filter((claim) => claim.partOf === 'whole').length,
    );
    const linked = new Map<unknown, number>();
    for (const { what, input } of told) if (what === 'link') linked.set(input['claim'], (linked.get(input['claim']) ?? 0) + 1);
    const meant = story.claims.map(
      (claim) => story.evidence.flatMap((evidence) => evidence.links).filter((link) => link.claim === claim.key).length,
    );
    expect([...linked.values()].toSorted((a, b) => a - b)).toEqual(meant.toSorted((a, b) => a - b));
  });

  it.each([
    ['failed', 'BROKEN_FILE'],
    ['duplicate', 'BAD_INPUT'],
  ] as const)('stops and says which file where an import is %s', async (outcome, code) => {
    const { api, told } = recorder((given) => (given === 'ticket-ministry-statement.md' ? outcome : 'imported'));
    await expect(buildSample(api, handle, story, ticket)).rejects.toMatchObject({ code, details: { file: 'ministry-statement.md' } });
    expect(told.at(-1)?.what).toBe('import');
    expect(told.filter((one) => one.what === 'import')).toHaveLength(3);
  });
});

const borrowedFrom = join(
  process.env.ASSAY_DATA ?? join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data'),
  '..',
  'sample',
  'kramatorsk.txt',
);
const shingles = (text: string): Set<string> => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(8).map((_, index) => words.slice(index, index + 9).join(' ')));
};

describe.skipIf(!existsSync(borrowedFrom))('the words (skipped where the article that inspired them is absent)', () => {
  it('are its own: no nine words in a row are those of the article', async () => {
    const theirs = shingles(await readFile(borrowedFrom, 'utf8'));
    expect(theirs.size).toBeGreaterThan(300);
    const ours = [...decoded.values()].map((one) => one.rendition?.text ?? '');
    for (const file of ['case.json', 'README.md', 'originals/meridian-wire-hostels.html', 'originals/lantern-rewrite.html'])
      ours.push(await readFile(join(folder, file), 'utf8'));
    expect(ours.flatMap((text) => [...shingles(text)].filter((shingle) => theirs.has(shingle)))).toEqual([]);
  });
});
