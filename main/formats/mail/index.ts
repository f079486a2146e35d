/** E-mail (RFC 5322, MIME): who wrote what to whom and when, the text as it was sent, and what came along. Nothing is fetched. */
import type { Finding, Metadata } from '../../../shared/model.ts';
import { type Decoded, type Format, limits } from '../format.ts';
import { judgeLanguage } from '../language.ts';
import { buildRendition, type DraftBlock } from '../rendition.ts';
import { putAttachments } from './attachments.ts';
import { bodyOf } from './body.ts';
import { readBody } from './content.ts';
import { mailMetadata } from './metadata.ts';
import { readMessage } from './mime.ts';
import { looksLikeMail } from './recognise.ts';

const extractor = 'assay-mail';
const version = '2';

/** Old systems ended lines by CR alone. */
export function withLineFeeds(bytes: Uint8Array): Uint8Array {
  const head = bytes.subarray(0, 4096);
  return head.includes(10) || !head.includes(13) ? bytes : bytes.map((byte) => (byte === 13 ? 10 : byte));
}

/**
 * The mail's own heading as rows `From<tab>…`: they can be quoted, and cannot be mistaken for its text. The subject is the title.
 */
function heading(metadata: Metadata, date: string | undefined): DraftBlock[] {
  const mail = metadata.mail?.value;
  const rows: [string, string | undefined][] = [
    ['From', mail?.from.join(', ')],
    ['To', mail?.to.join(', ')],
    ['Cc', mail?.cc.join(', ')],
    ['Date', date],
  ];
  return [
    ...(metadata.title ? [{ type: 'title', text: metadata.title.value } as const] : []),
    ...rows.flatMap(([name, value]) => (value ? [{ type: 'table-row', text: `${name}\t${value}` } as const] : [])),
  ];
}

export const mail: Format = {
  name: 'e-mail',
  recognise: (head, hints) => (looksLikeMail(head, hints.fileName) === 'mail' ? 1 : 0),
  async decode(input, _hints, sink): Promise<Decoded> {
    const bytes = withLineFeeds(await input.bytes(limits.documentBytes));
    const { root, defects } = readMessage(bytes);
    const parts = bodyOf(root);
    const { metadata, date } = mailMetadata(root.header);
    const body = readBody(bytes, parts);
    const findings: Finding[] = [
      ...defects.map((message): Finding => ({ code: 'recovered', message, from: 'MIME structure' })),
      ...body.findings,
    ];
    const refused = await putAttachments(bytes, [...parts.attached, ...body.beside], sink);
    const language = judgeLanguage(metadata.language, body.blocks.map((block) => block.text).join('\n'));
    if (language) metadata.language = language;
    if (body.encoding) metadata.encoding = body.encoding;
    if (body.fields.length > 0) metadata.fields = [...(metadata.fields ?? []), ...body.fields];
    if (findings.length > 0) metadata.findings = findings;
    const drafts = [...heading(metadata, date), ...body.blocks];
    return {
      kind: 'article',
      mediaType: 'message/rfc822',
      metadata,
      rendition: buildRendition(`${extractor}/${body.how}`, version, language?.value ?? null, drafts),
      photo: null,
      ...(refused.length > 0 && { refused }),
    };
  },
};
