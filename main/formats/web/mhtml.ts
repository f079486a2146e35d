/** Web pages saved as mail (MHTML, RFC 2557): the root page is read as the saved page it is; its pictures and frames stay where they are. */
import { AssayError } from '../../../shared/errors.ts';
import type { FileField, Finding, Metadata } from '../../../shared/model.ts';
import { type Decoded, type Format, limits } from '../format.ts';
import { html } from '../html/index.ts';
import { mailDate } from '../mail/date.ts';
import type { Header } from '../mail/header.ts';
import { type Message, type Part, readMessage } from '../mail/mime.ts';
import { looksLikeMail } from '../mail/recognise.ts';
import { decodedBytes, transferOf } from '../mail/transfer.ts';
import { fromMemory } from '../memory.ts';

const isPage = ({ type }: Part): boolean => type === 'text/html' || type === 'application/xhtml+xml';

export function* leaves(part: Part): Generator<Part> {
  if (part.children.length === 0) yield part;
  for (const child of part.children) yield* leaves(child);
}

/** The part that is the page: the one that `start` names, that carries the page's own address, else the first page of all. */
export function rootOf({ root }: Message): Part | null {
  const pages = [...leaves(root)].filter(isPage);
  const start = root.params.get('start');
  const address = root.header.raw('snapshot-content-location') ?? root.header.raw('content-location');
  return (
    pages.find(({ header }) => start !== undefined && header.raw('content-id') === start) ??
    pages.find(({ header }) => address !== undefined && header.raw('content-location') === address) ??
    pages[0] ??
    null
  );
}

/** A saved page whose boundaries are lost still has its part's header somewhere at the top of what follows. */
function salvaged(bytes: Uint8Array, { root }: Message): { part: Part; bytes: Uint8Array } | null {
  const body = Buffer.from(bytes.subarray(root.start));
  const header = /^(?:--[^\r\n]*\r?\n|\s+)*(?=Content-[A-Za-z-]+\s*:)/.exec(body.toString('latin1', 0, 8192));
  if (!header) return null;
  const rest = body.subarray(header[0].length);
  const message = readMessage(rest);
  const part = rootOf(message);
  return part ? { part, bytes: rest } : null;
}

const webAddress = (written: string | undefined): string | null =>
  written !== undefined && URL.canParse(written.trim()) && /^https?:/i.test(written.trim()) ? new URL(written.trim()).href : null;

/** Where the page was taken from, by the headers that say so. */
function savedFrom(top: Header, part: Header): { value: string; from: string } | null {
  for (const [header, name, from] of [
    [top, 'snapshot-content-location', 'MHTML Snapshot-Content-Location'],
    [top, 'content-location', 'MHTML Content-Location'],
    [part, 'content-location', 'MHTML Content-Location of the page'],
  ] as const) {
    const value = webAddress(header.raw(name));
    if (value !== null) return { value, from };
  }
  return null;
}

/**
 * Browsers write every link of the page as a whole address, also those that jump within it. These become `#place` again, as the page had
 * them, so that a list of such links is judged alike in every format.
 */
function withOwnFragments(page: Uint8Array, url: string | undefined): Uint8Array {
  if (url === undefined) return page;
  const own = `href="${url.replace(/#.*$/s, '').replaceAll('&', '&amp;')}#`;
  const text = Buffer.from(page.buffer, page.byteOffset, page.length).toString('latin1');
  return text.includes(own) ? Buffer.from(text.replaceAll(own, 'href="#'), 'latin1') : page;
}

const shownHeaders = ['From', 'Subject', 'Date', 'Snapshot-Content-Location', 'Content-Location', 'X-MimeOLE', 'X-MAF'];

export const mhtml: Format = {
  name: 'mhtml',
  recognise: (head, hints) => (looksLikeMail(head, hints.fileName) === 'mhtml' ? 1 : 0),
  async decode(input, hints, sink): Promise<Decoded> {
    const whole = await input.bytes(limits.documentBytes);
    const message = readMessage(whole);
    const direct = rootOf(message);
    const found = direct ? { part: direct, bytes: whole } : salvaged(whole, message);
    if (!found) throw new AssayError('BROKEN_FILE', 'This MHTML file holds no page: the part with its text is missing.');
    const { part } = found;
    const top = message.root.header;
    const saved = savedFrom(top, part.header);
    const stored = decodedBytes(found.bytes.subarray(part.start, part.end), transferOf(part.header.raw('content-transfer-encoding')));
    const page = withOwnFragments(stored, saved?.value);
    const charset = part.params.get('charset');
    const url = hints.url ?? saved?.value;
    const decoded = await html.decode(
      fromMemory(page),
      { fileName: hints.fileName, ...(charset && charset !== 'x-user-defined' && { charset }), ...(url && { url }) },
      sink,
    );
    return {
      ...decoded,
      mediaType: 'multipart/related',
      metadata: withHeaders(decoded.metadata, top, saved, { message, part, salvaged: !direct }),
    };
  },
};

function withHeaders(
  metadata: Metadata,
  top: Header,
  saved: { value: string; from: string } | null,
  { message, part, salvaged }: { message: Message; part: Part; salvaged: boolean },
): Metadata {
  const subject = top.text('subject');
  const written = top.raw('date');
  const fetched = written === undefined ? null : fetchedAt(written);
  const cut = salvaged || (message.root.type.startsWith('multipart/') && !part.closed);
  const findings: Finding[] = cut
    ? [
        {
          code: 'recovered',
          message: 'This saved page is cut short or its parts are not marked; what could be read of it is here.',
          from: 'MHTML',
        },
      ]
    : [];
  const parts = [...leaves(message.root)].length;
  const fields: FileField[] = [
    ...shownHeaders.flatMap((name) => {
      const value = top.text(name.toLowerCase());
      return value === undefined ? [] : [{ group: 'MHTML', name, value }];
    }),
    { group: 'MHTML', name: 'Parts', value: String(parts) },
  ];
  const all = [...(metadata.findings ?? []), ...findings];
  return {
    ...metadata,
    ...(!metadata.title && subject && { title: { value: subject, from: 'MHTML Subject' } }),
    ...(!metadata.canonicalUrl && saved && { canonicalUrl: saved }),
    ...(saved && { savedFrom: saved }),
    ...(fetched !== null && { fetched: { value: fetched, from: 'MHTML Date' } }),
    ...(all.length > 0 && { findings: all }),
    fields: [...(metadata.fields ?? []), ...fields],
  };
}

/** ISO 8601 in UTC; null where the date names no zone, because none is guessed. */
function fetchedAt(written: string): string | null {
  // Firefox's add-on wrote the form of a browser's clock.
  const script = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})/.exec(written);
  const text = script ? `${script[2]} ${script[1]} ${script[3]} ${script[4]} ${script[5]}` : written;
  const edtf = mailDate(text);
  if (!edtf || !/T.*(?:Z|[+-]\d\d:\d\d)$/.test(edtf)) return null;
  return new Date(edtf).toISOString();
}
