package aif

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

// MaxMaps is how many maps a list may hold: one takes some kilobytes, however short it is written.
const MaxMaps = 10_000

// whatEntry is what the import record of the first map calls an entry of a list of maps that is none.
const whatEntry = "entry of a list of maps"

// First gives the first object of a list; what is no list is given as it is.
func First(root verbatim.Value) verbatim.Value {
	if root.Kind() != verbatim.Array {
		return root
	}
	for _, e := range root.Elements() {
		if e.Kind() == verbatim.Object {
			return e
		}
	}
	return root
}

// readList reads each entry of a list as a file of its own: the ids of one say nothing of those of another.
// Entries that are no map are found and kept with the first map.
func readList(ctx context.Context, root verbatim.Value, f codec.File, o codec.Options, d Dialect) ([]*codec.Document, error) {
	var read []*Reading
	none := map[int]verbatim.Value{}
	for i, e := range root.Elements() {
		if len(read) == MaxMaps {
			return nil, fault.New(fault.Exhausted, "aif.maps", "the list holds more than %d maps; split it", MaxMaps).AtPath(e.Path())
		}
		if !d.isMap(e) {
			none[i] = e
			continue
		}
		r, err := readOne(ctx, e, codec.File{Name: entryName(f.Name, i+1), Beside: f.Beside}, o, d)
		if err != nil {
			return nil, err
		}
		read = append(read, r)
	}
	if len(read) == 0 {
		return nil, fault.New(fault.Invalid, "aif.layout", "the list holds no map; an %s file is an object %s, or a list of such", d.Format, d.example()).AtPath("$")
	}
	for _, i := range slices.Sorted(maps.Keys(none)) {
		e := none[i]
		read[0].B.Find(codec.Finding{
			Rule: RuleEntry, Severity: severities[RuleEntry], Where: e.Path(), Message: "this is no map; it is kept and not read",
		})
		read[0].leave(whatEntry, "it is no map", i, e.Raw())
	}
	docs := make([]*codec.Document, 0, len(read))
	for _, r := range read {
		docs = append(docs, r.B.Done())
	}
	return docs, nil
}

// isMap reports whether a value could be a file of the dialect.
func (d Dialect) isMap(v verbatim.Value) bool {
	if d.Member == "" {
		return v.Kind() == verbatim.Object
	}
	graph, _ := v.Get(d.Member)
	return graph.Kind() == verbatim.Object
}

// entryName gives the name of an entry of a file: "corpus 3.json".
func entryName(name string, n int) string {
	ext := filepath.Ext(name)
	return strings.TrimSpace(strings.TrimSuffix(name, ext)+" "+strconv.Itoa(n)) + ext
}
