import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chooser, createChooser } from '../../../main/host/chooser.ts';
import { createTickets } from '../../../main/host/tickets.ts';
import { Ticket } from '../../../shared/model.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const folder = temporaryFolder();
const tickets = createTickets();
const home = join(folder.path, 'home');
let chooser: Chooser;
const ticket = (path: string): Ticket => tickets.issue({ path, name: 'x', modifiedAt: null });

beforeAll(() => {
  for (const path of ['Photos', 'Zeta.case', 'Pictures', '.ssh', 'Alpha.CASE']) mkdirSync(join(home, path), { recursive: true });
  for (const [name, content] of [
    ['photo 10.jpg', '10'],
    ['photo 9.jpg', '9'],
    ['.hidden', ''],
    ['Ärger.txt', 'words'],
  ] as const)
    writeFileSync(join(home, name), content);
  symlinkSync(join(home, 'nowhere'), join(home, 'broken link'));
  symlinkSync(join(home, 'Photos'), join(home, 'link to photos'));
  chooser = createChooser({ tickets, casesFolder: join(home, 'Assay'), platform: 'linux', home });
});
afterAll(folder.remove);

it('shows cases first, then folders, then files, in an order that people expect; nothing hidden, nothing broken', async () => {
  const { entries, failure, place } = await chooser.list(ticket(home));
  expect(failure).toBeNull();
  expect(place).toBe(home);
  expect(entries.map(({ kind, name }) => [kind, name])).toEqual([
    ['case', 'Alpha.CASE'],
    ['case', 'Zeta.case'],
    ['folder', 'link to photos'],
    ['folder', 'Photos'],
    ['folder', 'Pictures'],
    ['file', 'Ärger.txt'],
    ['file', 'photo 9.jpg'],
    ['file', 'photo 10.jpg'],
  ]);
  expect(entries.find(({ name }) => name === 'Ärger.txt')).toMatchObject({ size: 5, modifiedAt: expect.stringMatching(/Z$/) });
});

it('leads up and down by tickets alone, to the top', async () => {
  const { entries } = await chooser.list(ticket(home));
  const photos = entries.find(({ name }) => name === 'Photos');
  const inside = await chooser.list(photos?.ticket ?? Ticket.parse('none'));
  expect(inside).toMatchObject({ place: join(home, 'Photos'), entries: [], failure: null });
  let up = inside;
  for (let steps = 0; up.parent !== null && steps < 50; steps += 1) up = await chooser.list(up.parent);
  expect(up.place).toBe('/');
});

it('gives the same place the same ticket, however often it is listed', async () => {
  const once = await chooser.list(ticket(home));
  const again = await chooser.list(ticket(home));
  expect(again).toEqual(once);
});

it('says in plain words what cannot be read', async () => {
  const gone = await chooser.list(ticket(join(home, 'gone')));
  expect(gone.failure).toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'This folder is not there any more.',
    details: { place: join(home, 'gone') },
  });
  expect((await chooser.list(ticket(join(home, 'Ärger.txt')))).failure?.message).toBe('This is not a folder.');
});

it('knows no folder without a ticket', async () => {
  await expect(chooser.list(Ticket.parse('made-up'))).rejects.toMatchObject({ code: 'TICKET_UNKNOWN' });
});

it('begins at the cases folder, even before there is one, and at home', async () => {
  const places = await chooser.places();
  expect(places.map(({ name }) => name).slice(0, 3)).toEqual(['Assay', 'Home', 'Pictures']);
  const [cases] = places;
  expect(await chooser.list(cases?.ticket ?? Ticket.parse('none'))).toMatchObject({ entries: [], failure: null });
});
