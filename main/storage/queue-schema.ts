/** The tables of a case's import queue, and its rows as the queue's own words. */
import { z } from 'zod';
import { ItemState } from '../../shared/contract.ts';
import { Failure } from '../../shared/errors.ts';
import { Finding, Instant, Sha256, SourceId } from '../../shared/model.ts';
import { parseJson, parseRow, type RawRow } from './rows.ts';

/** "ASQU": tells the queue from any other SQLite file. */
export const queueApplicationId = 0x41535155;
/** Raised when the tables change; a queue of another version is thrown away. */
export const queueVersion = 1;

export const queueSchema = `
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('run', 'paused', 'cancelled', 'done', 'stopped')),
  started_at TEXT NOT NULL,
  url TEXT,
  resumed_at INTEGER,
  failure TEXT
) STRICT;

CREATE TABLE root (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  path BLOB NOT NULL,
  name TEXT NOT NULL,
  modified_at TEXT,
  copy TEXT,
  walked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX root_left ON root (batch, id) WHERE walked = 0;

CREATE TABLE item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  root INTEGER,
  path BLOB,
  shown TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  size INTEGER,
  what TEXT NOT NULL DEFAULT '',
  source TEXT,
  holder INTEGER,
  holder_source TEXT,
  depth INTEGER NOT NULL DEFAULT 0,
  member TEXT,
  part TEXT,
  copy TEXT,
  original TEXT,
  asks TEXT CHECK (asks IN ('password', 'pages')),
  findings TEXT NOT NULL DEFAULT '[]',
  error TEXT,
  modified_at TEXT,
  claimed_at TEXT,
  recovered INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX item_once ON item (root, path) WHERE root IS NOT NULL;
CREATE UNIQUE INDEX item_member ON item (holder, member) WHERE member IS NOT NULL AND holder IS NOT NULL;
CREATE INDEX item_state ON item (batch, state, size);
CREATE INDEX item_next ON item (batch, depth DESC, id) WHERE state = 'waiting';
CREATE INDEX item_source ON item (source) WHERE source IS NOT NULL;
CREATE INDEX item_copy ON item (copy) WHERE copy IS NOT NULL;
`;

/** What a batch is meant to do; `run` is shown as counting or running. */
export const Intent = z.enum(['run', 'paused', 'cancelled', 'done', 'stopped']);
export type Intent = z.infer<typeof Intent>;

export interface BatchRow {
  readonly id: number;
  readonly title: string;
  readonly intent: Intent;
  readonly startedAt: Instant;
  /** The address that a person gave for its one file. */
  readonly url: string | null;
  readonly resumedAt: number | null;
  readonly failure: Failure | null;
  /** Chosen places that have not been looked through to their end. */
  readonly rootsLeft: number;
}

export interface RootRow {
  readonly id: number;
  readonly batch: number;
  readonly path: Uint8Array;
  readonly name: string;
  readonly modifiedAt: Instant | null;
  /** Its name in `incoming/`, where it is a copy of ours (an upload). */
  readonly copy: string | null;
}

/** What a container says of a file in it: a `PartInfo` (main/formats/format.ts) as it was stored. */
export const StoredPart = z.object({
  path: z.string(),
  name: z.string(),
  mediaType: z.string().exactOptional(),
  charset: z.string().exactOptional(),
  url: z.string().exactOptional(),
  fetched: z.string().exactOptional(),
  modifiedAt: Instant.exactOptional(),
  digest: z.object({ written: z.string(), state: z.enum(['agrees', 'differs', 'unknown']) }).exactOptional(),
});
export type StoredPart = z.infer<typeof StoredPart>;

const ItemRow = z.object({
  id: z.int(),
  batch: z.int(),
  path: z.instanceof(Uint8Array).nullable(),
  /** As given, for the eye. */
  shown: z.string(),
  /** The name that the log keeps. */
  name: z.string(),
  state: ItemState,
  size: z.int().nullable(),
  what: z.string(),
  source: SourceId.nullable(),
  /** The item in which it was found, and that item's source. */
  holder: z.int().nullable(),
  holderSource: SourceId.nullable(),
  depth: z.int(),
  /** An archive's own key for it. */
  member: z.string().nullable(),
  part: StoredPart.nullable(),
  /** Its name in `incoming/`, where it lies there already. */
  copy: z.string().nullable(),
  /** Of a staged file: what its bytes are known to be. */
  original: Sha256.nullable(),
  asks: z.enum(['password', 'pages']).nullable(),
  findings: z.array(Finding),
  error: Failure.nullable(),
  modifiedAt: Instant.nullable(),
  claimedAt: Instant.nullable(),
  /** Being read when the program ended: its bytes may be in the case already. */
  recovered: z.boolean(),
});
export type ItemRow = z.infer<typeof ItemRow>;

/** A new item; what is left out is empty. */
export interface NewItem {
  readonly root?: number;
  readonly path?: Uint8Array;
  readonly shown: string;
  readonly name: string;
  readonly size?: number | null;
  readonly modifiedAt?: Instant | null;
  readonly holder?: number | null;
  readonly holderSource?: SourceId;
  readonly depth?: number;
  readonly member?: string;
  readonly part?: StoredPart;
  readonly copy?: string | null;
  readonly original?: Sha256;
  /** Set where it cannot be read: it has failed before it began. */
  readonly error?: Failure;
}

/** What became of an item. */
export interface Settled {
  readonly item: number;
  readonly state: ItemState;
  readonly what?: string;
  readonly size?: number;
  readonly source?: SourceId;
  readonly asks?: 'password' | 'pages';
  readonly findings?: readonly Finding[];
  readonly error?: Failure;
  /** Its copy in `incoming/` is gone. */
  readonly copyGone?: boolean;
}

const json = <T>(schema: z.ZodType<T>, text: unknown): T | null => (text === null ? null : parseJson(schema, text));

export const toItem = (row: RawRow): ItemRow =>
  parseRow(
    ItemRow,
    {
      id: row['id'],
      batch: row['batch'],
      path: row['path'],
      shown: row['shown'],
      name: row['name'],
      state: row['state'],
      size: row['size'],
      what: row['what'],
      source: row['source'],
      holder: row['holder'],
      holderSource: row['holder_source'],
      depth: row['depth'],
      member: row['member'],
      part: json(StoredPart, row['part']),
      copy: row['copy'],
      original: row['original'],
      asks: row['asks'],
      findings: row['findings'] === '[]' ? [] : parseJson(z.array(Finding), row['findings']),
      error: json(Failure, row['error']),
      modifiedAt: row['modified_at'],
      claimedAt: row['claimed_at'],
      recovered: row['recovered'] === 1,
    },
    'a file of the queue',
  );

const BatchFields = z.object({
  id: z.int(),
  title: z.string(),
  intent: Intent,
  startedAt: Instant,
  url: z.string().nullable(),
  resumedAt: z.int().nullable(),
  failure: Failure.nullable(),
  rootsLeft: z.int(),
});
export const toBatch = (row: RawRow): BatchRow =>
  parseRow(
    BatchFields,
    {
      id: row['id'],
      title: row['title'],
      intent: row['state'],
      startedAt: row['started_at'],
      url: row['url'],
      resumedAt: row['resumed_at'],
      failure: json(Failure, row['failure']),
      rootsLeft: row['roots_left'],
    },
    'a batch of the queue',
  );

const RootFields = z.object({
  id: z.int(),
  batch: z.int(),
  path: z.instanceof(Uint8Array),
  name: z.string(),
  modifiedAt: Instant.nullable(),
  copy: z.string().nullable(),
});
export const toRoot = (row: RawRow): RootRow =>
  parseRow(
    RootFields,
    { id: row['id'], batch: row['batch'], path: row['path'], name: row['name'], modifiedAt: row['modified_at'], copy: row['copy'] },
    'a place of the queue',
  );
