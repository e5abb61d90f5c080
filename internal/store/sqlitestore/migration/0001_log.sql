-- Every id in the database, whatever it names. home is the n of the map or source that it lies in, 0
-- for maps and sources themselves; kind is the kind of an element.
CREATE TABLE ids (
  n    INTEGER PRIMARY KEY,
  id   TEXT    NOT NULL UNIQUE,
  what TEXT    NOT NULL,
  kind TEXT    NOT NULL,
  home INTEGER NOT NULL
) STRICT;

-- The heads. alive is the last sign of life of an import, -1 when it is being swept.
CREATE TABLE maps (
  n        INTEGER PRIMARY KEY REFERENCES ids (n),
  id       TEXT    NOT NULL UNIQUE,
  state    TEXT    NOT NULL CHECK (state IN ('ACTIVE', 'IMPORTING', 'REBUILDING', 'DELETED')),
  revision INTEGER NOT NULL,
  epoch    INTEGER NOT NULL,
  access   INTEGER NOT NULL,
  updated  INTEGER NOT NULL,
  alive    INTEGER NOT NULL
) STRICT;

CREATE INDEX maps_updated ON maps (updated DESC, id) WHERE state = 'ACTIVE';

CREATE TABLE properties (
  map             INTEGER PRIMARY KEY REFERENCES maps (n),
  revision        INTEGER NOT NULL,
  title           TEXT    NOT NULL,
  title_key       TEXT    NOT NULL,
  description     TEXT    NOT NULL,
  language        TEXT    NOT NULL,
  owner           TEXT    NOT NULL,
  created         INTEGER NOT NULL,
  copied_from     TEXT    NOT NULL,
  copied_revision INTEGER NOT NULL,
  format          TEXT    NOT NULL,
  ext_space       TEXT    NOT NULL,
  ext_id          TEXT    NOT NULL,
  raw             TEXT    NOT NULL
) STRICT;

CREATE TABLE log (
  map        INTEGER NOT NULL REFERENCES maps (n),
  revision   INTEGER NOT NULL,
  write_id   TEXT    NOT NULL UNIQUE,
  actor      TEXT    NOT NULL,
  key        TEXT    NOT NULL,
  input_hash TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  PRIMARY KEY (map, revision)
) STRICT;

CREATE UNIQUE INDEX log_key ON log (actor, key) WHERE key <> '';

CREATE TABLE checkpoints (
  map      INTEGER NOT NULL REFERENCES maps (n),
  revision INTEGER NOT NULL,
  epoch    INTEGER NOT NULL,
  PRIMARY KEY (map, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunks (
  map      INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  ordinal  INTEGER NOT NULL,
  body     BLOB    NOT NULL,
  PRIMARY KEY (map, revision, ordinal),
  FOREIGN KEY (map, revision) REFERENCES checkpoints (map, revision) ON DELETE CASCADE
) STRICT;

CREATE TABLE settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
