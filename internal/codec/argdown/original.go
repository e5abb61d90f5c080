package argdown

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// original gives the file from which a map was read, when the map still says exactly what that file says:
// then its comments, its order and its layout are kept. False when it was changed, or its text is not there.
func original(d *codec.Document) (string, bool) {
	if d.Properties.Format != "argdown" {
		return "", false
	}
	for _, s := range d.Sources {
		if !slices.ContainsFunc(d.Records, func(r argmap.Record) bool { c, is := r.(*argmap.Citation); return is && c.Source == s.ID }) {
			continue
		}
		again, err := reread(s.Text, d.ReadingBack())
		if err != nil {
			continue
		}
		if again.Properties.Title != d.Properties.Title && again.Properties.Title == "argdown" {
			again.Properties.Title = d.Properties.Title // it was made of the file's name
		}
		if slices.Equal(essence(again), essence(d)) {
			return s.Text, true
		}
	}
	return "", false
}

// reread decodes a text.
func reread(text string, o codec.Options) (*codec.Document, error) {
	docs, err := decode(context.Background(), codec.File{Data: []byte(text)}, o)
	if err != nil {
		return nil, err
	}
	return docs[0], nil
}

// essence gives what a document of this format says, a line for each record, sorted: its ids are the
// numbers that elements got when they were read, and times and authors are left out.
func essence(d *codec.Document) []string {
	x := &essences{Graph: codec.NewGraph(d), numbers: map[argmap.ID]int{}}
	for _, e := range x.Elements {
		var raw struct{ Made int }
		if json.Unmarshal(e.Raw, &raw) == nil {
			x.numbers[e.ID] = raw.Made
		}
	}
	lines := []string{fmt.Sprintf("map %q %q %q %s", d.Properties.Title, d.Properties.Description, d.Properties.Language, d.Properties.Raw)}
	for _, r := range d.Records {
		lines = append(lines, x.line(r))
	}
	slices.Sort(lines)
	return lines
}

type essences struct {
	*codec.Graph
	numbers map[argmap.ID]int
}

func (x *essences) line(r argmap.Record) string {
	switch r := r.(type) {
	case *argmap.Element:
		e := *r
		e.ID, e.Author, e.Created = argmap.ID(fmt.Sprint(x.numbers[r.ID])), "", time.Time{}
		if e.Question != nil {
			q := *e.Question
			q.Row = argmap.ID(x.row(q.Row))
			e.Question = &q
		}
		return "element " + plainJSON(e)
	case *argmap.Voice:
		return "voice " + x.voice(r.ID) + r.Description
	case *argmap.Row:
		return "row " + r.Antecedent
	case *argmap.Link:
		l := *r
		l.ID, l.From, l.To = "", argmap.ID(fmt.Sprint(x.numbers[r.From])), argmap.ID(fmt.Sprint(x.numbers[r.To]))
		return "link " + plainJSON(l)
	case *argmap.Commitment:
		return fmt.Sprintf("commitment %s %s %d by %s", x.voice(r.Voice), r.Act, x.numbers[r.Claim], x.voice(r.ReportedBy))
	case *argmap.Citation:
		return x.citation(r)
	case *argmap.Leftover:
		return fmt.Sprintf("leftover %s %d %s", r.What, r.Ordinal, compact(r.Raw))
	case *argmap.Properties:
	}
	return ""
}

func (x *essences) voice(id argmap.ID) string {
	if v := x.Voice(id); v != nil {
		return string(v.Kind) + " " + v.Name
	}
	return ""
}

func (x *essences) row(id argmap.ID) string {
	if e, ok := x.Entry(argmap.Ref{Type: argmap.TypeRow, ID: id}); ok {
		return e.Record.(*argmap.Row).Antecedent
	}
	return ""
}

func (x *essences) citation(c *argmap.Citation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "citation %d %s %s", x.numbers[c.Element], c.Role, c.Explicitness)
	for _, s := range c.Segments {
		ordinal := 0
		if p, ok := x.Paragraph(s.Paragraph); ok {
			ordinal = p.Ordinal
		}
		fmt.Fprintf(&b, " %d:%d-%d", ordinal, s.Start, s.End)
	}
	return b.String()
}

func plainJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// compact leaves white space out: a store may have put some in.
func compact(raw json.RawMessage) []byte {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return raw
	}
	return b.Bytes()
}
