/** The sample case: told once from its originals, then opened like any other. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenCase } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { Ticket } from '../../shared/model.ts';
import { openCase } from './cases.ts';
import { type Desk, newVisitor, type Visitor } from './desk.ts';
import { buildSample, readStory, type SampleApi } from './sample.ts';

const folderName = 'Kramatorsk sample.case';

/** Builds it beside its place and moves it there when it is whole: a crash halfway leaves no half sample that looks like one. */
async function build(desk: Desk, api: SampleApi, folder: string): Promise<void> {
  const sample = join(desk.ports.resources, 'sample');
  const story = readStory(JSON.parse(readFileSync(join(sample, 'case.json'), 'utf8')));
  const building = `${folder}.building`;
  rmSync(building, { recursive: true, force: true });
  const builder = newVisitor();
  const opened = desk.create(building, story.details, builder);
  try {
    await buildSample(api, opened.handle, story, (file) =>
      desk.ports.files.issue({ path: join(sample, 'originals', file), name: file, modifiedAt: null }),
    );
  } finally {
    await desk.leave(opened.handle, builder);
  }
  renameSync(building, folder);
}

const underWay = new Map<string, Promise<void>>();

/** Opens the sample case at `at` (else in the cases folder), building it where it is not there yet. Throws CASE_EXISTS where something else lies there. */
export async function openSample(desk: Desk, api: SampleApi, at: Ticket | null, visitor: Visitor): Promise<OpenCase> {
  const folder = at === null ? join(desk.ports.casesFolder, folderName) : desk.ports.files.redeem(at).path;
  // Asked for twice (a double click): both wait for the one that is being built
  const building = underWay.get(folder) ?? (existsSync(folder) ? null : build(desk, api, folder).finally(() => underWay.delete(folder)));
  if (building !== null) {
    underWay.set(folder, building);
    await building;
  }
  if (!existsSync(join(folder, 'case.sqlite')))
    throw new AssayError('CASE_EXISTS', `There is already something else at “${folder}”.`, { place: folder });
  return openCase(desk, desk.ports.files.issue({ path: folder, name: folderName, modifiedAt: null }), 'either', visitor);
}
