package authoring_test

import (
	"context"
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
)

func keyed(k *kit, key string) authoring.Write {
	w := k.write()
	w.Key = key
	return w
}

func TestTheSameKeyAndInputGiveTheFirstAnswer(t *testing.T) {
	k := newKit(t)
	ops := []authoring.OperationInput{
		claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), deletion("i"), row("w"),
		question(authoring.QuestionInput{Ref: name("q"), Text: "?", Row: name("w"), Carries: []argmap.ID{"a"}}), answer("q", "b"),
	}
	send := func() authoring.Result {
		r, err := k.s.Apply(k.ctx, authoring.Command{Write: keyed(k, "k1"), Operations: ops})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := send()
	k.must(t, claim("", "something else"))
	again := send()
	if !again.Repeated || again.Revision != first.Revision || !slices.Equal(again.Refs, first.Refs) {
		t.Errorf("the repeated answer is %+v %v; want %+v", again.Receipt, again.Refs, first.Refs)
	}
	if !slices.Equal(again.IDs, first.IDs) || first.IDs[2] != "" {
		t.Errorf("the ids are %v; want %v, and none for what is gone", again.IDs, first.IDs)
	}
}

func TestARepeatedDeletionTellsWhatWasDeleted(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), inference("", "a", "b"))
	for range 2 {
		gone, err := k.s.DeleteElements(k.ctx, keyed(k, "k"), []argmap.ID{r.IDs[1]})
		if err != nil || !slices.Equal(sorted(gone.Deleted), sorted([]argmap.ID{r.IDs[1], r.IDs[2]})) {
			t.Errorf("deleted %v, %v", gone.Deleted, err)
		}
	}
}

func TestTheSameKeyAndOtherInputAreInvalid(t *testing.T) {
	k := newKit(t)
	do := func(w authoring.Write, in authoring.ClaimInput) error {
		_, err := k.s.AddClaim(k.ctx, w, in)
		return err
	}
	if err := do(keyed(k, "k"), authoring.ClaimInput{Text: "a"}); err != nil {
		t.Fatal(err)
	}
	elsewhere, since, because := keyed(k, "k"), keyed(k, "k"), keyed(k, "k")
	elsewhere.Map, since.Since, because.Message = k.create(t), 1, "because"
	for name, err := range map[string]error{
		"text":        do(keyed(k, "k"), authoring.ClaimInput{Text: "b"}),
		"commitments": do(keyed(k, "k"), authoring.ClaimInput{Text: "a", Commitments: []authoring.CommitmentInput{}}),
		"map":         do(elsewhere, authoring.ClaimInput{Text: "a"}),
		"since":       do(since, authoring.ClaimInput{Text: "a"}),
		"message":     do(because, authoring.ClaimInput{Text: "a"}),
	} {
		t.Run(name, func(t *testing.T) { wantFault(t, err, fault.Invalid, "write.key_reused", "input.key") })
	}
	other := keyed(k, "k")
	other.Actor = "bob"
	if err := do(other, authoring.ClaimInput{Text: "b"}); err != nil {
		t.Errorf("another actor cannot use the key: %v", err)
	}
}

func TestARepeatedCreationGivesTheFirstMap(t *testing.T) {
	k := newKit(t)
	w := authoring.Write{Actor: actor, Key: "new"}
	var got []argmap.ID
	for range 2 {
		r, err := k.s.CreateMap(k.ctx, w, authoring.CreateMapInput{Title: "t"})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r.Map)
	}
	for range 2 {
		r, err := k.s.CopyMap(k.ctx, keyed(k, "copy"), authoring.CopyMapInput{})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r.Map)
	}
	if _, err := k.s.DeleteMap(k.ctx, k.write()); err != nil {
		t.Fatal(err)
	}
	r, err := k.s.CopyMap(k.ctx, keyed(k, "copy"), authoring.CopyMapInput{})
	if got[0] != got[1] || got[2] != got[3] || err != nil || r.Map != got[2] {
		t.Errorf("the maps are %v, then %s, %v", got, r.Map, err)
	}
	_, err = k.s.CopyMap(k.ctx, k.write(), authoring.CopyMapInput{})
	wantFault(t, err, fault.NotFound, "map.not_found", "input.map")
}

// rival is a ledger in which somebody else commits just before a command is appended.
type rival struct {
	*ledger.Ledger
	before func()
}

func (r *rival) Commit(ctx context.Context, p ledger.Proposal) (ledger.Receipt, error) {
	if r.before != nil {
		s, err := r.Ledger.At(ctx, p.Map, ledger.Read{})
		if err != nil {
			return ledger.Receipt{}, err
		}
		if _, err := p.Build(s); err != nil { // a try that comes to nothing
			return ledger.Receipt{}, err
		}
		r.before()
	}
	return r.Ledger.Commit(ctx, p)
}

func TestARetryKeepsTheIDs(t *testing.T) {
	k := newKit(t)
	made := 0
	fresh := counter()
	ids := func() argmap.ID { made++; return "r" + fresh() }
	r := &rival{Ledger: k.ledger}
	s := authoring.New(r, ids, noon, scheme.Standard)
	r.before = func() { k.must(t, claim("", "the rival's, with a voice")) }
	res, err := s.Apply(k.ctx, authoring.Command{Write: k.write(), Operations: []authoring.OperationInput{claim("a", "a"), claim("b", "b"), inference("i", "a", "b")}})
	if err != nil {
		t.Fatal(err)
	}
	// Two claims with a commitment each, an inference with two links, and the voice of the first try.
	if made != 8 {
		t.Errorf("%d ids were made; want 8", made)
	}
	if len(res.Snapshot.Voices()) != 1 {
		t.Error("the second try made a second voice")
	}
}

func TestChangingWhatChangedSinceIsAConflict(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("", "a"), claim("", "b"))
	w := k.write()
	w.Since = r.Revision
	k.must(t, update(authoring.ElementUpdate{ID: r.IDs[0], Text: authoring.Of("theirs")}), deletion(string(r.IDs[1])))
	_, err := k.s.UpdateElement(k.ctx, w, authoring.ElementUpdate{ID: r.IDs[0], Text: authoring.Of("yours")})
	wantFault(t, err, fault.Conflict, "record.changed", "input.element")
	_, err = k.s.UpdateElement(k.ctx, w, authoring.ElementUpdate{ID: r.IDs[1], Text: authoring.Of("yours")})
	wantFault(t, err, fault.Conflict, "record.removed", "input.element.id")
	_, err = k.s.DeleteElements(k.ctx, w, []argmap.ID{r.IDs[1]})
	wantFault(t, err, fault.Conflict, "record.removed", "input.ids[0]")
	_, err = k.s.UpdateElement(k.ctx, k.write(), authoring.ElementUpdate{ID: r.IDs[1]})
	wantFault(t, err, fault.NotFound, "element.unknown", "input.element.id")
	if _, err = k.s.AddInference(k.ctx, w, authoring.InferenceInput{
		Conclusion: r.IDs[0], Premises: []authoring.PremiseInput{{New: &authoring.ClaimInput{Text: "c"}}},
	}); err != nil {
		t.Errorf("adding to what was changed: %v", err)
	}
}
