package snapshot_test

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// odd draws words of which only some are known.
func odd[S ~string](t *rapid.T, label string, known ...S) S {
	return rapid.SampledFrom(append(known, "", "UNHEARD_OF")).Draw(t, label)
}

func origin(t *rapid.T) (argmap.External, json.RawMessage) {
	x := argmap.External{Namespace: odd[string](t, "namespace", "aifdb:1"), ID: odd[string](t, "foreign id", "7")}
	return x, rapid.SampledFrom([]json.RawMessage{nil, {}, json.RawMessage(`{"a":1}`)}).Draw(t, "raw")
}

func anyLink(t *rapid.T, id argmap.ID) *argmap.Link {
	ends := rapid.SampledFrom([]argmap.ID{"a", "b"})
	l := &argmap.Link{
		ID: id, Role: odd(t, "role", argmap.RolePremiseOf, argmap.RoleAnswers, argmap.RoleForeign),
		From: ends.Draw(t, "from"), To: ends.Draw(t, "to"), Slot: odd[string](t, "slot", "expert"), Partial: rapid.Bool().Draw(t, "partial"),
		Bearing: odd(t, "bearing", argmap.Meets, argmap.Fails, argmap.Neutral),
		Ordinal: rapid.SampledFrom([]int{0, 1, 2, -1, math.MaxInt32, math.MaxInt32 + 1, math.MinInt}).Draw(t, "ordinal"),
	}
	l.External, l.Raw = origin(t)
	return l
}

func anyCommitment(t *rapid.T, id argmap.ID) *argmap.Commitment {
	voices := rapid.SampledFrom([]argmap.ID{"v", "w"})
	c := &argmap.Commitment{
		ID: id, Voice: voices.Draw(t, "voice"), Claim: rapid.SampledFrom([]argmap.ID{"a", "b"}).Draw(t, "claim"),
		Act:        odd(t, "act", argmap.Asserts, argmap.Concedes, argmap.Denies, argmap.Supposes),
		ReportedBy: rapid.SampledFrom([]argmap.ID{"", "v", "w", "nobody"}).Draw(t, "reported by"),
	}
	c.External, c.Raw = origin(t)
	return c
}

// TestRecordsComeOutAsTheyWentIn draws links and commitments of all sorts, those included that no author
// could write, and has them in one order whatever they hold.
func TestRecordsComeOutAsTheyWentIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, b := argmap.NewState(theMap), snapshot.NewBuilder(theMap)
		add := func(r argmap.Record) {
			state.Put(argmap.Entry{Record: r, Revision: 1})
			b.Add(argmap.Entry{Record: r, Revision: 1})
		}
		add(&argmap.Voice{ID: "v", Kind: argmap.VoiceAuthor})
		add(&argmap.Voice{ID: "w", Kind: argmap.VoiceReported})
		late := rapid.Bool().Draw(t, "elements come last") // a load may see links first
		elements := func() {
			add(&argmap.Element{ID: "a", Kind: argmap.KindClaim, Created: epochStart})
			add(&argmap.Element{ID: "b", Kind: argmap.KindClaim, Created: epochStart})
		}
		if !late {
			elements()
		}
		for _, id := range []argmap.ID{"l1", "l2", "l3"} {
			add(anyLink(t, id))
			add(anyCommitment(t, "c"+id))
		}
		if late {
			elements()
		}
		s, err := b.Snapshot(1, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := slices.Collect(s.Entries()), state.Entries(); !reflect.DeepEqual(got, want) {
			t.Fatalf("entries are %v, want %v", got, want)
		}
		for _, id := range []argmap.ID{"a", "b"} {
			if got, want := slices.Collect(s.LinksFrom(id)), slices.Collect(state.LinksFrom(id)); !reflect.DeepEqual(got, want) {
				t.Fatalf("links from %s are %v, want %v", id, got, want)
			}
		}
	})
}
