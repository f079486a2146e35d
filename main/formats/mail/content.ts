/** The words of a mail: its text parts, or its HTML where there is no text, or where the text only stands in for it. */
import type { FileField, Finding } from '../../../shared/model.ts';
import type { DraftBlock } from '../rendition.ts';
import type { Body } from './body.ts';
import type { Part } from './mime.ts';
import { htmlBlocks } from './page.ts';
import { plainBlocks } from './plain.ts';
import { decodedBytes, transferOf } from './transfer.ts';
import { decodeCharset } from './words.ts';

export interface Content {
  readonly blocks: DraftBlock[];
  readonly how: 'text' | 'html' | 'page' | 'header';
  readonly encoding: { value: string; from: string } | undefined;
  readonly findings: Finding[];
  readonly fields: FileField[];
  /** HTML that says something else than the text and is not read: a file of its own. */
  readonly beside: readonly Part[];
}

/** The character set an HTML part names itself, where its header does not. */
const declared = (bytes: Uint8Array): string | undefined =>
  /<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))?.[1];

function textOf(bytes: Uint8Array, part: Part): { text: string; encoding: { value: string; from: string } } {
  const decoded = decodedBytes(bytes.subarray(part.start, part.end), transferOf(part.header.raw('content-transfer-encoding')));
  const named = part.params.get('charset');
  if (named || part.type !== 'text/html') return decodeCharset(decoded, named, 'Content-Type header');
  return decodeCharset(decoded, declared(decoded), 'meta[charset]');
}

const words = (blocks: readonly DraftBlock[]): string[] =>
  blocks.flatMap(
    (block) =>
      block.text
        .toLowerCase()
        .replace(/https?:\/\/\S+/g, ' ')
        .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

/** Share of the words of `some` that also stand in `others`, each counted as often as it stands there. */
function shared(some: readonly string[] = [], others: readonly string[] = []): number {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of some) {
    const count = left.get(word) ?? 0;
    if (count > 0) found++;
    left.set(word, count - 1);
  }
  return some.length === 0 ? 1 : found / some.length;
}

/** Words below which two parts are too short to be called different. */
const fewWords = 8;

/**
 * The text part is what the mail says, as long as it says it: where the HTML beside it holds five times its words, the text part is
 * a notice ("see the HTML", "forwarded page: …"), and both are read, the notice first. The two are compared by their words;
 * addresses, which text parts spell out, are not counted.
 */
export function readBody(bytes: Uint8Array, body: Body): Content {
  const known = new Map<Part, ReturnType<typeof readPart>>();
  const read = (part: Part) => {
    const one = known.get(part) ?? readPart(bytes, part);
    known.set(part, one);
    return one;
  };
  const textAlone = body.text.filter((part) => !body.html.includes(part));
  const htmlAlone = body.html.filter((part) => !body.text.includes(part));
  const compared = textAlone.length > 0 && htmlAlone.length > 0;
  const [textWords, htmlWords] = [textAlone, htmlAlone].map((parts) => (compared ? words(parts.flatMap((part) => read(part).blocks)) : []));
  const [few, many] = [textWords?.length ?? 0, htmlWords?.length ?? 0];
  const stub = compared && ((few === 0 && many > 0) || (many > 40 && few * 5 < many));
  const differs =
    compared && few > 0 && Math.max(few, many) >= fewWords && Math.min(shared(textWords, htmlWords), shared(htmlWords, textWords)) < 0.5;
  const taken = stub ? [...textAlone, ...body.html] : body.text;
  const pages = taken.map(read).filter((one) => one.page);
  return {
    blocks: taken.flatMap((part) => read(part).blocks),
    how: pages.length > 0 ? 'page' : taken.some((part) => part.type === 'text/html') ? 'html' : taken.length > 0 ? 'text' : 'header',
    encoding: taken.map(read)[0]?.encoding,
    beside: differs && !stub ? htmlAlone : [],
    findings: differs
      ? [
          {
            code: 'other',
            message: `The HTML part of this mail reads differently from its text part (${few} words of text, ${many} in HTML). ${stub ? 'Both are read, the text first.' : 'The text part is read; the HTML part is kept as a file of its own.'}`,
            from: 'multipart/alternative',
          },
        ]
      : [],
    fields: pages.flatMap(({ fields }) => fields ?? []),
  };
}

function readPart(bytes: Uint8Array, part: Part) {
  const { text, encoding } = textOf(bytes, part);
  if (part.type === 'text/html') return { encoding, ...htmlBlocks(text) };
  const flowed = part.params.get('format')?.toLowerCase() === 'flowed';
  const deleteSpace = part.params.get('delsp')?.toLowerCase() === 'yes';
  return { encoding, blocks: plainBlocks(text, { flowed, deleteSpace }), page: undefined, fields: undefined };
}
