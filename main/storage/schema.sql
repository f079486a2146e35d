-- Generated from the migrations; a test keeps it true. ASSAY_WRITE_SCHEMA=1 writes it anew.

CREATE TABLE case_info (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  author TEXT NOT NULL,
  summary TEXT NOT NULL,
  handling TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at TEXT NOT NULL
, cover TEXT NOT NULL DEFAULT 'none' CHECK (cover IN ('none', 'blur', 'grey'))) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  seq INTEGER NOT NULL REFERENCES log (seq),
  ord INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (seq, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE,
  text TEXT NOT NULL,
  claimant TEXT NOT NULL,
  said_when TEXT NOT NULL,
  said_where TEXT NOT NULL,
  part_of TEXT REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  note TEXT NOT NULL,
  position REAL NOT NULL,
  verdict TEXT CHECK (verdict IN ('supported', 'refuted', 'not-enough-evidence', 'conflicting-evidence')),
  rationale TEXT NOT NULL,
  created_at TEXT NOT NULL,
  retracted_at TEXT,
  retracted_because TEXT,
  CHECK ((retracted_at IS NULL) = (retracted_because IS NULL)),
  CHECK (verdict IS NULL OR rationale <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
  kind TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  excerpt TEXT NOT NULL REFERENCES excerpt (id) DEFERRABLE INITIALLY DEFERRED,
  into_source TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  rendition TEXT NOT NULL REFERENCES rendition (id) DEFERRABLE INITIALLY DEFERRED,
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'confirm', 'retire')),
  because TEXT NOT NULL,
  made TEXT REFERENCES excerpt (id) DEFERRABLE INITIALLY DEFERRED,
  decided_at TEXT NOT NULL,
  UNIQUE (excerpt, rendition),
  CHECK ((decision = 'confirm') = (made IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE excerpt (
  id TEXT PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE,
  source TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  anchor TEXT NOT NULL,
  place TEXT NOT NULL,
  quote TEXT,
  note TEXT NOT NULL,
  created_at TEXT NOT NULL,
  retracted_at TEXT,
  retracted_because TEXT, carried_from TEXT REFERENCES excerpt (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((retracted_at IS NULL) = (retracted_because IS NULL)),
  UNIQUE (source, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE likeness (
  id TEXT PRIMARY KEY,
  a TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  b TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'photo')),
  decision TEXT NOT NULL CHECK (decision IN ('copy', 'different')),
  because TEXT NOT NULL,
  found TEXT NOT NULL,
  judged_at TEXT NOT NULL,
  UNIQUE (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
  id TEXT PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE,
  excerpt TEXT NOT NULL REFERENCES excerpt (id) DEFERRABLE INITIALLY DEFERRED,
  claim TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'context', 'fails-to-verify')),
  because TEXT NOT NULL,
  position REAL NOT NULL,
  created_at TEXT NOT NULL,
  retracted_at TEXT,
  retracted_because TEXT,
  CHECK ((retracted_at IS NULL) = (retracted_because IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  verb TEXT NOT NULL,
  args TEXT NOT NULL,
  parents TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE rendition (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  sha256 TEXT NOT NULL,
  extractor TEXT NOT NULL,
  extractor_version TEXT NOT NULL,
  language TEXT,
  characters INTEGER NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1))
, kind TEXT NOT NULL DEFAULT 'extracted' CHECK (kind IN ('extracted', 'machine-read')), layout TEXT, confidence REAL) STRICT, WITHOUT ROWID;

CREATE TABLE "source" (
  id TEXT PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('article', 'photo', 'recording', 'archive')),
  media_type TEXT NOT NULL,
  original TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  provenance TEXT NOT NULL,
  metadata TEXT NOT NULL,
  corrections TEXT NOT NULL,
  photo TEXT,
  version_of TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  url TEXT,
  title TEXT NOT NULL,
  publisher TEXT,
  date TEXT,
  language TEXT,
  folded TEXT NOT NULL,
  reading TEXT NOT NULL DEFAULT 'read' CHECK (reading IN ('read', 'locked', 'kept')),
  within TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED
, triage TEXT NOT NULL DEFAULT 'new' CHECK (triage IN ('new', 'read', 'set-aside', 'key')), cover TEXT NOT NULL DEFAULT 'as-case' CHECK (cover IN ('as-case', 'covered', 'open'))) STRICT, WITHOUT ROWID;

CREATE INDEX claim_part_of ON claim (part_of, position);

CREATE INDEX likeness_b ON likeness (b);

CREATE INDEX link_claim ON link (claim, position);

CREATE INDEX link_excerpt ON link (excerpt);

CREATE INDEX rendition_source ON rendition (source);

CREATE INDEX source_findings ON source (number, json_extract(metadata, '$.findings')) WHERE json_extract(metadata, '$.findings') IS NOT NULL;

CREATE INDEX source_kind ON source (kind, number);

CREATE INDEX source_reading ON source (reading) WHERE reading <> 'read';

CREATE INDEX source_triage ON source (triage, number);

CREATE INDEX source_url ON source (url) WHERE url IS NOT NULL;

CREATE INDEX source_within ON source (within) WHERE within IS NOT NULL;

CREATE VIEW standing_link AS
  SELECT link.id, link.excerpt, link.claim, link.stance, excerpt.source
  FROM link
  JOIN excerpt ON excerpt.id = link.excerpt AND excerpt.retracted_at IS NULL
  JOIN claim ON claim.id = link.claim AND claim.retracted_at IS NULL
  WHERE link.retracted_at IS NULL;
