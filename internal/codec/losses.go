package codec

import (
	"slices"

	"argmap/internal/argmap"
)

// LossList gathers what a format cannot hold of a document, for Losses.
type LossList struct {
	sorts []Loss
	seen  map[string]map[argmap.ID]bool
}

// Add notes that a record is left out or changed. What is left out comes in the plural, with the reason.
func (l *LossList) Add(what, why string, record argmap.ID) {
	if l.seen == nil {
		l.seen = map[string]map[argmap.ID]bool{}
	}
	if l.seen[what] == nil {
		l.seen[what] = map[argmap.ID]bool{}
		l.sorts = append(l.sorts, Loss{What: what, Why: why})
	}
	if l.seen[what][record] {
		return
	}
	l.seen[what][record] = true
	at := slices.IndexFunc(l.sorts, func(s Loss) bool { return s.What == what })
	l.sorts[at].Records = append(l.sorts[at].Records, record)
}

// Losses gives them by sort, the sort that was noted first before the others; nil when there are none.
func (l *LossList) Losses() []Loss { return l.sorts }

// lossesByKind are the sorts that every format names alike, for records that it has no place for at all.
var lossesByKind = map[argmap.Kind]string{
	argmap.KindClaim: "claims", argmap.KindInference: "inferences", argmap.KindRebuttal: "rebuttals", argmap.KindQuestion: "questions",
	argmap.KindRephrase: "rephrases", argmap.KindPreference: "preferences", argmap.KindLocution: "locutions",
	argmap.KindIllocution: "illocutions", argmap.KindTransition: "transitions", argmap.KindForeign: "foreign elements",
}

// NoPlace notes that a format has no place for a record, under the usual name of its sort.
func (l *LossList) NoPlace(r argmap.Record, format string) {
	why := format + " has no place for them"
	switch r := r.(type) {
	case *argmap.Properties:
		l.Add("properties of the map", why, r.ID)
	case *argmap.Voice:
		l.Add("voices", why, r.ID)
	case *argmap.Row:
		l.Add("rows of questions", why, r.ID)
	case *argmap.Element:
		l.Add(lossesByKind[r.Kind], why, r.ID)
	case *argmap.Commitment:
		l.Add("commitments", why, r.ID)
	case *argmap.Link:
		l.Add(string(r.Role)+" links", why, r.ID)
	case *argmap.Citation:
		l.Add("citations", why, r.ID)
	case *argmap.Leftover:
		l.Add("leftovers of an import", why, r.ID)
	}
}
