package evaluation

import (
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/semantics/why"
	"argmap/internal/snapshot"
)

// summary says in one sentence why the topic has its label: what its first steps say, joined.
func (t *telling) summary() string {
	topic := t.f.Element(t.x.Topic)
	var verb string
	var clauses []string
	for _, r := range t.told {
		if r.element != t.x.Topic || r.refuted || r.Because == why.Cycle || len(clauses) > 0 && verb != verbOf(r) {
			continue
		}
		verb = verbOf(r)
		clauses = append(clauses, "because "+t.clause(r))
	}
	if len(clauses) == 0 {
		return sentence(nameOf(topic) + " is undecided")
	}
	return sentence(nameOf(topic) + " " + verb + ", " + strings.Join(clauses, ", and "))
}

// sentence says a step in words.
func (t *telling) sentence(r row) string {
	if r.Because == why.Cycle {
		return sentence(t.circle(r))
	}
	return sentence(nameOf(t.f.Element(r.element)) + " " + verbOf(r) + ", because " + t.clause(r))
}

// verbOf says what became of an element. What lost its support is not called rejected.
func verbOf(r row) string {
	switch {
	case r.refuted && r.Because == why.DefendedBy:
		return "is not refuted"
	case r.refuted && r.Label != 0:
		return "is refuted"
	}
	switch r.Because {
	case why.Lacks, why.Ring:
		return "is not accepted"
	case why.AttackedBy, why.SupportedBy:
		switch snapshot.VerdictOf(r.Label).Label {
		case argmap.LabelIn:
			return "is accepted"
		case argmap.LabelOut:
			return "is rejected"
		case argmap.LabelUndecided:
			return "is undecided"
		}
	case why.Unattacked, why.DefendedBy, why.Cycle:
	}
	return "is accepted"
}

// clause says why, after "because".
func (t *telling) clause(r row) string {
	var text string
	if len(r.on)+len(r.against) == 0 && (r.partial || r.Because == why.AttackedBy || r.Because == why.SupportedBy) {
		return "of what is not shown"
	}
	switch r.Because {
	case why.Unattacked:
		return "nothing attacks it"
	case why.DefendedBy:
		text = t.defended(r)
	case why.AttackedBy:
		text = t.attacked(r)
	case why.SupportedBy:
		text = t.supported(r)
	case why.Lacks:
		text = t.lacks(r)
	case why.Ring:
		text = "its support goes round in a ring that nothing else holds up" + t.those(r.on)
	case why.Cycle:
	}
	if r.partial {
		text += ", and because of what is not shown"
	}
	return text
}

// those lists what a clause is about.
func (t *telling) those(nodes []int32) string {
	if len(nodes) == 0 {
		return ""
	}
	return ": " + t.names(nodes)
}

func (t *telling) names(nodes []int32) string {
	return listed(nodes, func(n int32) string { return nearby(t.f.Element(n)) })
}

// circle says of what a cycle consists.
func (t *telling) circle(r row) string {
	text := nameOf(t.f.Element(r.element)) + " depends on itself"
	if rest := r.on[1:]; len(rest) > 0 {
		text += ", by way of " + listed(rest, func(n int32) string { return nameOf(t.f.Element(n)) })
	}
	if t.x.Parity == why.Odd {
		return text + ": an odd number of attacks, so that whichever of these were accepted would refute itself"
	}
	return text + ": an even number of attacks, which leaves a choice between them"
}

func plural(n int, word string) string {
	if n == 1 {
		return word + " is"
	}
	return word + "s are"
}

func agree(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
