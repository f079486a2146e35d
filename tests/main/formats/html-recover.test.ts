import { describe, expect, test } from 'vitest';
import { read } from './read.ts';

const sentence =
  'Reporters who went to the two dormitories found that neither of them appeared to have been seriously or directly hit, and saw no sign that soldiers had lived there. ';
const page = (body: string, head = '') => `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const paragraphs = (n: number) => Array.from({ length: n }, (_, i) => `<p>Part ${i + 1}. ${sentence}</p>`).join('');
const listOf = (...items: string[]) => `<ul>${items.map((item) => `<li><a href="/${item.length}">${item}</a></li>`).join('')}</ul>`;
const textOf = async (html: string) => (await read(html, 'a.html')).rendition?.text ?? '';

describe('what a reader view drops and the article needs', () => {
  test('the lead between the headline and the text', async () => {
    const lead = 'A lead that stands alone above the article and says in one sentence what was found.';
    const text = await textOf(
      page(
        `<main><article><header><h1>Dormitories stand, reporters say</h1><div class="excerpt"><p>${lead}</p></div><div class="meta">Ann Writer</div></header><div class="entry-content">${paragraphs(8)}</div></article></main>`,
      ),
    );
    expect(text).toContain(lead);
    expect(text.indexOf(lead)).toBeLessThan(text.indexOf('Part 1.'));
  });

  const part = (inside: string) => `<div class="part">${inside}</div>`;
  const parts = part(`<h2>One</h2>${paragraphs(4)}`) + part(`<h2>Two</h2>${paragraphs(4)}`);
  const end = part(`<h2>End</h2><p>The end. ${sentence}</p>`);
  test('a section of links that is one of the article’s own sections', async () => {
    const links = part(
      `<h2>Documents of the inquiry</h2>${listOf('Report of the commission', 'Letter of the mayor', 'List of the units')}`,
    );
    const text = await textOf(page(`<article>${parts}${links}${end}</article>`));
    expect(text).toContain('Documents of the inquiry');
    expect(text).toContain('Letter of the mayor');
  });
  test.each([
    [
      'under a heading that names other articles',
      `<h2>Related articles</h2>${listOf('A bridge was built', 'A town was named', 'A ship sailed')}`,
    ],
    [
      'whose heading is itself a link',
      `<h2><a href="/other">A bridge was built elsewhere</a></h2>${listOf('Read it', 'Save it for later', 'Send it to a friend')}`,
    ],
  ])('but no section %s', async (_, inside) => {
    expect(await textOf(page(`<article>${parts}${part(inside)}${end}</article>`))).not.toMatch(/bridge was built/);
  });
  test('every block once, in the order of the page', async () => {
    const text = await textOf(page(`<article>${parts}${end}</article>`));
    expect(text.match(/^(?:One|Two|End)$/gm)).toEqual(['One', 'Two', 'End']);
    expect(text.match(/Part 1\./g)).toHaveLength(2);
  });
});

describe('lines that are no text of the article', () => {
  const body = (before: string, after: string) =>
    `<article><h1>Dormitories stand, reporters say</h1>${before}${paragraphs(8)}${after}</article>`;
  test('links to the page’s own keywords', async () => {
    const tags = listOf('Kramatorsk', 'Dormitories', 'Missiles');
    const with_ = await textOf(page(body('', tags), '<meta name="keywords" content="Kramatorsk, dormitories, missiles">'));
    expect(with_).not.toContain('Kramatorsk');
  });
  test('a dateline that the metadata say already; one that is told nowhere else stays, and so does a sentence with a date', async () => {
    const published = (date: string) => `<meta property="article:published_time" content="${date}T10:00:00+02:00">`;
    const told = body('<p>January 9, 2023</p>', '<p>It was said again on January 10, 2023.</p>');
    const text = await textOf(page(told, published('2023-01-09')));
    expect(text).not.toContain('January 9');
    expect(await textOf(page(told, published('2023-01-12')))).toContain('January 9');
    expect(text).toContain('January 10, 2023');
  });
  test('an address written twice side by side stands once; a sentence written twice stays', async () => {
    const address = 'https://paper.example/reports/2023-01-09';
    const twice = `<p>${address}</p><p>${address}</p>`;
    const text = await textOf(page(body('', `${twice}<p>${sentence}</p><p>${sentence}</p><p>Done. ${sentence}</p>`)));
    expect(text.split(address)).toHaveLength(2);
    expect(text.split(`\n\n${sentence.trim()}`)).toHaveLength(3);
  });
});

test.each([
  ['no head', `<!DOCTYPE html><html lang=en><meta charset=utf-8><title>T</title><body><article><h1>Head</h1>${paragraphs(6)}</article>`],
  ['no body', `<!DOCTYPE html><html lang=en><head><title>T</title></head><article><h1>Head</h1>${paragraphs(6)}</article></html>`],
])('a page with %s is read whole', async (_, html) => {
  const text = await textOf(html);
  for (let i = 1; i <= 6; i++) expect(text).toContain(`Part ${i}.`);
});
