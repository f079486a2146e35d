import { describe, expect, test } from 'vitest';
import { encode } from './encode.ts';
import { read } from './read.ts';

const sentence =
  'Reporters who went to the two dormitories found that neither of them appeared to have been seriously or directly hit, and saw no sign that soldiers had lived there. ';
const page = (head: string, body: string, attributes = ' lang="en"') =>
  `<!DOCTYPE html><html${attributes}><head>${head}</head><body>${body}</body></html>`;
const article = `<article><h1>Dormitories stand, reporters say</h1><p>${sentence.repeat(2)}</p><h2>What was claimed</h2><p>${sentence}</p><blockquote><p>“${sentence}”</p></blockquote><ul><li>First point of several words</li><li>Second point of several words</li></ul><p>${sentence}</p></article>`;
const chrome = '<nav><a href="/">Home</a> <a href="/w">World</a></nav><footer>© 2024 The Paper. All rights reserved.</footer>';

describe('the article of a saved page', () => {
  test('title first, then its blocks in order, without the site’s furniture', async () => {
    const { blocks, mediaType, kind } = await read(
      page('<title>Dormitories stand, reporters say | The Paper</title>', `${chrome}<main>${article}</main>`),
      'a.html',
    );
    expect([kind, mediaType]).toEqual(['article', 'text/html']);
    const words = sentence.trim();
    expect(blocks).toEqual([
      'title: Dormitories stand, reporters say',
      `paragraph ¶1: ${words} ${words}`,
      'heading: What was claimed',
      `paragraph ¶2: ${words}`,
      `quote ¶3: “${sentence}”`.replace(' ”', ' ”'),
      'list-item ¶4: First point of several words',
      'list-item ¶5: Second point of several words',
      `paragraph ¶6: ${words}`,
    ]);
  });
  test('a page of two lines is taken whole', async () => {
    expect((await read('<p>Hello &amp; good-bye<br>again</p><p>Second</p>', 'a.html')).blocks).toEqual([
      'paragraph ¶1: Hello & good-bye\nagain',
      'paragraph ¶2: Second',
    ]);
  });
  test('a byte of script, style or hidden text is no text', async () => {
    const { rendition } = await read(
      page(
        '<script>var secretOne</script><style>.secretTwo{}</style>',
        `<p>${sentence}<script>secretThree()</script></p><p style="display:none">secretFour</p><template>secretFive</template><p hidden>secretSix</p><p>${sentence}</p>`,
      ),
      'a.html',
    );
    expect(rendition?.text).not.toMatch(/secret/);
    expect(rendition?.text).toContain('neither of them appeared');
  });
  test('rows of data stay rows', async () => {
    const rows = '<table><caption>Losses</caption><tr><th>Side</th><th>Claimed</th></tr><tr><td>One</td><td>600</td></tr></table>';
    const { blocks } = await read(page('', `<article><p>${sentence.repeat(3)}</p>${rows}<p>${sentence.repeat(3)}</p></article>`), 'a.html');
    expect(blocks).toContain('caption ¶2: Losses');
    expect(blocks).toContain('table-row ¶4: One\t600');
  });
  test('comments and related articles after the text are left out', async () => {
    const { rendition } = await read(
      page(
        '',
        `<article>${`<p>${sentence}</p>`.repeat(8)}<h3>Related articles</h3><p>Another thing altogether happened elsewhere on that day.</p></article>`,
      ),
      'a.html',
    );
    expect(rendition?.text).not.toContain('Another thing');
  });
});

describe('what a page says of itself', () => {
  const ld = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
  const cases: [string, string, object][] = [
    [
      'JSON-LD',
      ld({
        '@type': 'NewsArticle',
        headline: 'Dormitories stand, reporters say',
        datePublished: '2023-01-09T10:00:00+02:00',
        dateModified: '2023-01-10',
        author: [{ '@type': 'Person', name: 'Ann Writer' }, { name: 'Bo Other' }],
        publisher: { name: 'The Paper' },
      }),
      {
        published: { value: '2023-01-09T10:00:00+02:00', from: 'JSON-LD NewsArticle.datePublished' },
        modified: { value: '2023-01-10', from: 'JSON-LD NewsArticle.dateModified' },
        authors: { value: ['Ann Writer', 'Bo Other'], from: 'JSON-LD NewsArticle.author' },
        publisher: { value: 'The Paper', from: 'JSON-LD NewsArticle.publisher' },
      },
    ],
    [
      'JSON-LD in a graph, by reference',
      ld({
        '@graph': [
          { '@type': 'Article', author: { '@id': '#ann' } },
          { '@id': '#ann', '@type': 'Person', name: 'Ann Writer' },
        ],
      }),
      { authors: { value: ['Ann Writer'], from: 'JSON-LD Article.author' } },
    ],
    [
      'damaged JSON-LD is passed over',
      '<script type="application/ld+json">{"@type":</script><meta name="author" content="Ann Writer">',
      { authors: { value: ['Ann Writer'], from: 'meta[name=author]' } },
    ],
    [
      'OpenGraph and meta',
      '<meta property="article:published_time" content="2023-01-09"><meta property="og:site_name" content="The Paper"><meta name="author" content="By Ann Writer and Bo Other">',
      {
        published: { value: '2023-01-09', from: 'meta[property=article:published_time]' },
        publisher: { value: 'The Paper', from: 'meta[property=og:site_name]' },
        authors: { value: ['Ann Writer', 'Bo Other'], from: 'meta[name=author]' },
      },
    ],
    [
      'canonical address, made absolute',
      '<link rel="canonical" href="/world/story">',
      { canonicalUrl: { value: 'https://paper.example/world/story', from: 'link[rel="canonical"][href]' } },
    ],
    [
      'a date in the address',
      '<link rel="canonical" href="https://paper.example/2023/01/09/story">',
      { published: { value: '2023-01-09', from: 'address of the page' } },
    ],
  ];
  test.each(cases)('%s', async (_, head, expected) =>
    expect((await read(page(head, article), 'a.html', 'https://paper.example/x')).metadata).toMatchObject(expected),
  );

  test.each([
    ['time[datetime]', '<p class="byline">By Ann Writer, <time datetime="2023-01-09T08:00:00Z">Monday</time></p>', '2023-01-09T08:00:00Z'],
    ['a written date', '<p class="byline">By Ann Writer | January 9, 2023</p>', '2023-01-09'],
  ])('byline: %s', async (_, byline, date) => {
    const { metadata } = await read(page('', `<article><h1>Head</h1>${byline}<p>${sentence.repeat(3)}</p></article>`), 'a.html');
    expect(metadata.published?.value).toBe(date);
    expect(metadata.authors?.value).toEqual(['Ann Writer']);
  });
  test('a copyright year is no date, a missing date is not invented', async () =>
    expect((await read(page('', `${article}${chrome}`), 'a.html')).metadata.published).toBeUndefined());
  test('a javascript: address is none', async () =>
    expect(
      (await read(page('<link rel="canonical" href="javascript:alert(1)">', article), 'a.html')).metadata.canonicalUrl,
    ).toBeUndefined());

  test('language: the page’s own, unless the text is plainly in another', async () => {
    expect((await read(page('', article, ' lang="en-GB"'), 'a.html')).metadata.language).toEqual({ value: 'en-GB', from: 'html[lang]' });
    const uk =
      'Внаслідок атаки було уражено житловий будинок, повідомили рятувальники. На щастя, минулося без постраждалих, хоча в будинку жило багато родин. '.repeat(
        6,
      );
    expect((await read(page('', `<article><p>${uk}</p></article>`, ' lang="en"'), 'a.html')).metadata.language?.value).toBe('uk');
  });
  test('character set by meta', async () => {
    const words = 'Шестеро людей було врятовано, серед них двоє дітей, кажуть у штабі.';
    const { metadata, rendition } = await read(encode(page('<meta charset="windows-1251">', `<p>${words}</p>`), 'windows-1251'), 'a.html');
    expect(metadata.encoding).toEqual({ value: 'windows-1251', from: 'meta[charset]' });
    expect(rendition?.text).toBe(words);
  });
});
