// Heads, log, checkpoints and settings.
CREATE CONSTRAINT map_id IF NOT EXISTS FOR (m:Map) REQUIRE m.id IS UNIQUE;
CREATE INDEX map_updated IF NOT EXISTS FOR (m:Map) ON (m.state, m.updated);
CREATE CONSTRAINT change_set_revision IF NOT EXISTS FOR (c:ChangeSet) REQUIRE (c.map, c.revision) IS UNIQUE;
CREATE CONSTRAINT change_set_write IF NOT EXISTS FOR (c:ChangeSet) REQUIRE c.writeId IS UNIQUE;
CREATE CONSTRAINT change_set_key IF NOT EXISTS FOR (c:ChangeSet) REQUIRE (c.actor, c.key) IS UNIQUE;
CREATE CONSTRAINT checkpoint_revision IF NOT EXISTS FOR (c:Checkpoint) REQUIRE (c.map, c.revision) IS UNIQUE;
CREATE CONSTRAINT setting_name IF NOT EXISTS FOR (s:Setting) REQUIRE s.name IS UNIQUE;
