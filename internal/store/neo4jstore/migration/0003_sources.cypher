// Sources, their paragraphs and their bytes.
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (s:Source) REQUIRE s.id IS UNIQUE;
CREATE INDEX source_sha256 IF NOT EXISTS FOR (s:Source) ON (s.sha256);
CREATE INDEX source_created IF NOT EXISTS FOR (s:Source) ON (s.created);
CREATE INDEX paragraph_ordinal IF NOT EXISTS FOR (p:Paragraph) ON (p.source, p.ordinal);
CREATE CONSTRAINT source_bytes IF NOT EXISTS FOR (b:SourceBytes) REQUIRE (b.source, b.ordinal) IS UNIQUE;
