import { z } from 'zod';
import { AssayError } from '../../../shared/errors.ts';
import { Layout, Rendition } from '../../../shared/model.ts';
import type { ReadPage } from '../../formats/ocr/rendition.ts';
import { task } from '../task.ts';

/** Pages are read at about 300 dots an inch, and no picture with more pixels than this: letters gain nothing, memory suffers. */
const mostPixels = 16_000_000;

/** Reads the text in a photo, or on pages of a PDF, by machine. Throws EMPTY_FILE where nothing reads as text. */
export const ocr = task({
  args: z.object({
    file: z.string(),
    mediaType: z.string(),
    /** Holds `CODE.traineddata` for each of the languages. */
    data: z.string(),
    languages: z.array(z.string()).min(1),
    /** Pages of a PDF, counted from 1, in order; null for a photo. */
    pages: z.array(z.int().positive()).nullable(),
    password: z.string().exactOptional(),
  }),
  result: z.object({ rendition: Rendition, layout: Layout, confidence: z.number() }),
  limits: { timeoutMs: 60_000, memoryMb: 1_500, perMegabyte: { timeoutMs: 500, memoryMb: 12 } },
  async run({ file, mediaType, data, languages, pages, password }, tools) {
    const { startEngine } = await import('../../formats/ocr/engine.ts');
    const { machineReading } = await import('../../formats/ocr/rendition.ts');
    const input = await tools.open(file);
    const total = pages?.length ?? 1;
    tools.progress(0, total);
    const engine = await startEngine(data, languages);
    try {
      const read: ReadPage[] = [];
      if (pages === null) {
        const { pictureToRead } = await import('../../formats/ocr/picture.ts');
        const { picture, width, height, scale } = await pictureToRead(input, mediaType, mostPixels);
        read.push(await engine.read(picture, { width, height, scale }));
        tools.progress(1, total);
      } else {
        const { pagePictures } = await import('../../formats/ocr/pages.ts');
        for await (const { picture, width, height, scale } of pagePictures(input, pages, mostPixels, password)) {
          read.push(await engine.read(picture, { width, height, scale }));
          tools.progress(read.length, total);
        }
      }
      const reading = machineReading('assay-ocr/tesseract', engine.version, pages === null ? 'px' : 'pt', read);
      if (reading === null) throw new AssayError('EMPTY_FILE', 'The machine found no text in this picture.');
      return reading;
    } finally {
      await engine.close();
    }
  },
});
