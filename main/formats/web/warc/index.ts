/** Web archives: WARC (ISO 28500) and ARC, plain or in gzip members. Pages are chosen from their records; nothing in them runs. */
import { AssayError } from '../../../../shared/errors.ts';
import type { Metadata } from '../../../../shared/model.ts';
import type { Decoded, FileBytes, Format, Member } from '../../format.ts';
import { shownName } from '../../names.ts';
import { collect } from '../../through.ts';
import { readFields } from './http.ts';
import { listRecords, takeRecord } from './members.ts';
import { webArchiveKind } from './recognise.ts';
import { openAt, placeOf } from './scan.ts';
import { newTally, tally, tallyFields, tallyFindings } from './tally.ts';

/** Bytes of a warcinfo record at most. */
const mostInfo = 1 << 20;

/** The fields of a warcinfo record (ISO 28500 section 6.2). */
async function infoOf(input: FileBytes, member: Member): Promise<Map<string, string>> {
  const place = placeOf(member.id);
  if (!place || (member.size ?? 0) > mostInfo) return new Map();
  const record = await openAt(input, place);
  const text = new TextDecoder().decode(await collect(record.body(), mostInfo));
  return record.head.kind === 'arc' ? new Map() : readFields(text.split(/\r?\n/));
}

export const warc: Format = {
  name: 'warc',
  recognise: (head) => (webArchiveKind(head) ? 1 : 0),
  async decode(input, hints): Promise<Decoded> {
    const sum = newTally();
    let info: Map<string, string> | null = null;
    for await (const listed of listRecords(input, hints.fileName)) {
      tally(sum, listed.member);
      if (info === null && listed.record?.head.type === 'warcinfo' && listed.member.problem === null)
        info = await infoOf(input, listed.member);
    }
    if (sum.members === sum.broken.count)
      throw new AssayError('BROKEN_FILE', `No record of this web archive is whole. ${sum.broken.first?.problem?.message ?? ''}`.trim());
    const findings = tallyFindings(sum);
    const said = (name: string) => {
      const value = info?.get(name);
      return value ? { value: shownName(value, 2000), from: `warcinfo ${name}` } : undefined;
    };
    const [software, description] = [said('software'), said('description')];
    const metadata: Metadata = {
      ...(software && { software: { value: [software.value], from: software.from } }),
      ...(description && { description }),
      ...(sum.first !== null && {
        fetched: { value: sum.first, from: sum.first === sum.last ? 'WARC-Date' : 'WARC-Date of the earliest record' },
      }),
      ...(findings.length > 0 && { findings }),
      fields: [
        ...tallyFields('Web archive', sum),
        ...[...(info ?? [])]
          .slice(0, 100)
          .map(([name, value]) => ({ group: 'warcinfo', name: shownName(name, 100), value: shownName(value, 2000) })),
      ],
    };
    return {
      kind: 'archive',
      mediaType: webArchiveKind(input.head)?.kind === 'arc' ? 'application/x-arc' : 'application/warc',
      metadata,
      rendition: null,
      photo: null,
      archive: { take: sum.pages === 1 ? 'all' : 'choose', members: sum.members, pages: sum.pages },
    };
  },
  async *list(input, hints) {
    for await (const { member } of listRecords(input, hints.fileName)) yield member;
  },
  async take(input, id, hints, sink) {
    const [own = '', same] = id.split('=');
    await takeRecord({ input, id: own }, same === undefined ? null : { input, id: same }, hints.fileName, sink);
  },
};
