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

// origin is the file from which a map was read, as far as it is there: its text, and whether the map still
// says exactly what it says, so that it can be given back with its comments, order and layout.
type origin struct {
	text string
	same bool
}

// original finds the file from which a map was read: the source that says what the map says, else the one
// with most places that the map cites as reading it does; without such a place none is known.
func original(d *codec.Document) origin {
	if d.Properties.Format != "argdown" {
		return origin{}
	}
	said := essence(d)
	best, most := origin{}, 0
	cited := map[argmap.ID]bool{}
	for _, r := range d.Records {
		if c, is := r.(*argmap.Citation); is {
			cited[c.Source] = true
		}
	}
	for _, s := range d.Sources {
		if len(cited) > 0 && !cited[s.ID] {
			continue // a file without a statement is cited by nothing
		}
		again, err := reread(s.Text, d.ReadingBack())
		if err != nil {
			continue
		}
		if again.Properties.Title != d.Properties.Title && again.Properties.Title == "argdown" {
			again.Properties.Title = d.Properties.Title // it was made of the file's name
		}
		back := essence(again)
		if slices.Equal(back, said) {
			return origin{s.Text, true}
		}
		if n := placesInBoth(back, said); n > most {
			best, most = origin{text: s.Text}, n
		}
	}
	return best
}

// placesInBoth counts the citations that two sorted essences share.
func placesInBoth(a, b []string) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch order := strings.Compare(a[0], b[0]); {
		case order < 0:
			a = a[1:]
		case order > 0:
			b = b[1:]
		default:
			if strings.HasPrefix(a[0], citationLine) {
				n++
			}
			a, b = a[1:], b[1:]
		}
	}
	return n
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

// citationLine begins the line of a citation.
const citationLine = "citation "

func (x *essences) citation(c *argmap.Citation) string {
	var b strings.Builder
	fmt.Fprintf(&b, citationLine+"%d %s %s", x.numbers[c.Element], c.Role, c.Explicitness)
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
