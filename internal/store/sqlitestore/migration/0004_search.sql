-- The rowid is that of table ids. The tokens are words of a-z and 0-9 already, so no tokeniser of
-- SQLite's has anything left to decide.
CREATE VIRTUAL TABLE search USING fts5 (tokens, tokenize = 'ascii');
CREATE VIRTUAL TABLE catalogue USING fts5 (tokens, tokenize = 'ascii');
