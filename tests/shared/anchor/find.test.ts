import { expect, test } from 'vitest';
import { sliceCodePoints } from '../../../shared/anchor/codepoints.ts';
import { find } from '../../../shared/anchor/text.ts';

const text = [
  'Kramatorsk 😀 strike',
  'No bodies, no blood. Neither dormitory was hit,\nreporters said. “No bodies,” he said again.',
  'Пам’ять про п’ять сімей. Café 👨‍👩‍👧 end.',
  'قال: لا توجد جثث',
].join('\n\n');

const cases = [
  { name: 'once', query: { quote: 'Neither dormitory' }, found: ['Neither dormitory'] },
  { name: 'twice', query: { quote: 'No bodies' }, found: ['No bodies', 'No bodies'] },
  { name: 'letter case counts', query: { quote: 'no bodies' }, found: [] },
  { name: 'told apart by what follows', query: { quote: 'No bodies', after: 'no blood' }, found: ['No bodies'] },
  { name: 'told apart by what precedes, over punctuation', query: { quote: 'No bodies', before: 'reporters said' }, found: ['No bodies'] },
  {
    name: 'told apart by what follows, over a closing quotation mark',
    query: { quote: 'No bodies', after: 'he said' },
    found: ['No bodies'],
  },
  { name: 'neither fits', query: { quote: 'No bodies', before: 'dormitory' }, found: [] },
  {
    name: 'blank before and after ask for nothing',
    query: { quote: 'No bodies', before: ' ', after: '' },
    found: ['No bodies', 'No bodies'],
  },
  { name: 'a line break typed as a space', query: { quote: 'was hit, reporters' }, found: ['was hit,\nreporters'] },
  { name: 'over a block boundary', query: { quote: 'strike No' }, found: ['strike\n\nNo'] },
  { name: 'white space around the query', query: { quote: '  Neither   dormitory \n' }, found: ['Neither dormitory'] },
  { name: 'a query in decomposed form', query: { quote: 'Cafe\u0301' }, found: ['Café'] },
  { name: 'part of a joined emoji is not in the text', query: { quote: '👨' }, found: [] },
  { name: 'a joined emoji', query: { quote: '👨‍👩‍👧 end' }, found: ['👨‍👩‍👧 end'] },
  { name: 'another apostrophe is another word', query: { quote: "п'ять" }, found: [] },
  { name: 'the apostrophe as it stands', query: { quote: 'п’ять' }, found: ['п’ять'] },
  { name: 'Arabic', query: { quote: 'لا توجد' }, found: ['لا توجد'] },
  { name: 'signs that mean something in a pattern', query: { quote: '.*' }, found: [] },
  { name: 'empty', query: { quote: '' }, found: [] },
  { name: 'blank', query: { quote: ' \n' }, found: [] },
];

test.each(cases)('find: $name', ({ query, found }) => {
  expect(find(text, query).map(({ start, end }) => sliceCodePoints(text, start, end))).toEqual(found);
});

test('places that overlap are all found', () => {
  expect(find('nana nana', { quote: 'nana' })).toEqual([
    { start: 0, end: 4 },
    { start: 5, end: 9 },
  ]);
  expect(find('anana', { quote: 'ana' })).toEqual([
    { start: 0, end: 3 },
    { start: 2, end: 5 },
  ]);
});

test('white space is taken literally where that finds something', () => {
  expect(find('a b, a\nb', { quote: 'a b' })).toEqual([{ start: 0, end: 3 }]);
  expect(find('a b, a\nb', { quote: 'a\nb' })).toEqual([{ start: 5, end: 8 }]);
  expect(find('a b, a\nb', { quote: 'a\tb' })).toHaveLength(2);
});

test('special signs in a loose query stay signs', () => {
  expect(find('cost (in\n$) was [5+5]', { quote: 'cost (in $) was [5+5]' })).toEqual([{ start: 0, end: 21 }]);
});
