/** Tesseract as WASM, offline: its language data lies in a folder, its core in the package; nothing is fetched or written. */
import { z } from 'zod';
import { AssayError } from '../../../shared/errors.ts';
import type { ReadLine, ReadPage } from './rendition.ts';

const Box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
const Word = z.object({ text: z.string(), confidence: z.number(), bbox: Box });
const Lines = z.array(z.object({ words: z.array(Word) }));
const Blocks = z.array(z.object({ paragraphs: z.array(z.object({ lines: Lines })) }));

export interface ReadingEngine {
  readonly version: string;
  /** Reads a PNG or JPEG. `scale` takes its pixels to the page's units; `width` and `height` are the page's. */
  read(picture: Uint8Array, page: { readonly width: number; readonly height: number; readonly scale: number }): Promise<ReadPage>;
  close(): Promise<void>;
}

/** Words below this confidence are what the machine sees in textures; nobody could quote them. */
const least = 20;

/**
 * `folder` holds `CODE.traineddata` (plain or gzipped) for each of the codes, which are Tesseract's. A folder and not bytes: the
 * library's door for bytes mistakes them for the language's name. Throws BROKEN_FILE where the data cannot be used.
 */
export async function startEngine(folder: string, codes: readonly string[]): Promise<ReadingEngine> {
  const { createWorker, OEM, PSM } = await import('tesseract.js');
  const failures: string[] = [];
  const loading = createWorker([...codes], OEM.LSTM_ONLY, {
    langPath: folder,
    cacheMethod: 'none',
    gzip: false,
    logger: () => undefined,
    errorHandler: (error: unknown) => failures.push(String(error)),
  });
  const worker = await loading.catch((error: unknown) => {
    throw new AssayError('BROKEN_FILE', `The data for reading ${codes.join(', ')} cannot be used.`, {
      reason: (failures[0] ?? String(error)).slice(0, 300),
    });
  });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
  return {
    version: '7',
    async read(picture, { width, height, scale }) {
      const { data } = await worker.recognize(Buffer.from(picture), {}, { blocks: true, text: false });
      const blocks = Blocks.parse(data.blocks ?? []);
      const lineOf = (words: z.infer<typeof Word>[]): ReadLine =>
        words
          .filter(({ confidence }) => confidence >= least)
          .map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
            text,
            confidence,
            x: x0 * scale,
            y: y0 * scale,
            width: (x1 - x0) * scale,
            height: (y1 - y0) * scale,
          }));
      return {
        width,
        height,
        paragraphs: blocks.flatMap(({ paragraphs }) => paragraphs.map(({ lines }) => lines.map(({ words }) => lineOf(words)))),
      };
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
