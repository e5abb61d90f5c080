//go:build unix

package doctest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The debate, and the claim at its top.
const (
	debate   = "d9dc6490-db90-58ca-b209-2fc77afeb6e5"
	topClaim = "acebb6e3-de6f-53a8-b794-47ece5c9ab14"
)

// theirs is what the clients add as a reason against that claim.
const theirs = "An intervention costs lives too."

// revisionOf asks for the revision of the debate.
func revisionOf(t *testing.T, base string) int {
	t.Helper()
	return answer[struct{ Map struct{ Revision int } }](t, base, `{ map(id: "`+debate+`") { revision } }`).Map.Revision
}

// checkArrival looks for the rebuttal that a client added, in the service.
func checkArrival(t *testing.T, base string, before int) {
	t.Helper()
	if got := revisionOf(t, base); got != before+1 {
		t.Errorf("the map is at revision %d, want %d", got, before+1)
	}
	rebuttals := answer[struct {
		Node struct {
			Rebuttals []struct{ Premises []struct{ Text string } }
		}
	}](t, base, `{ node(id: "`+topClaim+`") { ... on Claim { rebuttals { premises { text } } } } }`).Node.Rebuttals
	if len(rebuttals) != 1 || len(rebuttals[0].Premises) != 1 || rebuttals[0].Premises[0].Text != theirs {
		t.Errorf("the claim has the rebuttals %v, want one because %q", rebuttals, theirs)
	}
}

// checkCurl compares each answer that the tour prints with one asked apart.
func checkCurl(t *testing.T, r *clientRun) {
	t.Helper()
	const claimQuery = `{ node(id: "` + topClaim + `") { ... on Claim { text label citations { paragraph { ordinal text } } } } }`
	want := []any{
		ask(t, r.base, `{ maps { nodes { id title revision } } }`),
		ask(t, r.base, claimQuery),
		ask(t, r.base, `{ map(id: "`+debate+`") { tree(root: "nobody") { cut } } }`),
		ask(t, r.base, `{ map(id: "`+debate+`") { revision } }`),
	}
	before := revisionOf(t, r.base)
	lines := r.lines(t)
	var answers []any
	for _, line := range lines {
		if strings.HasPrefix(line, "{") {
			answers = append(answers, any(decoded(t, line)))
		}
	}
	want = append(want, map[string]any{"data": map[string]any{"addRebuttal": map[string]any{"revision": number(before + 1)}}})
	places := cmp.FilterPath(func(p cmp.Path) bool {
		return slices.Contains([]string{`["requestId"]`, `["locations"]`}, p.Last().String())
	}, cmp.Ignore())
	if diff := cmp.Diff(want, answers, places); diff != "" {
		t.Errorf("other answers (-service +tour):\n%s", diff)
	}
	codes := slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return !strings.HasPrefix(line, "HTTP ") })
	if !slices.Equal(codes, []string{"HTTP 200", "HTTP 304"}) {
		t.Errorf("with an entity tag: got %q, want 200, then 304", codes)
	}
	checkEvents(t, r.base, lines, before)
	checkArrival(t, r.base, before)
}

// checkEvents looks for the one event in which the rebuttal arrives.
func checkEvents(t *testing.T, base string, lines []string, before int) {
	t.Helper()
	type claim struct{ Text string }
	type rebuttal struct {
		Kind     string
		Target   claim
		Premises []claim
	}
	type event struct {
		Data struct {
			MapChanged struct {
				ToRevision int
				Changed    []struct{ Element *rebuttal }
			}
		}
	}
	var seen []rebuttal
	for _, line := range lines {
		data, found := strings.CutPrefix(line, "data: {")
		if !found {
			continue
		}
		e := decode[event](t, decoded(t, "{"+data)).Data.MapChanged
		if e.ToRevision != before+1 {
			t.Errorf("an event leads to revision %d, want %d", e.ToRevision, before+1)
		}
		for _, c := range e.Changed {
			if c.Element != nil && c.Element.Kind != "" {
				seen = append(seen, *c.Element)
			}
		}
	}
	want := []rebuttal{{"REBUT", claim{textOf(t, base, topClaim)}, []claim{{theirs}}}}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("other rebuttals arrived (-want +seen):\n%s", diff)
	}
}

// textOf asks for an element's words.
func textOf(t *testing.T, base, id string) string {
	t.Helper()
	return answer[struct{ Node struct{ Text string } }](t, base, `{ node(id: "`+id+`") { ... on Element { text } } }`).Node.Text
}

// number is a number as decoded gives it.
func number(n int) json.Number { return json.Number(fmt.Sprint(n)) }

// checkTypeScript compares the outline with one drawn along the parents of the rows, and shows that the
// types find a misspelt field.
func checkTypeScript(t *testing.T, r *clientRun) {
	t.Helper()
	before := revisionOf(t, r.base)
	want := outline(t, r.base)
	want = append(want,
		fmt.Sprintf("revision %d, REBUT of: %s", before+1, textOf(t, r.base, topClaim)),
		"because: "+theirs)
	lines := r.lines(t)
	from := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "revision") })
	if diff := cmp.Diff(want, lines[max(from, 0):]); diff != "" {
		t.Errorf("other lines (-service +client):\n%s", diff)
	}
	checkArrival(t, r.base, before)
	said, err := r.shell(t, `sed 's/title revision/titel title revision/' main.ts >misspelt.ts && npm run check`)
	if err == nil || !strings.Contains(said, `Cannot query field "titel"`) || strings.Contains(said, "main.ts") {
		t.Errorf("with one misspelt field, the check gives %v:\n%s", err, said)
	}
}

// outline draws the debate as the TypeScript client does.
func outline(t *testing.T, base string) []string {
	t.Helper()
	type row struct {
		Parent  *int
		Role    *string
		Element struct {
			Kind string `json:"__typename"`
			Text string
		}
	}
	m := answer[struct {
		Map struct {
			Title    string
			Revision int
			Tree     struct{ Rows []row }
		}
	}](t, base, `{ map(id: "`+debate+`") { title revision tree { rows { parent role element { __typename text } } } } }`).Map
	lines := []string{fmt.Sprintf("%s, revision %d", m.Title, m.Revision)}
	for _, row := range m.Tree.Rows {
		line := row.Element.Kind + ": " + row.Element.Text
		if row.Role != nil {
			line = *row.Role + " " + line
		}
		for p := row.Parent; p != nil; p = m.Tree.Rows[*p].Parent {
			line = "  " + line
		}
		lines = append(lines, line)
	}
	return lines
}
