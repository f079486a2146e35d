/** What the header of a mail says: each value with the header line it was read from. */
import type { Metadata } from '../../../shared/model.ts';
import { isEdtf } from '../dates.ts';
import { languageTag } from '../language.ts';
import { readAddresses, written } from './addresses.ts';
import { mailDate } from './date.ts';
import type { Header } from './header.ts';
import { decodeWords } from './words.ts';

/** Characters of one header value in the table of fields. */
const longest = 20_000;

/** Metadata of a mail, and its date as it is written there. Every header line is among the fields, in its order. */
export function mailMetadata(header: Header): { metadata: Metadata; date: string | undefined } {
  const list = (name: string) => header.lines.filter((line) => line.name.toLowerCase() === name).flatMap((line) => readAddresses(line.raw));
  const from = list('from');
  const sender = from.length > 0 ? from : list('sender');
  const subject = header.text('subject') || undefined;
  const date = header.text('date') || undefined;
  const sent = date ? mailDate(date) : null;
  const messageId = header.text('message-id') || undefined;
  const authors = sender.map(({ name, address }) => name || address).filter((name) => name !== '');
  const language = languageTag(header.text('content-language')?.split(',')[0]);
  const software = [header.text('user-agent'), header.text('x-mailer')].filter((name) => name !== undefined && name !== '');
  const whole = sent && /T/.test(sent) && isEdtf(sent) ? sent : undefined;
  const metadata: Metadata = {
    ...(subject && { title: { value: subject, from: 'Subject header' } }),
    ...(authors.length > 0 && { authors: { value: authors, from: from.length > 0 ? 'From header' : 'Sender header' } }),
    ...(sent && { published: { value: sent, from: 'Date header' } }),
    ...(language && { language: { value: language, from: 'Content-Language header' } }),
    ...(software.length > 0 && {
      software: { value: software.flatMap((name) => name ?? []), from: header.raw('user-agent') ? 'User-Agent header' : 'X-Mailer header' },
    }),
    mail: {
      value: {
        from: from.map(written),
        to: list('to').map(written),
        cc: list('cc').map(written),
        ...(subject && { subject }),
        ...(whole && { sent: whole }),
        ...(messageId && { messageId }),
      },
      from: 'mail header',
    },
    fields: header.lines.map(({ name, raw }) => ({ group: 'Mail header', name, value: decodeWords(raw).slice(0, longest) })),
  };
  return { metadata, date };
}
