/** A document as a scanner makes it: pages that are pictures of words. */
import sharp from 'sharp';
import { firstExtra, makePdf, stream } from '../main/formats/pdf-make.ts';

/** Each page shows its lines, black on white; one without lines is empty paper. */
export async function scannedPdf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const pictures = await Promise.all(
    pages.map((lines) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="260"><rect width="900" height="260" fill="white"/>${lines
            .map(
              (line, n) =>
                `<text x="20" y="${70 + 70 * n}" font-size="40" font-family="DejaVu Sans, Noto Sans, Arial, sans-serif">${line}</text>`,
            )
            .join('')}</svg>`,
        ),
      )
        .jpeg({ quality: 92 })
        .toBuffer(),
    ),
  );
  return makePdf({
    extra: pictures.map((picture) =>
      stream(
        picture.toString('latin1'),
        '/Type /XObject /Subtype /Image /Width 900 /Height 260 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
      ),
    ),
    pages: pages.map((_, n) => ({
      content: 'q 540 0 0 156 30 500 cm /Scan Do Q',
      fonts: `>> /XObject << /Scan ${firstExtra + n} 0 R`,
    })),
  });
}
