/** Where the program's own files lie when it runs from its sources. A bundled shell says its own places. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const projectFolder = join(import.meta.dirname, '..', '..');
export const resourcesFolder = join(projectFolder, 'resources');
export const rendererFolder = join(projectFolder, 'out', 'renderer');
export const workerFile = (name: 'process' | 'typeset'): URL => pathToFileURL(join(projectFolder, 'main', 'workers', `${name}.ts`));
