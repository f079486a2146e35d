import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { decodeBytes } from '../../../main/formats/index.ts';
import { memorySink } from '../../../main/formats/memory.ts';
import { AssayError } from '../../../shared/errors.ts';

const transitional = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const names = (w: string) =>
  `xmlns:w="${w}" xmlns:r="${office}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"`;
const body = (content: string, w = transitional) =>
  `<?xml version="1.0" encoding="UTF-8"?><w:document ${names(w)}><w:body>${content}</w:body></w:document>`;
const p = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const r = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const styled = (style: string, text: string) => p(`<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`, r(text));
const rels = (...list: [string, string, string?][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ([kind, target, mode], i) =>
        `<Relationship Id="rId${i + 1}" Type="${office}/${kind}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
    )
    .join('')}</Relationships>`;
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const types = (type: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`;

async function zip(files: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files)) archive.addBuffer(Buffer.from(content), name, { mtime: new Date(2023, 0, 9) });
  archive.end();
  const pieces: Buffer[] = [];
  for await (const piece of archive.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
const word = (document: string, more: Record<string, string | Uint8Array> = {}, type = mainType) =>
  zip({
    '[Content_Types].xml': types(type),
    '_rels/.rels': rels(['officeDocument', 'word/document.xml']),
    'word/document.xml': document,
    ...more,
  });

async function open(bytes: Uint8Array, fileName = 'a.docx') {
  const sink = memorySink();
  const decoded = await decodeBytes(bytes, { fileName }, sink);
  const points = [...(decoded.rendition?.text ?? '')];
  const blocks = (decoded.rendition?.blocks ?? []).map(
    (block) => `${block.type}${block.level ? ` ${block.level}` : ''}: ${points.slice(block.start, block.end).join('')}`,
  );
  return { ...decoded, blocks, parts: sink.parts, findings: decoded.metadata.findings ?? [] };
}
async function refusal(bytes: Uint8Array, fileName = 'a.docx'): Promise<{ code: string; message: string }> {
  try {
    await open(bytes, fileName);
  } catch (error) {
    if (error instanceof AssayError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('it was read');
}

const stylesXml = `<w:styles ${names(transitional)}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="uk-UA"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Mine"/><w:basedOn w:val="Titre2"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:name w:val="My list"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`;
const withStyles = { 'word/_rels/document.xml.rels': rels(['styles', 'styles.xml']), 'word/styles.xml': stylesXml };

describe('the text of a Word file', () => {
  test('headings by what their style means, in any language and by inheritance; lists, quotes, outline levels', async () => {
    const { blocks, kind, mediaType } = await open(
      await word(
        body(
          styled('T', 'The title') +
            styled('Titre2', 'Second level') +
            styled('Own', 'Also second') +
            p('<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', r('First by outline')) +
            p(r('Plain '), r('words', '<w:b/>'), '<w:r><w:br/></w:r>', r('next line')) +
            styled('Q', 'Quoted') +
            p('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', r('One')) +
            styled('L', 'Two') +
            p('<w:pPr><w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', r('No item')),
        ),
        withStyles,
      ),
    );
    expect([kind, mediaType]).toEqual(['article', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']);
    expect(blocks).toEqual([
      'title: The title',
      'heading 2: Second level',
      'heading 2: Also second',
      'heading 1: First by outline',
      'paragraph: Plain words\nnext line',
      'quote: Quoted',
      'list-item: One',
      'list-item: Two',
      'paragraph: No item',
    ]);
  });
  test('tables are rows; a table that only lays out a page gives its paragraphs; text boxes are read once', async () => {
    const cell = (...content: string[]) => `<w:tc>${content.join('')}</w:tc>`;
    const box = (text: string) => `<w:txbxContent>${p(r(text))}</w:txbxContent>`;
    const { blocks } = await open(
      await word(
        body(
          `<w:tbl><w:tr>${cell(p(r('Side')))}${cell(p(r('Claimed')))}</w:tr><w:tr>${cell(p(r('One')))}${cell(p(r('600')), p(r('or\tmore')))}</w:tr></w:tbl>` +
            `<w:tbl><w:tr>${cell(p(r('First paragraph.')), p(r('Second paragraph.')))}</w:tr></w:tbl>` +
            p(
              r('Before the box. '),
              `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box('In the box')}</mc:Choice><mc:Fallback>${box('In the box')}</mc:Fallback></mc:AlternateContent></w:r>`,
              r('After it.'),
            ),
        ),
      ),
    );
    expect(blocks).toEqual([
      'table-row: Side\tClaimed',
      'table-row: One\t600 or more',
      'paragraph: First paragraph.',
      'paragraph: Second paragraph.',
      'paragraph: Before the box. After it.',
      'paragraph: In the box',
    ]);
  });
  test('powers do not turn into digits, and codes of fields are no text', async () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    const { blocks } = await open(
      await word(
        body(
          p(
            r('10'),
            r('3', '<w:vertAlign w:val="superscript"/>'),
            r(' litres of H'),
            r('2', '<w:vertAlign w:val="subscript"/>'),
            r('O, see '),
            field,
            r('there'),
          ),
        ),
      ),
    );
    expect(blocks).toEqual(['paragraph: 10³ litres of H₂O, see there']);
  });
  test('strict documents read the same', async () => {
    expect((await open(await word(body(p(r('Words')), strict)))).blocks).toEqual(['paragraph: Words']);
  });
  test('footnotes and endnotes are numbered where they stand and follow the text; page headers are marked', async () => {
    const note = (kind: string, id: number, text: string, type = '') =>
      `<w:${kind} w:id="${id}"${type && ` w:type="${type}"`}>${p(r(text))}</w:${kind}>`;
    const { blocks } = await open(
      await word(
        body(p(r('One'), '<w:r><w:footnoteReference w:id="7"/></w:r>', r(', two'), '<w:r><w:endnoteReference w:id="2"/></w:r>', r('.'))),
        {
          'word/_rels/document.xml.rels': rels(
            ['footnotes', 'footnotes.xml'],
            ['endnotes', 'endnotes.xml'],
            ['header', 'header1.xml'],
            ['header', 'header2.xml'],
          ),
          'word/footnotes.xml': `<w:footnotes ${names(transitional)}>${note('footnote', 0, 'line', 'separator')}${note('footnote', 7, 'The first note.')}</w:footnotes>`,
          'word/endnotes.xml': `<w:endnotes ${names(transitional)}>${note('endnote', 2, 'The second note.')}</w:endnotes>`,
          'word/header1.xml': `<w:hdr ${names(transitional)}>${p(r('For official use'))}</w:hdr>`,
          'word/header2.xml': `<w:hdr ${names(transitional)}>${p(r('For official use'))}</w:hdr>`,
        },
      ),
    );
    expect(blocks).toEqual([
      'paragraph: One[1], two[2].',
      'paragraph: [1] The first note.',
      'paragraph: [2] The second note.',
      'caption: [Page header: For official use]',
    ]);
  });
});

describe('what stands beside the text', () => {
  const by = (author: string, time = '10:00:00Z') => `w:author="${author}" w:date="2023-01-09T${time}"`;
  test('tracked changes: the text as accepted, each change in a block of its own', async () => {
    const { blocks, findings } = await open(
      await word(
        body(
          p(
            r('The strike killed '),
            `<w:del ${by('A. Writer')}><w:r><w:delText>60</w:delText></w:r></w:del>`,
            `<w:del ${by('A. Writer')}><w:r><w:rPr><w:b/></w:rPr><w:delText>0</w:delText></w:r></w:del>`,
            `<w:ins ${by('B. Editor', '11:00:00Z')}>${r('no')}</w:ins>`,
            r(' soldiers.'),
            `<w:r><w:rPr><w:i/><w:rPrChange ${by('B. Editor')}><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t> Really.</w:t></w:r>`,
          ) + p(`<w:moveFrom ${by('B. Editor')}>${r('Moved words.')}</w:moveFrom>`, r('Left.')),
        ),
      ),
    );
    expect(blocks).toEqual([
      'paragraph: The strike killed no soldiers. Really.',
      'caption: [Deleted by A. Writer, 2023-01-09T10:00:00Z: “600”]',
      'caption: [Inserted by B. Editor, 2023-01-09T11:00:00Z: “no”]',
      'paragraph: Left.',
      'caption: [Moved away by B. Editor, 2023-01-09T10:00:00Z: “Moved words.”]',
    ]);
    expect(findings).toEqual([
      {
        code: 'tracked-changes',
        message: 'This document carries tracked changes: 1 insertion, 1 deletion, 1 move, 1 change of formatting, by A. Writer, B. Editor.',
        from: 'word/document.xml w:ins, w:del',
      },
    ]);
  });
  test('comments name their author, their words and what they answer', async () => {
    const comment = (id: number, author: string, paragraph: string, text: string) =>
      `<w:comment w:id="${id}" ${by(author)}><w:p w14:paraId="${paragraph}">${r(text)}</w:p></w:comment>`;
    const mark = (id: number) => `<w:r><w:commentReference w:id="${id}"/></w:r>`;
    const { blocks, findings } = await open(
      await word(
        body(
          p(
            r('They say '),
            '<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>',
            r('600 died'),
            '<w:commentRangeEnd w:id="0"/>',
            mark(0),
            '<w:commentRangeEnd w:id="1"/>',
            mark(1),
            r('.'),
          ),
        ),
        {
          'word/_rels/document.xml.rels': rels(['comments', 'comments.xml'], ['commentsExtended', 'commentsExtended.xml']),
          'word/comments.xml': `<w:comments ${names(transitional)}>${comment(0, 'C. Reader', 'AA', 'Who says so?')}${comment(1, 'A. Writer', 'BB', 'The ministry.')}${comment(9, 'C. Reader', 'CC', 'Left over.')}</w:comments>`,
          'word/commentsExtended.xml': `<w15:commentsEx ${names(transitional)}><w15:commentEx w15:paraId="AA" w15:done="0"/><w15:commentEx w15:paraId="BB" w15:paraIdParent="AA" w15:done="1"/></w15:commentsEx>`,
        },
      ),
    );
    expect(blocks).toEqual([
      'paragraph: They say 600 died.',
      'caption: [Comment by C. Reader, 2023-01-09T10:00:00Z, on “600 died”: Who says so?]',
      'caption: [Comment by A. Writer, 2023-01-09T10:00:00Z, on “600 died”, in answer to C. Reader, marked as done: The ministry.]',
      'caption: [Comment by C. Reader, 2023-01-09T10:00:00Z: Left over.]',
    ]);
    expect(findings.map((finding) => [finding.code, finding.message])).toEqual([
      ['comments', 'This document carries 3 comments by C. Reader, A. Writer.'],
    ]);
  });
  test('hidden text is read and marked, by itself or by its style', async () => {
    const { blocks, findings } = await open(
      await word(
        body(
          p(r('Seen '), r('unseen ', '<w:vanish/>'), r('shown', '<w:vanish w:val="0"/>')) + p(r('by style', '<w:rStyle w:val="Secret"/>')),
        ),
        withStyles,
      ),
    );
    expect(blocks).toEqual([
      'paragraph: Seen unseen shown',
      'caption: [Hidden text: “unseen”]',
      'paragraph: by style',
      'caption: [Hidden text: “by style”]',
    ]);
    expect(findings[0]).toMatchObject({ code: 'hidden-text', message: expect.stringMatching(/2 places.*“unseen”/) });
  });
  test('what it says of itself, by the part that says it', async () => {
    const { metadata } = await open(
      await word(body(p(r('Слава про героїв іде світами'))), {
        ...withStyles,
        'docProps/core.xml':
          '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Its title</dc:title><dc:creator>A. Writer; B. Editor</dc:creator><cp:lastModifiedBy>C. Reader</cp:lastModifiedBy><dcterms:created>2022-01-09T10:00:00Z</dcterms:created><dcterms:modified>2023-01-09T10:00:00Z</dcterms:modified></cp:coreProperties>',
        'docProps/app.xml':
          '<Properties><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion><Pages>3</Pages><Company>The Firm</Company></Properties>',
        'docProps/custom.xml':
          '<Properties xmlns:vt="x"><property fmtid="1" pid="2" name="Matter"><vt:lpwstr>42/7</vt:lpwstr></property></Properties>',
      }),
    );
    expect(metadata).toMatchObject({
      title: { value: 'Its title', from: 'docProps/core.xml dc:title' },
      authors: { value: ['A. Writer', 'B. Editor'], from: 'docProps/core.xml dc:creator' },
      modified: { value: '2023-01-09T10:00:00Z', from: 'docProps/core.xml dcterms:modified' },
      software: { value: ['Microsoft Office Word 16.0000'], from: 'docProps/app.xml Application, AppVersion' },
      pages: { value: 3, from: 'docProps/app.xml Pages' },
      language: { value: 'uk-UA' },
    });
    for (const field of [
      { group: 'DOCX core', name: 'dcterms:created', value: '2022-01-09T10:00:00Z' },
      { group: 'DOCX core', name: 'cp:lastModifiedBy', value: 'C. Reader' },
      { group: 'DOCX app', name: 'Company', value: 'The Firm' },
      { group: 'DOCX custom', name: 'Matter', value: '42/7' },
    ])
      expect(metadata.fields).toContainEqual(field);
  });
  test('pictures and files inside become sources; macros do not, and are said', async () => {
    const { parts, findings, metadata, mediaType } = await open(
      await word(
        body(p(r('Words'))),
        {
          'word/media/image1.png': new Uint8Array([1, 2, 3]),
          'word/embeddings/table.xlsx': new Uint8Array([4]),
          'word/vbaProject.bin': new Uint8Array([5]),
          'word/settings.xml': `<w:settings ${names(transitional)}/>`,
          'word/_rels/document.xml.rels': rels(['settings', 'settings.xml'], ['hyperlink', 'https://example.org/a', 'External']),
          'word/_rels/settings.xml.rels': rels(['attachedTemplate', 'https://evil.example.org/t.dotm', 'External']),
        },
        'application/vnd.ms-word.document.macroEnabled.main+xml',
      ),
      'a.docm',
    );
    expect(mediaType).toBe('application/vnd.ms-word.document.macroEnabled');
    expect(parts.map(({ part, bytes }) => [part.path, part.name, part.mediaType, [...bytes]])).toEqual([
      ['word/media/image1.png', 'image1.png', 'image/png', [1, 2, 3]],
      ['word/embeddings/table.xlsx', 'table.xlsx', undefined, [4]],
    ]);
    expect(findings.map((finding) => finding.message).join('\n')).toMatch(
      /load a template from elsewhere.*evil\.example\.org[\s\S]*carries macros/,
    );
    expect(metadata.fields).toContainEqual({ group: 'DOCX links', name: 'hyperlink', value: 'https://example.org/a' });
  });
});

describe('broken and hostile Word files', () => {
  test('entities are refused before any of them is known', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document ${names(transitional)}><w:body>${p(r('&b;'))}</w:body></w:document>`;
    expect(await refusal(await word(bomb))).toMatchObject({ code: 'BROKEN_FILE', message: expect.stringMatching(/document type/) });
  });
  test('a part that unpacks to a thousand times its size is refused', async () => {
    const bomb = body(p(r('a'.repeat(32 << 20))));
    expect(await refusal(await word(bomb))).toMatchObject({ code: 'TOO_LARGE' });
    const { parts, refused } = await open(await word(body(p(r('Words'))), { 'word/media/image1.png': new Uint8Array(8 << 20) }));
    expect([parts.length, refused?.[0]?.path, refused?.[0]?.failure.code]).toEqual([0, 'word/media/image1.png', 'TOO_LARGE']);
  });
  test.each([
    ['half of it', 0.5, /cut short/],
    ['all but its last bytes', 0.98, /cut short/],
  ])('%s', async (_, share, message) => {
    const whole = await word(body(p(r('Words'))), withStyles);
    expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toMatchObject({
      code: 'BROKEN_FILE',
      message: expect.stringMatching(message),
    });
  });
  test('a main part that breaks off gives what stands before', async () => {
    const { blocks, findings } = await open(await word(body(p(r('First.')) + p(r('Second.'))).replace('Second.', 'Sec<ond')));
    expect(blocks).toEqual(['paragraph: First.', 'paragraph: Sec']);
    expect(findings[0]?.code).toBe('recovered');
  });
  test('no main part', async () => {
    const bytes = await zip({
      '[Content_Types].xml': types(mainType),
      '_rels/.rels': rels(['officeDocument', 'word/missing.xml']),
      'word/styles.xml': stylesXml,
    });
    expect(await refusal(bytes)).toMatchObject({ code: 'BROKEN_FILE', message: expect.stringMatching(/main part is missing/) });
  });
  test('fifty thousand tables in each other are not followed', async () => {
    const deep = body(p(r('Before.')) + '<w:tbl><w:tr><w:tc>'.repeat(50_000));
    const { blocks, findings } = await open(await word(`${deep}${Math.PI}`));
    expect(blocks).toEqual(['paragraph: Before.']);
    expect(findings[0]?.message).toMatch(/nested more than 2000 deep/);
  });
  test('two parts of one name are said', async () => {
    const archive = await word(body(p(r('First.'))), { 'word/documenu.xml': body(p(r('Second.'))) });
    const { blocks, findings } = await open(
      Buffer.from(Buffer.from(archive).toString('latin1').replaceAll('word/documenu.xml', 'word/document.xml'), 'latin1'),
    );
    expect(blocks).toEqual(['paragraph: First.']);
    expect(findings[0]?.message).toMatch(/same name/);
  });
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(9000)]);
  test('a file locked with a password is kept, and said to be locked', async () => {
    const locked = Buffer.from(ole);
    locked.write('EncryptedPackage', 8000, 'utf16le');
    const { reading, rendition, findings } = await open(locked);
    expect([reading, rendition]).toEqual(['kept', null]);
    expect(findings[0]?.message).toMatch(/protected with a password/);
  });
  test('an old document under a new name is told as what it is', async () => {
    expect(await refusal(ole)).toMatchObject({ code: 'UNSUPPORTED_FORMAT', message: expect.stringMatching(/older Office/) });
    expect(await refusal(ole, 'a.doc')).toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
  });
});

const data = path.join(process.env['ASSAY_DATA'] ?? '../shared/data', 'docx');
describe.skipIf(!existsSync(data))('real Word files (skipped where ../shared/data/docx is absent)', () => {
  test.each(globSync(path.join(data, '*/*.docx')).toSorted())('%s is read', async (file) => {
    const { reading, rendition } = await open(readFileSync(file), path.basename(file));
    expect([reading ?? 'read', rendition === null]).toEqual(['read', false]);
  });
});
