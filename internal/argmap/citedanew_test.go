package argmap

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawCitation draws a citation of one of the two texts of the library.
func drawCitation(t *rapid.T, name string) *Citation {
	c := citation("cited", "b")
	if rapid.Bool().Draw(t, name+" of the withdrawn text") {
		c.Source = "withdrawn"
	}
	paragraph := map[ID]ID{"s": "p", "withdrawn": "old"}[c.Source]
	words := rapid.SampledFrom([]Segment{{paragraph, 0, 4, "Kaf\u00e9", "", ""}, {paragraph, 0, 1, "K", "", ""}, {paragraph, 1, 3, "af", "", ""}})
	c.Segments = rapid.SliceOfN(words, 1, 3).Draw(t, name)
	c.Role = rapid.SampledFrom([]CitationRole{Words, Cue}).Draw(t, name+" role")
	return c
}

// TestASourceIsCitedAnewWhenCheckWouldMindIt holds CitedAnew to what Check refuses.
func TestASourceIsCitedAnewWhenCheckWouldMindIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := world()
		if rapid.Bool().Draw(t, "there") {
			s.Apply(ChangeSet{Revision: 2, Operations: sets(drawCitation(t, "before"))})
		}
		op := Set(drawCitation(t, "after"))
		complete, err := Check(s, library{}, []Operation{op}, Importing)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Check(s, library{}, []Operation{op}, Authoring)
		if anew := slices.Contains(CitedAnew(complete), "withdrawn"); anew != (err != nil) {
			t.Fatalf("CitedAnew is %v, Check says %v", CitedAnew(complete), err)
		}
	})
}

func TestCitedAnew(t *testing.T) {
	was := citation("cited", "b")
	longer := with(citation("cited", "b"), func(c *Citation) {
		c.Segments = append(c.Segments, Segment{Paragraph: "p", Start: 0, End: 1, Exact: "K"})
	})
	role := with(citation("cited", "b"), func(c *Citation) { c.Role = Cue })
	other := with(citation("other", "b"), func(c *Citation) { c.Source = "withdrawn" })
	for name, test := range map[string]struct {
		ops  []Operation
		want []ID
	}{
		"nothing":                          {nil, nil},
		"no citation":                      {sets(claim("n")), nil},
		"a new one":                        {[]Operation{{Ref: was.Ref(), After: was}}, []ID{"s"}},
		"one with another segment":         {[]Operation{{Ref: was.Ref(), Before: was, After: longer}}, []ID{"s"}},
		"one with a segment less":          {[]Operation{{Ref: was.Ref(), Before: longer, After: was}}, nil},
		"one in another role":              {[]Operation{{Ref: was.Ref(), Before: was, After: role}}, nil},
		"one that goes":                    {[]Operation{{Ref: was.Ref(), Before: was}}, nil},
		"two texts, one of which is twice": {[]Operation{{Ref: was.Ref(), After: was}, {Ref: other.Ref(), After: other}, {Ref: role.Ref(), After: longer}}, []ID{"s", "withdrawn"}},
	} {
		if got := CitedAnew(test.ops); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}
