package codectest

import (
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// built makes a small map, its records perhaps in another order and under other ids.
func built(reversed bool, change func(*codec.Builder, *argmap.Element)) *codec.Document {
	o := Options()
	if reversed {
		o.NewID()
	}
	b := codec.Build("x", "A map", codec.File{}, o)
	a, c := b.Claim("because"), b.Claim("so")
	i := b.Inference(c.ID, a.ID)
	b.Commit(b.Speaker().ID, argmap.Asserts, a.ID)
	if change != nil {
		change(b, i)
	}
	d := b.Done()
	if reversed {
		slices.Reverse(d.Records)
	}
	return d
}

func TestCanonicalSeesContentOnly(t *testing.T) {
	plain := Canonical(built(false, nil))
	if !slices.Equal(plain, Canonical(built(true, nil))) {
		t.Error("order or ids count")
	}
	for name, change := range map[string]func(*codec.Builder, *argmap.Element){
		"a scheme":     func(_ *codec.Builder, i *argmap.Element) { i.Scheme = "expert opinion" },
		"a claim":      func(b *codec.Builder, _ *argmap.Element) { b.Claim("because") },
		"a rebuttal":   func(b *codec.Builder, i *argmap.Element) { b.Rebuttal(i) },
		"a commitment": func(b *codec.Builder, _ *argmap.Element) { b.Voice(argmap.VoiceReported, "critics") },
		"the title":    func(b *codec.Builder, _ *argmap.Element) { b.Properties().Title = "Another" },
	} {
		if slices.Equal(plain, Canonical(built(false, change))) {
			t.Errorf("%s does not count", name)
		}
	}
}
