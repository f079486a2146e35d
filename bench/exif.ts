/**
 * How far the metadata read from real photos agrees with ExifTool's reading of the same files. Prints one JSON line per
 * field: `{"bench":"exif","field","agree","of"}`; with --each also every disagreement. Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { decodeBytes } from '../main/formats/index.ts';
import '../main/workers/wasm.ts';
import { AssayError } from '../shared/errors.ts';

const folder = path.join(path.resolve(process.env.ASSAY_DATA ?? '../shared/data'), 'photos-exif');
const each = process.argv.includes('--each');
const Reading = z.looseObject({ SourceFile: z.string() });

if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}

const scores = new Map<string, { agree: number; of: number }>();
function compare(file: string, field: string, found: unknown, truth: unknown, same = found === truth): void {
  const score = scores.get(field) ?? { agree: 0, of: 0 };
  scores.set(field, { agree: score.agree + Number(same), of: score.of + 1 });
  if (!same && each) console.log(`${file} ${field}: ${JSON.stringify(found)} ≠ ${JSON.stringify(truth)}`);
}
const near = (a: number | undefined, b: number) => a !== undefined && Math.abs(a - b) < 1e-5;
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' ? String(value).trim() : undefined;

const started = performance.now();
let decodedFiles = 0;
let largest = 0;
for (const truth of z.array(Reading).parse(JSON.parse(readFileSync(path.join(folder, 'exiftool-12.57.json'), 'utf8')))) {
  const file = truth.SourceFile;
  try {
    const { metadata, photo } = await decodeBytes(readFileSync(path.join(folder, file)), { fileName: path.basename(file) });
    decodedFiles++;
    compare(file, 'read at all', undefined, undefined);
    const thumbnail = metadata.thumbnail?.value;
    if (thumbnail) {
      compare(file, 'embedded thumbnail alike', thumbnail.state, 'alike');
      largest = Math.max(largest, thumbnail.difference);
      if (each) console.log(`${file} thumbnail: ${thumbnail.difference}`);
    }
    const orientation = Number(truth['IFD0:Orientation'] ?? 1);
    const expected = orientation >= 1 && orientation <= 8 ? orientation : 1;
    compare(file, 'orientation', photo?.orientation, expected);
    const [w, h] = [
      text(truth['File:ImageWidth'] ?? truth['PNG:ImageWidth'] ?? truth['RIFF:ImageWidth']),
      text(truth['File:ImageHeight'] ?? truth['PNG:ImageHeight'] ?? truth['RIFF:ImageHeight']),
    ];
    if (w !== undefined && h !== undefined)
      compare(file, 'upright size', `${photo?.width}×${photo?.height}`, expected >= 5 ? `${h}×${w}` : `${w}×${h}`);
    const [make, model] = [text(truth['IFD0:Make']), text(truth['IFD0:Model'])];
    if (make || metadata.camera?.value.make) compare(file, 'make', metadata.camera?.value.make, make);
    if (model || metadata.camera?.value.model) compare(file, 'model', metadata.camera?.value.model, model);
    const original = text(truth['ExifIFD:DateTimeOriginal']);
    const written = original && !/^0000|^[: ]*$/.test(original) ? original.replace(/^(\d{4}):(\d\d):(\d\d) /, '$1-$2-$3T') : undefined;
    if (written) {
      compare(file, 'DateTimeOriginal', metadata.captured?.value.local.slice(0, 19), written);
      compare(file, 'OffsetTimeOriginal', metadata.captured?.value.offset ?? undefined, text(truth['ExifIFD:OffsetTimeOriginal']));
    }
    const [lat, lon] = [truth['Composite:GPSLatitude'], truth['Composite:GPSLongitude']];
    if (typeof lat === 'number' && typeof lon === 'number')
      compare(
        file,
        'GPS',
        metadata.position?.value,
        { lat, lon },
        near(metadata.position?.value.lat, lat) && near(metadata.position?.value.lon, lon),
      );
    else compare(file, 'no GPS invented', metadata.position, undefined);
    const title = text(truth['XMP-dc:Title']);
    if (title) compare(file, 'title', metadata.title?.value, title);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    compare(file, 'read at all', error.code, undefined);
    console.log(`${file}: ${error.code} ${error.message}`);
  }
}
console.log(JSON.stringify({ bench: 'exif', field: 'largest thumbnail difference', value: largest }));
for (const [field, { agree, of }] of scores) console.log(JSON.stringify({ bench: 'exif', field, agree, of }));
console.log(
  JSON.stringify({
    bench: 'exif',
    field: 'ms a photo',
    value: Math.round((performance.now() - started) / Math.max(1, decodedFiles)),
    of: decodedFiles,
  }),
);
