CREATE TABLE voices (
  map         INTEGER NOT NULL,
  id          TEXT    NOT NULL,
  revision    INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  description TEXT    NOT NULL,
  actor       TEXT    NOT NULL,
  ext_space   TEXT    NOT NULL,
  ext_id      TEXT    NOT NULL,
  raw         TEXT    NOT NULL,
  PRIMARY KEY (map, id)
) STRICT, WITHOUT ROWID;

-- The q_ columns are a question's own. q_flags adds up 1 (the columns count), 2 (elliptical),
-- 4 (embedded) and 8 (withdrawn).
CREATE TABLE elements (
  map        INTEGER NOT NULL,
  id         TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  kind       TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  author     TEXT    NOT NULL,
  created    INTEGER NOT NULL,
  basis      TEXT    NOT NULL,
  scheme     TEXT    NOT NULL,
  attack     TEXT    NOT NULL,
  act        TEXT    NOT NULL,
  speaker    TEXT    NOT NULL,
  machine    TEXT    NOT NULL,
  ext_space  TEXT    NOT NULL,
  ext_id     TEXT    NOT NULL,
  raw        TEXT    NOT NULL,
  q_flags    INTEGER NOT NULL,
  q_resolved TEXT    NOT NULL,
  q_note     TEXT    NOT NULL,
  q_form     TEXT    NOT NULL,
  q_force    TEXT    NOT NULL,
  q_row      TEXT    NOT NULL,
  q_ordinal  INTEGER NOT NULL,
  q_answers  TEXT    NOT NULL,
  q_critical TEXT    NOT NULL,
  PRIMARY KEY (map, id)
) STRICT, WITHOUT ROWID;

-- Rows of questions.
CREATE TABLE rows (
  map        INTEGER NOT NULL,
  id         TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  antecedent TEXT    NOT NULL,
  ext_space  TEXT    NOT NULL,
  ext_id     TEXT    NOT NULL,
  raw        TEXT    NOT NULL,
  PRIMARY KEY (map, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE commitments (
  map         INTEGER NOT NULL,
  id          TEXT    NOT NULL,
  revision    INTEGER NOT NULL,
  voice       TEXT    NOT NULL,
  claim       TEXT    NOT NULL,
  act         TEXT    NOT NULL,
  reported_by TEXT    NOT NULL,
  ext_space   TEXT    NOT NULL,
  ext_id      TEXT    NOT NULL,
  raw         TEXT    NOT NULL,
  PRIMARY KEY (map, id),
  FOREIGN KEY (map, claim) REFERENCES elements (map, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX commitments_claim ON commitments (map, claim);

CREATE TABLE links (
  map       INTEGER NOT NULL,
  id        TEXT    NOT NULL,
  revision  INTEGER NOT NULL,
  role      TEXT    NOT NULL,
  from_id   TEXT    NOT NULL,
  to_id     TEXT    NOT NULL,
  slot      TEXT    NOT NULL,
  partial   INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  ext_space TEXT    NOT NULL,
  ext_id    TEXT    NOT NULL,
  raw       TEXT    NOT NULL,
  PRIMARY KEY (map, id),
  FOREIGN KEY (map, from_id) REFERENCES elements (map, id),
  FOREIGN KEY (map, to_id) REFERENCES elements (map, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_from ON links (map, from_id);
CREATE INDEX links_to ON links (map, to_id);

CREATE TABLE citations (
  map          INTEGER NOT NULL,
  id           TEXT    NOT NULL,
  revision     INTEGER NOT NULL,
  element      TEXT    NOT NULL,
  source       TEXT    NOT NULL,
  role         TEXT    NOT NULL,
  explicitness TEXT    NOT NULL,
  ext_space    TEXT    NOT NULL,
  ext_id       TEXT    NOT NULL,
  raw          TEXT    NOT NULL,
  PRIMARY KEY (map, id),
  FOREIGN KEY (map, element) REFERENCES elements (map, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX citations_element ON citations (map, element);
CREATE INDEX citations_source ON citations (source, map);

CREATE TABLE segments (
  map       INTEGER NOT NULL,
  citation  TEXT    NOT NULL,
  ordinal   INTEGER NOT NULL,
  paragraph TEXT    NOT NULL,
  start_at  INTEGER NOT NULL,
  end_at    INTEGER NOT NULL,
  exact     TEXT    NOT NULL,
  prefix    TEXT    NOT NULL,
  suffix    TEXT    NOT NULL,
  PRIMARY KEY (map, citation, ordinal),
  FOREIGN KEY (map, citation) REFERENCES citations (map, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX segments_paragraph ON segments (paragraph);

CREATE TABLE leftovers (
  map       INTEGER NOT NULL,
  id        TEXT    NOT NULL,
  revision  INTEGER NOT NULL,
  what      TEXT    NOT NULL,
  why       TEXT    NOT NULL,
  ordinal   INTEGER NOT NULL,
  ext_space TEXT    NOT NULL,
  ext_id    TEXT    NOT NULL,
  raw       TEXT    NOT NULL,
  PRIMARY KEY (map, id)
) STRICT, WITHOUT ROWID;

-- What the planner believes of these tables, instead of what it would guess: that one map holds but
-- ten rows, so that it would read all links of a map to find those of one element, here and in the
-- look-ups that the foreign keys make.
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('elements', 'elements', '1000000 10000 1'),
  ('links', 'links', '1000000 10000 1'),
  ('links', 'links_from', '1000000 10000 3'),
  ('links', 'links_to', '1000000 10000 3'),
  ('citations', 'citations', '1000000 10000 1'),
  ('citations', 'citations_element', '1000000 10000 2'),
  ('citations', 'citations_source', '1000000 10000 5000'),
  ('commitments', 'commitments', '1000000 10000 1'),
  ('commitments', 'commitments_claim', '1000000 10000 2'),
  ('segments', 'segments', '1000000 10000 2 1'),
  ('segments', 'segments_paragraph', '1000000 20');
ANALYZE sqlite_schema;
