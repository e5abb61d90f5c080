package aif

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"argmap/internal/argmap"
)

// TestRawIsLean: what the records of a clean file keep beside their fields is a small part of the file.
func TestRawIsLean(t *testing.T) {
	file := corpus(500)
	d := decode(t, file)
	kept := len(d.Properties.Raw)
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			kept += len(r.Raw)
		case *argmap.Link:
			kept += len(r.Raw)
		case *argmap.Voice:
			kept += len(r.Raw)
		case *argmap.Commitment:
			kept += len(r.Raw)
		case *argmap.Leftover:
			t.Errorf("a clean file left %s: %s", r.What, r.Raw)
		case *argmap.Citation, *argmap.Properties, *argmap.Row:
		}
	}
	if kept*4 > len(file) {
		t.Errorf("%d bytes are kept of a file of %d", kept, len(file))
	}
}

// TestLarge: what no record has room for is kept all the same, and goes with its node.
func TestLarge(t *testing.T) {
	long, mid := strings.Repeat(`x\u00e9 \" `, argmap.MaxTextBytes/6+1), strings.Repeat("y", maxRaw+1)
	file := fmt.Appendf(nil, `{"long":"%[2]s","nodes":[{"nodeID":"1","type":"I","text":"%[1]s"},{"nodeID":"2","type":"RA","text":"%[2]s"},"%[2]s"],
		"edges":[{"edgeID":"1","fromID":"1","toID":"2","weight":"%[2]s"},{"fromID":"1","toID":"9","weight":"%[2]s"}],
		"participants":[{"participantID":1,"firstname":"%[2]s"}],"locutions":[{"nodeID":"1","personID":1,"source":"%[2]s"}]}`, long, mid)
	d := decode(t, file)
	if back := encode(t, shuffled(d, 9)); !slices.Equal(tokens(t, back), tokens(t, file)) {
		t.Error("the file came back otherwise")
	}
	var claim *argmap.Element
	for _, r := range d.Records {
		if e, ok := r.(*argmap.Element); ok && e.Kind == argmap.KindClaim {
			claim = e
		}
	}
	is := *claim
	is.Text = "short now"
	text, _ := entry(t, encode(t, edited(d, claim.ID, &is)), "nodes", "nodeID", `"1"`).Get("text")
	if string(text.Raw()) != `"short now"` {
		t.Errorf("the text is %.80s", text.Raw())
	}
	left := encode(t, edited(d, claim.ID, nil))
	if n := len(list(t, left, "nodes")); n != 2 {
		t.Errorf("%d nodes are left", n)
	}
	if n := len(list(t, left, "edges")); n != 1 {
		t.Errorf("%d edges are left", n)
	}
}

// TestAllJoinedWithAll: a few nodes through which all others are joined do not multiply.
func TestAllJoinedWithAll(t *testing.T) {
	var nodes, edges strings.Builder
	const n = 500
	nodes.WriteString(`{"nodeID":"ask","type":"YA","text":"Pure Questioning"},{"nodeID":"say","type":"YA","text":"Asserting"},{"nodeID":"ma","type":"MA","text":"MA"}`)
	edges.WriteString(`{}`)
	var said []string
	for i := range n {
		fmt.Fprintf(&nodes, `,{"nodeID":"i%[1]d","type":"I","text":"t"},{"nodeID":"q%[1]d","type":"I","text":"t"},{"nodeID":"l%[1]d","type":"L","text":"t"}`, i)
		for _, e := range []string{"say i", "l say", "ask q", "l ask", "i ma", "ma q", "say l"} {
			from, to, _ := strings.Cut(e, " ")
			fmt.Fprintf(&edges, `,{"fromID":"%s","toID":"%s"}`, numbered(from, i), numbered(to, i))
		}
		said = append(said, fmt.Sprintf(`{"nodeID":"l%d","personID":%d}`, i, i))
	}
	file := fmt.Sprintf(`{"nodes":[%s],"edges":[%s],"locutions":[%s]}`, nodes.String(), edges.String(), strings.Join(said, ","))
	d := decode(t, []byte(file))
	if made, entries := len(d.Records), 3*n+7*n+n; made > 4*entries {
		t.Errorf("%d entries became %d records", entries, made)
	}
}

func numbered(name string, i int) string {
	if len(name) > 1 {
		return name
	}
	return fmt.Sprintf("%s%d", name, i)
}
