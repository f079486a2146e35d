import { describe, expect, it } from 'vitest';
import { comparableAddress } from '../../../main/services/importing/addresses.ts';

describe('two addresses are of one page', () => {
  it.each([
    ['but for the fragment', 'https://example.org/a#top', 'https://example.org/a'],
    ['but for the default port', 'https://example.org:443/a', 'https://example.org/a'],
    ['but for the slash of the bare host', 'http://example.org', 'http://example.org/'],
    ['but for the case of the host', 'https://EXAMPLE.org/a', 'https://example.org/a'],
    ['but for what counts clicks', 'https://example.org/a?utm_source=x&id=7&fbclid=abc', 'https://example.org/a?id=7'],
    ['of which one has nothing but that', 'https://example.org/a?utm_campaign=x', 'https://example.org/a'],
    ['in other letters', 'https://приклад.укр/a', 'https://xn--80aikifvh.xn--j1amh/a'],
  ])('%s', (_, a, b) => {
    expect(comparableAddress(a)).toBe(comparableAddress(b));
  });
});

describe('two addresses are of two pages', () => {
  it.each([
    ['by their query', 'https://example.org/a?id=7', 'https://example.org/a?id=8'],
    ['by the order of their query', 'https://example.org/a?b=1&a=2', 'https://example.org/a?a=2&b=1'],
    ['by the slash of a path', 'https://example.org/a/', 'https://example.org/a'],
    ['by their port', 'https://example.org:8443/a', 'https://example.org/a'],
    ['by the case of the path', 'https://example.org/A', 'https://example.org/a'],
    ['by their scheme', 'http://example.org/a', 'https://example.org/a'],
    ['because they are none', 'page one', 'page two'],
  ])('%s', (_, a, b) => {
    expect(comparableAddress(a)).not.toBe(comparableAddress(b));
  });
});

it('an address keeps how its parameters are written', () => {
  expect(comparableAddress('https://example.org/a?q=%D0%9A%20b+c')).toBe('https://example.org/a?q=%D0%9A%20b+c');
});
