import { expect, it } from 'vitest';
import { relativePath } from '../../../main/host/web-files.ts';

it.each([
  ['/', 'index.html'],
  ['/assets/a.js', 'assets/a.js'],
  ['/assets/%D1%84.png', 'assets/ф.png'],
  ['/..', null],
  ['/a/../b', null],
  ['/a/./b', null],
  ['/.git/config', null],
  ['/%2e%2e/b', null],
  ['/a%2f..%2fb', null],
  ['/a\\b', null],
  ['/a%5cb', null],
  ['/C:/b', null],
  ['/a%00.png', null],
  ['/%', null],
  ['a.js', null],
  ['', null],
])('%s means %s', (pathname, path) => expect(relativePath(pathname)).toBe(path));
