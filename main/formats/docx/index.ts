/** Word documents (ECMA-376, ISO 29500 transitional and strict): text, notes, comments and tracked changes. Macros never run. */
import { AssayError } from '../../../shared/errors.ts';
import type { Finding } from '../../../shared/model.ts';
import { type Decoded, type FileBytes, type Format, type Hints, limits, type Sink } from '../format.ts';
import { judgeLanguage } from '../language.ts';
import { buildRendition } from '../rendition.ts';
import { latin1, oleSignature, startsWith } from '../signatures.ts';
import { readDocument } from './document.ts';
import { putEmbedded } from './embedded.ts';
import { isProtected, keptLocked } from './locked.ts';
import { Package } from './package.ts';
import { properties } from './properties.ts';

const extractor = 'assay-docx';
const version = '1';
const usualType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Files of the Word family by their names. */
const namedWord = (fileName: string): boolean => /\.(?:docx|docm|dotx|dotm)$/i.test(fileName);

function recognise(head: Uint8Array, { fileName }: Hints): number {
  if (startsWith(head, oleSignature)) return isProtected(head) || namedWord(fileName) ? 1 : 0;
  if (!startsWith(head, 'PK\u0003\u0004')) return 0;
  // Names of the first entries, as their local headers give them.
  const names = [...latin1(head).matchAll(/PK\u0003\u0004[\s\S]{26}([!-~]{4,100})/g)].map((match) => match[1] ?? '');
  if (names.some((name) => /^word\/(?:document\d*\.xml|_rels\/document\d*\.xml\.rels|styles\.xml)/.test(name))) return 1;
  return namedWord(fileName) && names.some((name) => /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|customXml\/)/.test(name))
    ? 0.95
    : 0;
}

async function decode(input: FileBytes, _hints: Hints, sink: Sink): Promise<Decoded> {
  if (startsWith(input.head, oleSignature)) return keptLocked(input);
  if (input.size > limits.documentBytes) throw new AssayError('TOO_LARGE');
  const document = await Package.open(input);
  const types = await document.contentTypes();
  const read = await readDocument(document);
  const { metadata, fields } = await properties(document, read.language);
  const type = types.get(`/${read.path.toLowerCase()}`) ?? '';
  const findings: Finding[] = [...read.findings];
  const say = (message: string, from: string) => findings.push({ code: 'other', message, from });
  const macros = document.entries.find((entry) => /(?:^|\/)vba(?:Project|Data)\b/i.test(entry.name));
  if (macros || /macroenabled/i.test(type))
    say('This document carries macros (programs). Assay never runs them.', macros?.name ?? '[Content_Types].xml');
  const signature = document.entries.find((entry) => entry.name.startsWith('_xmlsignatures/'));
  if (signature) say('This document carries a digital signature, which Assay does not check.', signature.name);
  const [twice] = document.duplicates;
  if (twice !== undefined)
    say(`Two parts of this file bear the same name (${twice}); programs differ in which they show. The first is read here.`, twice);
  const refused = await putEmbedded(input, document, types, read.chunks, sink);

  const text = read.blocks.map((block) => block.text).join('\n');
  const language = judgeLanguage(metadata.language, text);
  if (language) metadata.language = language;
  const shown = read.blocks.find((block) => block.type === 'title') ?? read.blocks.find((block) => block.type === 'heading');
  if (!metadata.title && shown)
    metadata.title = { value: shown.text.replace(/\s+/g, ' ').trim(), from: `${read.path} first ${shown.type}` };
  if (findings.length > 0) metadata.findings = findings;
  if (fields.length + read.fields.length > 0) metadata.fields = [...fields, ...read.fields];
  const rendition = buildRendition(extractor, version, language?.value ?? null, read.blocks);
  if (rendition.text === '') findings.push({ code: 'other', message: 'This document holds no text.', from: read.path });
  if (findings.length > 0) metadata.findings = findings;
  return {
    kind: 'article',
    mediaType: type.includes('+xml') ? type.replace(/\.main\+xml$|\+xml$/, '') : usualType,
    metadata,
    rendition,
    photo: null,
    ...(refused.length > 0 && { refused }),
  };
}

export const docx: Format = { name: 'Word document', recognise, decode };
