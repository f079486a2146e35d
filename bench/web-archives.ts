/**
 * Web archives and saved pages by real tools, whole and broken. Prints a line for every file (`{"bench","file","outcome",…}`) and the figures:
 * records listed with target URI, date, type and status, digests, and whether each WACZ is judged as its name says (`valid_*`, `invalid_*`).
 * With --each a line for every record. Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Decoded, Format, Hints, Member } from '../main/formats/format.ts';
import { decodeBytes, decodeFile, formatOf, guarded } from '../main/formats/index.ts';
import { memorySink } from '../main/formats/memory.ts';
import { AssayError } from '../shared/errors.ts';
import type { Finding } from '../shared/model.ts';
import { type DiskFile, diskFile } from './support/disk-file.ts';

const folder = path.join(path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'web-archives');
const each = process.argv.includes('--each');
const bench = 'web-archives';
if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}

/** Records of these kinds are about an address, and have a date. */
const addressed = /^(?:response|resource|request|revisit)$/;
/** What tells that an archive is not as it was made. */
const broken: readonly Finding['code'][] = ['digest-differs', 'records-broken', 'credentials-invalid'];
const sums = { records: 0, whole: 0, described: 0, addressed: 0, agree: 0, differ: 0, unknown: 0, refused: 0, taken: 0, pages: 0 };
const wacz: boolean[] = [];

async function members(format: Format, input: DiskFile, hints: Hints): Promise<Member[]> {
  const found: Member[] = [];
  for await (const member of format.list?.(input, hints) ?? []) {
    found.push(member);
    if (each) console.log(JSON.stringify({ bench, archive: hints.fileName, ...member }));
  }
  return found;
}

/** Takes every page and reads it: what a person would do with the list. */
async function pages(format: Format, input: DiskFile, hints: Hints, list: readonly Member[]): Promise<string[]> {
  const read: string[] = [];
  for (const { id } of list.filter(({ isPage }) => isPage)) {
    const sink = memorySink();
    try {
      await guarded(format, hints, async () => format.take?.(input, id, hints, sink));
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      console.log(JSON.stringify({ bench, archive: hints.fileName, id, taking: error.code, message: error.message }));
    }
    for (const { part, bytes } of sink.parts) {
      const decoded = await decodeBytes(bytes, {
        fileName: part.name,
        ...(part.charset && { charset: part.charset }),
        ...(part.url && { url: part.url }),
      });
      read.push(`${decoded.metadata.title?.value ?? part.name} (${part.digest?.state ?? 'no digest'})`);
    }
  }
  return read;
}

function count(list: readonly Member[]): void {
  for (const member of list) {
    sums.records++;
    if (member.problem) sums.refused++;
    else sums.whole++;
    if (member.digest) sums[member.digest.state === 'agrees' ? 'agree' : member.digest.state === 'differs' ? 'differ' : 'unknown']++;
    if (member.isPage) sums.pages++;
    if (member.problem || (member.record !== undefined && !addressed.test(member.record))) continue;
    sums.addressed++;
    // A response by HTTP has a status; a resource or a request has none.
    const status =
      member.record === 'response' || member.record === 'revisit' ? member.status !== null || !/^https?:/.test(member.url ?? '') : true;
    // A WACZ lists by its index, which has no types.
    if (member.url && member.fetched && status) sums.described++;
    else if (each) console.log(JSON.stringify({ bench, undescribed: member }));
  }
}

const facts = ({ mediaType, metadata, archive, rendition }: Decoded) => ({
  mediaType,
  ...(archive && { records: archive.members, pages: archive.pages }),
  ...(rendition && { words: rendition.text.split(/\s+/).length }),
  ...(metadata.savedFrom && { savedFrom: metadata.savedFrom.value }),
  ...(metadata.fetched && { fetched: metadata.fetched.value }),
  findings: (metadata.findings ?? []).map(({ code, message }) => `${code}: ${message.slice(0, 160)}`),
});

for (const name of ['warc', 'wacz', 'mhtml'].flatMap((kind) => readdirSync(path.join(folder, kind)).map((file) => path.join(kind, file)))) {
  const hints = { fileName: path.basename(name) };
  const input = await diskFile(path.join(folder, name));
  const started = performance.now();
  let findings: readonly Finding[] = [];
  try {
    const decoded = await decodeFile(input, hints, memorySink());
    findings = decoded.metadata.findings ?? [];
    const format = formatOf(input, hints);
    const list = decoded.archive ? await members(format, input, hints) : [];
    count(list);
    const took = decoded.archive ? await pages(format, input, hints, list) : [];
    sums.taken += took.length;
    console.log(
      JSON.stringify({ bench, file: name, outcome: 'read', ms: Math.round(performance.now() - started), ...facts(decoded), took }),
    );
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    findings = [{ code: 'records-broken', message: error.message, from: name }];
    console.log(
      JSON.stringify({ bench, file: name, outcome: error.code, ms: Math.round(performance.now() - started), message: error.message }),
    );
  } finally {
    await input.close();
  }
  if (name.startsWith('wacz')) wacz.push(findings.some(({ code }) => broken.includes(code)) === hints.fileName.startsWith('invalid'));
}
const figure = (name: string, value: number, of?: number) =>
  console.log(JSON.stringify({ bench, figure: name, value, ...(of !== undefined && { of }) }));
figure('records listed', sums.records);
figure('whole records about an address, with target URI, date and status', sums.described, sums.addressed);
figure('records refused, each with what is broken', sums.refused, sums.records);
figure('digests agree', sums.agree, sums.agree + sums.differ + sums.unknown);
figure('digests differ', sums.differ, sums.agree + sums.differ + sums.unknown);
figure('digests of index entries, checked when taken', sums.unknown, sums.agree + sums.differ + sums.unknown);
figure('pages taken and read', sums.taken, sums.pages);
figure('WACZ judged as named', wacz.filter(Boolean).length, wacz.length);
