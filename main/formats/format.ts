/** One interface for every format: a pure codec from bytes to what the workbench keeps. No file system, no clock, no database. */
import type { Metadata, PhotoSize, Rendition, SourceKind } from '../../shared/model.ts';

export interface Hints {
  /** As the person knows the file. Only a tie-breaker: content decides. */
  readonly fileName: string;
  /** Character set named by a transport (HTTP header, mail part), if any. */
  readonly charset?: string;
  /** Where the file was taken from, if known: resolves relative addresses in it. */
  readonly url?: string;
}

export interface Decoded {
  readonly kind: SourceKind;
  /** By content, not by name. */
  readonly mediaType: string;
  readonly metadata: Metadata;
  /** Articles only. */
  readonly rendition: Rendition | null;
  /** Photos only. */
  readonly photo: PhotoSize | null;
}

export interface Format {
  readonly name: string;
  /** How sure this codec is that the bytes are its own, from their first 4 kB and the name; 0 means no, 1 means a signature matched. */
  recognise(head: Uint8Array, hints: Hints): number;
  /** Throws AssayError BROKEN_FILE, EMPTY_FILE, TOO_LARGE. */
  decode(bytes: Uint8Array, hints: Hints): Promise<Decoded>;
}

/** Limits for one file; beyond them it is refused with TOO_LARGE. */
export const limits = {
  /** Bytes of a text format (articles are read whole). */
  textBytes: 64 << 20,
  /** Bytes of a picture. */
  photoBytes: 1 << 30,
  /** Pixels of a picture: a 200-megapixel photo passes. */
  pixels: 400_000_000,
} as const;
