package authoring_test

import (
	"iter"
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/ledger"
)

// imported makes a map with what authors cannot add: a locution, a speaker, a foreign element and a
// leftover; its name is that of the kit from then on.
func (k *kit) imported(t tb) {
	k.m = "imported"
	p := &argmap.Properties{ID: k.m, Title: "An import", Owner: "bob", Created: noon().Truncate(1000), Format: "aif"}
	records := []argmap.Record{
		&argmap.Voice{ID: "i-speaker", Kind: argmap.VoiceAuthor, Name: "speaker"},
		&argmap.Voice{ID: "i-reporter", Kind: argmap.VoiceReported, Name: "reporter"},
		&argmap.Element{ID: "i-claim", Kind: argmap.KindClaim, Text: "a", Created: p.Created},
		&argmap.Element{ID: "i-loc", Kind: argmap.KindLocution, Text: "said", Speaker: "i-speaker", Created: p.Created},
		&argmap.Element{ID: "i-foreign", Kind: argmap.KindForeign, Created: p.Created, Raw: []byte(`{"x":"<"}`)},
		&argmap.Commitment{ID: "i-k", Voice: "i-reporter", Claim: "i-claim", Act: argmap.Denies, ReportedBy: "i-reporter"},
		&argmap.Leftover{ID: "i-left", What: "edge", Why: "an end is missing", Raw: []byte(`[1.0]`)},
	}
	all := iter.Seq2[argmap.Record, error](func(yield func(argmap.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	})
	if _, err := k.ledger.Import(k.ctx, ledger.Proposal{Actor: "bob"}, p, all); err != nil {
		t.Fatal(err)
	}
}

func TestACopyKeepsWhatOnlyImportsMake(t *testing.T) {
	k := newKit(t)
	k.imported(t)
	r, err := k.s.CopyMap(k.ctx, k.write(), authoring.CopyMapInput{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shape(r.Snapshot), shape(k.head(t)); got != want {
		t.Errorf("the copy is\n%s\nwant\n%s", got, want)
	}
	if p := r.Snapshot.Properties(); p.Title != "An import" || p.Format != "aif" || p.Owner != actor {
		t.Errorf("the properties are %+v", p)
	}
}

func TestAVoiceThatSpeaksCannotBeRemoved(t *testing.T) {
	k := newKit(t)
	k.imported(t)
	_, err := k.apply(removal("i-speaker"))
	wantFault(t, err, fault.Invalid, string(argmap.RuleDangling), "input.operations[0].remove")
	k.must(t, deletion("i-loc"), removal("i-speaker"))
	_, err = k.apply(removal("i-left"))
	wantFault(t, err, fault.NotFound, "record.unknown", "input.operations[0].remove")
}

func TestTheOwnVoiceIsMadeAgainAfterItWent(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("", "a"))
	old := r.Snapshot.Voices()[0].ID()
	again := k.must(t, deletion(string(r.ID())), removal(string(old)), claim("", "b"))
	held := slices.Collect(again.Snapshot.CommitmentsTo(again.IDs[2]))
	if len(again.Snapshot.Voices()) != 1 || len(held) != 1 || held[0].Voice == old {
		t.Errorf("the voices are %v, the commitments %v", again.Snapshot.Voices(), held)
	}
}

func TestAPlaceInARowIsFreeAgainAfterADeletion(t *testing.T) {
	k := newKit(t)
	r := k.must(t, row("w"), question(authoring.QuestionInput{Ref: name("a"), Text: "a?", Row: name("w")}), deletion("a"),
		question(authoring.QuestionInput{Text: "b?", Row: name("w")}))
	if q := element(t, r.Snapshot, r.IDs[3]).Question; q.Ordinal != 1 {
		t.Errorf("the ordinal is %d", q.Ordinal)
	}
}

func TestAnAnswerMayBeGivenAgainAfterItWasRemoved(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), question(authoring.QuestionInput{Ref: name("q"), Text: "?"}), answer("q", "a"))
	k.must(t, removal(string(r.IDs[2])), answer(string(r.IDs[1]), string(r.IDs[0])))
}

func TestAnUndoThatARuleForbidsBlamesTheRevision(t *testing.T) {
	k := newKit(t)
	a := k.must(t, row("w"), question(authoring.QuestionInput{Ref: name("a"), Text: "a?", Row: name("w")}))
	gone := k.must(t, deletion(string(a.IDs[1])))
	k.must(t, question(authoring.QuestionInput{Text: "b?", Row: &a.IDs[0]}))
	_, err := k.s.Undo(k.ctx, k.write(), gone.Revision)
	wantFault(t, err, fault.Invalid, string(argmap.RuleOrdinal), "input.revision")
}

func TestLaterDeletionsSeeWhatEarlierOnesTook(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("a", "a"), claim("b", "b"), inference("i", "a", "b"), cite("a", words("s1p1", "means")))
	gone := k.must(t, deletion(string(r.IDs[2])), removal(string(r.IDs[3])), deletion(string(r.IDs[0])), deletion(string(r.IDs[1])))
	if want := []argmap.ID{r.IDs[2], r.IDs[0], r.IDs[1]}; !slices.Equal(gone.Deleted, want) {
		t.Errorf("deleted %v; want %v", gone.Deleted, want)
	}
}

func TestAnOwnVoiceThatTheListRemovesIsNotUsedAgain(t *testing.T) {
	k := newKit(t)
	r := k.must(t, claim("", "a"))
	old := r.Snapshot.Voices()[0].ID()
	k.must(t, deletion(string(r.ID())))
	again := k.must(t, claim("b", "b"), deletion("b"), removal(string(old)), claim("", "c"))
	if vs := again.Snapshot.Voices(); len(vs) != 1 || vs[0].ID() == old {
		t.Errorf("the voices are %v", vs)
	}
}
