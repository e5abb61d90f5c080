package sqlitestore

// The statements that keep the full-text rows; each row's rowid is that of its id in table ids.
const (
	putSearch  = `INSERT OR REPLACE INTO search (rowid, tokens) SELECT n, ?2 FROM ids WHERE id = ?1`
	dropSearch = `DELETE FROM search WHERE rowid = (SELECT n FROM ids WHERE id = ?1)`

	putCatalogue = `INSERT OR REPLACE INTO catalogue (rowid, tokens) VALUES (?1, ?2)`
)
