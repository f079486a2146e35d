/** WACZ 1.1.1 (Webrecorder): WARC files, an index and a page list in a ZIP, with digests of all of them. */
import { AssayError } from '../../../../shared/errors.ts';
import type { Metadata } from '../../../../shared/model.ts';
import type { Decoded, Format } from '../../format.ts';
import { shownName } from '../../names.ts';
import { latin1, startsWith } from '../../signatures.ts';
import { readDirectory } from '../../zip/directory.ts';
import { newTally, tally, tallyFields, tallyFindings } from '../warc/tally.ts';
import { takeMember, waczMembers } from './members.ts';
import { readPackage } from './package.ts';

/** The name of a ZIP's first entry, at byte 30. */
const firstName = (head: Uint8Array): string => latin1(head.subarray(30, 30 + Math.min(300, (head[26] ?? 0) + ((head[27] ?? 0) << 8))));

/** Titles that programs put where none was given. */
const noTitle = /^(?:wacz|untitled|web archive)?$/i;

export const wacz: Format = {
  name: 'wacz',
  recognise(head, hints) {
    if (!startsWith(head, 'PK\u0003\u0004')) return 0;
    const telling = /^(?:datapackage\.json|archive\/[^/]+\.warc(?:\.gz)?|indexes\/[^/]+\.(?:cdxj?|idx)(?:\.gz)?|pages\/[^/]+\.jsonl)$/i;
    return telling.test(firstName(head)) && /\.wacz$/i.test(hints.fileName) ? 1 : 0;
  },
  async decode(input, _hints, _sink): Promise<Decoded> {
    const directory = await readDirectory(input);
    const sum = newTally();
    const { data, findings, fields } = await readPackage(input, directory);
    for await (const member of waczMembers(input, directory)) tally(sum, member);
    if (sum.members === 0 && findings.length === 0) throw new AssayError('EMPTY_FILE', 'This web archive holds no records.');
    const title = [data?.title, data?.metadata?.title].find((one) => one && !noTitle.test(one.trim()));
    const description = [data?.description, data?.metadata?.desc].find((one) => one && one.trim() !== '');
    const from = (name: string) => `datapackage.json ${name}`;
    const said = (['created', 'wacz_version', 'mainPageUrl'] as const).flatMap((name) =>
      data?.[name] ? [{ group: 'WACZ', name, value: shownName(data[name], 2000) }] : [],
    );
    const found = [
      ...findings,
      ...tallyFindings(sum),
      ...(directory.broken === null
        ? []
        : [
            {
              code: 'records-broken' as const,
              message: `The archive’s list of files is damaged: ${directory.broken}`,
              from: 'ZIP central directory',
            },
          ]),
      ...(sum.members === 0
        ? [{ code: 'records-broken' as const, message: 'No record of a web page is in this archive.', from: 'archive/' }]
        : []),
    ];
    const metadata: Metadata = {
      ...(title && { title: { value: shownName(title, 2000), from: from(data?.title === title ? 'title' : 'metadata.title') } }),
      ...(description && { description: { value: shownName(description, 5000), from: from('description') } }),
      ...(data?.software && { software: { value: [shownName(data.software)], from: from('software') } }),
      ...(sum.first !== null && { fetched: { value: sum.first, from: sum.first === sum.last ? 'index of records' : 'earliest record' } }),
      ...(found.length > 0 && { findings: found }),
      fields: [...tallyFields('Web archive', sum), ...said, ...fields],
    };
    return {
      kind: 'archive',
      mediaType: 'application/wacz',
      metadata,
      rendition: null,
      photo: null,
      archive: { take: sum.pages === 1 ? 'all' : 'choose', members: sum.members, pages: sum.pages },
    };
  },
  async *list(input) {
    yield* waczMembers(input, await readDirectory(input));
  },
  take: (input, id, _hints, sink) => takeMember(input, id, sink),
};
