/**
 * Worker: sets one report as PDF/A-3a (ISO 19005-3) with Typst, everything in memory, and ends. One worker per export:
 * the compiler's caches grow with every document of a process.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { AssayError } from '../../shared/errors.ts';
import { familyCovers } from '../report/coverage.ts';
import { familyLists, houseFont } from '../report/fonts.ts';
import { clusterCovers, prepare } from '../report/shown.ts';
import { type TypesetAnswer, TypesetJob } from './typeset-job.ts';

/** A folder that need not exist: the compiler reads what is mapped under it. */
const root = process.platform === 'win32' ? 'C:\\assay-report' : '/assay-report';
const inRoot = (name: string): string => (process.platform === 'win32' ? `${root}\\${name.replaceAll('/', '\\')}` : `${root}/${name}`);

const filesOf = (folder: string, ending: string): { name: string; bytes: Buffer }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The characters that a PDF/A error names: `the text "\u{e000}" could not be displayed`, `disallowed codepoint`. */
function undrawn(message: string): number[] {
  const found = /(?:the text|disallowed codepoint) `"(.+?)"`/u.exec(message)?.[1];
  if (found === undefined) return [];
  const escaped = found.replaceAll('\\"', '"');
  const text = escaped.replace(/\\u\{([0-9a-f]+)\}/giu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  return [...text].map((character) => character.codePointAt(0) ?? 0);
}

function typeset({ document, pictures, resources }: TypesetJob): { pdf: Uint8Array<ArrayBuffer>; pages: number } {
  const fonts = filesOf(join(resources, 'fonts'), '.ttf').map(({ bytes }) => houseFont(bytes));
  const faces = fonts.map(({ face }) => face);
  const covers = clusterCovers(familyLists.map((list) => list.map((family) => familyCovers(faces, family))));
  const compiler = NodeCompiler.create({
    workspace: root,
    fontArgs: [{ fontBlobs: fonts.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) }],
  });
  for (const { name, bytes } of filesOf(join(resources, 'report'), '.typ')) compiler.mapShadow(inRoot(name), bytes);
  for (const [name, bytes] of Object.entries(pictures))
    compiler.mapShadow(inRoot(name), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  compiler.mapShadow(inRoot('data.json'), Buffer.from(JSON.stringify(document, null, 1)));

  // Shaping knows more than a font's character map. What it still cannot draw is named one at a time and boxed then.
  const refused = new Set<number>();
  for (let round = 0; ; round += 1) {
    const { value, boxed, omitted } = prepare(document, (codes) => !codes.some((code) => refused.has(code)) && covers(codes));
    compiler.mapShadow(inRoot('set.json'), Buffer.from(JSON.stringify({ document: value, boxed, omitted })));
    const compiled = compiler.compile({ mainFilePath: inRoot('report.typ'), resetRead: true });
    const { result } = compiled;
    if (result === null || compiled.hasError()) {
      throw new AssayError('REPORT_FAILED', undefined, { diagnostics: compiled.takeDiagnostics()?.shortDiagnostics ?? [] });
    }
    try {
      const pdf = compiler.pdf(result, { pdfStandard: 'a-3a', creationTimestamp: Math.floor(Date.parse(document.meta.at) / 1000) });
      return { pdf: new Uint8Array(pdf), pages: result.numOfPages };
    } catch (error) {
      const fresh = undrawn(messageOf(error)).filter((code) => !refused.has(code));
      if (fresh.length === 0 || round >= 24)
        throw new AssayError('REPORT_FAILED', undefined, { diagnostics: [messageOf(error)] }, { cause: error });
      for (const code of fresh) refused.add(code);
    } finally {
      compiler.evictCache(0);
    }
  }
}

function answer(message: unknown): TypesetAnswer {
  try {
    return typeset(TypesetJob.parse(message));
  } catch (error) {
    const failure = error instanceof AssayError ? error : new AssayError('REPORT_FAILED', undefined, { diagnostics: [messageOf(error)] });
    return { failure: failure.toFailure() };
  }
}

parentPort?.once('message', (message: unknown) => {
  const reply = answer(message);
  parentPort?.postMessage(reply, 'pdf' in reply && reply.pdf.buffer instanceof ArrayBuffer ? [reply.pdf.buffer] : []);
});
