-- What a critical question doubts, and what it attacks, as its scheme said when it was raised.
ALTER TABLE elements ADD COLUMN q_burden TEXT NOT NULL DEFAULT '';
ALTER TABLE elements ADD COLUMN q_effect TEXT NOT NULL DEFAULT '';
