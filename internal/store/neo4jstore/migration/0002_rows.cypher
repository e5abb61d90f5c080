// Everything that has an id and is a node: one id space.
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
// Rows in the order of Load.
CREATE INDEX element_map IF NOT EXISTS FOR (n:Element) ON (n.map, n.id);
CREATE INDEX voice_map IF NOT EXISTS FOR (n:Voice) ON (n.map, n.id);
CREATE INDEX row_map IF NOT EXISTS FOR (n:Row) ON (n.map, n.id);
CREATE INDEX leftover_map IF NOT EXISTS FOR (n:Leftover) ON (n.map, n.id);
// Links and commitments: by id, and in the order of Load.
CREATE CONSTRAINT premise_of_id IF NOT EXISTS FOR ()-[r:PREMISE_OF]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX premise_of_map IF NOT EXISTS FOR ()-[r:PREMISE_OF]-() ON (r.map, r.id);
CREATE CONSTRAINT concludes_id IF NOT EXISTS FOR ()-[r:CONCLUDES]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX concludes_map IF NOT EXISTS FOR ()-[r:CONCLUDES]-() ON (r.map, r.id);
CREATE CONSTRAINT attacks_id IF NOT EXISTS FOR ()-[r:ATTACKS]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX attacks_map IF NOT EXISTS FOR ()-[r:ATTACKS]-() ON (r.map, r.id);
CREATE CONSTRAINT against_id IF NOT EXISTS FOR ()-[r:AGAINST]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX against_map IF NOT EXISTS FOR ()-[r:AGAINST]-() ON (r.map, r.id);
CREATE CONSTRAINT raises_id IF NOT EXISTS FOR ()-[r:RAISES]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX raises_map IF NOT EXISTS FOR ()-[r:RAISES]-() ON (r.map, r.id);
CREATE CONSTRAINT asks_about_id IF NOT EXISTS FOR ()-[r:ASKS_ABOUT]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX asks_about_map IF NOT EXISTS FOR ()-[r:ASKS_ABOUT]-() ON (r.map, r.id);
CREATE CONSTRAINT carries_id IF NOT EXISTS FOR ()-[r:CARRIES]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX carries_map IF NOT EXISTS FOR ()-[r:CARRIES]-() ON (r.map, r.id);
CREATE CONSTRAINT answers_id IF NOT EXISTS FOR ()-[r:ANSWERS]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX answers_map IF NOT EXISTS FOR ()-[r:ANSWERS]-() ON (r.map, r.id);
CREATE CONSTRAINT rephrases_id IF NOT EXISTS FOR ()-[r:REPHRASES]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX rephrases_map IF NOT EXISTS FOR ()-[r:REPHRASES]-() ON (r.map, r.id);
CREATE CONSTRAINT rephrase_of_id IF NOT EXISTS FOR ()-[r:REPHRASE_OF]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX rephrase_of_map IF NOT EXISTS FOR ()-[r:REPHRASE_OF]-() ON (r.map, r.id);
CREATE CONSTRAINT preferred_in_id IF NOT EXISTS FOR ()-[r:PREFERRED_IN]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX preferred_in_map IF NOT EXISTS FOR ()-[r:PREFERRED_IN]-() ON (r.map, r.id);
CREATE CONSTRAINT preferred_to_id IF NOT EXISTS FOR ()-[r:PREFERRED_TO]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX preferred_to_map IF NOT EXISTS FOR ()-[r:PREFERRED_TO]-() ON (r.map, r.id);
CREATE CONSTRAINT performs_id IF NOT EXISTS FOR ()-[r:PERFORMS]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX performs_map IF NOT EXISTS FOR ()-[r:PERFORMS]-() ON (r.map, r.id);
CREATE CONSTRAINT has_content_id IF NOT EXISTS FOR ()-[r:HAS_CONTENT]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX has_content_map IF NOT EXISTS FOR ()-[r:HAS_CONTENT]-() ON (r.map, r.id);
CREATE CONSTRAINT starts_id IF NOT EXISTS FOR ()-[r:STARTS]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX starts_map IF NOT EXISTS FOR ()-[r:STARTS]-() ON (r.map, r.id);
CREATE CONSTRAINT ends_in_id IF NOT EXISTS FOR ()-[r:ENDS_IN]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX ends_in_map IF NOT EXISTS FOR ()-[r:ENDS_IN]-() ON (r.map, r.id);
CREATE CONSTRAINT foreign_id IF NOT EXISTS FOR ()-[r:FOREIGN]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX foreign_map IF NOT EXISTS FOR ()-[r:FOREIGN]-() ON (r.map, r.id);
CREATE CONSTRAINT commits_id IF NOT EXISTS FOR ()-[r:COMMITS]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX commits_map IF NOT EXISTS FOR ()-[r:COMMITS]-() ON (r.map, r.id);
// Citations: an id stands on every segment.
CREATE INDEX cites_id IF NOT EXISTS FOR ()-[r:CITES]-() ON (r.id);
CREATE INDEX cites_map IF NOT EXISTS FOR ()-[r:CITES]-() ON (r.map, r.id);
