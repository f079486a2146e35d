import { expect, it } from 'vitest';
import { casesFolder, configFolder, type Surroundings } from '../../../main/host/folders.ts';

const at = (platform: NodeJS.Platform, home: string, env: Record<string, string> = {}): Surroundings => ({ platform, home, env });

it.each([
  { where: at('linux', '/home/ana'), config: '/home/ana/.config/assay', cases: '/home/ana/Assay' },
  { where: at('linux', '/home/ana', { XDG_CONFIG_HOME: '/c' }), config: '/c/assay', cases: '/home/ana/Assay' },
  { where: at('linux', '/home/ana', { XDG_CONFIG_HOME: 'relative' }), config: '/home/ana/.config/assay', cases: '/home/ana/Assay' },
  { where: at('linux', '/home/ana', { ASSAY_HOME: '/a', ASSAY_CASES: '/b', XDG_CONFIG_HOME: '/c' }), config: '/a', cases: '/b' },
  { where: at('linux', '/home/ana', { ASSAY_HOME: '', ASSAY_CASES: ' ' }), config: '/home/ana/.config/assay', cases: '/home/ana/Assay' },
  {
    where: at('darwin', '/Users/ana', { XDG_CONFIG_HOME: '/c' }),
    config: '/Users/ana/Library/Application Support/Assay',
    cases: '/Users/ana/Assay',
  },
  { where: at('win32', 'C:\\Users\\ana', { APPDATA: 'D:\\Roaming' }), config: 'D:\\Roaming\\Assay', cases: 'C:\\Users\\ana\\Assay' },
  { where: at('win32', 'C:\\Users\\ana'), config: 'C:\\Users\\ana\\AppData\\Roaming\\Assay', cases: 'C:\\Users\\ana\\Assay' },
])('on $where.platform with $where.env', ({ where, config, cases }) => {
  expect(configFolder(where)).toBe(config);
  expect(casesFolder(where)).toBe(cases);
});
