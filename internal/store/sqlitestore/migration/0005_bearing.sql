-- What an answer does to a burden, and what decides between answers that exclude each other.
ALTER TABLE links ADD COLUMN bearing TEXT NOT NULL DEFAULT '';
ALTER TABLE elements ADD COLUMN q_standard TEXT NOT NULL DEFAULT '';
