package carneades

import (
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

// TestWhatIsNotToldAsLostIsKept draws documents of every kind: each record is read back as it was, or
// is told as lost before.
func TestWhatIsNotToldAsLostIsKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := rapid.SampledFrom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}).Draw(rt, "sort")(rt)
		codectest.Lawful(rt, d)
		file := codectest.Encode(rt, Format(), d)["map.yml"]
		rt.Log(file)
		back := codectest.Decode(rt, Format(), codectest.File("", []byte(file), nil))[0]
		p := newPlan(d)
		codectest.Told(rt, d, losses(d), back)
		codectest.Kept(rt, d, back, losses(d), func(id argmap.ID) string { return called(p.g, func(x argmap.ID) string { return p.names[x] }, id) },
			func(g *codec.Graph) func(argmap.ID) string {
				return func(id argmap.ID) string {
					return called(g, func(x argmap.ID) string { return g.Element(x).External.ID }, id)
				}
			})
		again := codectest.Encode(rt, Format(), back)["map.yml"]
		if again != file {
			rt.Fatalf("what was read back is written otherwise:\n%s\nand was:\n%s", again, file)
		}
		if l := losses(back); l != nil {
			rt.Fatalf("what was read loses %v", l)
		}
	})
}

// called gives the name of an element in a file. An undercutter has none of its own.
func called(g *codec.Graph, name func(argmap.ID) string, id argmap.ID) string {
	if s := name(id); s != "" || g.Element(id).Kind != argmap.KindRebuttal {
		return s
	}
	for _, target := range g.Ends(id, argmap.RoleAttacks, false) {
		return "what undercuts " + name(target.ID)
	}
	return ""
}

// TestLinkedPremisesStayLinked: a scheme that is called convergent here does not part the premises of an
// inference when a file is written, and of two authors one is read back.
func TestLinkedPremisesStayLinked(t *testing.T) {
	b := codec.Build("x", "A map", codec.File{}, codectest.Options())
	p, q, r := b.Claim("p"), b.Claim("q"), b.Claim("r")
	b.Commit(b.Speaker().ID, argmap.Asserts, p.ID)
	b.Commit(b.Voice(argmap.VoiceAuthor, "author").ID, argmap.Asserts, q.ID)
	linked := b.Inference(r.ID, p.ID, q.ID)
	linked.Scheme = convergent
	d := b.Done()
	file := codectest.Encode(t, Format(), d)["map.yml"]
	back := codectest.Decode(t, Format(), codectest.File("", []byte(file), nil))[0]
	g := codec.NewGraph(back)
	inferences := 0
	for _, e := range g.Elements {
		if e.Kind == argmap.KindInference && len(g.Ends(e.ID, argmap.RolePremiseOf, true)) == 2 {
			inferences++
		}
	}
	lost := map[argmap.ID]bool{}
	for _, l := range losses(d) {
		for _, id := range l.Records {
			lost[id] = true
		}
	}
	voices := codec.NewGraph(d).Voices
	if inferences != 1 || !lost[linked.ID] || lost[voices[0].ID] || !lost[voices[1].ID] || len(g.Voices) != 1 {
		t.Errorf("%d inferences have both premises, %d voices are there, %v is lost:\n%s", inferences, len(g.Voices), lost, file)
	}
}
