/** Ports for tests: a folder of their own, a clock that ticks by itself, ids that are real. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { type Api, createWorkbench, type Workbench } from '../../main/app.ts';
import { nodeFork } from '../../main/host/fork.ts';
import { workerFile } from '../../main/host/project.ts';
import type { ChosenPlace, Ports, StoredSettings } from '../../main/ports.ts';
import { AssayError } from '../../shared/errors.ts';
import { Instant, Ticket } from '../../shared/model.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface TestBench {
  readonly folder: string;
  readonly ports: Ports;
  readonly workbench: Workbench;
  readonly api: Api;
  ticket(path: string): Ticket;
  dispose(): Promise<void>;
}

export function testPorts(folder: string, change: Partial<Ports> = {}): Ports {
  const tickets = new Map<string, ChosenPlace>();
  let settings: StoredSettings = {
    authorName: 'Test Investigator',
    theme: 'light',
    rememberRecent: true,
    keys: {},
    reading: { size: 17, width: 70 },
    direction: 'auto',
    // The program's default is to read them; what is not about that must not share the processor with it
    readScans: false,
    installation: 'test-installation',
    recent: [],
    languageFolder: null,
  };
  let now = Date.parse('2026-01-02T03:04:05.000Z');
  const tick = (): string => {
    now += 1000;
    return new Date(now).toISOString();
  };
  const none = async (): Promise<never> => {
    throw new AssayError('FORBIDDEN');
  };
  return {
    shell: 'cli',
    files: {
      chooser: 'none',
      redeem: (ticket) => {
        const place = tickets.get(ticket);
        if (place === undefined) throw new AssayError('TICKET_UNKNOWN');
        return place;
      },
      issue: (place) => {
        const ticket = Ticket.parse(`t${tickets.size}`);
        tickets.set(ticket, place);
        return ticket;
      },
      choose: none,
      places: none,
      list: none,
    },
    settings: {
      read: () => settings,
      write: (part) => {
        settings = { ...settings, ...part };
        return settings;
      },
    },
    clock: { now: () => Instant.parse(tick()) },
    ids: { uuid: () => v7() },
    casesFolder: join(folder, 'cases'),
    resources: join(root, 'resources'),
    worker: workerFile,
    fork: (room, heapMb) => nodeFork(workerFile('process'), room, heapMb),
    ...change,
  };
}

export function testBench(change: Partial<Ports> = {}): TestBench {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  const ports = testPorts(folder, change);
  const workbench = createWorkbench(ports);
  return {
    folder,
    ports,
    workbench,
    api: workbench.client(),
    ticket: (path) => ports.files.issue({ path, name: basename(path), modifiedAt: null }),
    dispose: async () => {
      await workbench.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Drives a job to its end and returns what it returned, with all progress on the way. */
export async function finish<T, R>(job: { next(): Promise<IteratorResult<T, R>> }): Promise<{ progress: T[]; result: R }> {
  const progress: T[] = [];
  for (;;) {
    const step = await job.next();
    if (step.done === true) return { progress, result: step.value };
    progress.push(step.value);
  }
}
