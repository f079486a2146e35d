/** One interface for every format: a pure codec from bytes to what the workbench keeps. No file system, no clock, no database. */
import type { Failure } from '../../shared/errors.ts';
import type { Instant, Layout, Metadata, PhotoSize, Reading, Rendition, SourceKind } from '../../shared/model.ts';

/**
 * A file as a codec sees it: bytes at places, never a path. Large files never stand in memory whole unless the codec asks for all
 * of them, with the most it is willing to hold.
 */
export interface FileBytes {
  /** Bytes. */
  readonly size: number;
  /** The first 4,096 bytes, or fewer. */
  readonly head: Uint8Array;
  /** All of it. Throws TOO_LARGE where the file is larger than `most` bytes. The caller owns them. */
  bytes(most: number): Promise<Uint8Array>;
  /** Up to `length` bytes from `offset`; fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Bytes [start, end) in order, in pieces of some 256 kB; `end` defaults to the file's. */
  stream(start?: number, end?: number): AsyncIterable<Uint8Array>;
}

export interface Hints {
  /** As the person knows the file. Only a tie-breaker: content decides. */
  readonly fileName: string;
  /** Character set named by a transport (HTTP header, mail part), if any. */
  readonly charset?: string;
  /** Media type named by a transport, if any; a hint as weak as the file's name. */
  readonly mediaType?: string;
  /** Where the file was taken from, if known: resolves relative addresses in it. */
  readonly url?: string;
  /** When it was fetched from there, where a web archive or a saved page says so (ISO 8601, UTC). */
  readonly fetched?: string;
  /** Given by the person for this one reading; never kept. */
  readonly password?: string;
}

/** One file found inside another: what the container says of it. Nothing of it is trusted. */
export interface PartInfo {
  /** As the container names it, for people and for `Provenance.within`; no path on this machine. */
  readonly path: string;
  /** The file name to show and to decode by. */
  readonly name: string;
  readonly mediaType?: string;
  readonly charset?: string;
  readonly url?: string;
  /** When it was fetched from its address (web archives). */
  readonly fetched?: string;
  /** When the container says it was changed last. */
  readonly modifiedAt?: Instant;
  readonly digest?: { readonly written: string; readonly state: 'agrees' | 'differs' | 'unknown' };
}

/** Where a codec puts the files it finds inside another. They become sources of their own that point to it. */
export interface Sink {
  /** Resolves once all bytes are written; the order of calls is the order of the sources. Throws TOO_LARGE beyond `limits.partsBytes` in all. */
  put(part: PartInfo, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** A sign of life from a codec that has much to do (a page was read): the time limit of the file counts from here again. */
  progress?(done: number, total: number): void;
}

export interface Decoded {
  readonly kind: SourceKind;
  /** By content, not by name. */
  readonly mediaType: string;
  readonly metadata: Metadata;
  /** Articles only. */
  readonly rendition: Rendition | null;
  /** Where the rendition's words stand on pages (PDF). */
  readonly layout?: Layout | null;
  /** Photos only. */
  readonly photo: PhotoSize | null;
  /** Default `read`. `locked`: a password is needed. `kept`: this version does not show it. */
  readonly reading?: Reading;
  /** Files inside that could not be taken, each with the reason. */
  readonly refused?: readonly { readonly path: string; readonly failure: Failure }[];
  /** Set for archives: what they hold is listed and taken one by one (`Format.list`, `Format.take`). */
  readonly archive?: ArchiveFacts;
}

export interface ArchiveFacts {
  /** Whether everything in it comes in by itself (ZIP), or a person chooses (web archives with more than one page). */
  readonly take: 'all' | 'choose';
  readonly members: number;
  readonly pages: number;
}

/** One thing in an archive: a file of a ZIP, a record of a web archive. */
export interface Member {
  /** The archive's own key for it, from which `take` finds it again. */
  readonly id: string;
  readonly path: string;
  readonly name: string;
  /** Bytes once unpacked, where the archive says so. */
  readonly size: number | null;
  readonly mediaType: string | null;
  readonly url: string | null;
  /** ISO 8601, UTC. */
  readonly fetched: string | null;
  /** Of a page, where the archive's own list names one. */
  readonly title: string | null;
  /** HTTP status of a response. */
  readonly status: number | null;
  /** A document a person may want as a source, not a script, a style or a redirect. */
  readonly isPage: boolean;
  readonly digest: { readonly written: string; readonly state: 'agrees' | 'differs' | 'unknown' } | null;
  /** Why it cannot be taken. */
  readonly problem: Failure | null;
  /** Of a web archive: what kind of record it is (`response`, `resource`, `request`, `revisit` …). */
  readonly record?: string;
}

export interface Format {
  readonly name: string;
  /** How sure this codec is that the bytes are its own, from their first 4 kB and the name; 0 means no, 1 means a signature matched. */
  recognise(head: Uint8Array, hints: Hints): number;
  /** Throws AssayError BROKEN_FILE, EMPTY_FILE, TOO_LARGE. A file that only lacks its password is no failure but `reading: 'locked'`; a wrong one throws PASSWORD_NEEDED. */
  decode(input: FileBytes, hints: Hints, sink: Sink): Promise<Decoded>;
  /** Archives only: what is in it, in its order. Broken members are listed with their problem; the good ones stand. */
  list?(input: FileBytes, hints: Hints): AsyncIterable<Member>;
  /** Archives only: hands one member to the sink. Throws BROKEN_FILE, TOO_LARGE, NOT_FOUND. */
  take?(input: FileBytes, id: string, hints: Hints, sink: Sink): Promise<void>;
}

/** Limits for one file; beyond them it is refused with TOO_LARGE. */
export const limits = {
  /** Bytes of a text format (articles are read whole). */
  textBytes: 64 << 20,
  /** Bytes of a document that is read whole (DOCX, mail). */
  documentBytes: 256 << 20,
  /** Bytes of a picture. */
  photoBytes: 1 << 30,
  /** Pixels of a picture: a 200-megapixel photo passes. */
  pixels: 400_000_000,
  /** Bytes of a file of any kind: a 4 GB web archive passes. */
  fileBytes: 64 * 2 ** 30,
  /** Bytes of all files found inside one document or mail. */
  partsBytes: 1 << 30,
  /** Files inside one document or mail. */
  parts: 2_000,
  /** Bytes of one unpacked member of an archive. */
  memberBytes: 8 * 2 ** 30,
  /** Members of one archive. */
  members: 200_000,
  /** How many times its packed size a member may unpack to, once it is larger than a megabyte. */
  ratio: 1_000,
  /** Containers inside containers. */
  depth: 5,
} as const;
