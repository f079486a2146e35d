/** The application menu: only what the system expects of every program. The window's own commands live in the window. */
import type { MenuItemConstructorOptions } from 'electron';

/** Roles only, so that Electron translates and binds them; no item leads out of the program. */
export function menuTemplate(platform: NodeJS.Platform, development: boolean): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  return [
    ...(platform === 'darwin'
      ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions]
      : [{ label: 'File', submenu: [{ role: 'quit' }] } satisfies MenuItemConstructorOptions]),
    // No undo and redo here: in the window they are the case's, and its keys must reach it.
    {
      label: 'Edit',
      submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'pasteAndMatchStyle' }, { role: 'selectAll' }],
    },
    { label: 'View', submenu: development ? [...view, { type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] : view },
    { role: 'windowMenu' },
  ];
}
