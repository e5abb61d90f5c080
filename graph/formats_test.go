package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
	"argmap/internal/fault"
)

// partial is a format of the tests: lines of claims, with errors that name the line. It loses all else.
func partial() codec.Format {
	return codec.Format{
		Name: "partial", Title: "Lines of claims", MediaType: "text/plain", Extensions: []string{".lines", ".txt"},
		Rules: []codec.Rule{{ID: "PARTIAL-LONG", Severity: codec.Warning, Meaning: "A claim has at most ten bytes."}},
		Recognise: func(s codec.Sample) codec.Likelihood {
			if strings.HasPrefix(string(s.Data), "partial\n") {
				return codec.Surely
			}
			return codec.No
		},
		Decode: decodePartial,
		Losses: func(d *codec.Document) []codec.Loss {
			var lost []argmap.ID
			for _, r := range d.Records {
				if r.Ref().Type != argmap.TypeElement {
					lost = append(lost, r.Ref().ID)
				}
			}
			return []codec.Loss{{What: "records", Why: "only claims are lines", Records: lost}}
		},
		Encode: func(_ context.Context, d *codec.Document, o codec.Output) error {
			w, err := o.Create(o.Name + ".lines")
			for _, e := range codec.NewGraph(d).Elements {
				if err == nil && e.Kind == argmap.KindClaim {
					_, err = io.WriteString(w, e.Text+"\n")
				}
			}
			return err
		},
	}
}

func decodePartial(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	b := codec.Build("partial", f.Name, f, o)
	for _, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n")[1:] {
		if line == "beside" {
			text, err := f.Beside("a.txt")
			if err != nil {
				return nil, fault.InvalidField("content", "partial.beside", "line 2: a.txt is missing")
			}
			line = string(text)
		}
		c := b.Claim(line)
		if len(line) > 10 {
			b.Find(codec.Finding{Rule: "PARTIAL-LONG", Severity: codec.Warning, Where: "line 2", Element: c.ID, External: "2", Message: "it is long"})
		}
		b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
	}
	return []*codec.Document{b.Done()}, nil
}

const bring = `mutation($file: MapFileInput! $key: String) { importMap(input: {file: $file, key: $key}) {
	format maps { revision repeated findingCount findings { rule severity where element external message } map { id title claims { nodes { text } } } } } }`

// brings imports a file and gives what came of its first map.
func (w *world) brings(file vars, key string) (m struct {
	Repeated     bool
	FindingCount int
	Findings     []struct{ Rule, Element string }
	Map          *struct {
		ID     argmap.ID
		Title  string
		Claims struct{ Nodes []struct{ Text string } }
	}
},
) {
	w.Helper()
	v := vars{"file": file}
	if key != "" {
		v["key"] = key
	}
	a := w.ask(bring, v)
	var data struct {
		ImportMap struct{ Maps []json.RawMessage }
	}
	if err := json.Unmarshal(a.Data, &data); err != nil || len(a.Errors) > 0 || len(data.ImportMap.Maps) != 1 {
		w.Fatalf("got %s %+v (%v)", a.Data, a.Errors, err)
	}
	if err := json.Unmarshal(data.ImportMap.Maps[0], &m); err != nil {
		w.Fatal(err)
	}
	return m
}

func TestMapsAreImportedOnce(t *testing.T) {
	w := newWorld(t)
	file := vars{"name": "a.lines", "content": "partial\nbeside\n", "beside": []vars{{"name": "a.txt", "content": "It is a long claim"}}}
	m := w.brings(file, "k")
	if m.Map == nil || m.Map.Title != "a.lines" || len(m.Map.Claims.Nodes) != 1 || m.FindingCount == 0 || m.Findings[0].Rule != "PARTIAL-LONG" || m.Findings[0].Element == "" {
		t.Fatalf("got %+v", m)
	}
	again := w.brings(file, "k")
	if !again.Repeated || again.Map.ID != m.Map.ID || again.Findings[0].Element != "" {
		t.Errorf("got %+v", again)
	}
	w.ask(`mutation($m: ID!) { deleteMap(input: {map: $m}) { revision } }`, vars{"m": m.Map.ID})
	if gone := w.brings(file, "k"); gone.Map != nil || !gone.Repeated {
		t.Errorf("of a map that is gone came %+v", gone)
	}
}

func TestFilesAreRefusedByField(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		file          vars
		reason, field string
	}{
		{vars{"content": "words"}, "format.unrecognised", "format"},
		{vars{"content": "words", "format": "papyrus"}, "format.unknown", "format"},
		{vars{"content": "partial\nbeside"}, "partial.beside", "content"},
	} {
		for query, path := range map[string]string{
			bring: "input.file.", `query($file: MapFileInput!) { validateFile(file: $file) { format } }`: "file.",
		} {
			a := w.ask(query, vars{"file": c.file})
			if len(a.Errors) != 1 || a.Errors[0].Extensions["reason"] != c.reason || a.Errors[0].Extensions["field"] != path+c.field {
				t.Errorf("%v: got %+v, want %s at %s", c.file, a.Errors, c.reason, path+c.field)
			}
		}
	}
}

// TestErrorsSayWhere: the place at which a file breaks off is in the extensions, for programs.
func TestErrorsSayWhere(t *testing.T) {
	w := newWorld(t)
	a := w.ask(`query($file: MapFileInput!) { validateFile(file: $file) { format } }`, vars{"file": vars{"content": "{\n \"a\": ["}})
	if len(a.Errors) != 1 {
		t.Fatalf("got %+v", a.Errors)
	}
	ext := a.Errors[0].Extensions
	if ext["reason"] != "format.unrecognised" || fmt.Sprint(ext["line"], ext["column"]) != "2 8" || !strings.HasPrefix(a.Errors[0].Message, "line 2, column 8: ") {
		t.Errorf("got %q with %v", a.Errors[0].Message, ext)
	}
}

func TestExportsTellWhatIsLost(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	const export = `query($m: ID! $strict: Boolean!) { exportMap(map: $m, format: "partial", strict: $strict) { path losses { what why count } files { name content } } }`
	var got struct {
		ExportMap struct {
			Path   string
			Losses []struct {
				What  string
				Count int
			}
			Files []struct{ Name, Content string }
		}
	}
	if err := json.Unmarshal(w.ask(export, vars{"m": lib.Map, "strict": false}).Data, &got); err != nil {
		t.Fatal(err)
	}
	x := got.ExportMap
	if x.Path != "/maps/map/export?format=partial" || len(x.Losses) != 1 || x.Losses[0].Count == 0 || len(x.Files) != 1 || x.Files[0].Name != "map.lines" || x.Files[0].Content == "" {
		t.Errorf("got %+v", x)
	}
	a := w.ask(export, vars{"m": lib.Map, "strict": true})
	if len(a.Errors) != 1 || a.Errors[0].Extensions["reason"] != "export.losses" || a.Errors[0].Extensions["losses"] == nil {
		t.Errorf("strictly: %+v", a.Errors)
	}
}

// TestLargeExportsAreNotInAnswers imports a map of more than 1 MB: its files are null, and the losses known.
func TestLargeExportsAreNotInAnswers(t *testing.T) {
	w := newWorld(t)
	large := exchange.File{Body: strings.NewReader("partial\n" + strings.Repeat(strings.Repeat("x", 10_000)+"\n", 110))}
	maps, _, err := w.config.Interchange.Import(t.Context(), large, exchange.Who{Actor: argmap.Local})
	if err != nil {
		t.Fatal(err)
	}
	a := w.ask(`query($m: ID!) { exportMap(map: $m, format: "partial") { losses { count } files { name } } }`, vars{"m": maps[0].Map})
	if len(a.Errors) > 0 || !strings.Contains(string(a.Data), `"files":null`) || !strings.Contains(string(a.Data), `"count":111`) {
		t.Errorf("got %s %+v", a.Data, a.Errors)
	}
}
