/** The sample case: told once from its originals, then opened like any other. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenCase } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { Ticket } from '../../shared/model.ts';
import { openCase } from './cases.ts';
import type { Desk } from './desk.ts';
import { buildSample, readStory, type SampleApi } from './sample.ts';

const folderName = 'Kramatorsk sample.case';

/** Builds it beside its place and moves it there when it is whole: a crash halfway leaves no half sample that looks like one. */
async function build(desk: Desk, api: SampleApi, folder: string): Promise<void> {
  const sample = join(desk.ports.resources, 'sample');
  const story = readStory(JSON.parse(readFileSync(join(sample, 'case.json'), 'utf8')));
  const building = `${folder}.building`;
  rmSync(building, { recursive: true, force: true });
  const opened = desk.create(building, story.details);
  try {
    await buildSample(api, opened.handle, story, (file) =>
      desk.ports.files.issue({ path: join(sample, 'originals', file), name: file, modifiedAt: null }),
    );
  } finally {
    desk.close(opened.handle);
  }
  renameSync(building, folder);
}

/** Opens the sample case at `at` (else in the cases folder), building it where it is not there yet. Throws CASE_EXISTS where something else lies there. */
export async function openSample(desk: Desk, api: SampleApi, at: Ticket | null): Promise<OpenCase> {
  const folder = at === null ? join(desk.ports.casesFolder, folderName) : desk.ports.files.redeem(at).path;
  if (!existsSync(folder)) await build(desk, api, folder);
  else if (!existsSync(join(folder, 'case.sqlite')))
    throw new AssayError('CASE_EXISTS', `There is already something else at “${folder}”.`, { place: folder });
  return openCase(desk, desk.ports.files.issue({ path: folder, name: folderName, modifiedAt: null }), 'either');
}
