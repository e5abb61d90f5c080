package aif

import (
	"fmt"
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/verbatim"
)

// edited gives a copy of a document in which an element is replaced, or is gone with all that hangs on it.
func edited(d *codec.Document, id argmap.ID, becomes *argmap.Element) *codec.Document {
	other := *d
	other.Records = nil
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			if r.ID == id && becomes != nil {
				other.Records = append(other.Records, becomes)
				continue
			}
			if r.ID == id {
				continue
			}
		case *argmap.Link:
			if becomes == nil && (r.From == id || r.To == id) {
				continue
			}
		case *argmap.Commitment:
			if becomes == nil && r.Claim == id {
				continue
			}
		case *argmap.Citation, *argmap.Leftover, *argmap.Properties, *argmap.Row, *argmap.Voice:
		}
		other.Records = append(other.Records, r)
	}
	return &other
}

func byText(t *testing.T, d *codec.Document, text string) *argmap.Element {
	t.Helper()
	for _, r := range d.Records {
		if e, ok := r.(*argmap.Element); ok && e.Text == text {
			return e
		}
	}
	t.Fatalf("no element says %q", text)
	return nil
}

func list(t *testing.T, file []byte, name string) []verbatim.Value {
	t.Helper()
	v, err := verbatim.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	l, _ := v.Get(name)
	return l.Elements()
}

// entry gives the entry of a list whose member is as it is written.
func entry(t *testing.T, file []byte, name, member, raw string) verbatim.Value {
	t.Helper()
	for _, e := range list(t, file, name) {
		if m, ok := e.Get(member); ok && string(m.Raw()) == raw {
			return e
		}
	}
	t.Fatalf("no entry of %s has %s %s", name, member, raw)
	return verbatim.Value{}
}

func TestChangedText(t *testing.T) {
	data := read(t, "broken.json")
	d := decode(t, data)
	for _, text := range []string{"half a smile: \uFFFD", "said twice"} {
		was := byText(t, d, text)
		is := *was
		is.Text = "a new text"
		got := tokens(t, encode(t, edited(d, was.ID, &is)))
		differ := 0
		for i, want := range tokens(t, data) {
			if got[i] != want {
				differ++
				if got[i] != `"a new text"` {
					t.Errorf("%s became %s", want, got[i])
				}
			}
		}
		if differ != 1 {
			t.Errorf("changing %q changed %d tokens", text, differ)
		}
	}
}

func TestDeletedElement(t *testing.T) {
	data := read(t, "broken.json")
	d := decode(t, data)
	var gone *argmap.Element
	for _, r := range d.Records {
		if e, ok := r.(*argmap.Element); ok && e.External.ID == "4" {
			gone = e
		}
	}
	file := encode(t, edited(d, gone.ID, nil))
	if got := len(list(t, file, "nodes")); got != 10 {
		t.Errorf("%d nodes are left", got)
	}
	if got := len(list(t, file, "edges")); got != 11 {
		t.Errorf("%d edges are left", got)
	}
	fulfilled := list(t, file, "schemefulfillments")
	if len(fulfilled) != 1 {
		t.Fatalf("what was said of the deleted node stays: %d", len(fulfilled))
	}
	if id, _ := fulfilled[0].Get("nodeID"); string(id.Raw()) != `"98"` {
		t.Errorf("what led nowhere before is gone; left is %s", id.Raw())
	}
	if losses := Format().Losses(edited(d, gone.ID, nil)); len(losses) > 0 {
		t.Errorf("it would lose %+v", losses)
	}
}

// TestAddedByHand adds a claim with an inference to broken maps and clean ones: the new nodes and edges
// have ids of the file's sort that nothing in the file has, not even what leads nowhere.
func TestAddedByHand(t *testing.T) {
	for name, want := range map[string][2]string{"canteen.json": {`"11"`, `"12"`}, "broken.json": {`"100"`, `"101"`}} {
		data := read(t, name)
		d := decode(t, data)
		target := byText(t, d, map[string]string{"canteen.json": "a day without meat costs the canteen less", "broken.json": "said twice"}[name])
		d.Records = append(d.Records,
			&argmap.Element{ID: "new-claim", Kind: argmap.KindClaim, Text: "vegetables are cheap"},
			&argmap.Element{ID: "new-step", Kind: argmap.KindInference, Scheme: "Example"},
			&argmap.Link{ID: "new-1", Role: argmap.RolePremiseOf, From: "new-claim", To: "new-step", Slot: "case"},
			&argmap.Link{ID: "new-2", Role: argmap.RoleConcludes, From: "new-step", To: target.ID})
		for _, v := range d.Records {
			if v, ok := v.(*argmap.Voice); ok && author(v) {
				d.Records = append(d.Records, &argmap.Commitment{ID: "new-3", Voice: v.ID, Act: argmap.Asserts, Claim: "new-claim"})
			}
		}
		file := encode(t, shuffled(d, 5))
		claim, step := entry(t, file, "nodes", "nodeID", want[0]), entry(t, file, "nodes", "nodeID", want[1])
		if text, _ := claim.Get("text"); string(text.Raw()) != `"vegetables are cheap"` {
			t.Errorf("%s: the claim is %s", name, claim.Raw())
		}
		if scheme, _ := step.Get("scheme"); string(scheme.Raw()) != `"Example"` {
			t.Errorf("%s: the inference is %s", name, step.Raw())
		}
		premise := entry(t, file, "edges", "toID", want[1])
		if from, _ := premise.Get("fromID"); string(from.Raw()) != want[0] {
			t.Errorf("%s: the premise is %s", name, premise.Raw())
		}
		kept := tokens(t, data)
		for i, old := range list(t, data, "nodes") {
			if !slices.Equal(tokens(t, old.Raw()), tokens(t, list(t, file, "nodes")[i].Raw())) {
				t.Errorf("%s: node %d changed (of %d tokens)", name, i, len(kept))
			}
		}
		ids := map[string]bool{}
		for _, e := range list(t, file, "edges")[len(list(t, data, "edges")):] {
			id, _ := e.Get("edgeID")
			if ids[string(id.Raw())] || slices.ContainsFunc(list(t, data, "edges"), func(old verbatim.Value) bool {
				was, ok := old.Get("edgeID")
				return ok && string(was.Raw()) == string(id.Raw())
			}) {
				t.Errorf("%s: the edge id %s is taken", name, id.Raw())
			}
			ids[string(id.Raw())] = true
		}
		if losses := Format().Losses(d); len(losses) > 0 {
			t.Errorf("%s would lose %+v", name, losses)
		}
	}
}

// TestDrawn writes a map drawn by hand and reads it back: nothing but its title is lost, which AIF does
// not have.
func TestDrawn(t *testing.T) {
	n := 0
	b := codec.Build("drawn", "The canteen", codec.File{}, codec.Options{NewID: func() argmap.ID { n++; return argmap.ID(fmt.Sprintf("d%03d", n)) }})
	less, cheap, bar := b.Claim("less meat"), b.Claim("it is cheap"), b.Claim("the snack bar")
	b.Inference(less.ID, cheap.ID).Scheme = "Example"
	attack := b.Rebuttal(less, bar.ID)
	b.Rebuttal(attack, cheap.ID)
	ann := b.Voice(argmap.VoiceParticipant, "Ann B. Kofi")
	b.Commit(ann.ID, argmap.Asserts, less.ID)
	b.Commit(b.Speaker().ID, argmap.Denies, less.ID)
	b.Commit(b.Speaker().ID, argmap.Asserts, cheap.ID)
	b.Commit(ann.ID, argmap.Concedes, bar.ID).ReportedBy = b.Speaker().ID
	why := b.Element(argmap.KindQuestion, "Why less?")
	why.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Challenging}
	b.Link(argmap.RoleAsksAbout, why.ID, less.ID)
	who := b.Element(argmap.KindQuestion, "Who pays?")
	who.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
	b.Link(argmap.RoleAsksAbout, who.ID, less.ID)
	b.Link(argmap.RoleAnswers, cheap.ID, who.ID)
	d := b.Done()
	losses := Format().Losses(d)
	if len(losses) != 1 || losses[0].What != sorts[1].what {
		t.Errorf("it would lose %+v", losses)
	}
	if found := decode(t, encode(t, d)).Check(); len(found) > 0 {
		t.Errorf("what is written breaks rules: %+v", found)
	}
}

// TestLinkedAttack writes a rebuttal with two premises as it is, and says that AIF does not mean it so.
func TestLinkedAttack(t *testing.T) {
	b := codec.Build("drawn", "The canteen", codec.File{}, codectest.Options())
	less, cheap, good := b.Claim("less meat"), b.Claim("it is cheap"), b.Claim("it is good")
	linked := b.Rebuttal(less, cheap.ID, good.ID)
	for _, c := range []*argmap.Element{less, cheap, good} {
		b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
	}
	losses := Format().Losses(b.Done())
	if len(losses) != 2 || !slices.Equal(losses[1].Records, []argmap.ID{linked.ID}) {
		t.Errorf("told is %+v", losses)
	}
	d := decode(t, encode(t, b.Done()))
	if len(d.Findings) != 1 || d.Findings[0].Rule != RuleConflict {
		t.Errorf("found is %+v", d.Findings)
	}
	if again := Format().Losses(d); len(again) > 0 {
		t.Errorf("what was read is written as it was, and told is %+v", again)
	}
}

// TestChangedFields edits what the label of a node, its locution and a premise's edge say.
func TestChangedFields(t *testing.T) {
	d := decode(t, []byte(`{"nodes":[{"nodeID":"1","type":"RA","text":"Expert Opinion","scheme":"ExpertOpinion","schemeID":"15"},
		{"nodeID":"2","type":"I","text":"a"},{"nodeID":"3","type":"L","text":"b"},{"nodeID":"4","type":"L","text":"c"}],
		"edges":[{"edgeID":"1","fromID":"2","toID":"1","formEdgeID":null}],"locutions":[{"nodeID":"3","personID":7,"x":1}],
		"participants":[{"participantID":7,"firstname":"Ann","surname":"Kofi"},{"participantID":"8","firstname":"Bo","surname":"Ito"}]}`))
	var bo *argmap.Voice
	changed := *d
	changed.Records = nil
	for _, r := range d.Records {
		if v, ok := r.(*argmap.Voice); ok && v.Name == "Bo Ito" {
			is := *v
			is.Name = "Bo L. Ito"
			bo, r = v, &is
		}
		changed.Records = append(changed.Records, r)
	}
	for i, r := range changed.Records {
		switch r := r.(type) {
		case *argmap.Element:
			is := *r
			switch r.Text {
			case "":
				is.Scheme = "Analogy"
			case "b", "c":
				is.Speaker = bo.ID
			}
			changed.Records[i] = &is
		case *argmap.Link:
			is := *r
			is.Slot = "field"
			changed.Records[i] = &is
		case *argmap.Citation, *argmap.Commitment, *argmap.Leftover, *argmap.Properties, *argmap.Row, *argmap.Voice:
		}
	}
	want := `{"nodes":[{"nodeID":"1","type":"RA","text":"Analogy","scheme":"Analogy"},
		{"nodeID":"2","type":"I","text":"a"},{"nodeID":"3","type":"L","text":"b"},{"nodeID":"4","type":"L","text":"c"}],
		"edges":[{"edgeID":"1","fromID":"2","toID":"1","formEdgeID":"field"}],"locutions":[{"nodeID":"3","personID":"8","x":1},
		{"nodeID":"4","personID":"8","start":null,"end":null,"source":null}],
		"participants":[{"participantID":7,"firstname":"Ann","surname":"Kofi"},{"participantID":"8","firstname":"Bo L.","surname":"Ito"}]}`
	got := encode(t, shuffled(&changed, 4))
	if has, wanted := dropTimes(tokens(t, got)), tokens(t, []byte(want)); !slices.Equal(has, wanted) {
		t.Errorf("it became %s\n%s", got, differs(has, wanted))
	}
}

// dropTimes takes the timestamps of new entries away.
func dropTimes(tokens []string) []string {
	var kept []string
	for i := 0; i < len(tokens); i++ {
		if tokens[i] == `"timestamp":` {
			i++
			continue
		}
		kept = append(kept, tokens[i])
	}
	return kept
}

// TestNullList adds to a list that was null in the file, and to lists of numbers.
func TestNullList(t *testing.T) {
	d := decode(t, []byte(`{"edges":null,"nodes":[{"nodeID":3,"type":"I","text":"a"},{"nodeID":9,"type":"RA","text":"RA"}],"x":[]}`))
	first, second := byText(t, d, "a"), byText(t, d, "")
	d.Records = append(d.Records, &argmap.Link{ID: "new", Role: argmap.RolePremiseOf, From: first.ID, To: second.ID})
	want := `{"edges":[{"edgeID":"1","fromID":3,"toID":9,"formEdgeID":null}],"nodes":[{"nodeID":3,"type":"I","text":"a"},{"nodeID":9,"type":"RA","text":"RA"}],"x":[]}`
	if got := encode(t, d); !slices.Equal(tokens(t, got), tokens(t, []byte(want))) {
		t.Errorf("it became %s", got)
	}
	d.Records = append(d.Records, &argmap.Element{ID: "claim", Kind: argmap.KindClaim, Text: "b"})
	if id, _ := entry(t, encode(t, d), "nodes", "text", `"b"`).Get("nodeID"); string(id.Raw()) != "10" {
		t.Errorf("the new id is %s", id.Raw())
	}
}

// TestNobodyHolds: a reader of AIF takes a claim for asserted that nobody holds, and this is told.
func TestNobodyHolds(t *testing.T) {
	b := codec.Build("drawn", "The canteen", codec.File{}, codectest.Options())
	held, open := b.Claim("less meat"), b.Claim("no meat")
	b.Commit(b.Speaker().ID, argmap.Asserts, held.ID)
	b.Commit(b.Voice(argmap.VoiceParticipant, "Ann").ID, argmap.Supposes, b.Claim("fish").ID)
	held.Raw = []byte(`{"of": "another format"}`)
	losses := Format().Losses(b.Done())
	if len(losses) != 3 || !slices.Equal(losses[1].Records, []argmap.ID{open.ID}) || !slices.Equal(losses[2].Records, []argmap.ID{held.ID}) {
		t.Errorf("told is %+v", losses)
	}
}
