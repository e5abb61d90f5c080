package authoring_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
	"argmap/internal/snapshot"
	"argmap/internal/store/storetest"
)

const actor = argmap.Actor("ann")

// The paragraphs of the kit's two sources. The second of the first source has a family emoji (five
// code points, one character) and a decomposed é.
const (
	plain   = "Under whose auspices? By what criteria? By what means?"
	unusual = "Le cafe\u0301 \U0001F468\u200D\U0001F469\u200D\U0001F467 ouvre."
)

// kit is a map in a ledger with a service over it.
type kit struct {
	testing.TB
	ctx    context.Context
	store  *storetest.Model
	ledger *ledger.Ledger
	s      *authoring.Service
	m      argmap.ID
}

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
}

func counter() func() argmap.ID {
	var n atomic.Int64
	return func() argmap.ID { return argmap.ID(fmt.Sprintf("id-%06d", n.Add(1))) }
}

func noon() time.Time { return time.Date(2026, 2, 3, 12, 0, 0, 123456789, time.UTC) }

func newKit(t testing.TB) *kit {
	t.Helper()
	return newKitWith(t, scheme.Standard)
}

func newKitWith(t testing.TB, schemes func() *scheme.Set) *kit {
	t.Helper()
	k := &kit{TB: t, ctx: context.Background(), store: storetest.NewModel()}
	ids := counter()
	k.ledger = ledger.New(k.store, ledger.Options{Clock: noon, NewID: ids})
	t.Cleanup(func() { _ = k.ledger.Close(context.Background()) })
	k.s = authoring.New(k.ledger, ids, noon, schemes)
	k.source("s1", plain, unusual)
	k.source("s2", "Another text.")
	k.m = k.create(t)
	return k
}

func (k *kit) create(t tb) argmap.ID {
	r, err := k.s.CreateMap(k.ctx, authoring.Write{Actor: actor}, authoring.CreateMapInput{Title: "A map"})
	if err != nil {
		t.Fatal(err)
	}
	return r.Map
}

// source keeps a source whose paragraphs are called <id>p1, <id>p2, …
func (k *kit) source(id argmap.ID, texts ...string) {
	k.Helper()
	src := &argmap.Source{
		ID: id, Revision: 1, State: argmap.SourceActive, Title: "A text", MediaType: "text/plain", SHA256: strings.Repeat("0", 64),
		Paragraphs: len(texts), Owner: actor, Created: noon().Truncate(time.Microsecond),
	}
	var ps []*argmap.Paragraph
	for i, text := range texts {
		ps = append(ps, &argmap.Paragraph{
			ID: argmap.ID(fmt.Sprintf("%sp%d", id, i+1)), Source: id, Kind: argmap.Prose, Ordinal: i + 1,
			Start: 100 * i, End: 100*i + len([]rune(text)), Text: text,
		})
	}
	if err := k.store.PutSource(k.ctx, src, []byte(strings.Join(texts, "\n\n")), ps); err != nil {
		k.Fatal(err)
	}
}

func (k *kit) write() authoring.Write { return authoring.Write{Map: k.m, Actor: actor} }

func (k *kit) apply(ops ...authoring.OperationInput) (authoring.Result, error) {
	return k.s.Apply(k.ctx, authoring.Command{Write: k.write(), Operations: ops})
}

func (k *kit) must(t tb, ops ...authoring.OperationInput) authoring.Result {
	t.Helper()
	r, err := k.apply(ops...)
	if err != nil {
		t.Fatalf("Apply: %v", err)
	}
	return r
}

func (k *kit) head(t tb) *snapshot.Snapshot {
	t.Helper()
	s, err := k.ledger.At(k.ctx, k.m, ledger.Read{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// dump writes every record of a snapshot, without revisions.
func dump(s *snapshot.Snapshot) string {
	var b strings.Builder
	for e := range s.Entries() {
		text, err := argmap.EncodeRecord(e.Record)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "%s %s\n", e.Record.Ref().Type, text)
	}
	return b.String()
}

func record[T argmap.Record](t tb, s *snapshot.Snapshot, typ argmap.RecordType, id argmap.ID) T {
	t.Helper()
	e, ok := s.Entry(argmap.Ref{Type: typ, ID: id})
	if !ok {
		t.Fatalf("there is no %s %s", typ, id)
	}
	return e.Record.(T)
}

func element(t tb, s *snapshot.Snapshot, id argmap.ID) *argmap.Element {
	t.Helper()
	return record[*argmap.Element](t, s, argmap.TypeElement, id)
}

func wantFault(t testing.TB, err error, code fault.Code, reason, field string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		t.Fatalf("got %v; want %s %s at %s", err, code, reason, field)
	}
	if f.Code != code || f.Reason != reason || f.Field != field {
		t.Errorf("got %s %s at %q (%s); want %s %s at %q", f.Code, f.Reason, f.Field, f.Message, code, reason, field)
	}
}

// Short hands for operations.

func claim(ref, text string) authoring.OperationInput {
	return authoring.OperationInput{AddClaim: &authoring.ClaimInput{Ref: name(ref), Text: text}}
}

func inference(ref, conclusion string, premises ...string) authoring.OperationInput {
	in := &authoring.InferenceInput{Ref: name(ref), Conclusion: argmap.ID(conclusion)}
	for _, p := range premises {
		in.Premises = append(in.Premises, authoring.PremiseInput{Claim: name(p)})
	}
	return authoring.OperationInput{AddInference: in}
}

func rebuttal(ref, target, against string, premises ...string) authoring.OperationInput {
	in := &authoring.RebuttalInput{Ref: name(ref), Target: argmap.ID(target), Against: name(against)}
	for _, p := range premises {
		in.Premises = append(in.Premises, authoring.PremiseInput{Claim: name(p)})
	}
	return authoring.OperationInput{AddRebuttal: in}
}

func question(in authoring.QuestionInput) authoring.OperationInput {
	return authoring.OperationInput{RaiseQuestion: &in}
}

func row(ref string) authoring.OperationInput {
	return authoring.OperationInput{AddRow: &authoring.RowInput{Ref: name(ref), Antecedent: "an intervention"}}
}

func voice(ref, called string) authoring.OperationInput {
	return authoring.OperationInput{AddVoice: &authoring.VoiceInput{Ref: name(ref), Name: called}}
}

func answer(question, by string) authoring.OperationInput {
	return authoring.OperationInput{AnswerQuestion: &authoring.AnswerInput{Question: argmap.ID(question), Claim: name(by)}}
}

func update(u authoring.ElementUpdate) authoring.OperationInput {
	return authoring.OperationInput{UpdateElement: &u}
}

func deletion(id string) authoring.OperationInput {
	return authoring.OperationInput{DeleteElement: name(id)}
}

func redirect(relation, target, against string) authoring.OperationInput {
	return authoring.OperationInput{Redirect: &authoring.RedirectInput{
		Relation: argmap.ID(relation), Target: argmap.ID(target), Against: name(against),
	}}
}

func removal(id string) authoring.OperationInput {
	return authoring.OperationInput{Remove: name(id)}
}

func cite(element string, segments ...authoring.SegmentInput) authoring.OperationInput {
	return authoring.OperationInput{Cite: &authoring.ElementCitationInput{
		Element: argmap.ID(element), Citation: authoring.CitationInput{Segments: segments},
	}}
}

func words(paragraph, exact string) authoring.SegmentInput {
	return authoring.SegmentInput{Paragraph: argmap.ID(paragraph), Exact: &exact}
}

func name(ref string) *argmap.ID {
	if ref == "" {
		return nil
	}
	return new(argmap.ID(ref))
}
