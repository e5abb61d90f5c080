package store

import (
	"fmt"

	"argmap/internal/argmap"
)

// OpenQuestion is what is kept of a question that waits for an answer.
type OpenQuestion struct {
	ID argmap.ID
	// Status is OPEN or CONTESTED.
	Status argmap.QuestionStatus
	// Weight counts the elements that rest on what the question asks about.
	Weight int
	// Flips says whether an accepted answer can change a label; nil where that was not worked out.
	Flips *bool
}

// heaviest is the greatest weight that a rank tells from others.
const heaviest = 999_999_999_999

// Rank is the place of a question among all that are kept, as a text that sorts: the heaviest first,
// and of one weight those that flip a label, then those of which that is not known, then the others.
func (q OpenQuestion) Rank() string {
	urgency := 1
	switch {
	case q.Flips == nil:
	case *q.Flips:
		urgency = 0
	default:
		urgency = 2
	}
	return fmt.Sprintf("%012d%d", heaviest-min(max(q.Weight, 0), heaviest), urgency)
}

// Questions are the open questions of a map, as they follow from one revision of it.
type Questions struct {
	Map      argmap.ID
	Revision argmap.Revision
	Epoch    argmap.Epoch
	// Open are the questions in any order, none twice.
	Open []OpenQuestion
}

// QuestionFilter selects open questions. Zero fields select everything.
type QuestionFilter struct {
	Map argmap.ID
	// Source selects the questions that cite the source, or ask about an element that does.
	Source argmap.ID
	// Words must all stand in the question, or in its resolved form; see fulltext.Parse.
	Words string
	// Status selects the questions of one status.
	Status argmap.QuestionStatus
}

// QuestionRow is an open question in a list. What hangs on it holds for a revision; its map, its words
// and where it was asked are as they are now.
type QuestionRow struct {
	OpenQuestion
	// Head and Properties are those of its map.
	Head       Head
	Properties *argmap.Properties
	// Revision is the one that status, weight and flips were worked out for.
	Revision argmap.Revision
	Question *argmap.Element
	// AskedIn are the paragraphs that the question cites, in the order of citation ids and of their
	// segments, each once.
	AskedIn []argmap.ID
	// BearsOn are those that the elements cite which it asks about, in the order of those links, each once.
	BearsOn []argmap.ID
	Key     Key
}
