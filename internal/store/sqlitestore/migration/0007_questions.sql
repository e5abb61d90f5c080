-- What is open in each map, as it follows from one revision of it: derived, and made anew at will.
CREATE TABLE question_index (
  map      INTEGER PRIMARY KEY REFERENCES maps (n),
  revision INTEGER NOT NULL,
  epoch    INTEGER NOT NULL
) STRICT;

-- rank sorts (see store.OpenQuestion); flips is null where it was not worked out.
CREATE TABLE open_questions (
  map      INTEGER NOT NULL REFERENCES question_index (map) ON DELETE CASCADE,
  question TEXT    NOT NULL,
  rank     TEXT    NOT NULL,
  status   TEXT    NOT NULL,
  weight   INTEGER NOT NULL,
  flips    INTEGER,
  PRIMARY KEY (map, question)
) STRICT, WITHOUT ROWID;

CREATE INDEX open_questions_rank ON open_questions (rank, question);
