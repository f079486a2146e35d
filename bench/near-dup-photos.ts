/**
 * How well near-duplicate photos are found, the way the program does it: fingerprints, an index that names candidates, fingerprints
 * compared, pixels laid over each other. One JSON line per transform (recall of original ↔ edit, and of edit ↔ other edit), false
 * pairs among different pictures and among photos of one scene, then speed. `--each` also names every miss and every false pair.
 * Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Alignment, aligned, type Seen } from '../main/likeness/photo/align.ts';
import { compare, type Fingerprint } from '../main/likeness/photo/compare.ts';
import { type Features, packFeatures } from '../main/likeness/photo/features.ts';
import { fingerprintOf, seen } from '../main/likeness/photo/fingerprint.ts';
import { PhotoIndex } from '../main/likeness/photo/index.ts';
import { seeded } from '../main/likeness/photo/random.ts';
import { AssayError } from '../shared/errors.ts';
import { figure, peakMb, percentile } from './support/bench.ts';

const data = path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
const folder = path.join(data, 'near-dup-photos');
const each = process.argv.includes('--each');
const name = 'near-dup-photos';

if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}

interface Photo {
  readonly file: string;
  /** Photos of one group are edits of one picture. */
  readonly group: string;
  readonly transform: string;
  readonly seen: Seen;
  readonly fingerprint: Fingerprint;
}

const types: Record<string, string> = { '.heic': 'image/heic', '.webp': 'image/webp', '.png': 'image/png' };
const spent = { fingerprint: [] as number[], query: [] as number[], compare: [] as number[], align: [] as number[] };

async function load(file: string, group: string, transform: string): Promise<Photo | null> {
  try {
    const started = performance.now();
    const picture = await seen(readFileSync(file), types[path.extname(file).toLowerCase()] ?? 'image/jpeg');
    const fingerprint = fingerprintOf(picture.grey);
    spent.fingerprint.push(performance.now() - started);
    return { file: path.relative(data, file), group, transform, seen: picture, fingerprint };
  } catch (error) {
    // Some of the hostile pictures cannot be opened; that is their point.
    if (error instanceof AssayError) return null;
    throw error;
  }
}

const photos: Photo[] = [];
const take = (photo: Photo | null): void => void (photo && photos.push(photo));
for (const line of readFileSync(path.join(folder, 'truth.csv'), 'utf8').trim().split('\n').slice(1)) {
  const [file = '', group = '', transform = ''] = line.split(',');
  take(await load(path.join(folder, 'img', file), group, transform));
}
for (const file of globSync(path.join(folder, 'same-scene/*.jpg'))) take(await load(file, `scene ${path.basename(file)}`, 'same scene'));
// Nothing is known of these but by eye: pairs found among them are printed with --each.
for (const file of globSync([`${data}/demo-case/photos/*`, `${data}/photos-exif/img/**/*.*`, `${data}/hostile/pngsuite/*.png`]))
  take(await load(file, `other ${path.relative(data, file)}`, 'other'));

const index = new PhotoIndex<Photo>();
for (const photo of photos) index.add(photo, photo.fingerprint);

const results = new Map<string, Alignment>();
const key = (a: Photo, b: Photo): string => [a.file, b.file].toSorted().join(' ');
const copies = new Set(['whole', 'part', 'frame', 'overlap']);
for (const photo of photos) {
  const started = performance.now();
  const candidates = index.candidates(photo.fingerprint, 24, photo);
  spent.query.push(performance.now() - started);
  for (const { id: other } of candidates) {
    if (results.has(key(photo, other))) continue;
    const before = performance.now();
    const guess = compare(other.fingerprint, photo.fingerprint);
    const between = performance.now();
    spent.compare.push(between - before);
    const result = aligned(other.seen, photo.seen, guess);
    if (guess.maps.length > 0) spent.align.push(performance.now() - between);
    results.set(key(photo, other), result);
  }
}

const isCopy = (a: Photo, b: Photo): boolean => copies.has(results.get(key(a, b))?.relation ?? 'none');
const known = photos.filter((photo) => photo.transform !== 'other');
const originals = known.filter((photo) => photo.transform === 'orig');
const transforms = [...new Set(known.map((photo) => photo.transform))].filter((each_) => each_ !== 'orig' && each_ !== 'same scene');
for (const transform of transforms.toSorted()) {
  const edits = known.filter((photo) => photo.transform === transform);
  let [found, of, among, amongOf] = [0, 0, 0, 0];
  const told: Record<string, number> = {};
  for (const edit of edits) {
    for (const original of originals.filter((photo) => photo.group === edit.group)) {
      of++;
      found += +isCopy(original, edit);
      const relation = results.get(key(original, edit))?.relation ?? 'not a candidate';
      told[relation] = (told[relation] ?? 0) + 1;
      if (each && !isCopy(original, edit))
        console.log('missed', edit.group, transform, JSON.stringify(results.get(key(original, edit)) ?? null));
    }
    for (const other of known.filter((photo) => photo.group === edit.group && photo !== edit && photo.transform !== 'orig')) {
      amongOf++;
      among += +isCopy(edit, other);
    }
  }
  figure(name, `recall ${transform}`, found / of, 'share', { found, of, told, 'with other edits': `${among}/${amongOf}` });
}

let [falsePairs, falseOf, sceneFalse, sceneTold, sceneOf, otherPairs] = [0, 0, 0, 0, 0, 0];
for (const [i, a] of photos.entries())
  for (const b of photos.slice(i + 1)) {
    if (a.group === b.group) continue;
    if (a.transform === 'other' || b.transform === 'other') {
      otherPairs += +isCopy(a, b);
      if (each && isCopy(a, b)) console.log('found', a.file, b.file, results.get(key(a, b))?.relation, results.get(key(a, b))?.score);
      continue;
    }
    if (a.transform === 'same scene' && b.transform === 'same scene') {
      sceneOf++;
      sceneFalse += +isCopy(a, b);
      sceneTold += +(results.get(key(a, b))?.relation === 'same-scene');
    } else {
      falseOf++;
      falsePairs += +isCopy(a, b);
    }
    if (each && isCopy(a, b)) console.log('FALSE', a.file, b.file, JSON.stringify(results.get(key(a, b))));
  }
figure(name, 'false pairs, different scenes', falsePairs, 'pairs', { of: falseOf });
figure(name, 'false pairs, same scene', sceneFalse, 'pairs', { of: sceneOf, 'called same-scene': sceneTold });
figure(name, 'pairs in the unlabelled photos', otherPairs, 'pairs', { photos: photos.length - known.length });

for (const [what, times] of Object.entries(spent)) {
  const sum = times.reduce((all, ms) => all + ms, 0);
  figure(name, `${what}, median`, percentile(times, 0.5), 'ms', {
    p95: Math.round(percentile(times, 0.95)),
    'a second': Math.round((times.length * 1000) / sum),
  });
}
figure(name, 'stored a photo, most', Math.max(...photos.map(({ fingerprint }) => packFeatures(fingerprint.features).length)) + 32, 'bytes');

/** An invented photo: descriptors of a real one, each with every bit turned over by chance. The right load for the tables, no picture. */
function invented(features: Features, seed: number): Fingerprint {
  const random = seeded(seed);
  const noise = features.descriptors.map((word) => {
    let mask = 0;
    for (let bit = 0; bit < 32; bit++) if (random() < 0.35) mask |= 1 << bit;
    return (word ^ mask) >>> 0;
  });
  return { hash: Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256)), features: { ...features, descriptors: noise } };
}
for (const size of [1000, 5000]) {
  for (let i = index.size; i < size; i++) {
    const like = photos[i % photos.length];
    if (like) index.add({ ...like, group: `invented ${i}` }, invented(like.fingerprint.features, i));
  }
  const times: number[] = [];
  let found = 0;
  for (const photo of known.slice(0, 40)) {
    const started = performance.now();
    const candidates = index.candidates(photo.fingerprint, 24, photo);
    times.push(performance.now() - started);
    found += +candidates.some(({ id }) => id.group === photo.group);
  }
  figure(name, `query among ${size} (mostly invented from real ones), median`, percentile(times, 0.5), 'ms', {
    p95: Math.round(percentile(times, 0.95)),
    'own group found': `${found}/${times.length}`,
  });
}
figure(name, 'peak memory', peakMb(), 'MB');
