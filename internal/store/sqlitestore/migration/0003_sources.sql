CREATE TABLE sources (
  n           INTEGER PRIMARY KEY REFERENCES ids (n),
  id          TEXT    NOT NULL UNIQUE,
  revision    INTEGER NOT NULL,
  state       TEXT    NOT NULL,
  title       TEXT    NOT NULL,
  creator     TEXT    NOT NULL,
  date        TEXT    NOT NULL,
  publisher   TEXT    NOT NULL,
  language    TEXT    NOT NULL,
  rights      TEXT    NOT NULL,
  uri         TEXT    NOT NULL,
  media_type  TEXT    NOT NULL,
  sha256      TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  code_points INTEGER NOT NULL,
  paragraphs  INTEGER NOT NULL,
  owner       TEXT    NOT NULL,
  created     INTEGER NOT NULL
) STRICT;

CREATE INDEX sources_sha256 ON sources (sha256);
CREATE INDEX sources_created ON sources (created DESC, id);

CREATE TABLE bytes (
  source INTEGER PRIMARY KEY REFERENCES sources (n),
  body   BLOB NOT NULL
) STRICT;

-- torn adds up 1 (at the start) and 2 (at the end).
CREATE TABLE paragraphs (
  n        INTEGER PRIMARY KEY REFERENCES ids (n),
  id       TEXT    NOT NULL UNIQUE,
  source   INTEGER NOT NULL REFERENCES sources (n),
  ordinal  INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  start_at INTEGER NOT NULL,
  end_at   INTEGER NOT NULL,
  text     TEXT    NOT NULL,
  torn     INTEGER NOT NULL,
  UNIQUE (source, ordinal)
) STRICT;
