/**
 * Draws the two pictures of the sample case into resources/sample/originals. The drawings stand in for photographs, say so
 * in a corner and in their metadata, and carry the time and place a camera would have written (EXIF 2.32).
 * Same script and same sharp give the same bytes; the results are committed, nobody needs to run this.
 *
 *   node scripts/draw-sample.ts [FOLDER]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { hostel28, hostel47 } from './draw-sample/scenes.ts';

interface Shot {
  readonly file: string;
  readonly svg: () => string;
  /** EXIF local time, `YYYY:MM:DD HH:MM:SS`, two hours ahead of UTC (Eastern European Time). */
  readonly taken: string;
  readonly lat: number;
  readonly lon: number;
  readonly says: string;
}

const shots: readonly Shot[] = [
  {
    file: 'hostel-28.jpg',
    svg: hostel28,
    taken: '2023:01:08 16:08:21',
    lat: 48.7409,
    lon: 37.5682,
    says: 'a dormitory with the number 28, whole, its lights on',
  },
  {
    file: 'hostel-47.jpg',
    svg: hostel47,
    taken: '2023:01:08 14:36:05',
    lat: 48.7361,
    lon: 37.5724,
    says: 'a dormitory with the number 47, some windows broken, a crater in the yard',
  },
];

/** Degrees as EXIF writes them: degrees, minutes and hundredths of seconds as rationals. */
function rationals(degrees: number): string {
  const hundredths = Math.round(degrees * 360_000);
  return `${Math.floor(hundredths / 360_000)}/1 ${Math.floor(hundredths / 6000) % 60}/1 ${hundredths % 6000}/100`;
}

async function shoot(shot: Shot): Promise<Buffer> {
  return sharp(Buffer.from(shot.svg()), { density: 72 })
    .flatten({ background: '#ffffff' })
    .withExif({
      IFD0: {
        ImageDescription: `Drawing made for Assay's sample case, not a photograph: ${shot.says}.`,
        Make: 'Assay drawing',
        Model: 'Assay drawing',
        Software: 'scripts/draw-sample.ts',
        Artist: 'Assay',
        Copyright: 'Drawn for Assay, Apache-2.0',
        DateTime: shot.taken,
      },
      IFD2: {
        DateTimeOriginal: shot.taken,
        DateTimeDigitized: shot.taken,
        OffsetTime: '+02:00',
        OffsetTimeOriginal: '+02:00',
        OffsetTimeDigitized: '+02:00',
      },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: rationals(shot.lat),
        GPSLongitudeRef: 'E',
        GPSLongitude: rationals(shot.lon),
        GPSMapDatum: 'WGS-84',
      },
    })
    .jpeg({ quality: 84, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'resources', 'sample', 'originals');
await mkdir(folder, { recursive: true });
for (const shot of shots) {
  const bytes = await shoot(shot);
  await writeFile(join(folder, shot.file), bytes);
  process.stdout.write(`${shot.file}  ${bytes.length} bytes\n`);
}
