package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/exchange"
	"argmap/internal/ledger"
)

// The examples' maps.
const (
	speechMap = "69b30f1c-99cc-5ead-8a30-3af498f27021"
	debateMap = "d9dc6490-db90-58ca-b209-2fc77afeb6e5"
)

// examples brings both examples in.
func (w *world) examples() {
	w.Helper()
	bring := exchange.New(w.store, func() time.Time { return birth(0) })
	for _, name := range []string{"human-security", "human-security-debate"} {
		text, err := os.ReadFile("../examples/" + name + "/map.jsonl")
		if err != nil {
			w.Fatal(err)
		}
		if _, err := bring.Restore(w.Context(), bytes.NewReader(text)); err != nil {
			w.Fatal(err)
		}
	}
}

// drawnTree is a tree as a client reads it.
type drawnTree struct {
	Revision, First int
	Rows            []drawnRow
	Cut             bool
	Next            *string
}

type drawnRow struct {
	Element struct {
		Typename string `json:"__typename"`
		ID, Text string
	}
	Parent, DescendantCount, Reference *int
	Role                               *string
	Depth, ChildCount                  int
	OccurrenceID                       string
	Context, Cut                       bool
}

const treeFields = `{ revision first cut next rows {
	element { __typename id text } parent role depth occurrenceId childCount descendantCount reference context cut
} }`

// tree draws a map by the arguments of the field tree.
func (w *world) tree(m, args string) drawnTree {
	w.Helper()
	var out struct{ Map struct{ Tree drawnTree } }
	a := w.ask(`query($m: ID!) { map(id: $m) { tree`+args+treeFields+` } }`, vars{"m": m})
	if len(a.Errors) > 0 {
		w.Fatalf("tree%s: %+v", args, a.Errors)
	}
	if err := json.Unmarshal(a.Data, &out); err != nil {
		w.Fatal(err)
	}
	return out.Map.Tree
}

func (t drawnTree) String() string {
	var b strings.Builder
	for i, r := range t.Rows {
		role := "-"
		if r.Role != nil {
			role = *r.Role
		}
		fmt.Fprintf(&b, "%3d %s%s %s %.40s", t.First+i, strings.Repeat("  ", r.Depth), role, r.Element.Typename, r.Element.Text)
		if r.Reference != nil {
			fmt.Fprintf(&b, " = %d", *r.Reference)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestTheTreesOfTheExamples(t *testing.T) {
	w := newWorld(t)
	w.examples()
	golden(t, "reading/speech.tree.txt", []byte(w.tree(speechMap, "").String()))
	golden(t, "reading/debate.tree.txt", []byte(w.tree(debateMap, "").String()))
}

// TestTheWalkOverWhatIsDrawn compares every field of trees, subgraphs and paths, on a map with a
// question's words, a cycle and every kind of element.
func TestTheWalkOverWhatIsDrawn(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	a := w.ask(walks(t)["reading"], vars{"map": lib.Map, "from": "overrides", "to": "un"})
	golden(t, "walk/reading.golden.json", indented(t, a))
}

// TestWhatAStepTells of a change of words and of a new rebuttal, there and back.
func TestWhatAStepTells(t *testing.T) {
	w := newWorld(t)
	w.examples()
	step := func(at, since any, budget int) string {
		a := w.ask(`query($m: ID!, $at: Revision, $since: Revision!, $budget: Int!) { map(id: $m, revision: $at) {
			treeSince(revision: $since, budget: $budget) { rowCount parts { first gone rows { element { text } parent childCount } } cut }
			elementsSince(revision: $since, budget: $budget) { changed { text } gone cut }
		} }`, vars{"m": debateMap, "at": at, "since": since, "budget": budget})
		if len(a.Errors) > 0 {
			t.Fatal(a.Errors)
		}
		return string(a.Data)
	}
	before := w.tree(debateMap, "")
	root := before.Rows[0].Element.ID
	w.must(`mutation($m: ID!, $e: ID!) { updateElement(input: {map: $m, element: {id: $e, text: "New words."}}) { revision } }`, vars{"m": debateMap, "e": root}, "")
	after := w.tree(debateMap, "")
	told := fmt.Sprintf(`{"first":0,"gone":1,"rows":[{"element":{"text":"%%s"},"parent":null,"childCount":%d}]}`, before.Rows[0].ChildCount)
	there := fmt.Sprintf(`{"map":{"treeSince":{"rowCount":33,"parts":[`+told+`],"cut":false},"elementsSince":{"changed":[{"text":"New words."}],"gone":[],"cut":false}}}`, "New words.")
	wantText(t, "a change of words", step(nil, before.Revision, 1), there)
	wantText(t, "the same of a revision", step(after.Revision, before.Revision, 5), there)
	wantText(t, "and back", step(before.Revision, after.Revision, 5), strings.ReplaceAll(there, "New words.", before.Rows[0].Element.Text))
	w.must(`mutation($m: ID!, $e: ID!) { applyChanges(input: {map: $m, operations: [{deleteElement: $e}]}) { revision } }`, vars{"m": debateMap, "e": root}, "")
	if got := step(nil, after.Revision, 1); !strings.HasSuffix(got, `"parts":[],"cut":true},"elementsSince":{"changed":[],"gone":[],"cut":true}}}`) {
		t.Errorf("of more than the budget it gives %s", got)
	}
}

func TestASharedClaimIsAReference(t *testing.T) {
	w := newWorld(t)
	w.examples()
	tree := w.tree(debateMap, "")
	met, places := map[string]int{}, map[string]bool{}
	references := 0
	for i, r := range tree.Rows {
		first, again := met[r.Element.ID]
		switch {
		case places[r.OccurrenceID]:
			t.Errorf("row %d has the place of another", i)
		case !again:
			met[r.Element.ID] = i
		case r.Reference == nil || *r.Reference != first || r.ChildCount != 0 || r.DescendantCount == nil || *r.DescendantCount != 0:
			t.Errorf("row %d is %+v, want a reference to %d with nothing below", i, r, first)
		}
		if r.Reference != nil {
			references++
		}
		places[r.OccurrenceID] = true
	}
	if references != 4 || len(met) != 29 {
		t.Errorf("got %d references and %d elements, want 4 and 29", references, len(met))
	}
}

// TestACutTreeGoesOn reads a tree in pieces of every size, and holds them against the whole.
func TestACutTreeGoesOn(t *testing.T) {
	w := newWorld(t)
	w.examples()
	whole := w.tree(debateMap, "")
	for budget := 1; budget <= len(whole.Rows); budget += 7 {
		args, rows := fmt.Sprintf("budget: %d", budget), 0
		after := ""
		for {
			part := w.tree(debateMap, "("+args+after+")")
			if part.First != rows || part.Cut != (part.Next != nil) {
				t.Fatalf("budget %d: a part begins at %d, want %d; cut is %v", budget, part.First, rows, part.Cut)
			}
			for i, r := range part.Rows {
				if r.OccurrenceID != whole.Rows[rows+i].OccurrenceID {
					t.Fatalf("budget %d: row %d is another", budget, rows+i)
				}
			}
			if rows += len(part.Rows); part.Next == nil {
				break
			}
			after = fmt.Sprintf(", after: %q", *part.Next)
		}
		if rows != len(whole.Rows) {
			t.Errorf("budget %d: %d rows, want %d", budget, rows, len(whole.Rows))
		}
	}
}

func TestATreeIsFiltered(t *testing.T) {
	w := newWorld(t)
	w.examples()
	for _, c := range []struct {
		args         string
		pass, length int
	}{
		{"", 33, 33},
		{"(filter: {openQuestions: true})", 2, 7},
		{"(filter: {attacked: true})", 7, 11},
		{`(filter: {author: "nobody"})`, 0, 0},
		{"(filter: {label: UNDECIDED, paragraph: null, author: null})", 6, 8},
		{"(depth: 0)", 3, 3},
		{"(depth: 1)", 9, 9},
	} {
		tree := w.tree(debateMap, c.args)
		pass := 0
		for _, r := range tree.Rows {
			if !r.Context {
				pass++
			}
		}
		if pass != c.pass || len(tree.Rows) != c.length {
			t.Errorf("tree%s: %d of %d rows pass, want %d of %d\n%s", c.args, pass, len(tree.Rows), c.pass, c.length, tree)
		}
	}
	if tree := w.tree(debateMap, "(depth: 0)"); !tree.Rows[0].Cut || tree.Cut {
		t.Errorf("depth 0: row 0 is cut: %v, the tree: %v; want the row alone", tree.Rows[0].Cut, tree.Cut)
	}
}

func TestEmptyMapsAreDrawn(t *testing.T) {
	w := newWorld(t)
	m := w.id(`mutation { createMap(input: {title: "Empty"}) { map { id } } }`, nil, "createMap.map.id")
	a := w.ask(`query($m: ID!) { map(id: $m) { tree { rows { depth } cut } subgraph { nodes { degree } edges { id } cut } } }`, vars{"m": m})
	const want = `{"map":{"tree":{"rows":[],"cut":false},"subgraph":{"nodes":[],"edges":[],"cut":false}}}`
	if len(a.Errors) > 0 || string(a.Data) != want {
		t.Errorf("it is %s %+v, want %s", a.Data, a.Errors, want)
	}
}

// TestAWholeMapOf10000PassesTheLimits asks for a map of 10,000 elements as rows, nodes and edges, all
// in one answer.
func TestAWholeMapOf10000PassesTheLimits(t *testing.T) {
	w := newWorld(t)
	properties := &argmap.Properties{ID: "big", Title: "Big", Owner: argmap.Local, Created: birth(0)}
	records := func(yield func(argmap.Record, error) bool) {
		for _, r := range bush(5000) {
			if !yield(r, nil) {
				return
			}
		}
	}
	if _, err := w.ledger.Import(w.Context(), ledger.Proposal{Actor: argmap.Local}, properties, records); err != nil {
		t.Fatal(err)
	}
	const query = `{ map(id: "big") {
		tree(budget: 20000) { rows { element { text } depth } cut }
		subgraph(budget: 20000) { nodes { element { text } } edges { id from to } cut }
	} }`
	a := w.ask(query, nil)
	if len(a.Errors) > 0 {
		t.Fatal(a.Errors)
	}
	rows, nodes, edges := at(t, a.Data, "map.tree.rows").([]any), at(t, a.Data, "map.subgraph.nodes").([]any), at(t, a.Data, "map.subgraph.edges").([]any)
	if len(rows) != 9999 || len(nodes) != 9999 || len(edges) != 9998 || at(t, a.Data, "map.subgraph.cut") != false {
		t.Errorf("got %d rows, %d nodes, %d edges; want all", len(rows), len(nodes), len(edges))
	}
	w.serve(graph.Limits{Rows: 15_000})
	if a := w.ask(query, nil); len(a.Errors) != 1 || a.Errors[0].Extensions["reason"] != "limit.rows" {
		t.Errorf("29,995 rows pass a limit of 15,000: %+v", a.Errors)
	}
}

// bush gives so many claims, three under each, by an inference each.
func bush(claims int) []argmap.Record {
	id := func(prefix string, n int) argmap.ID { return argmap.ID(fmt.Sprintf("%s%05d", prefix, n)) }
	out := []argmap.Record{&argmap.Element{ID: id("c", 0), Kind: argmap.KindClaim, Text: "thesis", Author: argmap.Local, Created: birth(0)}}
	for i := 1; i < claims; i++ {
		out = append(out,
			&argmap.Element{ID: id("c", i), Kind: argmap.KindClaim, Text: "claim", Author: argmap.Local, Created: birth(i)},
			&argmap.Element{ID: id("i", i), Kind: argmap.KindInference, Author: argmap.Local, Created: birth(i)},
			&argmap.Link{ID: id("p", i), Role: argmap.RolePremiseOf, From: id("c", i), To: id("i", i)},
			&argmap.Link{ID: id("t", i), Role: argmap.RoleConcludes, From: id("i", i), To: id("c", (i-1)/3)},
		)
	}
	return out
}
