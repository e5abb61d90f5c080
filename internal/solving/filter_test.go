package solving_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"argmap/internal/solving"
)

// filtered gives the answers to lines.
func filtered(t rapid.TB, text string) []string {
	t.Helper()
	var out bytes.Buffer
	if err := solving.Filter(context.Background(), strings.NewReader(text), &out, 0); err != nil {
		t.Fatal(err)
	}
	answers := strings.Split(out.String(), "\n")
	if answers[len(answers)-1] != "" {
		t.Fatalf("the last line of %q has no end", out.String())
	}
	return answers[:len(answers)-1]
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ line, want string }{
		// Arguments and attacks.
		{`{"kind":"af","task":"EE","semantics":"PR","arguments":["1","2"],"attacks":[["1","2"]]}`, `{"extensions":[["1"]]}`},
		{`{"kind":"af","task":"ACC","semantics":"ST","arguments":["1","2","3"],"attacks":[["1","1"]]}`, `{"credulous":[],"skeptical":["1","2","3"]}`},
		{`{"kind":"af","task":"LAB","semantics":"GR","arguments":["1","2"],"attacks":[["1","2"]]}`, `{"labels":{"1":"IN","2":"OUT"}}`},
		{`{"kind":"af","semantics":"gr","arguments":[2,1]}`, `{"extensions":[["2","1"]]}`},
		{`{"kind":"af","task":"EE","semantics":"PR","arguments":["b","a"],"attacks":[["a","b"],["b","a"]]}`, `{"extensions":[["b"],["a"]]}`},
		{`{"kind":"af","task":"EE","semantics":"CO","arguments":[1,2],"attacks":[[1,"2"],["2",1]]}`, `{"extensions":[[],["1"],["2"]]}`},
		{`{"kind":"af","task":"EE","semantics":"CO","arguments":[1,2],"attacks":[[1,"2"],["2",1]],"limit":3}`, `{"extensions":[[],["1"],["2"]]}`},
		{`{"kind":"af","task":"EE","semantics":"ST","arguments":["a"],"attacks":[["a","a"]]}`, `{"extensions":[]}`},
		{`{"kind":"af","task":"LAB","semantics":"ST","arguments":["a"],"attacks":[["a","a"]]}`, `{"labels":null,"outcome":"NO_EXTENSION"}`},
		{`{"kind":"af","task":"LAB","semantics":"PR","arguments":["a","b"],"attacks":[["a","a"],["a","b"]]}`, `{"labels":{"a":"UNDEC","b":"UNDEC"}}`},
		{`{"kind":"af","task":"EE","semantics":"PR"}`, `{"extensions":[[]]}`},
		{`{"kind":"af","task":"ACC","semantics":"PR","arguments":[]}`, `{"credulous":[],"skeptical":[]}`},
		{`{"kind":"af","task":"LAB","semantics":"GR","arguments":[]}`, `{"labels":{}}`},
		{`{"kind":"af","semantics":"GR","arguments":["a","b"],"attacks":[{"from":"a","to":"b"}],"unheard":{"of":1}}`, `{"extensions":[["a"]]}`},
		{`{"kind":"af","semantics":"GR","arguments":["<é>","\"\\\n",{"id":"x","weight":2}],"attacks":null}`, `{"extensions":[["<é>","\"\\\n","x"]]}`},
		{`{"kind":"af","semantics":"CF2","arguments":[1,2,3],"attacks":[[1,2],[2,3],[3,1]]}`, `{"extensions":[["1"],["2"],["3"]]}`},
		// Supports.
		{`{"kind":"baf","reading":"deductive","semantics":"GR","arguments":["a","b","c"],"attacks":[["c","b"]],"supports":[["a","b"]]}`, `{"extensions":[["c"]]}`},
		{`{"kind":"baf","reading":"necessary","semantics":"GR","arguments":["a","b","c"],"attacks":[["c","b"]],"supports":[["a","b"]],"asserted":[]}`, `{"extensions":[["a","c"]]}`},
		{`{"kind":"baf","reading":"evidential","semantics":"GR","arguments":["a","b","c"],"supports":[["a","b"]],"asserted":["a"]}`, `{"extensions":[["a","b"]]}`},
		{`{"kind":"baf","reading":"evidential","semantics":"GR","arguments":["a","b","c"],"supports":[["a","b"]]}`, `{"extensions":[["a","b","c"]]}`},
		{`{"kind":"baf","reading":"attacks","semantics":"GR","arguments":["a","b","c"],"attacks":[["c","b"]],"supports":[["a","b"]]}`, `{"extensions":[["a","c"]]}`},
		{`{"kind":"baf","reading":"deductive","task":"LAB","semantics":"PR","arguments":["a","b","c"],"attacks":[["c","b"]],"supports":[["a","b"]]}`, `{"labels":{"a":"OUT","b":"OUT","c":"IN"}}`},
		{`{"kind":"baf","reading":"deductive","task":"ACC","semantics":"PR","arguments":["a","b"],"attacks":[["a","b"],["b","a"]],"supports":[["a","b"]]}`, `{"credulous":["b"],"skeptical":["b"]}`},
		{`{"kind":"baf","reading":"evidential","semantics":"STG","arguments":["a","b","c"],"supports":[["a","b"],["b","a"],["c","a"]],"asserted":["c"]}`, `{"unsupported":true}`},
		// Maps.
		{`{"kind":"map","task":"LAB","semantics":"GR","claims":[{"id":"p","asserted":true},{"id":"c","asserted":false}],"links":[{"id":"l","kind":"support","premises":["p"],"target":"c"}]}`, `{"labels":{"p":"IN","c":"IN","l":"IN"}}`},
		{`{"kind":"map","semantics":"GR","claims":[{"id":"c","asserted":false}]}`, `{"labels":{"c":"OUT"}}`},
		{`{"kind":"map","semantics":"GR","claims":["p","q",{"id":"c","asserted":false}],"links":[{"id":"l","kind":"support","premises":["p","q"],"target":"c"},{"id":"u","kind":"attack","premises":["p"],"target":"l"}]}`, `{"labels":{"p":"IN","q":"IN","c":"OUT","l":"OUT","u":"IN"}}`},
		{`{"kind":"map","task":"EE","semantics":"CO","claims":["c1",{"id":"c0","asserted":false},{"id":"c2","asserted":false}],"links":[{"id":"l0","kind":"support","premises":["c1"],"target":"c2"},{"id":"l1","kind":"support","premises":["c2"],"target":"c0"},{"id":"l2","kind":"support","premises":["c0"],"target":"c2"},{"id":"l3","kind":"attack","premises":["c0","c2"],"target":"l0"}]}`, `{"extensions":[["c1"]]}`},
		{`{"kind":"map","semantics":"CF2","claims":[{"id":"c1"},{"id":"c0","asserted":false},{"id":"c2","asserted":false}],"links":[{"id":"l0","kind":"support","premises":["c1"],"target":"c2"},{"id":"l1","kind":"support","premises":["c2"],"target":"c0"},{"id":"l2","kind":"support","premises":["c0"],"target":"c2"}]}`, `{"unsupported":true}`},
		{`{"kind":"map","semantics":"GR","claims":[{"id":"a","asserted":false},{"id":"b","asserted":false}],"links":[{"id":"l","kind":"support","premises":["a"],"target":"b"},{"id":"m","kind":"support","premises":["b"],"target":"a"}]}`, `{"labels":{"a":"OUT","b":"OUT","l":"OUT","m":"OUT"}}`},
		{`{"kind":"map","semantics":"GR","claims":["p",{"id":"c","asserted":false},{"id":"q","asserted":false}],"links":[{"id":"l","kind":"support","premises":["p"],"target":"c"},{"id":"backing","kind":"support","premises":["q"],"target":"l"}]}`, `{"labels":{"p":"IN","c":"IN","q":"OUT","l":"IN","backing":"OUT"}}`},
		{`{"kind":"map","task":"ACC","semantics":"PR","claims":["a","b"],"links":[{"id":"l","kind":"attack","premises":["a"],"target":"b"},{"id":"m","kind":"ATTACK","premises":["b"],"target":"a"}]}`, `{"credulous":["a","b","l","m"],"skeptical":[]}`},
		{`{"kind":"map","semantics":"GR","claims":["a"],"links":[{"id":"l","kind":"attack","target":"l"},{"id":"m","kind":"attack","target":"a"}]}`, `{"labels":{"a":"OUT","l":"UNDEC","m":"IN"}}`},
		// Strengths.
		{`{"kind":"qbaf","semantics":"dfquad","arguments":[{"id":"a","weight":0.5}]}`, `{"strengths":{"a":0.5},"converged":true}`},
		{`{"kind":"qbaf","arguments":[{"id":"a","weight":0.5},{"id":"b","weight":1}],"attacks":[["b","a"]]}`, `{"strengths":{"a":0,"b":1},"converged":true}`},
		{`{"kind":"qbaf","semantics":"dfquad","arguments":[{"id":"a","weight":0.5},{"id":"b","weight":0.5}],"attacks":[["b","a",0.5]],"supports":[{"from":"b","to":"a","weight":1}]}`, `{"strengths":{"a":0.625,"b":0.5},"converged":true}`},
		{`{"kind":"qbaf","semantics":"hcat","arguments":[{"id":"a","weight":1},{"id":"b","weight":1}],"attacks":[["b","a"]]}`, `{"strengths":{"a":0.5,"b":1},"converged":true}`},
		{`{"kind":"qbaf","semantics":"hcat","arguments":[{"id":"a","weight":1},{"id":"b","weight":1}],"supports":[["b","a"]]}`, `{"strengths":{"a":1,"b":1},"converged":true,"ignoredSupports":1}`},
		{`{"kind":"qbaf"}`, `{"strengths":{},"converged":true}`},
		{`{"kind":"attr","method":"removal","semantics":"dfquad","topic":"a","arguments":[{"id":"a","weight":0.5},{"id":"b","weight":0.5},{"id":"c","weight":0.5}],"attacks":[["b","a"]]}`, `{"attribution":{"a":0,"b":-0.25,"c":0}}`},
		{`{"kind":"attr","method":"gradient","topic":"a","arguments":[{"id":"a","weight":0.5},{"id":"b","weight":0.5}],"attacks":[["b","a"]]}`, `{"attribution":{"a":0.5,"b":-0.5}}`},
		{`{"kind":"attr","method":"shapley","topic":1,"arguments":[{"id":1,"weight":0.5},{"id":2,"weight":0.5},{"id":3,"weight":0.5}],"attacks":[[2,1]],"supports":[[3,1]]}`, `{"attribution":{"1":0,"2":-0.25,"3":0.25}}`},
		// Whose answer it is.
		{`{"id":{"n": 1},"kind":"af","semantics":"GR"}`, `{"id":{"n":1},"extensions":[[]]}`},
		{`{"id":null,"kind":"af","semantics":"GR"}`, `{"extensions":[[]]}`},
		{`{"kind":7,"id":"x"}`, `{"id":"x","error":"kind: got a number, want a string"}`},
		{`{"id":3,"kind":"adf"}`, `{"id":3,"unsupported":true}`},
		// What is not offered.
		{`{"kind":"af","semantics":"XX"}`, `{"unsupported":true}`},
		{`{"kind":"af","semantics":"GR","task":"DX"}`, `{"unsupported":true}`},
		{`{"kind":"baf","semantics":"GR","reading":"abstract"}`, `{"unsupported":true}`},
		{`{"kind":"qbaf","semantics":"euler"}`, `{"unsupported":true}`},
		{`{"kind":"attr","method":"lime","topic":"a"}`, `{"unsupported":true}`},
		// What is wrong.
		{`{}`, `{"error":"kind: it is missing; it must be af, baf, map, qbaf or attr"}`},
		{`{"kind":"af"}`, `{"error":"semantics: it is missing; it must be GR, CO, PR, ST, SST, STG, ID, EA or CF2"}`},
		{`{"kind":"baf","semantics":"GR"}`, `{"error":"reading: it is missing; it must be deductive, necessary, evidential or attacks"}`},
		{`{"kind":"attr","topic":"a"}`, `{"error":"method: it is missing; it must be removal, gradient or shapley"}`},
		{`{"kind":"attr","method":"removal"}`, `{"error":"topic: it is missing"}`},
		{`{"kind":"attr","method":"removal","topic":"b"}`, `{"error":"topic: there is no argument \"b\""}`},
		{`[1]`, `{"error":"the line holds an array, want an object"}`},
		{`null`, `{"error":"the line is not an object of JSON: got null"}`},
		{`{"kind":"af","semantics":"GR","arguments":{}}`, `{"error":"arguments: got an object, want a list"}`},
		{`{"kind":"af","semantics":"GR","arguments":["a","a"]}`, `{"error":"arguments[1]: \"a\" is declared twice"}`},
		{`{"kind":"af","semantics":"GR","arguments":["1",1]}`, `{"error":"arguments[1]: \"1\" is declared twice"}`},
		{`{"kind":"af","semantics":"GR","arguments":[true]}`, `{"error":"arguments[0]: got true, want a name: a string or a number"}`},
		{`{"kind":"af","semantics":"GR","arguments":[null]}`, `{"error":"arguments[0]: got null, want a name: a string or a number"}`},
		{`{"kind":"af","semantics":"GR","arguments":[{"weight":1}]}`, `{"error":"arguments[0]: it is missing"}`},
		{`{"kind":"af","semantics":"GR","arguments":["a"],"attacks":[["a","b"]]}`, `{"error":"attacks[0]: there is no argument \"b\""}`},
		{`{"kind":"af","semantics":"GR","arguments":["a"],"attacks":[["a"]]}`, `{"error":"attacks[0]: got [\"a\"], want a pair like [\"a\",\"b\"]"}`},
		{`{"kind":"af","semantics":"GR","arguments":["a"],"attacks":[["a","a",1]]}`, `{"error":"attacks[0]: got [\"a\",\"a\",1], want a pair like [\"a\",\"b\"]"}`},
		{`{"kind":"af","semantics":"GR","arguments":["a"],"attacks":[{"from":"a"}]}`, `{"error":"attacks[0]: got {\"from\":\"a\"}, want a pair like [\"a\",\"b\"]"}`},
		{`{"kind":"af","semantics":"GR","arguments":["a"],"attacks":[null]}`, `{"error":"attacks[0]: got null, want a pair like [\"a\",\"b\"]"}`},
		{`{"kind":"af","semantics":"GR","limit":0}`, `{"error":"limit: got 0, want 1 to 1000000"}`},
		{`{"kind":"af","semantics":"GR","timeout":0}`, `{"error":"timeout: got 0, want milliseconds, more than 0"}`},
		{`{"kind":"af","semantics":"GR","deadline":-1}`, `{"error":"deadline: got -1, want milliseconds, more than 0"}`},
		{`{"kind":"baf","reading":"necessary","semantics":"GR","arguments":["a"],"supports":[["b","a"]]}`, `{"error":"supports[0]: there is no argument \"b\""}`},
		{`{"kind":"baf","reading":"evidential","semantics":"GR","arguments":["a"],"asserted":["b"]}`, `{"error":"asserted[0]: there is no argument \"b\""}`},
		{`{"kind":"qbaf","arguments":["a"]}`, `{"error":"arguments[0].weight: it is missing; it is the base score of \"a\", from 0 to 1"}`},
		{`{"kind":"qbaf","arguments":[{"id":"a","weight":1.5}]}`, `{"error":"arguments[0].weight: got the weight 1.5, want 0 to 1"}`},
		{`{"kind":"qbaf","arguments":[{"id":"a","weight":"1"}]}`, `{"error":"arguments[0]: got {\"id\":\"a\",\"weight\":\"1\"}, want a name or {\"id\", \"weight\"}"}`},
		{`{"kind":"qbaf","arguments":[{"id":"a","weight":1}],"attacks":[["a","a",-0.1]]}`, `{"error":"attacks[0]: got the weight -0.1, want 0 to 1"}`},
		{`{"kind":"qbaf","arguments":[{"id":"a","weight":1}],"supports":[["a","a",0.1],["a","a",0.2]]}`, `{"error":"supports[1]: \"a\" to \"a\" is said twice, with the weights 0.1 and 0.2"}`},
		{`{"kind":"map","semantics":"GR","claims":["a","a"]}`, `{"error":"claims[1]: \"a\" is declared twice"}`},
		{`{"kind":"map","semantics":"GR","claims":["a"],"links":[{"id":"a","kind":"attack","target":"a"}]}`, `{"error":"links[0]: \"a\" is declared twice"}`},
		{`{"kind":"map","semantics":"GR","claims":["a"],"links":[{"id":"l","kind":"undercut","target":"a"}]}`, `{"error":"links[0].kind: got \"undercut\", want support or attack"}`},
		{`{"kind":"map","semantics":"GR","claims":["a"],"links":[{"id":"l","kind":"attack"}]}`, `{"error":"links[0].target: it is missing"}`},
		{`{"kind":"map","semantics":"GR","claims":["a"],"links":[{"id":"l","kind":"attack","premises":["b"],"target":"a"}]}`, `{"error":"links[0].premises[0]: there is no claim \"b\""}`},
		{`{"kind":"map","semantics":"GR","claims":["a"],"links":[{"id":"l","kind":"attack","premises":["l"],"target":"a"}]}`, `{"error":"links[0].premises[0]: \"l\" is a link; a premise is a claim"}`},
		{`{"kind":"map","semantics":"GR","claims":[{"id":"a","asserted":"no"}]}`, `{"error":"claims[0]: got {\"id\":\"a\",\"asserted\":\"no\"}, want a name or {\"id\", \"asserted\": true or false}"}`},
		{`{"kind":"map","semantics":"GR","links":["l"]}`, `{"error":"links[0]: got \"l\", want {\"id\", \"kind\", \"premises\", \"target\"}"}`},
	} {
		got := filtered(t, c.line+"\n")
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", c.line, got, c.want)
		}
	}
}

// Whatever a line holds, the next one is answered.
func TestFilterGoesOn(t *testing.T) {
	t.Parallel()
	const good, want = `{"kind":"af","semantics":"GR","arguments":["a"]}`, `{"extensions":[["a"]]}`
	for name, c := range map[string]struct {
		text    string
		answers int
	}{
		"text":                       {"nonsense\n" + good, 2},
		"half a line":                {`{"kind":"af","semant` + "\n" + good + "\n", 2},
		"two objects on a line":      {good + good + "\n" + good + "\n", 2},
		"blank lines":                {"\n  \n\t\r\n" + good + "\n\n", 1},
		"Windows":                    {"\ufeff" + good + "\r\n" + good + "\r\n", 2},
		"bytes that are no text":     {"\xff\xfe\x00\n" + good + "\n", 2},
		"a line of 64 MB and a byte": {`{"kind":"` + strings.Repeat("x", solving.MaxLine) + "\"}\n" + good + "\n", 2},
		"deep nesting":               {strings.Repeat("[", 100_000) + "\n" + `{"kind":` + strings.Repeat("[", 100_000) + "\n" + good + "\n", 3},
		"many lines":                 {strings.Repeat(good+"\n", 2_000), 2_000},
	} {
		got := filtered(t, c.text)
		if len(got) != c.answers || got[len(got)-1] != want {
			t.Errorf("%s: got %d answers, the last %q; want %d, the last %q", name, len(got), got[len(got)-1], c.answers, want)
		}
		for _, a := range got {
			if !json.Valid([]byte(a)) {
				t.Errorf("%s: %q is not JSON", name, a)
			}
		}
	}
	if got := filtered(t, "{}"+strings.Repeat(" ", solving.MaxLine)+"\n"); len(got) != 1 || got[0] != `{"error":"the line is longer than 64 MB"}` {
		t.Errorf("a line that is too long: got %q", got)
	}
	if got := filtered(t, ""); len(got) != 0 {
		t.Errorf("nothing: got %q", got)
	}
}

// Each answer is there before the next question is asked.
func TestFilterFlushes(t *testing.T) {
	t.Parallel()
	asked, ask := io.Pipe()
	answers, answer := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- solving.Filter(t.Context(), asked, answer, 0) }()
	in := bufio.NewReader(answers)
	for n := range 10 {
		if _, err := fmt.Fprintf(ask, `{"kind":"af","semantics":"GR","arguments":[%d]}`+"\n", n); err != nil {
			t.Fatal(err)
		}
		got, err := in.ReadString('\n')
		if want := fmt.Sprintf("{\"extensions\":[[\"%d\"]]}\n", n); got != want || err != nil {
			t.Fatalf("got %q, %v; want %q", got, err, want)
		}
	}
	ask.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// failing is a reader or writer that fails.
type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }
func (f failing) Read([]byte) (int, error)  { return 0, f.error }

func TestFilterEndsWithItsSurroundings(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	line := `{"kind":"af","semantics":"GR"}` + "\n"
	if err := solving.Filter(t.Context(), strings.NewReader(line), failing{broken}, 0); !errors.Is(err, broken) {
		t.Errorf("a writer that fails: got %v", err)
	}
	if err := solving.Filter(t.Context(), failing{broken}, io.Discard, 0); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: got %v", err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	if err := solving.Filter(over, strings.NewReader(line+line), &out, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: got %v", err)
	}
	if got := out.String(); got != `{"outcome":"UNKNOWN"}`+"\n" {
		t.Errorf("a context that has ended: got %q", got)
	}
}

// line writes a question as one line.
func line(t rapid.TB, members map[string]any) string {
	t.Helper()
	b, err := json.Marshal(members)
	if err != nil {
		t.Fatal(err)
	}
	return string(b) + "\n"
}

func TestChainOfHundredThousand(t *testing.T) {
	t.Parallel()
	const n = 100_000
	names, pairs, weighted := make([]string, n), make([][]string, n-1), make([]map[string]any, n)
	claims, links := make([]map[string]any, n), make([]map[string]any, n-1)
	for i := range n {
		names[i] = fmt.Sprint("a", i)
		weighted[i] = map[string]any{"id": names[i], "weight": 0.5}
		claims[i] = map[string]any{"id": names[i], "asserted": i == 0}
		if i > 0 {
			pairs[i-1] = []string{names[i-1], names[i]}
			links[i-1] = map[string]any{"id": fmt.Sprint("l", i), "kind": "support", "premises": names[i-1 : i], "target": names[i]}
		}
	}
	in := make([]string, 0, n/2)
	for i := 0; i < n; i += 2 {
		in = append(in, names[i])
	}
	for name, c := range map[string]struct {
		question map[string]any
		member   string
		good     func(any) bool
	}{
		"attacks": {
			map[string]any{"kind": "af", "semantics": "PR", "arguments": names, "attacks": pairs},
			"extensions",
			func(got any) bool { return fmt.Sprint(got) == fmt.Sprint([][]string{in}) },
		},
		"supports": {
			map[string]any{"kind": "baf", "reading": "deductive", "semantics": "ST", "arguments": names, "supports": pairs, "attacks": [][]string{{names[n-1], names[n-1]}}},
			"extensions",
			func(got any) bool { return fmt.Sprint(got) == "[]" },
		},
		"links": {
			map[string]any{"kind": "map", "semantics": "GR", "claims": claims, "links": links},
			"labels",
			func(got any) bool {
				labels, _ := got.(map[string]any)
				return len(labels) == 2*n-1 && labels[names[n-1]] == "IN"
			},
		},
		"strengths": {
			map[string]any{"kind": "qbaf", "semantics": "qe", "arguments": weighted, "attacks": pairs},
			"strengths",
			func(got any) bool { strengths, _ := got.(map[string]any); return len(strengths) == n },
		},
		"gradient": {
			map[string]any{"kind": "attr", "method": "gradient", "topic": names[n-1], "arguments": weighted, "attacks": pairs},
			"attribution",
			func(got any) bool { values, _ := got.(map[string]any); return len(values) == n },
		},
	} {
		var got map[string]any
		if err := json.Unmarshal([]byte(filtered(t, line(t, c.question))[0]), &got); err != nil {
			t.Fatal(err)
		}
		if !c.good(got[c.member]) {
			t.Errorf("%s: got %.200s", name, fmt.Sprint(got))
		}
	}
}

// pairs makes so many pairs of arguments that attack each other.
func pairs(n int) (names []int, attacks [][2]int) {
	for i := range n {
		names = append(names, 2*i, 2*i+1)
		attacks = append(attacks, [2]int{2 * i, 2*i + 1}, [2]int{2*i + 1, 2 * i})
	}
	return names, attacks
}

func TestBombs(t *testing.T) {
	t.Parallel()
	names, attacks := pairs(40) // 2^40 preferred extensions
	for _, c := range []struct {
		limit, want int
	}{{0, solving.DefaultExtensions}, {3, 3}, {100_001, 100_001}} {
		q := map[string]any{"kind": "af", "semantics": "PR", "arguments": names, "attacks": attacks}
		if c.limit > 0 {
			q["limit"] = c.limit
		}
		var got struct {
			Extensions [][]string
			More       bool
		}
		if err := json.Unmarshal([]byte(filtered(t, line(t, q))[0]), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Extensions) != c.want || !got.More {
			t.Errorf("limit %d: got %d extensions, more: %t; want %d and more", c.limit, len(got.Extensions), got.More, c.want)
		}
	}
	wide, many := pairs(10_000) // each of 10,000 members
	answer := filtered(t, line(t, map[string]any{"kind": "af", "semantics": "PR", "arguments": wide, "attacks": many}))[0]
	if n := strings.Count(answer, "\"") / 2; !strings.HasSuffix(answer, `,"more":true}`) || n > solving.MaxMembers+20_000 || n < solving.MaxMembers {
		t.Errorf("got %d members, want %d and more; the end is %s", n, solving.MaxMembers, answer[len(answer)-30:])
	}
	all := filtered(t, line(t, map[string]any{"kind": "af", "task": "ACC", "semantics": "PR", "arguments": names, "attacks": attacks}))[0]
	if !strings.HasSuffix(all, `"79"],"skeptical":[]}`) {
		t.Errorf("acceptance: got %s", all)
	}
}

// A search that nobody has the time to finish ends at its deadline without a label.
func TestDeadline(t *testing.T) {
	t.Parallel()
	const n = 600
	r := rand.New(rand.NewPCG(1, 2))
	var names []int
	var attacks [][2]int
	for i := range n {
		names = append(names, i)
	}
	for range 8 * n {
		attacks = append(attacks, [2]int{r.IntN(n), r.IntN(n)})
	}
	for _, task := range []string{"EE", "ACC", "LAB"} {
		for _, member := range []string{"timeout", "deadline"} {
			q := map[string]any{"kind": "af", "task": task, "semantics": "ST", "arguments": names, "attacks": attacks, member: 20}
			if got := filtered(t, line(t, q))[0]; got != `{"outcome":"UNKNOWN"}` {
				t.Errorf("%s, %s: got %.200s", task, member, got)
			}
		}
	}
}

// The least of the times that are allowed holds.
func TestTimeout(t *testing.T) {
	t.Parallel()
	const question = `{"kind":"af","semantics":"GR","arguments":["a"]%s}` + "\n"
	for _, c := range []struct {
		members string
		timeout time.Duration
		over    bool
	}{
		{"", 0, false},
		{"", time.Hour, false},
		{"", 1, true},
		{`,"timeout":1e9`, 0, false},
		{`,"timeout":1e9`, 1, true},
		{`,"timeout":1e-9`, 0, true},
		{`,"timeout":1e-9`, time.Hour, true},
		{`,"timeout":1e300`, time.Hour, false},
		{`,"timeout":1e9,"deadline":1e-6`, 0, true},
		{`,"timeout":1e-6,"deadline":1e9`, 0, true},
	} {
		var out bytes.Buffer
		if err := solving.Filter(t.Context(), strings.NewReader(fmt.Sprintf(question, c.members)), &out, c.timeout); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "UNKNOWN"); got != c.over {
			t.Errorf("%q within %s: got %s", c.members, c.timeout, out.String())
		}
	}
}

// Extensions, acceptance and labels are those of the definitions.
func TestFrameworksFollowTheDefinitions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		th := drawn(t, 6)
		for code, want := range th.extensions() {
			q := map[string]any{"kind": "af", "semantics": code, "arguments": named(1<<th.n-1, th.n), "attacks": th.attacks}
			var got struct {
				Extensions, All      [][]string
				Credulous, Skeptical []string
				Labels               map[string]string
			}
			for _, task := range []string{"EE", "ACC", "LAB"} {
				q["task"] = task
				if err := json.Unmarshal([]byte(filtered(t, line(t, q))[0]), &got); err != nil {
					t.Fatal(err)
				}
			}
			lists := [][]string{}
			some, all := uint(0), uint(1)<<th.n-1
			for _, set := range want {
				lists = append(lists, named(set, th.n))
				some, all = some|set, all&set
			}
			slices.SortFunc(lists, slices.Compare)
			if fmt.Sprint(got.Extensions) != fmt.Sprint(lists) {
				t.Fatalf("%s: got the extensions %v, want %v", code, got.Extensions, lists)
			}
			if !slices.Equal(got.Credulous, named(some, th.n)) || !slices.Equal(got.Skeptical, named(all, th.n)) {
				t.Fatalf("%s: got %v and %v, want %v and %v", code, got.Credulous, got.Skeptical, named(some, th.n), named(all, th.n))
			}
			if len(want) > 0 && !th.labels(want, got.Labels) {
				t.Fatalf("%s: got the labels %v", code, got.Labels)
			}
		}
	})
}

// named gives the members of a set as names, of one digit each so that they sort like numbers.
func named(set uint, n int) []string {
	names := []string{}
	for a := range n {
		if set>>a&1 == 1 {
			names = append(names, fmt.Sprint(a))
		}
	}
	return names
}

// labels tells whether labels are those of one of the extensions.
func (th theory) labels(extensions []uint, labels map[string]string) bool {
	return slices.ContainsFunc(extensions, func(set uint) bool {
		for a := range th.n {
			want := "UNDEC"
			if set>>a&1 == 1 {
				want = "IN"
			} else if th.hit(set)>>a&1 == 1 {
				want = "OUT"
			}
			if labels[fmt.Sprint(a)] != want {
				return false
			}
		}
		return len(labels) == th.n
	})
}

// FuzzFilter looks for lines that panic, or are not answered by one line of JSON each.
func FuzzFilter(f *testing.F) {
	for _, kind := range []string{
		`"kind":"af","semantics":"PR","arguments":[1,"2"],"attacks":[[1,"2"]],"limit":2`,
		`"kind":"baf","reading":"deductive","semantics":"SST","arguments":["a"],"supports":[["a","a"]],"asserted":[]`,
		`"kind":"map","semantics":"CO","claims":["c",{"id":"d","asserted":false}],"links":[{"id":"l","kind":"support","premises":["c"],"target":"d"}]`,
		`"kind":"qbaf","semantics":"qe","arguments":[{"id":"a","weight":0.5}],"attacks":[["a","a",0.7]]`,
		`"kind":"attr","method":"shapley","topic":"a","arguments":[{"id":"a","weight":1e-1}],"supports":[{"from":"a","to":"a"}]`,
	} {
		f.Add([]byte("{" + kind + "}"))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var out bytes.Buffer
		if err := solving.Filter(t.Context(), bytes.NewReader(text), &out, 0); err != nil {
			t.Fatal(err)
		}
		want := 0
		for l := range bytes.SplitSeq(text, []byte("\n")) {
			if len(bytes.Trim(l, " \t\r")) > 0 {
				want++
			}
		}
		got := 0
		for l := range bytes.Lines(out.Bytes()) {
			got++
			if !json.Valid(l) {
				t.Fatalf("%q is not JSON", l)
			}
		}
		if got != want {
			t.Fatalf("got %d answers to %d lines", got, want)
		}
	})
}
