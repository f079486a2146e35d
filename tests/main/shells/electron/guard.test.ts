import { describe, expect, it } from 'vitest';
import { isAllowedPermission, isAllowedRequest, isOwnAddress, isOwnFrame, silentSwitches } from '../../../../main/shells/electron/guard.ts';

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
