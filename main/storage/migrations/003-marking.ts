/**
 * How far a person is with a source, pictures that are covered until they are revealed, and what was decided about excerpts whose
 * source has a newer text. The images that undo restores get the new columns, too.
 */
export const third = `
ALTER TABLE source ADD COLUMN triage TEXT NOT NULL DEFAULT 'new' CHECK (triage IN ('new', 'read', 'set-aside', 'key'));
ALTER TABLE source ADD COLUMN cover TEXT NOT NULL DEFAULT 'as-case' CHECK (cover IN ('as-case', 'covered', 'open'));
CREATE INDEX source_triage ON source (triage, number);
UPDATE change SET
  before = CASE WHEN before IS NULL THEN NULL ELSE json_set(before, '$.triage', 'new', '$.cover', 'as-case') END,
  after = CASE WHEN after IS NULL THEN NULL ELSE json_set(after, '$.triage', 'new', '$.cover', 'as-case') END
  WHERE tbl = 'source';

ALTER TABLE case_info ADD COLUMN cover TEXT NOT NULL DEFAULT 'none' CHECK (cover IN ('none', 'blur', 'grey'));
UPDATE change SET
  before = CASE WHEN before IS NULL THEN NULL ELSE json_set(before, '$.cover', 'none') END,
  after = CASE WHEN after IS NULL THEN NULL ELSE json_set(after, '$.cover', 'none') END
  WHERE tbl = 'case_info';

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
`;
