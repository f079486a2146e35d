/** The ports of a shell that runs in plain Node, from its sources. */
import type { Files, Ports } from '../ports.ts';
import { createChooser, noDialog } from './chooser.ts';
import { systemClock } from './clock.ts';
import { casesFolder, configFolder, type Surroundings, surroundings } from './folders.ts';
import { nodeFork } from './fork.ts';
import { systemIds } from './ids.ts';
import { resourcesFolder, workerFile } from './project.ts';
import { settingsFile } from './settings-file.ts';
import { createTickets, type Tickets } from './tickets.ts';

export interface NodePorts {
  readonly ports: Ports;
  readonly tickets: Tickets;
}

/** `warn` is told in plain sentences what could not be used as it is. */
export function nodePorts(shell: 'loopback' | 'cli', warn: (message: string) => void, where: Surroundings = surroundings()): NodePorts {
  const tickets = createTickets();
  const cases = casesFolder(where);
  const files: Files = {
    chooser: shell === 'cli' ? 'none' : 'built-in',
    issue: tickets.issue,
    redeem: tickets.redeem,
    choose: noDialog,
    ...createChooser({ tickets, casesFolder: cases, platform: where.platform, home: where.home }),
  };
  const ports: Ports = {
    shell,
    files,
    settings: settingsFile({ folder: configFolder(where), ids: systemIds, warn }),
    clock: systemClock,
    ids: systemIds,
    casesFolder: cases,
    resources: resourcesFolder,
    worker: workerFile,
    fork: (room, heapMb) => nodeFork(workerFile('process'), room, heapMb),
  };
  return { ports, tickets };
}
