/** The only bridge between the page and the program: one MessagePort handed on, and tickets for dropped files. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source === window && event.data === 'rpc-port' && port) ipcRenderer.postMessage('rpc-port', null, [port]);
});

contextBridge.exposeInMainWorld('assayShell', {
  /** A ticket for a file that the person dropped or picked. The page never learns the path, and cannot make one up. */
  ticketFor: (file: File): Promise<string> => ipcRenderer.invoke('ticket', webUtils.getPathForFile(file), file.name),
});
