package aif

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// What the import record holds. The ordinal of each is its place in its list, or among the members of
// its object.
const (
	whatNode        = "node"
	whatEdge        = "edge"
	whatLocution    = "locution"
	whatParticipant = "participant"
	// whatMember is a member of the graph, whatOuter one of the object around it: {"name": value}, or
	// [{"name": value}, [ids of nodes that it names and that are not there]].
	whatMember = "member"
	whatOuter  = "outer member"
	// whatLarge begins the name of the whole of something whose record has no room for it.
	whatLarge = "large "
)

// maxRaw is how many bytes of JSON go into one Raw.
const maxRaw = 800 << 10

// Leave keeps a piece of the file in the import record, in its place among those of its sort.
func (r *Reading) Leave(what, why string, at int, raw json.RawMessage) { r.leave(what, why, at, raw) }

// leave keeps a piece in the import record, in parts if it is long.
func (r *Reading) leave(what, why string, at int, raw json.RawMessage) {
	r.B.Aside(what, why, at, argmap.External{}, raw)
}

// piece is one of an import record, put together again.
type piece struct {
	at  int
	raw json.RawMessage
}

// pieces gives the import record by what its pieces are, in their order. What is not whole is left out.
func pieces(all []*argmap.Leftover) map[string][]piece {
	found := map[string][]piece{}
	parts := map[string][]*argmap.Leftover{}
	for _, l := range all {
		if of, ok := strings.CutPrefix(l.What, codec.PartOf); ok {
			key := of + " " + strconv.Itoa(l.Ordinal)
			parts[key] = append(parts[key], l)
			continue
		}
		found[l.What] = append(found[l.What], piece{l.Ordinal, l.Raw})
	}
	for _, some := range parts {
		if raw, ok := joined(some); ok {
			what := strings.TrimPrefix(some[0].What, codec.PartOf)
			found[what] = append(found[what], piece{some[0].Ordinal, raw})
		}
	}
	for _, some := range found {
		slices.SortStableFunc(some, func(a, b piece) int { return cmp.Compare(a.at, b.at) })
	}
	return found
}

func joined(parts []*argmap.Leftover) (json.RawMessage, bool) {
	texts := make([]string, len(parts))
	seen := make([]bool, len(parts))
	for _, p := range parts {
		v, err := verbatim.Parse(p.Raw)
		if err != nil || len(v.Elements()) != 3 {
			return nil, false
		}
		e := v.Elements()
		i, err := strconv.Atoi(string(e[0].Raw()))
		if err != nil || i < 0 || i >= len(parts) || seen[i] || string(e[1].Raw()) != strconv.Itoa(len(parts)) {
			return nil, false
		}
		texts[i], _ = e[2].Text()
		seen[i] = true
	}
	raw := json.RawMessage(strings.Join(texts, ""))
	return raw, json.Valid(raw)
}

// memberOf reads a member of an object from the import record, with the ids of nodes that it named in vain.
func memberOf(p piece) (m member, missing []string, ok bool) {
	v, err := verbatim.Parse(p.raw)
	if err != nil {
		return member{}, nil, false
	}
	if parts := v.Elements(); len(parts) == 2 {
		for _, id := range parts[1].Elements() {
			text, _ := id.Text()
			missing = append(missing, text)
		}
		v = parts[0]
	}
	members := v.Members()
	if len(members) != 1 {
		return member{}, nil, false
	}
	return member{members[0].Name, members[0].Value.Raw()}, missing, true
}
