/** Names in a ZIP: UTF-8 where it says so, else whichever old code page reads naturally for all names of the archive. */
import { type ExtraField, getFileNameLowLevel } from 'yauzl';

export interface RawName {
  readonly fileNameRaw: Buffer;
  readonly extraFields: ExtraField[];
  readonly flags: number;
}

const utf8Flag = 0x800;
const strict = new TextDecoder('utf-8', { fatal: true });
const cp866 = new TextDecoder('ibm866');

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    // Not UTF-8: an old archiver wrote the name in a code page.
    return null;
  }
}

/**
 * Archivers of DOS days wrote names in the code page of the machine and did not say which. In code page 866 a Cyrillic word is a run
 * of letters; in 437 a western accent stands alone between plain letters.
 */
const looksCyrillic = (names: readonly Uint8Array[]): boolean => {
  const text = names.map((name) => cp866.decode(name)).join('\n');
  const cyrillic = text.match(/\p{Script=Cyrillic}{2,}/gu)?.join('').length ?? 0;
  const others =
    text.match(/(?!\p{Script=Cyrillic})[^\u0000-\u007f№]|(?<=[a-z])\p{Script=Cyrillic}|\p{Script=Cyrillic}(?=[a-z])/gu)?.length ?? 0;
  return cyrillic > 2 * others;
};

export function entryNames(raw: readonly RawName[]): string[] {
  const certain = raw.map(({ fileNameRaw, extraFields, flags }) => {
    const unicodePath = extraFields.some(({ id }) => id === 0x7075);
    // yauzl checks the CRC of a Unicode path field and falls back to code page 437 by itself.
    if (unicodePath) return getFileNameLowLevel(flags, fileNameRaw, extraFields, true);
    return asUtf8(fileNameRaw) ?? ((flags & utf8Flag) === 0 ? null : fileNameRaw.toString('utf8'));
  });
  const cyrillic = looksCyrillic(raw.filter((_, i) => certain[i] === null).map(({ fileNameRaw }) => fileNameRaw));
  return raw.map(
    ({ fileNameRaw }, i) => certain[i] ?? (cyrillic ? cp866.decode(fileNameRaw) : getFileNameLowLevel(0, fileNameRaw, [], true)),
  );
}
