package xaif

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec/aif"
	"argmap/internal/codec/verbatim"
)

// missing is what the import record calls the ids that IBIS lists and that are no nodes: a list of them.
const missing = "ids of IBIS without node"

// The lists of IBIS.
const (
	ibis      = "IBIS"
	issueList = "issues"
	positions = "positions"
	arguments = "arguments"
)

// issues gives the ids of the nodes that are questions.
func issues(root verbatim.Value) []verbatim.Value {
	lists, _ := root.Get(ibis)
	list, _ := lists.Get(issueList)
	return list.Elements()
}

// lookAtIBIS finds the ids that are not those of I nodes, and notes those that are of no node.
func lookAtIBIS(r *aif.Reading, root verbatim.Value) {
	lists, _ := root.Get(ibis)
	var gone []json.RawMessage
	for _, name := range []string{issueList, positions, arguments} {
		list, _ := lists.Get(name)
		for _, id := range list.Elements() {
			switch e := r.Node(id.Raw()); {
			case e == nil:
				find(r, RuleIBIS, id.Path(), "no node has this id")
				gone = append(gone, id.Raw())
			case e.Kind != argmap.KindClaim && e.Kind != argmap.KindQuestion:
				find(r, RuleIBIS, id.Path(), fmt.Sprintf("the node is of kind %s; issues, positions and arguments are I nodes", e.Kind))
			}
		}
	}
	if len(gone) > 0 {
		r.Leave(missing, "IBIS names them and they are not there", 0, array(gone))
	}
}

func array(items []json.RawMessage) json.RawMessage {
	b := []byte{'['}
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, item...)
	}
	return append(b, ']')
}

// writeIBIS brings the lists up to date: ids whose nodes were deleted go, and questions, answers and
// arguments that were drawn here come. Where nothing changed the member stays as it was.
func writeIBIS(w *aif.Writing, members []aif.Member) []aif.Member {
	added := drawn(w)
	at := slices.IndexFunc(members, func(m aif.Member) bool { return m.Name == ibis })
	if at < 0 {
		if len(added[issueList]) == 0 {
			return members
		}
		return append(members, aif.Member{Name: ibis, Place: aif.NoPlace, Raw: lists(nil, added, nil)})
	}
	for i, m := range members { // the last of a name counts
		if m.Name == ibis {
			at = i
		}
	}
	if raw := json.RawMessage(members[at].Raw); len(raw) > 0 && raw[0] == '{' {
		members[at].Raw = lists(raw, added, there(w))
	}
	return members
}

// drawn gives the ids of the nodes that were drawn here, by the list that they belong to.
func drawn(w *aif.Writing) map[string][]json.RawMessage {
	added := map[string][]json.RawMessage{}
	for _, e := range byTime(w) {
		id, fresh := w.NodeID(e.ID)
		if id == nil || !fresh {
			continue
		}
		if list := listOf(w, e); list != "" {
			added[list] = append(added[list], id)
		}
	}
	return added
}

func byTime(w *aif.Writing) []*argmap.Element {
	all := slices.Clone(w.G.Elements)
	slices.SortFunc(all, func(a, b *argmap.Element) int {
		if c := a.Created.Compare(b.Created); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return all
}

// listOf tells what an element is in IBIS: a question is an issue, what answers one a position, and what
// speaks for or against something an argument.
func listOf(w *aif.Writing, e *argmap.Element) string {
	if e.Kind == argmap.KindQuestion {
		return issueList
	}
	if e.Kind != argmap.KindClaim {
		return ""
	}
	list := ""
	for l := range w.G.LinksFrom(e.ID) {
		if _, fresh := w.NodeID(l.To); l.Role == argmap.RoleAnswers && fresh {
			return positions
		}
		if l.Role == argmap.RolePremiseOf {
			list = arguments
		}
	}
	return list
}

// there gives the ids that IBIS may keep: those of nodes, and those that named none from the beginning.
func there(w *aif.Writing) map[string]bool {
	ids := map[string]bool{}
	for _, e := range w.G.Elements {
		if id, _ := w.NodeID(e.ID); id != nil {
			ids[word(id)] = true
		}
	}
	for _, list := range w.Kept(missing) {
		for id := range verbatim.Items(list) {
			ids[word(id)] = true
		}
	}
	return ids
}

// word gives an id as text, so that 1 and "1" are one.
func word(id json.RawMessage) string {
	if len(id) > 0 && id[0] == '"' {
		return verbatim.Name(id)
	}
	return string(id)
}

// lists writes the member: what it was, without what is gone, with what came.
func lists(was json.RawMessage, added map[string][]json.RawMessage, there map[string]bool) json.RawMessage {
	var b []byte
	seen := map[string]bool{}
	changed := was == nil
	for name, value := range verbatim.Pairs(was) {
		list := verbatim.Name(name)
		if isOne := list == issueList || list == positions || list == arguments; isOne && value[0] == '[' && !seen[list] {
			now, other := updated(value, added[list], there)
			changed = changed || other
			value, seen[list] = now, true
		}
		b = append(append(append(b, ','), name...), ':')
		b = append(b, value...)
	}
	for _, list := range []string{issueList, positions, arguments} {
		if !seen[list] && (was == nil || len(added[list]) > 0) {
			b = append(append(b, ','), verbatim.Quote(list)...)
			b = append(append(b, ':'), array(added[list])...)
			changed = true
		}
	}
	if !changed {
		return was
	}
	b[0] = '{'
	return append(b, '}')
}

// updated gives a list without the ids that are gone and with those that came, and whether any did.
func updated(list json.RawMessage, added []json.RawMessage, there map[string]bool) (now json.RawMessage, other bool) {
	var kept []json.RawMessage
	gone := false
	for id := range verbatim.Items(list) {
		isID := id[0] == '"' || id[0] == '-' || id[0] >= '0' && id[0] <= '9'
		if !isID || there[word(id)] {
			kept = append(kept, id)
		} else {
			gone = true
		}
	}
	if !gone && len(added) == 0 {
		return list, false
	}
	return array(append(kept, added...)), true
}
