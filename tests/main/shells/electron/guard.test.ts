import { describe, expect, it } from 'vitest';
import {
  isAllowedFrame,
  isAllowedPermission,
  isAllowedRequest,
  isOwnAddress,
  isOwnFrame,
  silentSwitches,
} from '../../../../main/shells/electron/guard.ts';

const ours = ['app://workbench/', 'app://workbench/index.html?case=t', 'app://workbench/blob/h/x/thumbnail.webp'];
const foreign = [
  'https://example.org/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'app://other/',
  'app://workbench.evil.example/',
  'app://workbench:8080/',
  'app://user@workbench/',
  `${'javascript'}:alert(1)`,
  'ws://127.0.0.1:1/',
  'ftp://example.org/',
  'about:blank',
  'devtools://devtools/',
  'chrome://gpu',
  'not an address',
  '',
];

it.each(ours)('is ours: %s', (address) => {
  expect(isOwnAddress(address)).toBe(true);
  expect(isAllowedRequest(address)).toBe(true);
});
it.each(foreign)('is not ours and does not go through: %s', (address) => {
  expect(isOwnAddress(address)).toBe(false);
  expect(isAllowedRequest(address)).toBe(false);
});
it.each([
  ['blob:app://workbench/0190', true],
  ['blob:https://example.org/0190', false],
  ['blob:null/0190', false],
  ['data:image/png;base64,AAAA', true],
])('bytes in memory: %s goes through: %s', (address, allowed) => expect(isAllowedRequest(address)).toBe(allowed));

describe('a message counts', () => {
  it.each([
    { what: 'from the top frame of our window', frame: { parent: null, url: ours[0] ?? '' }, counts: true },
    { what: 'not from a frame within it', frame: { parent: {}, url: ours[0] ?? '' }, counts: false },
    { what: 'not from another page', frame: { parent: null, url: 'https://example.org/' }, counts: false },
    { what: 'not from a frame that is gone', frame: null, counts: false },
  ])('$what', ({ frame, counts }) => expect(isOwnFrame(frame)).toBe(counts));
});

it.each(['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'fullscreen', 'hid', 'fileSystem', 'unknown'])(
  'grants no %s',
  (permission) => expect(isAllowedPermission(permission, 'app://workbench/')).toBe(false),
);
it('lets a person copy words out of our window, and out of no other', () => {
  expect(isAllowedPermission('clipboard-sanitized-write', 'app://workbench/')).toBe(true);
  expect(isAllowedPermission('clipboard-sanitized-write', 'https://example.org/')).toBe(false);
});
it('resolves no name', () => expect(new Map(silentSwitches).get('host-resolver-rules')).toBe('MAP * ~NOTFOUND'));

describe('where a frame inside the window may go', () => {
  const hash = 'a'.repeat(64);
  it.each<[name: string, address: string, isMainFrame: boolean, allowed: boolean]>([
    ['the original appearance of a source', `app://workbench/blob/h/${hash}/appearance.html#assay-3`, false, true],
    ['not the window itself', `app://workbench/blob/h/${hash}/appearance.html`, true, false],
    ['no other file of ours', 'app://workbench/index.html', false, false],
    ['no picture', `app://workbench/blob/h/${hash}/picture.webp`, false, false],
    ['nobody else', `https://example.org/blob/h/${hash}/appearance.html`, false, false],
    ['no page in an address', 'data:text/html,x', false, false],
  ])('%s', (_name, address, isMainFrame, allowed) => expect(isAllowedFrame(address, isMainFrame)).toBe(allowed));
});
