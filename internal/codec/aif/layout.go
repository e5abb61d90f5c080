package aif

import (
	"encoding/json"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec/verbatim"
)

// The lists of a graph that are read.
const (
	listNodes        = "nodes"
	listEdges        = "edges"
	listLocutions    = "locutions"
	listParticipants = "participants"
)

// layout is what a map's properties keep of the file that the map came from.
type layout struct {
	// title is the map's as it was made at the import.
	title string
	// places are those of the lists among the members of the graph, graph is the place of the graph
	// itself among the members around it.
	places map[string]int
	graph  int
	shapes shapes
}

func newLayout() *layout {
	return &layout{places: map[string]int{}, graph: -1, shapes: shapes{known: map[string]int{}}}
}

// raw writes {"aif": 1, "title", "graph", "lists", "shapes"}.
func (l *layout) raw() (json.RawMessage, error) {
	places, err := json.Marshal(l.places)
	if err != nil {
		return nil, err
	}
	b := append([]byte(`{"aif":1,"title":`), quoted(l.title)...)
	b = strconv.AppendInt(append(b, `,"graph":`...), int64(l.graph), 10)
	b = append(append(b, `,"lists":`...), places...)
	b = append(b, `,"shapes":[`...)
	for i, form := range l.shapes.list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for k, s := range form {
			text, err := s.MarshalJSON()
			if err != nil {
				return nil, err
			}
			if k > 0 {
				b = append(b, ',')
			}
			b = append(b, text...)
		}
		b = append(b, ']')
	}
	return append(b, "]}"...), nil
}

// layoutOf reads the layout of a map that was imported from a format of the family; nil for another map.
func layoutOf(p *argmap.Properties) *layout {
	if p.Format != FormatAIF && p.Format != FormatXAIF {
		return nil
	}
	v, err := verbatim.Parse(p.Raw)
	if err != nil {
		return nil
	}
	l := newLayout()
	if version, _ := v.Get("aif"); string(version.Raw()) != "1" {
		return nil
	}
	title, _ := v.Get("title")
	l.title, _ = title.Text()
	graph, _ := v.Get("graph")
	l.graph, _ = strconv.Atoi(string(graph.Raw()))
	places, _ := v.Get("lists")
	for _, m := range places.Members() {
		if l.places[m.Name], err = strconv.Atoi(string(m.Value.Raw())); err != nil {
			return nil
		}
	}
	return l.withShapes(v)
}

func (l *layout) withShapes(v verbatim.Value) *layout {
	table, _ := v.Get("shapes")
	for _, form := range table.Elements() {
		var made []slot
		for _, s := range form.Elements() {
			one, ok := slotOf(s)
			if !ok {
				return nil
			}
			made = append(made, one)
		}
		l.shapes.list = append(l.shapes.list, made)
	}
	return l
}
