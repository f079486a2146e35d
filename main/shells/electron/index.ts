/** Electron's main process: one window, one workbench process, and a wall around both. */
import { mkdirSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, type Session, session } from 'electron';
import { z } from 'zod';
import { AssayError } from '../../../shared/errors.ts';
import { casesFolder, configFolder } from '../../host/folders.ts';
import { systemIds } from '../../host/ids.ts';
import { answer } from './answer.ts';
import { dialogPlan } from './dialogs.ts';
import { isAllowedFrame, isAllowedPermission, isAllowedRequest, isOwnFrame, origin, scheme, silentSwitches } from './guard.ts';
import { menuTemplate } from './menu.ts';
import type { Question } from './messages.ts';
import { openStore, renameAside, settingsStore } from './settings.ts';
import { startWorkbench, type WorkbenchProcess } from './workbench-process.ts';

const config = configFolder();
const cases = casesFolder();
// The bundler lays this file in out/main; packaged or not, the window lies beside it.
const webRoot = join(import.meta.dirname, '..', 'renderer');
const resources = app.isPackaged ? join(process.resourcesPath, 'resources') : join(import.meta.dirname, '..', '..', 'resources');

app.enableSandbox();
for (const [name, value] of silentSwitches) app.commandLine.appendSwitch(name, value);
mkdirSync(config, { recursive: true, mode: 0o700 });
app.setPath('userData', join(config, 'electron'));
protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: false } }]);

/** The value of --case in an argument list, made absolute. */
function caseArgument(argv: readonly string[], folder: string): string | null {
  const at = argv.indexOf('--case');
  const written = at < 0 ? undefined : argv[at + 1];
  return written === undefined ? null : isAbsolute(written) ? written : resolve(folder, written);
}

function wallIn(ses: Session, workbench: WorkbenchProcess): void {
  ses.protocol.handle(scheme, (request) => answer(request, { webRoot, readBlob: workbench.readBlob }));
  ses.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isAllowedRequest(url) }));
  ses.setPermissionRequestHandler((contents, permission, decide) => decide(isAllowedPermission(permission, contents.getURL())));
  ses.setPermissionCheckHandler((_contents, permission, from) => isAllowedPermission(permission, from));
  ses.setDevicePermissionHandler(() => false);
  ses.setSpellCheckerEnabled(false); // it would download dictionaries
  ses.on('will-download', (event) => event.preventDefault());
}

async function openWindow(ses: Session, workbench: WorkbenchProcess, casePath: string | null): Promise<void> {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Assay',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      session: ses,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      webviewTag: false,
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  window.webContents.on('will-frame-navigate', (event) => {
    if (!isAllowedFrame(event.url, event.isMainFrame)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  const query = casePath === null ? '' : `?case=${encodeURIComponent(await workbench.ticket(casePath, basename(casePath)))}`;
  await window.loadURL(`${origin}/${query}`);
}

async function askPerson(question: Question): Promise<unknown> {
  if (question.ask !== 'choose') throw new TypeError(`only the workbench can answer "${question.ask}"`);
  const plan = dialogPlan(question.purpose, question.suggestedName, cases);
  const parent = BrowserWindow.getFocusedWindow();
  if (plan.kind === 'open') {
    const { filePaths } = await (parent ? dialog.showOpenDialog(parent, plan.options) : dialog.showOpenDialog(plan.options));
    return filePaths;
  }
  const { filePath } = await (parent ? dialog.showSaveDialog(parent, plan.options) : dialog.showSaveDialog(plan.options));
  return filePath === '' ? [] : [filePath];
}

const TicketRequest = z.tuple([z.string(), z.string()]);

async function main(): Promise<void> {
  await app.whenReady();
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, !app.isPackaged)));
  const warn = (message: string): void => void dialog.showMessageBox({ type: 'warning', message });
  const settings = settingsStore(
    () => openStore(config),
    systemIds,
    (path) => renameAside(resolve(config, path)),
    warn,
  );
  const workbench = startWorkbench({
    entry: join(import.meta.dirname, 'workbench.js'),
    workerEntry: join(import.meta.dirname, 'process.js'),
    start: { type: 'start', settings: { ...settings.read(), recent: [...settings.read().recent] }, resources, casesFolder: cases },
    onSettings: settings.save,
    onQuestion: askPerson,
    onLost: (code) => {
      dialog.showErrorBox('Assay has to close', `Its workbench ended unexpectedly (${code}). What was saved is safe; start Assay again.`);
      app.exit(1);
    },
  });
  // Nothing of a window is kept on disk: no cache, no storage.
  const ses = session.fromPartition('assay', { cache: false });
  wallIn(ses, workbench);
  ipcMain.on('rpc-port', ({ senderFrame, ports: [port] }) => {
    if (port && isOwnFrame(senderFrame)) workbench.connect(port);
  });
  ipcMain.handle('ticket', ({ senderFrame }, ...args) => {
    if (!isOwnFrame(senderFrame)) throw new AssayError('FORBIDDEN');
    const [path, name] = TicketRequest.parse(args);
    if (path === '') throw new AssayError('FILE_UNREADABLE', 'Only files of this machine can be dropped here.', { name });
    return workbench.ticket(path, name);
  });
  await workbench.ready;

  app.on('second-instance', (_event, argv, folder) => void openWindow(ses, workbench, caseArgument(argv, folder)));
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow(ses, workbench, null);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void workbench.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  await openWindow(ses, workbench, caseArgument(process.argv, process.cwd()));
}

if (app.requestSingleInstanceLock())
  main().catch((error: unknown) => {
    console.error(error);
    dialog.showErrorBox('Assay could not start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
else app.quit();
