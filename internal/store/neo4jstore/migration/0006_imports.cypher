// What belongs to an import while nobody else sees it has the import's name, and '' when it is being removed.
CREATE INDEX map_import IF NOT EXISTS FOR (m:Map) ON (m.import);
CREATE INDEX source_import IF NOT EXISTS FOR (s:Source) ON (s.import);
MATCH (m:Map) WHERE m.state = 'IMPORTING' AND m.import IS NULL SET m.import = CASE WHEN m.revision < 0 THEN '' ELSE m.id END;
