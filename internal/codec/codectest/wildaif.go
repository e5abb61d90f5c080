package codectest

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// WildAIF draws the members of a graph of AIF as strangers' files have them, without the braces around
// them: ids of any type, edges that lead nowhere, lists that are null or no lists, unknown keys, repeated
// members, texts with escapes. Nothing in it is well-formed but the JSON.
func WildAIF(t *rapid.T) string {
	w := strangers{t}
	var members []string
	for _, list := range w.order() {
		switch list {
		case "nodes":
			members = append(members, w.list(list, 12, w.node))
		case "edges":
			members = append(members, w.list(list, 16, w.edge))
		case "locutions":
			members = append(members, w.list(list, 6, w.locution))
		case "participants":
			members = append(members, w.list(list, 4, w.participant))
		case "schemefulfillments":
			members = append(members, w.list(list, 3, w.fulfilment))
		default:
			members = append(members, fmt.Sprintf("%s:%s", w.quoted(list), w.value(2)))
		}
	}
	return strings.Join(members, ",")
}

type strangers struct{ t *rapid.T }

func (w strangers) of(what string, from ...string) string {
	return rapid.SampledFrom(from).Draw(w.t, what)
}

func (w strangers) oneIn(n int) bool { return rapid.IntRange(1, n).Draw(w.t, "one in") == n }

func (w strangers) order() []string {
	all := []string{"nodes", "edges", "locutions", "participants", "schemefulfillments", "OVA", "ünknown", "a\tb"}
	if w.oneIn(8) {
		all = append(all, "nodes", "edges")
	}
	order := rapid.Permutation(all).Draw(w.t, "order")
	if w.oneIn(3) {
		return order
	}
	return append([]string{"nodes", "edges"}, order[:rapid.IntRange(0, 3).Draw(w.t, "more")]...)
}

func (w strangers) list(name string, most int, entry func() string) string {
	var entries []string
	for range rapid.IntRange(0, most).Draw(w.t, name) {
		if w.oneIn(25) {
			entries = append(entries, w.value(1))
		} else {
			entries = append(entries, entry())
		}
	}
	value := "[" + strings.Join(entries, ",") + "]"
	if w.oneIn(20) {
		value = w.of("no list", "null", "{}", `{"1":{"nodeID":"1"}}`, `"nodes"`, "0")
	}
	return fmt.Sprintf("%q:%s", name, value)
}

func (w strangers) id() string {
	return w.of("id", `"1"`, `"2"`, `"3"`, `"4"`, `"5"`, "1", "2", "3", "4", "7", "1.0", "-0", "1e2", `"n_1"`, `"3_164"`, `"l_0_iss1"`,
		`""`, `" "`, "null", "true", `"\ud800"`, `"\ud801"`, `"a\u0000b"`, "{}", "12345678901234567890", `"é"`, `"\u00e9"`)
}

func (w strangers) text() string {
	switch rapid.IntRange(0, 5).Draw(w.t, "text") {
	case 0:
		return w.of("label", `"RA"`, `"Default Inference"`, `"Default Conflict"`, `"Asserting"`, `"Pure Questioning"`, `"Challenging"`, `"Arguing"`,
			`"Assertive Questioning"`, `"Position On"`, `"Default Rephrase"`, `"Analysing"`, `"Agreeing"`, `"Pro"`)
	case 1:
		return w.of("text", `""`, "null", "7", `"half \ud83d of it"`, `"\ud83d\ude00"`, `"a\u0000b"`, `"a\tb\nc"`, `"\u0085"`, `"<b>&amp;</b>"`, `"\u2028"`, `"\ufffd"`, `"\\ud800"`, `["x"]`)
	case 2:
		return `"Ann : ` + w.of("said", "who pays", "the canteen pays", "Bo : so she says") + `"`
	default:
		return w.quoted(rapid.String().Draw(w.t, "words"))
	}
}

func (w strangers) quoted(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r < 0x20:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

func (w strangers) value(depth int) string {
	if depth == 0 || w.oneIn(2) {
		return w.of("value", "null", "true", "1", "1.50", "-0.0", "1E400", `"x"`, `"\ud800"`, `""`)
	}
	return w.of("nested", `{"nodeID":"1","x":1,"y":2,"x":3}`, "[]", "{}", `[{"nodeID":"9"},{"nodeID":1}]`, "[[1,2],[null]]", `[{"nodeID":"1"},7]`)
}

// object draws an object of some of the members, in some order, perhaps with others and with repetitions.
func (w strangers) object(members ...string) string {
	if w.oneIn(4) {
		members = rapid.Permutation(members).Draw(w.t, "members")
	}
	if w.oneIn(6) {
		members = members[:rapid.IntRange(0, len(members)).Draw(w.t, "how many")]
	}
	if w.oneIn(6) {
		members = append(members, w.of("more", `"x":12`, `"visible":true`, `"y":[1,{"z":null}]`, `"":0`, `"nodeID":"2"`, `"text":"again"`, `"type":"I"`, `"fromID":1`))
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (w strangers) time() string {
	return w.of("time", `"2026-01-02 03:04:05"`, `"2026-01-02 03:04:06"`, "null", `"2026-01-02T03:04:05Z"`, "1767323045", `""`)
}

func (w strangers) node() string {
	members := []string{`"nodeID":` + w.id(), `"text":` + w.text(), `"type":` + w.kind()}
	if w.oneIn(2) {
		members = append(members, `"timestamp":`+w.time())
	}
	if w.oneIn(3) {
		members = append(members, `"scheme":`+w.of("scheme", `"Default Inference"`, `"PureQuestioning"`, `"Asserting"`, `"ExpertOpinion"`, "null", "3", `""`))
	}
	if w.oneIn(4) {
		members = append(members, `"schemeID":`+w.of("scheme id", `"72"`, `"91"`, "15", "null"))
	}
	return w.object(members...)
}

func (w strangers) kind() string {
	return w.of("type", `"I"`, `"I"`, `"I"`, `"L"`, `"L"`, `"RA"`, `"RA"`, `"CA"`, `"CA"`, `"MA"`, `"PA"`, `"TA"`, `"YA"`, `"YA"`, `"YA"`, `"EN"`, `""`, `"i"`, "null", "5")
}

func (w strangers) edge() string {
	members := []string{`"edgeID":` + w.id(), `"fromID":` + w.id(), `"toID":` + w.id()}
	if w.oneIn(2) {
		members = append(members, `"formEdgeID":`+w.of("slot", "null", "null", `"59"`, "12", `""`))
	}
	return w.object(members...)
}

func (w strangers) locution() string {
	return w.object(`"nodeID":`+w.id(), `"personID":`+w.id(), `"timestamp":`+w.time(), `"start":null`, `"end":null`, `"source":null`)
}

func (w strangers) participant() string {
	return w.object(`"participantID":`+w.id(), `"firstname":`+w.text(), `"surname":`+w.of("surname", `"Kofi"`, `""`, "null", `" x "`))
}

func (w strangers) fulfilment() string { return w.object(`"nodeID":`+w.id(), `"schemeID":"15"`) }
