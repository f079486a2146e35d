/** The table of sources: every hash in full, what each file says of itself, and what a person corrected. */
import type { Source } from '../../shared/model.ts';
import type { SourceEntry, UncitedSource } from './document.ts';
import { addressOf, datedOf, importedOf, titleOf, uprightSize, whoOf } from './told.ts';
import { captureWords, edtfWords, oneLine, sizeWords } from './words.ts';

function kindOf(source: Source): string {
  const size = uprightSize(source);
  return `${source.kind === 'photo' ? 'photograph' : 'article'}, ${source.mediaType}${size === null ? '' : `, ${size.width} × ${size.height} pixels`}`;
}

const signed = (degrees: number, positive: string, negative: string): string =>
  `${Math.abs(degrees).toFixed(5)}° ${degrees < 0 ? negative : positive}`;

function facts(source: Source): string[] {
  const { metadata, corrections, provenance } = source;
  const told: string[] = [];
  const say = (name: string, value: string | undefined): void => {
    if (value !== undefined && value.trim() !== '') told.push(`${name}: ${oneLine(value)}`);
  };
  if (metadata.captured !== undefined && (corrections.published ?? metadata.published?.value) !== undefined)
    say('Taken', captureWords(metadata.captured.value));
  say(
    'Camera, as the file says',
    metadata.camera === undefined
      ? undefined
      : [metadata.camera.value.make, metadata.camera.value.model].filter((part) => part !== undefined).join(' '),
  );
  say(
    'Place, as the file says',
    metadata.position === undefined
      ? undefined
      : `${signed(metadata.position.value.lat, 'N', 'S')}, ${signed(metadata.position.value.lon, 'E', 'W')} (${metadata.position.from})`,
  );
  say(
    'File changed',
    provenance.fileModifiedAt === null ? undefined : `${provenance.fileModifiedAt.slice(0, 19).replace('T', ' ')} UTC, as its folder said`,
  );
  const changed = (name: string, mine: string | undefined, found: string | undefined): void => {
    if (mine !== undefined && mine !== found)
      told.push(
        `${name} given by a person${found === undefined || found === '' ? '; the original states none' : `; the original says “${oneLine(found)}”`}`,
      );
  };
  changed('Title', corrections.title, metadata.title?.value);
  changed('Author', corrections.authors?.join(', '), metadata.authors?.value.join(', '));
  changed('Publisher', corrections.publisher, metadata.publisher?.value);
  changed('Date', corrections.published, metadata.published === undefined ? undefined : edtfWords(metadata.published.value));
  changed('Address', corrections.url, metadata.canonicalUrl?.value);
  say('Note', corrections.note);
  return told;
}

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

export const sourceEntry = (source: Source): SourceEntry => ({
  ref: source.ref,
  kind: kindOf(source),
  who: capital(whoOf(source)),
  title: titleOf(source),
  dated: datedOf(source),
  imported: `${importedOf(source)} by ${oneLine(source.provenance.importedBy.name)}`,
  url: addressOf(source),
  file: `${oneLine(source.provenance.fileName)}, ${sizeWords(source.size)}`,
  sha256: source.original,
  facts: facts(source),
});
export const uncitedSource = (source: Source): UncitedSource => ({
  ref: source.ref,
  title: titleOf(source),
  kind: kindOf(source),
  sha256: source.original,
});
