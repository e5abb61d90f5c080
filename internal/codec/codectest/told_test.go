package codectest

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

func TestWhatIsDrawnIsLawful(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := Draw(rt)
		Lawful(t, d)
		Told(rt, d, nil, d)
	})
}

// complaint runs Told and keeps what it says.
type complaint struct{ said string }

func (c *complaint) Helper() {}
func (c *complaint) Fatalf(format string, args ...any) {
	if c.said == "" {
		c.said = fmt.Sprintf(format, args...)
	}
}

func TestToldSeesEveryRecord(t *testing.T) {
	whole := func() *codec.Document {
		b := codec.Build("x", "A map", codec.File{}, Options())
		row := &argmap.Row{ID: b.NewID(), Antecedent: "it"}
		b.Add(row)
		a, c := b.Claim("because"), b.Claim("so")
		b.Inference(c.ID, a.ID)
		b.Commit(b.Speaker().ID, argmap.Asserts, a.ID)
		s, err := b.Source("", []byte("because of this"), "text/plain")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Cite(a.ID, s, 0, 7); err != nil {
			t.Fatal(err)
		}
		b.Add(&argmap.Leftover{ID: b.NewID(), What: "edge", Raw: []byte("1")})
		return b.Done()
	}
	before := whole()
	for i, r := range before.Records {
		if r.Ref().Type == argmap.TypeElement || r.Ref().Type == argmap.TypeVoice {
			continue // what names them would be gone with them
		}
		after := whole()
		after.Records = append(after.Records[:i:i], after.Records[i+1:]...)
		var c complaint
		Told(&c, before, nil, after)
		if c.said == "" {
			t.Errorf("%s goes and nobody tells", r.Ref())
		}
		c.said = ""
		Told(&c, before, []codec.Loss{{What: "it", Why: "it went", Records: []argmap.ID{r.Ref().ID}}}, after)
		if c.said != "" {
			t.Errorf("%s goes and is told as lost: %s", r.Ref(), c.said)
		}
	}
	after := whole()
	after.Properties.Language = "de"
	for _, r := range after.Records {
		if e, is := r.(*argmap.Element); is && e.Kind == argmap.KindInference {
			e.Scheme = "example"
		}
	}
	var c complaint
	Told(&c, after, []codec.Loss{{What: "maps", Why: "no", Records: []argmap.ID{after.Properties.ID}}}, before)
	if c.said == "" {
		t.Error("a scheme goes and nobody tells")
	}
}
