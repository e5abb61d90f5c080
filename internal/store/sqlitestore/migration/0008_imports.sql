-- The import that a map or source belongs to while nobody else sees it: NULL for all that is seen, ''
-- for what is being removed. alive is the last sign of life.
ALTER TABLE maps ADD COLUMN import TEXT;
ALTER TABLE sources ADD COLUMN import TEXT;
ALTER TABLE sources ADD COLUMN alive INTEGER NOT NULL DEFAULT 0;
UPDATE maps SET import = CASE WHEN alive = -1 THEN '' ELSE id END WHERE state = 'IMPORTING';
CREATE INDEX maps_import ON maps (import) WHERE import IS NOT NULL;
CREATE INDEX sources_import ON sources (import) WHERE import IS NOT NULL;
