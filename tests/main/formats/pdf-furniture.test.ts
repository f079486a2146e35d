import { describe, expect, test } from 'vitest';
import { edgesOf } from '../../../main/formats/pdf/edges.ts';
import { furnitureOf } from '../../../main/formats/pdf/furniture.ts';
import type { Element } from '../../../main/formats/pdf/structure.ts';
import { markup, webTree } from '../../../main/formats/pdf/web-tree.ts';

const words = 'Reporters who went to the two dormitories found that neither of them appeared to have been seriously hit.';

/** Elements of a tagged file: a text, or a list of a role and its children; links name where they lead. */
type Spec = string | readonly Spec[];
function printed(spec: Spec) {
  const marked = new Map<string, string>();
  const links = new Map<string, string>();
  const element = (one: Spec): Element => {
    if (typeof one === 'string') {
      const id = `p1_mc${marked.size}`;
      marked.set(id, one);
      return { type: 'content', id };
    }
    const [role, ...children] = one;
    const [name = '', href] = String(role).split(' ');
    if (name !== 'Link') return { role: name, children: children.map(element) };
    const id = `${links.size + 1}R`;
    links.set(id, href ?? 'https://paper.example/');
    return { role: name, children: [...children.map(element), { type: 'annotation', id: `pdfjs_internal_id_${id}` }] };
  };
  const tree: Element = { role: 'Root', children: [element(spec)] };
  return { tree, marked, links };
}
const left = (title: string, ...children: Spec[]): string => {
  const { tree } = webTree([printed(['Document', ...children])]);
  return markup(tree, furnitureOf(tree, title)).replace(/[\u{f0000}-\u{ffffd}]/gu, '');
};
const prose = Array.from({ length: 10 }, (_, i): Spec => ['P', `Part ${i}. ${words}`]);
const post = (by: string, when: string): Spec => ['LI', ['Art', `${by} says: ${when} `, ['P', `An opinion of ${by}. ${words}`]]];
const thread: Spec = [
  'L',
  post('Ann', '23 June 2016 at 17:21'),
  post('Ben', '24 June 2016 at 09:05'),
  post('Cem', '25 June 2016 at 11:40'),
];

describe('furniture of a printed web page, told by its shape', () => {
  test.each<[string, Spec[], string]>([
    ['comments, each with its day and time', [...prose, ['H3', '3 comments'], thread], 'opinion of'],
    [
      'comments that say how long ago',
      [...prose, ['L', post('Ann', '3 days ago'), post('Ben', '2 hours ago'), post('Cem', 'an hour ago')]],
      'opinion of',
    ],
    ['the heading left bare above them', [...prose, ['H3', '3 comments'], thread], '3 comments'],
    ['a card that leads to another article', [...prose, ['Art', ['H2', ['Link', 'A bridge was built']], ['P', words]]], 'bridge'],
    ['keywords', [...prose, ['L', ['LI', ['Link', 'Cities']], ['LI', ['Link', 'Armed forces']], ['LI', ['Link', 'Press']]]], 'Armed'],
    [
      'contents after the text',
      [
        ...prose,
        ['L', ['LI', ['Link #a', 'What was found there']], ['LI', ['Link #b', 'What was said then']], ['LI', ['Link #c', 'What is open']]],
      ],
      'What is open',
    ],
    [
      'something to be filled in, with its small print and its thanks',
      [
        ...prose,
        [
          'Div',
          ['Div', ['H3', 'Write to us'], ['Form'], ['Form'], ['Form'], ['P', 'We tell nobody of it.']],
          ['P', 'Thanks for your words.'],
        ],
      ],
      'Thanks for your words.',
    ],
    [
      'a box of links after the text, with its labels',
      [...prose, ['Div', ['H4', 'Elsewhere'], ['P', ['Link', words]], ['P', ['Link', words]], ['P', 'Your choice needs more than this.']]],
      'Your choice needs',
    ],
    ['tables of links after the text', [...prose, ['Table', ['TR', ['TD', ['Link', words], ['Link', words]]]]], '<table'],
  ])('%s', (_, children, gone) => {
    const html = left('Title', ...children);
    expect(html).not.toContain(gone);
    for (let i = 0; i < 10; i++) expect(html).toContain(`Part ${i}. ${words}`);
  });

  test.each<[string, Spec[], string]>([
    ['posts that are what the page is there for', [['H1', 'A question'], thread], 'opinion of Ben'],
    [
      'the article’s own headline, though it is a link',
      [['Art', ['H2', ['Link', 'Dormitories stand']], ['P', words]], ...prose],
      'Dormitories stand',
    ],
    [
      'contents before the text',
      [['L', ['LI', ['Link #a', 'What was found']], ['LI', ['Link #b', 'What was said']], ['LI', ['Link #c', 'What is open']]], ...prose],
      'What is open',
    ],
    [
      'an article with a form in it, for the form is not most of its box',
      [
        ['Div', ['H1', 'Dormitories stand'], ...prose, ['Form'], ['Form'], ['Form']],
        ['P', words],
      ],
      'Part 9',
    ],
    ['a button and a field among sentences', [['Div', ...prose.slice(0, 4), ['Form', 'Next'], ['Form']], ...prose], 'Part 3'],
    ['lists of items in words', [...prose, ['L', ['LI', 'Names'], ['LI', 'Places'], ['LI', 'Days']]], 'Places'],
    ['a heading with text under a smaller one', [['H2', 'Findings'], ['H3', 'First'], ...prose], 'Findings'],
  ])('stays: %s', (_, children, kept) => expect(left('Dormitories stand | The Paper', ...children)).toContain(kept));

  test('controls are buttons, and a link leads where its annotation says', () => {
    const html = left('T', ['Form', 'Next'], ['P', ['Link #part', 'below']], ...prose);
    expect(html).toContain('<button>Next</button>');
    expect(html).toContain('<a href="#part">below</a>');
  });
});

describe('edges of a printed article', () => {
  const lead = `It was seen by many. ${words}`;
  const edgesIn = (...children: Spec[]) => {
    const page = printed(['Document', ...children]);
    const { tree, contentOf } = webTree([page]);
    const texts = (ids: ReadonlySet<string> | null) => (ids === null ? null : [...ids].map((id) => page.marked.get(id)));
    const article = new Set([...page.marked].filter(([, text]) => text.startsWith('It was')).map(([id]) => id));
    const { headline, dates, beside } = edgesOf(tree, contentOf, article);
    return { headline: texts(headline), dates: texts(dates), beside: texts(beside) };
  };
  test.each<[string, Spec[], Partial<ReturnType<typeof edgesIn>>]>([
    [
      'the one heading of the first level',
      [
        ['H1', 'Stand'],
        ['P', lead],
      ],
      { headline: ['Stand'] },
    ],
    [
      'none where the name of the site is one, too',
      [
        ['H1', 'The Paper'],
        ['H1', 'Stand'],
        ['P', lead],
      ],
      { headline: null },
    ],
    [
      'one that leads home is no headline',
      [
        ['H1', ['Link', 'The Paper']],
        ['H1', 'Stand'],
        ['P', lead],
      ],
      { headline: ['Stand'] },
    ],
    [
      'a date alone; a sentence with a date is none',
      [
        ['P', lead],
        ['P', 'March 1, 2024'],
        ['P', 'The road was closed from March 1, 2024.'],
      ],
      { dates: ['March 1, 2024'] },
    ],
    [
      'links right after sentences, in their box',
      [
        ['Div', ['P', lead], ['Link', 'See what it can do'], ['Div', ['P', 'a box'], ['P', 'of its own']], ['Link', 'Elsewhere']],
        ['Div', ['Link', 'Contact']],
      ],
      { beside: [lead, 'See what it can do'] },
    ],
  ])('%s', (_, children, expected) => expect(edgesIn(...children)).toMatchObject(expected));
});
