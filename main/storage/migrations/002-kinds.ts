/**
 * More kinds of sources (recordings, archives), sources inside sources, renditions read by machine, excerpts carried to a new version,
 * and what a person decided about two sources that look alike. The images that undo restores get the new columns, too.
 */
export const second = `
CREATE TABLE source_002 (
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
) STRICT, WITHOUT ROWID;
INSERT INTO source_002 SELECT *, 'read', NULL FROM source;
DROP TABLE source;
ALTER TABLE source_002 RENAME TO source;
CREATE INDEX source_kind ON source (kind, number);
CREATE INDEX source_url ON source (url) WHERE url IS NOT NULL;
CREATE INDEX source_within ON source (within) WHERE within IS NOT NULL;
CREATE INDEX source_reading ON source (reading) WHERE reading <> 'read';
CREATE INDEX source_findings ON source (number, json_extract(metadata, '$.findings')) WHERE json_extract(metadata, '$.findings') IS NOT NULL;
UPDATE change SET
  before = CASE WHEN before IS NULL THEN NULL ELSE json_set(before, '$.reading', 'read', '$.within', NULL) END,
  after = CASE WHEN after IS NULL THEN NULL ELSE json_set(after, '$.reading', 'read', '$.within', NULL) END
  WHERE tbl = 'source';

ALTER TABLE rendition ADD COLUMN kind TEXT NOT NULL DEFAULT 'extracted' CHECK (kind IN ('extracted', 'machine-read'));
ALTER TABLE rendition ADD COLUMN layout TEXT;
ALTER TABLE rendition ADD COLUMN confidence REAL;
UPDATE change SET
  before = CASE WHEN before IS NULL THEN NULL ELSE json_set(before, '$.kind', 'extracted', '$.layout', NULL, '$.confidence', NULL) END,
  after = CASE WHEN after IS NULL THEN NULL ELSE json_set(after, '$.kind', 'extracted', '$.layout', NULL, '$.confidence', NULL) END
  WHERE tbl = 'rendition';

ALTER TABLE excerpt ADD COLUMN carried_from TEXT REFERENCES excerpt (id) DEFERRABLE INITIALLY DEFERRED;
UPDATE change SET
  before = CASE WHEN before IS NULL THEN NULL ELSE json_set(before, '$.carried_from', NULL) END,
  after = CASE WHEN after IS NULL THEN NULL ELSE json_set(after, '$.carried_from', NULL) END
  WHERE tbl = 'excerpt';

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
CREATE INDEX likeness_b ON likeness (b);
`;
