/** The report before it is set: one model from which every form of it (PDF now) is made. Plain data, JSON-safe, already in reading order. */
import type { Actor, CaseDetails, Claim, Excerpt, Link, LogEntry, Region, Sha256, Source } from '../../shared/model.ts';

/** What the report service reads from a case and hands to `buildReport`. Everything here comes from the log's state at `head`. */
export interface ReportInput {
  readonly details: CaseDetails;
  readonly program: { readonly name: string; readonly version: string };
  readonly template: { readonly name: string; readonly version: string };
  /** The newest entry that changed the case, and how many entries led to it (opening, exporting, verifying are not changes). */
  readonly head: { readonly hash: Sha256; readonly seq: number; readonly at: string };
  readonly sources: readonly Source[];
  readonly excerpts: readonly Excerpt[];
  readonly claims: readonly Claim[];
  readonly links: readonly Link[];
  readonly log: readonly LogEntry[];
  readonly actors: readonly Actor[];
  /** Language of the words of each excerpt's source, BCP 47, by excerpt id. */
  readonly languages: Readonly<Record<string, string>>;
  /** How a later text reads where a person kept an excerpt on a former one: sentences, by excerpt id. */
  readonly later?: Readonly<Record<string, string>>;
  /** Pictures by pictureKey (original hash, and page of a document): upright, stripped of metadata, JPEG. `width`/`height` are those that regions count in. */
  readonly photos: Readonly<Record<string, ReportPhoto>>;
  /** Crops by excerpt id, cut from the full-size picture. */
  readonly crops: Readonly<Record<string, { readonly bytes: Uint8Array; readonly region: Region }>>;
}
export interface ReportPhoto {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}
