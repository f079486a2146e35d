import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compare } from '../../../main/likeness/text/compare.ts';
import { fingerprint, fingerprintVersion } from '../../../main/likeness/text/fingerprint.ts';
import { LikenessIndex } from '../../../main/storage/likeness-index.ts';

let folder: string;
let path: string;
const open = new Set<{ close(): void }>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-likeness-'));
  path = join(folder, 'derived', 'likeness.sqlite');
});
afterEach(() => {
  for (const index of open) index.close();
  open.clear();
  rmSync(folder, { recursive: true, force: true });
});

const versions = { text: fingerprintVersion, photo: 'photo-1' };
function indexAt(at: string | null = path, made = versions): LikenessIndex {
  const index = new LikenessIndex(at, made);
  open.add(index);
  return index;
}

/** Lehmer generator: texts of made-up words, the same in every run. */
let seed = 7;
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};
const syllables = 'ka lo mir sen du vra tok pel ny sha go bri'.split(' ');
const vocabulary = Array.from({ length: 2000 }, () =>
  Array.from({ length: 2 + random(3) }, () => syllables[random(syllables.length)]).join(''),
);
/** Short words are frequent, long ones rare, as in any language. */
const article = (words = 200): string =>
  Array.from({ length: words }, () => vocabulary[Math.floor((random(2000) * random(2000)) / 2000)]).join(' ');
const entry = (source: string, text: string, publisher: string | null = null) => ({ source, text: fingerprint(text), publisher });
const found = (index: LikenessIndex, text: string, source = 'new', publisher: string | null = null): string[] =>
  index.textCandidates(entry(source, text, publisher)).found.map((each) => each.source);

describe('the index of texts', () => {
  const stories = Array.from({ length: 60 }, () => article());
  const story = stories[17] ?? '';
  const filled = (): LikenessIndex => {
    const index = indexAt();
    index.addTexts(stories.map((text, n) => entry(`S${n}`, text)));
    return index;
  };

  const asked: [what: string, text: () => string][] = [
    ['the same text', () => story],
    ['its first half', () => story.slice(0, story.length / 2)],
    [
      'one with every seventh word changed',
      () =>
        story
          .split(' ')
          .map((word, n) => (n % 7 === 3 ? `other${n}` : word))
          .join(' '),
    ],
    ['one with its words in other order, so that no run is left', () => story.split(' ').sort().join(' ')],
    ['one that took a passage of fifteen words', () => `${article()} ${story.split(' ').slice(50, 65).join(' ')} ${article()}`],
  ];
  it.each(asked)('finds a source by %s', (_, text) => expect(found(filled(), text())[0]).toBe('S17'));

  it('finds nothing of a text of other words, and not the text itself', () => {
    const index = filled();
    expect(found(index, 'зовсім інша новина про погоду у горах та на морі цього тижня від нашого кореспондента')).toEqual([]);
    expect(found(index, story, 'S17')).not.toContain('S17');
    expect(found(index, '')).toEqual([]);
  });

  it('keeps what it was given when it is opened again', () => {
    filled().close();
    const index = indexAt();
    expect(index.missing('text', ['S3', 'gone', 'S59', 'new'])).toEqual(['gone', 'new']);
    expect(found(index, story)[0]).toBe('S17');
  });

  it('forgets a source that is removed, and the old text of one that is put again', () => {
    const index = filled();
    index.remove('S17');
    index.remove('never there');
    expect(found(index, story)).not.toContain('S17');
    expect(index.missing('text', ['S17', 'S18'])).toEqual(['S17']);
    const other = article();
    index.addTexts([entry('S18', other)]);
    expect(found(index, stories[18] ?? '')).not.toContain('S18');
    expect(found(index, other)[0]).toBe('S18');
  });

  it('gives no more than was asked for, the likest first', () => {
    const index = filled();
    index.addTexts([entry('half', `${story.slice(0, story.length / 2)} ${article()}`), entry('copy', story)]);
    const answer = index.textCandidates(entry('new', story), 2).found;
    expect(answer.map((each) => each.source).sort()).toEqual(['S17', 'copy']);
    expect(answer[0]?.shared).toBe(1);
  });
});

describe('passages that many sources carry', () => {
  const frame = article(60);
  const framed = (): string => `${frame} ${article()}`;
  const look = (index: LikenessIndex, text: string, publisher: string | null) => {
    const { found: candidates, common } = index.textCandidates(entry('new', text, publisher));
    return { candidates: candidates.filter(({ shared }) => shared > 0.02).map(({ source }) => source), common };
  };

  const cases: [what: string, copies: number, publisher: (n: number) => string | null, isCommon: boolean][] = [
    ['five pages of one publisher: a frame', 5, () => 'daily.example', true],
    ['five pages of five publishers: reuse', 5, (n) => `${n}.example`, false],
    ['two pages of one publisher: too few to say', 2, () => 'daily.example', false],
    ['twenty pages of unknown publishers: a set phrase', 20, () => null, true],
  ];
  it.each(cases)('%s', (_, copies, publisher, isCommon) => {
    const index = indexAt(null);
    index.addTexts(Array.from({ length: copies }, (_each, n) => entry(`S${n}`, framed(), publisher(n))));
    const text = framed();
    const { candidates, common } = look(index, text, 'daily.example');
    expect(candidates).toHaveLength(isCommon ? 0 : copies);
    const other = fingerprint(framed());
    expect(compare(fingerprint(text), other, common).kind).toBe(isCommon ? null : 'partial-reuse');
  });

  it('are no frame where the whole story is the same, however many printed it', () => {
    const story = article();
    const index = indexAt(null);
    index.addTexts(Array.from({ length: 30 }, (_, n) => entry(`S${n}`, `${article(20)} ${story}`, `${n}.example`)));
    const { candidates, common } = look(index, story, 'daily.example');
    expect(common.size).toBe(0);
    expect(candidates.length).toBeGreaterThan(10);
  });
});

describe('photos in the index', () => {
  const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);
  it('come back as they were put, in the order of their sources', () => {
    const index = indexAt();
    index.putPhoto({ source: 'b', hash: bytes(1, 255), features: bytes() });
    index.putPhoto({ source: 'a', hash: bytes(0), features: bytes(9, 9, 9) });
    index.putPhoto({ source: 'b', hash: bytes(2), features: bytes(3) });
    index.close();
    const again = indexAt();
    expect(again.getPhoto('b')).toEqual({ source: 'b', hash: bytes(2), features: bytes(3) });
    expect(again.getPhoto('c')).toBeUndefined();
    expect([...again.photos()].map(({ source }) => source)).toEqual(['a', 'b']);
    expect(again.photoHashes()).toMatchObject([
      { source: 'a', hash: bytes(0) },
      { source: 'b', hash: bytes(2) },
    ]);
    again.remove('a');
    expect(again.missing('photo', ['a', 'b'])).toEqual(['a']);
  });
});

describe('an index that cannot be used', () => {
  const photo = { source: 'P', hash: new Uint8Array([1]), features: new Uint8Array([2]) };
  const text = article();
  const write = (made = versions): void => {
    const index = indexAt(path, made);
    index.addTexts([entry('T', text)]);
    index.putPhoto(photo);
    index.close();
  };

  it.each([
    ['words', { ...versions, text: 'other' }, ['T'], []],
    ['photos', { ...versions, photo: 'other' }, [], ['P']],
    ['nothing', versions, [], []],
  ] as const)('because it was made by another version: %s are made again, the rest stays', (_, now, texts, photos) => {
    write();
    const index = indexAt(path, now);
    expect(index.missing('text', ['T'])).toEqual(texts);
    expect(index.missing('photo', ['P'])).toEqual(photos);
    expect(found(index, text)).toEqual(texts.length > 0 ? [] : ['T']);
  });

  const damage: [what: string, how: () => void][] = [
    ['it is no database', () => writeFileSync(path, 'not a database at all '.repeat(500))],
    ['it was cut short', () => truncateSync(path, Math.floor(statSync(path).size / 2))],
    [
      'its pages were overwritten',
      () => {
        const file = readFileSync(path);
        file.fill(0xa5, 4096 * 2);
        writeFileSync(path, file);
      },
    ],
    [
      'it is another program’s',
      () => {
        rmSync(path);
        const db = new DatabaseSync(path);
        db.exec('CREATE TABLE bookmarks (url TEXT)');
        db.close();
      },
    ],
    [
      'a later version made it',
      () => {
        const db = new DatabaseSync(path);
        db.exec('PRAGMA user_version = 99');
        db.close();
      },
    ],
    [
      'a table is gone',
      () => {
        const db = new DatabaseSync(path);
        db.exec('DROP TABLE usage; DROP TABLE photo');
        db.close();
      },
    ],
    ['it was deleted', () => rmSync(path)],
    ['its folder was deleted', () => rmSync(join(folder, 'derived'), { recursive: true })],
    ['it is empty', () => writeFileSync(path, '')],
  ];
  it.each(damage)('because %s is made anew, and nobody is told of a failure', (_, how) => {
    write();
    how();
    const index = indexAt();
    index.addTexts([entry('T', text)]);
    index.putPhoto(photo);
    expect(found(index, text)).toEqual(['T']);
    expect([...index.photos()]).toEqual([photo]);
    index.close();
    expect(indexAt().missing('text', ['T', 'U'])).toEqual(['U']);
  });

  it('because it is damaged while it is open is made anew', () => {
    const index = indexAt();
    index.addTexts(Array.from({ length: 40 }, (_, n) => entry(`S${n}`, article())));
    writeFileSync(path, 'overwritten from outside '.repeat(100_000));
    index.addTexts([entry('T', text)]);
    expect(found(index, text)).toContain('T');
  });

  const places: [what: string, at: () => string][] = [
    [
      'a folder stands in its place',
      () => {
        mkdirSync(path, { recursive: true });
        writeFileSync(join(path, 'something'), 'that stays');
        return path;
      },
    ],
    [
      'a file stands where its folder should be',
      () => {
        writeFileSync(join(folder, 'derived'), '');
        return path;
      },
    ],
    [
      'another program holds it',
      () => {
        write();
        const other = new DatabaseSync(path);
        open.add(other);
        other.exec('BEGIN EXCLUSIVE');
        return path;
      },
    ],
  ];
  it.each(places)('because %s lives in memory', (_, at) => {
    const index = indexAt(at());
    index.addTexts([entry('T', text)]);
    expect(found(index, text)).toEqual(['T']);
    expect(index.missing('text', ['T', 'U'])).toEqual(['U']);
  });

  it.skipIf(process.getuid?.() === 0)('because its folder may not be written lives in memory', () => {
    mkdirSync(join(folder, 'derived'));
    chmodSync(join(folder, 'derived'), 0o555);
    const index = indexAt();
    index.addTexts([entry('T', text)]);
    expect(found(index, text)).toEqual(['T']);
    expect(existsSync(path)).toBe(false);
  });

  it('is opened only when it is used', () => {
    indexAt().close();
    expect(existsSync(path)).toBe(false);
  });
});
