import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../../../../main/host/folders.ts';
import { candidates, findBrowser, hasDisplay, needsNoSandbox, windowArguments } from '../../../../main/shells/loopback/browser.ts';
import { parseOptions } from '../../../../main/shells/loopback/options.ts';

const linux = (env: Record<string, string> = {}): Surroundings => ({ platform: 'linux', env, home: '/home/ana' });
const mac: Surroundings = { platform: 'darwin', env: {}, home: '/Users/ana' };
const windows: Surroundings = {
  platform: 'win32',
  env: { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local' },
  home: 'C:\\Users\\ana',
};

describe('the browser', () => {
  it.each<{ what: string; where: Surroundings; there: string[]; found: string | null }>([
    {
      what: 'Chromium before Chrome, in any folder of PATH',
      where: linux({ PATH: '/usr/local/bin:/usr/bin' }),
      there: ['/usr/local/bin/google-chrome', '/usr/bin/chromium'],
      found: '/usr/bin/chromium',
    },
    {
      what: 'Edge where there is nothing else',
      where: linux({ PATH: '/usr/bin' }),
      there: ['/usr/bin/microsoft-edge'],
      found: '/usr/bin/microsoft-edge',
    },
    {
      what: 'never one in the current folder',
      where: linux({ PATH: '.::bin' }),
      there: ['chromium', './chromium', 'bin/chromium'],
      found: null,
    },
    {
      what: 'the named one alone',
      where: linux({ PATH: '/usr/bin', ASSAY_BROWSER: '/opt/mine' }),
      there: ['/usr/bin/chromium'],
      found: null,
    },
    {
      what: 'an application of the person on macOS',
      where: mac,
      there: ['/Users/ana/Applications/Brave Browser.app/Contents/MacOS/Brave Browser'],
      found: '/Users/ana/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
    },
    {
      what: 'Edge on Windows',
      where: windows,
      there: ['C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe'],
      found: 'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    },
    { what: 'none', where: linux({}), there: [], found: null },
  ])('is found: $what', ({ where, there, found }) => {
    expect(findBrowser(where, (path) => there.includes(path))?.path ?? null).toBe(found);
  });

  it('is known to be a snap, which sees no hidden folder', () => {
    expect(findBrowser(linux({ PATH: '/snap/bin' }), (path) => path === '/snap/bin/chromium')).toEqual({
      path: '/snap/bin/chromium',
      snap: true,
    });
  });

  it('is looked for in absolute places only', () => {
    for (const where of [linux({ PATH: '/usr/bin' }), mac, windows])
      expect(candidates(where).every((path) => /^(?:\/|[A-Z]:\\)/.test(path))).toBe(true);
  });
});

it.each([
  { where: linux(), shown: false },
  { where: linux({ DISPLAY: '' }), shown: false },
  { where: linux({ DISPLAY: ':0' }), shown: true },
  { where: linux({ WAYLAND_DISPLAY: 'wayland-0' }), shown: true },
  { where: mac, shown: true },
  { where: windows, shown: true },
])('a window can be shown: $where.platform $where.env', ({ where, shown }) => expect(hasDisplay(where)).toBe(shown));

it('goes without the sandbox only as root on Linux', () => {
  expect(needsNoSandbox(linux(), 0)).toBe(true);
  expect(needsNoSandbox(linux(), 1000)).toBe(false);
  expect(needsNoSandbox(mac, 0)).toBe(false);
  const args = (noSandbox: boolean): string[] => windowArguments({ address: 'http://127.0.0.1:1/start?t=x', profile: '/p', noSandbox });
  expect(args(false)).not.toContain('--no-sandbox');
  expect(args(true)).toContain('--no-sandbox');
  expect(args(false)[0]).toBe('--app=http://127.0.0.1:1/start?t=x');
});

describe('the command line', () => {
  it.each([
    { args: [], options: { case: null, window: true, keep: false, port: 0, json: false } },
    {
      args: ['--case', 'a b.case', '--no-window', '--keep', '--port', '8123', '--json'],
      options: { case: 'a b.case', window: false, keep: true, port: 8123, json: true },
    },
  ])('says: $args', ({ args, options }) => expect(parseOptions(args)).toEqual(options));
  it.each([[['--port', 'http']], [['--port', '70000']], [['--port', '-1']], [['--unknown']], [['stray']], [['--case']]])(
    'is refused: %s',
    (args) => {
      expect(() => parseOptions(args)).toThrow(/./);
    },
  );
});
