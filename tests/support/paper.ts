/** Documents set for tests with the report's own fonts embedded: several columns, several scripts, as a printer would make them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const fonts = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const root = process.platform === 'win32' ? 'C:\\assay-paper' : '/assay-paper';

interface Look {
  readonly columns?: number;
  /** BCP 47. */
  readonly language?: string;
  /** Typst's name of the paper. */
  readonly paper?: string;
  readonly size?: number;
}
const families = ['Source Serif 4', 'Noto Naskh Arabic', 'Noto Serif SC'];
/** Words go in as data, never as markup. */
const quoted = (words: string): string => JSON.stringify(words).replaceAll(/\\u([0-9a-f]{4})/gi, '\\u{$1}');

/** A PDF of a title and paragraphs. */
export function paper(
  title: string,
  paragraphs: readonly string[],
  { columns = 1, language = 'en', paper: sheet = 'a5', size = 10 }: Look = {},
): Uint8Array {
  const compiler = NodeCompiler.create({
    workspace: root,
    fontArgs: [
      {
        fontBlobs: readdirSync(fonts)
          .filter((name) => name.endsWith('.ttf'))
          .map((name) => readFileSync(join(fonts, name))),
      },
    ],
  });
  const source = `#set page(paper: "${sheet}", columns: ${columns}, margin: 40pt)
#set text(font: (${families.map(quoted).join(', ')}), size: ${size}pt, lang: "${language}", hyphenate: false, fallback: false)
#set par(justify: ${columns > 1})
#heading(text(${quoted(title)}))
${paragraphs.map((words) => `#par(text(${quoted(words)}))`).join('\n')}
`;
  const { result } = compiler.compile({ mainFileContent: source });
  if (result === null) throw new Error('the paper was not set');
  return new Uint8Array(compiler.pdf(result));
}
