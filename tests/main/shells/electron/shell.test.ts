/** The parts of the Electron shell that need no Electron, with small stand-ins. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { systemIds } from '../../../../main/host/ids.ts';
import { answer } from '../../../../main/shells/electron/answer.ts';
import { dialogPlan } from '../../../../main/shells/electron/dialogs.ts';
import { menuTemplate } from '../../../../main/shells/electron/menu.ts';
import { createQuestions, type Line } from '../../../../main/shells/electron/questions.ts';
import { ChooseFor } from '../../../../shared/contract.ts';
import { AssayError } from '../../../../shared/errors.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

vi.mock('electron-store', () => ({ default: class {} }));
const { settingsStore } = await import('../../../../main/shells/electron/settings.ts');

const folder = temporaryFolder();
afterAll(folder.remove);

describe('the window’s scheme', () => {
  const webRoot = join(folder.path, 'renderer');
  mkdirSync(join(webRoot, 'assets'), { recursive: true });
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  const get = (url: string, method = 'GET'): Promise<Response> =>
    answer(
      { url, method },
      {
        webRoot,
        readBlob: (pathname) =>
          Promise.resolve(pathname === '/blob/h/crop/e.webp' ? { type: 'image/webp', bytes: new Uint8Array([1, 2]) } : null),
      },
    );

  it.each([
    { url: 'app://workbench/', status: 200, type: 'text/html; charset=utf-8' },
    { url: 'app://workbench/index.html?case=t', status: 200, type: 'text/html; charset=utf-8' },
    { url: 'app://workbench/blob/h/crop/e.webp?v=1', status: 200, type: 'image/webp' },
    { url: 'app://workbench/blob/h/none.webp', status: 404, type: 'text/plain; charset=utf-8' },
    { url: 'app://workbench/%2e%2e/secret.txt', status: 404, type: 'text/plain; charset=utf-8' },
    { url: 'app://workbench/..%2fsecret.txt', status: 404, type: 'text/plain; charset=utf-8' },
    { url: 'app://elsewhere/index.html', status: 403, type: 'text/plain; charset=utf-8' },
    { url: 'https://example.org/', status: 403, type: 'text/plain; charset=utf-8' },
  ])('answers $url with $status', async ({ url, status, type }) => {
    const response = await get(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });
  it('takes nothing but GET', async () => expect((await get('app://workbench/', 'POST')).status).toBe(405));
});

describe('dialogs', () => {
  it.each(ChooseFor.options)('there is one for %s', (purpose) => {
    const plan = dialogPlan(purpose, null, '/cases');
    expect(plan.kind).toBe(purpose === 'new-case' || purpose.startsWith('save-') ? 'save' : 'open');
    expect(plan.options.title).toMatch(/\w/);
  });
  it('opens folders where folders are meant, and many files where files are', () => {
    expect(dialogPlan('open-case', null, '/cases').options).toMatchObject({
      defaultPath: '/cases',
      properties: expect.arrayContaining(['openDirectory']),
    });
    expect(dialogPlan('import-folder', null, '/cases').options.properties).toContain('openDirectory');
    expect(dialogPlan('import-files', null, '/cases').options.properties).toEqual(expect.arrayContaining(['openFile', 'multiSelections']));
    expect(dialogPlan('new-case', 'Two.case', '/cases').options.defaultPath).toBe(join('/cases', 'Two.case'));
  });
});

describe('questions', () => {
  /** Two sides on one line; lines are copied as a message channel does. */
  const pair = (): { one: ReturnType<typeof createQuestions>; other: ReturnType<typeof createQuestions> } => {
    const carry = (to: () => ReturnType<typeof createQuestions>) => (line: Line) =>
      void Promise.resolve(structuredClone(line)).then((copy) => to().take(copy));
    const one: ReturnType<typeof createQuestions> = createQuestions(
      carry(() => other),
      () => Promise.reject(new AssayError('FORBIDDEN')),
    );
    const other: ReturnType<typeof createQuestions> = createQuestions(
      carry(() => one),
      (question) =>
        question.ask === 'blob'
          ? Promise.resolve(question.pathname === '/none' ? null : question.pathname)
          : Promise.reject(new AssayError('TICKET_UNKNOWN', 'No.', { name: 'x' })),
    );
    return { one, other };
  };
  it('get their own answers, in whatever order', async () => {
    const { one } = pair();
    const asked = ['/a', '/b', '/none', '/c'].map((pathname) => one.ask({ ask: 'blob', pathname }));
    expect(await Promise.all(asked)).toEqual(['/a', '/b', null, '/c']);
  });
  it('fail as the other side failed', async () => {
    const { one, other } = pair();
    await expect(one.ask({ ask: 'ticket', path: '/x', name: 'x' })).rejects.toMatchObject({
      code: 'TICKET_UNKNOWN',
      message: 'No.',
      details: { name: 'x' },
    });
    await expect(other.ask({ ask: 'blob', pathname: '/a' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
  it('are not waited for once the other side is gone', async () => {
    const lonely = createQuestions(
      () => undefined,
      () => Promise.resolve(null),
    );
    const asked = lonely.ask({ ask: 'blob', pathname: '/a' });
    lonely.cut();
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('settings', () => {
  const stand = (store: Record<string, unknown>): { path: string; store: Record<string, unknown> } => ({ path: '/s/settings.json', store });
  const read = (document: ReturnType<typeof stand>): { settings: ReturnType<typeof settingsStore>; aside: string[]; warned: string[] } => {
    const aside: string[] = [];
    const warned: string[] = [];
    return {
      settings: settingsStore(
        () => document,
        systemIds,
        (path) => aside.push(path),
        (message) => warned.push(message),
      ),
      aside,
      warned,
    };
  };
  it('begin with defaults and are kept', () => {
    const document = stand({});
    const { settings, warned } = read(document);
    settings.save({ ...settings.read(), theme: 'dark' });
    expect(read(document).settings.read()).toEqual({ ...settings.read(), theme: 'dark' });
    expect(warned).toEqual([]);
  });
  it('of a newer version are not written over', () => {
    const document = stand({ version: 99, theme: 'aurora' });
    const { settings, warned } = read(document);
    settings.save({ ...settings.read(), theme: 'dark' });
    expect(settings.read().theme).toBe('dark');
    expect(document.store).toEqual({ version: 99, theme: 'aurora' });
    expect(warned).toHaveLength(1);
  });
  it('that are broken are set aside, and told', () => {
    const document = stand({ version: 1, theme: 'pink' });
    const { settings, aside, warned } = read(document);
    expect(settings.read().theme).toBe('system');
    expect([aside, warned.length]).toEqual([['/s/settings.json'], 1]);
  });
});

it.each(['darwin', 'linux', 'win32'] as const)('the menu on %s leads nowhere outside, and leaves undo to the case', (platform) => {
  const text = JSON.stringify(menuTemplate(platform, false));
  expect(text).not.toMatch(/"(?:undo|redo|reload|toggleDevTools|help)"|https?:/);
  expect(text).toMatch(/"copy".*"zoomIn"/);
});
