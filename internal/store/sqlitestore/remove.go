package sqlitestore

import "argmap/internal/argmap"

// removal is the statement that removes records of a type by id and gives the ids it removed.
func removal(t argmap.RecordType) string {
	switch t {
	case argmap.TypeVoice:
		return removeVoices
	case argmap.TypeElement:
		return removeElements
	case argmap.TypeRow:
		return removeRows
	case argmap.TypeCommitment:
		return removeCommitments
	case argmap.TypeLink:
		return removeLinks
	case argmap.TypeCitation:
		return removeCitations
	case argmap.TypeLeftover:
		return removeLeftovers
	case argmap.TypeProperties:
		return removeProperties
	}
	return ""
}

const (
	asked = ` IN (SELECT value FROM json_each(?2)) `

	removeVoices      = `DELETE FROM voices WHERE map = ?1 AND id` + asked + `RETURNING id`
	removeElements    = `DELETE FROM elements WHERE map = ?1 AND id` + asked + `RETURNING id`
	removeRows        = `DELETE FROM rows WHERE map = ?1 AND id` + asked + `RETURNING id`
	removeCommitments = `DELETE FROM commitments WHERE map = ?1 AND id` + asked + `RETURNING id`
	removeLinks       = `DELETE FROM links WHERE map = ?1 AND id` + asked + `RETURNING id`
	removeCitations   = `DELETE FROM citations WHERE map = ?1 AND id` + asked + `RETURNING id`
	removeLeftovers   = `DELETE FROM leftovers WHERE map = ?1 AND id` + asked + `RETURNING id`

	// The id of properties is the map's, which stays taken; so nothing is returned.
	removeProperties = `DELETE FROM properties WHERE map = ?1 AND (SELECT id FROM maps WHERE n = ?1)` + asked + `RETURNING '' AS id`

	// What hangs on elements.
	removeLinksFrom     = `DELETE FROM links WHERE map = ?1 AND from_id` + asked + `RETURNING id`
	removeLinksTo       = `DELETE FROM links WHERE map = ?1 AND to_id` + asked + `RETURNING id`
	removeCitationsOf   = `DELETE FROM citations WHERE map = ?1 AND element` + asked + `RETURNING id`
	removeCommitmentsTo = `DELETE FROM commitments WHERE map = ?1 AND claim` + asked + `RETURNING id`
	releaseIDs          = `DELETE FROM ids WHERE id IN (SELECT value FROM json_each(?1))`
)

// remove takes records of one type out of the rows, with what hangs on them; what is not there is no error.
func (t *transaction) remove(m int64, typ argmap.RecordType, ids []argmap.ID) error {
	if len(ids) == 0 {
		return nil
	}
	all, err := list(ids)
	if err != nil {
		return err
	}
	texts := []string{removal(typ)}
	if typ == argmap.TypeElement {
		texts = []string{removeLinksFrom, removeLinksTo, removeCitationsOf, removeCommitmentsTo, removeElements}
	}
	var gone []string
	for _, text := range texts {
		some, err := t.ids(text, m, all)
		if err != nil {
			return err
		}
		gone = append(gone, some...)
	}
	if typ == argmap.TypeProperties {
		return t.do(dropCatalogue, m)
	}
	return t.forget(gone)
}

// forget frees the ids of records that were removed, and their search rows.
func (t *transaction) forget(gone []string) error {
	if len(gone) == 0 {
		return nil
	}
	all, err := list(gone)
	if err != nil {
		return err
	}
	if err := t.do(dropSearch, all); err != nil {
		return err
	}
	return t.do(releaseIDs, all)
}
