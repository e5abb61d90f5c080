//go:build unix

package doctest

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// belongs is a claim of the debate, a premise of the one rebuttal of a premise of the one inference
// that concludes the claim at the top.
const belongs = "8d3d1583-3866-5a30-991d-bc3aead5efee"

// checkPython adds rebuttals, so that one claim is attacked most and one chain is the longest, and
// a question with two links to one claim. It compares what the client finds with what it was made to be.
func checkPython(t *testing.T, r *clientRun) {
	t.Helper()
	answer[any](t, r.base, `mutation { applyChanges(input: { map: "`+debate+`", operations: [
		{ addClaim: { ref: "x", text: "No people ever owned sovereignty." } }
		{ addClaim: { ref: "y", text: "Sovereignty belongs to a state." } }
		{ addClaim: { ref: "z", text: "Some peoples did." } }
		{ addRebuttal: { premises: [{ claim: "x" }], target: "`+belongs+`" } }
		{ addRebuttal: { premises: [{ claim: "y" }], target: "`+belongs+`" } }
		{ addRebuttal: { premises: [{ claim: "z" }], target: "x" } }
		{ raiseQuestion: { text: "Did none?", asksAbout: [{ element: "x" }], carries: ["x"] } }
	] }) { revision } }`)
	m := answer[struct{ Map measured }](t, r.base, `{ map(id: "`+debate+`") { title elements { totalCount }
		questions(filter: { status: [OPEN] }) { nodes { text } } subgraph { nodes { degree } }
		up: pathToRoot(id: "`+belongs+`") { element { __typename text } } } }`).Map
	want := []string{
		fmt.Sprintf("%s: %d elements, %d links", m.Title, m.Elements.TotalCount, m.links()),
		"attacked by 2, OUT: Sovereignty belongs to a people.",
		"in the longest chain: Some peoples did.",
		"in the longest chain: No people ever owned sovereignty.",
	}
	for _, up := range m.Up {
		if up.Element.Kind == "Claim" {
			want = append(want, "in the longest chain: "+up.Element.Text)
		}
	}
	for _, q := range m.Questions.Nodes {
		want = append(want, "open: "+q.Text)
	}
	once := func(line string) bool { return strings.HasPrefix(line, "attacked by 1, ") }
	lines := r.lines(t)
	if diff := cmp.Diff(want, slices.DeleteFunc(slices.Clone(lines), once)); diff != "" || len(lines) != len(want)+2 {
		t.Errorf("got %d lines, want %d with two claims that are attacked once (-service +client):\n%s", len(lines), len(want)+2, diff)
	}
	checkGraphML(t, filepath.Join(r.folder, "map.graphml"), m)
}

// measured is what the service itself says of the debate.
type measured struct {
	Title     string
	Elements  struct{ TotalCount int }
	Questions struct{ Nodes []struct{ Text string } }
	Subgraph  struct{ Nodes []struct{ Degree int } }
	Up        []struct {
		Element struct {
			Kind string `json:"__typename"`
			Text string
		}
	}
}

// links counts them by their ends.
func (m measured) links() int {
	ends := 0
	for _, node := range m.Subgraph.Nodes {
		ends += node.Degree
	}
	return ends / 2
}

func checkGraphML(t *testing.T, file string, m measured) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Nodes []struct{} `xml:"graph>node"`
		Edges []struct{} `xml:"graph>edge"`
	}
	if err := xml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Nodes) != m.Elements.TotalCount || len(doc.Edges) != m.links() {
		t.Errorf("the file has %d nodes and %d edges, want %d and %d", len(doc.Nodes), len(doc.Edges), m.Elements.TotalCount, m.links())
	}
}

// checkGo compares what the client prints with the service, and the generated file with a fresh one.
func checkGo(t *testing.T, r *clientRun) {
	t.Helper()
	if diff := cmp.Diff(append(rebuttalLines(t, r.base), questionLines(t, r.base)...), r.lines(t)); diff != "" {
		t.Errorf("other lines (-service +client):\n%s", diff)
	}
	committed, err := os.ReadFile(filepath.Join(r.folder, "client.go"))
	if err != nil {
		t.Fatal(err)
	}
	if said, err := r.shell(t, "rm client.go; go generate ./...; go vet ./...; gofmt -l .; go mod tidy -diff"); err != nil || said != "" {
		t.Fatalf("generating, vetting and formatting: %v\n%s", err, said)
	}
	fresh, err := os.ReadFile(filepath.Join(r.folder, "client.go"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(fresh), string(committed)); diff != "" {
		t.Errorf("client.go is stale; run go generate in examples/clients/go (-fresh +committed):\n%s", diff)
	}
}

// rebuttalLines says what the Go client should of the attacks in the debate. It starts from the
// rebuttals, the client from the claims.
func rebuttalLines(t *testing.T, base string) []string {
	t.Helper()
	m := answer[struct {
		Map struct {
			Claims    struct{ Nodes []struct{ ID string } }
			Rebuttals struct {
				Nodes []struct {
					Kind     string
					Target   struct{ ID, Label, Text string }
					Premises []struct{ Text string }
				}
			}
		}
	}](t, base, `{ map(id: "`+debate+`") { claims { nodes { id } }
		rebuttals { nodes { kind target { id text ... on Claim { label } } premises { text } } } } }`).Map
	var lines []string
	for _, claim := range m.Claims.Nodes {
		for _, rebuttal := range m.Rebuttals.Nodes {
			if rebuttal.Target.ID != claim.ID {
				continue
			}
			lines = append(lines, fmt.Sprintf("%s by a %s: %s", rebuttal.Target.Label, rebuttal.Kind, rebuttal.Target.Text))
			for _, premise := range rebuttal.Premises {
				lines = append(lines, "  because: "+premise.Text)
			}
		}
	}
	return lines
}

// questionLines says what the Go client should of the open questions. It asks for all questions of one
// map after the other, and cuts the words out of their paragraphs.
func questionLines(t *testing.T, base string) []string {
	t.Helper()
	type citation struct {
		Role       string
		Start, End int
		Paragraph  struct {
			Ordinal int
			Text    string
			Source  struct{ Title string }
		}
	}
	maps := answer[struct {
		Maps struct {
			Nodes []struct {
				Title     string
				Questions struct {
					Nodes []struct {
						Text, Status string
						Citations    []citation
					}
				}
			}
		}
	}](t, base, `{ maps { nodes { title questions { nodes { text status
		citations { role start end paragraph { ordinal text source { title } } } } } } } }`).Maps.Nodes
	var lines []string
	for _, m := range maps {
		for _, q := range m.Questions.Nodes {
			if q.Status != "OPEN" {
				continue
			}
			lines = append(lines, fmt.Sprintf("open in %q: %s", m.Title, q.Text))
			for _, c := range q.Citations {
				words := string([]rune(c.Paragraph.Text)[c.Start:c.End])
				lines = append(lines, fmt.Sprintf("  paragraph %d of %q, %s: %s", c.Paragraph.Ordinal, c.Paragraph.Source.Title, c.Role, words))
			}
		}
	}
	if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "open in ") }) {
		t.Error("the examples have no open questions")
	}
	return lines
}
