/**
 * How far the text of Word files agrees with pandoc's reading of the same files (word F1), and what became of each file; then the
 * same article as Word file and as page. Prints one JSON line per file and `{"bench":"docx","figure":"word F1","value","n"}`. Marks
 * (comments, changes, page headers: `[…]`) are counted apart, since pandoc leaves them out. Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import mammoth from 'mammoth';
import { decodeBytes } from '../main/formats/index.ts';
import { memorySink } from '../main/formats/memory.ts';
import { AssayError } from '../shared/errors.ts';
import { matrixArticles, wordF1 } from './support/words.ts';

const data = path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
const folder = path.join(data, 'docx');
const round = (value: number) => Math.round(value * 1000) / 1000;

async function read(file: string) {
  const sink = memorySink();
  const decoded = await decodeBytes(readFileSync(file), { fileName: path.basename(file) }, sink);
  const points = [...(decoded.rendition?.text ?? '')];
  const blocks = (decoded.rendition?.blocks ?? []).map((block) => ({
    type: block.type,
    text: points.slice(block.start, block.end).join(''),
  }));
  const marks = blocks.filter((block) => block.type === 'caption' && block.text.startsWith('['));
  return {
    decoded,
    text: blocks
      .filter((block) => !marks.includes(block))
      .map((block) => block.text)
      .join('\n'),
    marks,
    parts: sink.parts,
  };
}

if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}
const scores: number[] = [];
const others: number[] = [];
for (const file of globSync(path.join(folder, '*/*.docx')).toSorted()) {
  const name = path.relative(folder, file);
  try {
    const { decoded, text, marks, parts } = await read(file);
    const peer = path.join(folder, 'pandoc-text', `${name.replace('/', '-').replace(/docx$/, 'txt')}`);
    const truth = existsSync(peer) ? readFileSync(peer, 'utf8') : null;
    const f1 = truth === null ? null : wordF1(text, truth);
    // Where pandoc read nothing there is nothing to agree with.
    const counted = f1 !== null && /[\p{L}\p{N}]/u.test(truth ?? '');
    if (counted) scores.push(f1);
    // The same by mammoth: why the codec is our own.
    if (counted) others.push(wordF1((await mammoth.extractRawText({ path: file })).value, truth ?? ''));
    const outcome = { outcome: decoded.reading ?? 'read', marks: marks.length, parts: parts.length, refused: decoded.refused?.length ?? 0 };
    const findings = decoded.metadata.findings?.map((finding) => finding.code);
    console.log(
      JSON.stringify({
        bench: 'docx',
        file: name,
        ...outcome,
        ...(counted ? { 'word F1': round(f1) } : { peer: 'read no words', words: text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0 }),
        ...(findings && { findings }),
      }),
    );
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    console.log(JSON.stringify({ bench: 'docx', file: name, outcome: error.code, why: error.message }));
  }
}
console.log(
  JSON.stringify({
    bench: 'docx',
    figure: 'word F1',
    value: round(scores.reduce((sum, one) => sum + one, 0) / scores.length),
    n: scores.length,
  }),
);
console.log(
  JSON.stringify({
    bench: 'docx',
    by: 'mammoth',
    figure: 'word F1',
    value: round(others.reduce((sum, one) => sum + one, 0) / others.length),
    n: others.length,
  }),
);
for (const { folder: article, name, text } of matrixArticles(data)) {
  const file = path.join(article, 'article.docx');
  if (!existsSync(file)) continue;
  const [word, page] = [await read(file), await read(path.join(article, 'page.html'))];
  const [a, b] = [wordF1(word.text, text), wordF1(page.text, text)];
  console.log(
    JSON.stringify({
      bench: 'docx',
      article: name,
      'word F1 of the document': round(a),
      'of the page': round(b),
      apart: round(Math.abs(a - b)),
    }),
  );
}
