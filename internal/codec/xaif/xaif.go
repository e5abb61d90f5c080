package xaif

import (
	"context"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/aif"
	"argmap/internal/codec/verbatim"
)

const member = "AIF"

func dialect() aif.Dialect {
	return aif.Dialect{
		Format: aif.FormatXAIF, Member: member, Issues: true,
		Empty: []string{"nodes", "edges", "locutions", "participants", "schemefulfillments", "descriptorfulfillments"},
		Read:  issues, Finish: finish, Outer: outer,
	}
}

// The rules of xAIF, beside those of AIF.
const (
	RuleText = "XAIF-TEXT"
	RuleSpan = "XAIF-SPAN"
	RuleIBIS = "XAIF-IBIS"
)

// Rules are those of AIF that hold for the graph, and xAIF's own, in the order of docs/formats/xaif.md.
func Rules() []codec.Rule {
	return []codec.Rule{
		{ID: RuleText, Severity: codec.Warning, Meaning: "text is a text, or an object whose member txt is one, and holds nothing that no text has"},
		{ID: RuleSpan, Severity: codec.Warning, Meaning: "the id of a span of the text is that of a node, and the span is closed and holds words"},
		{ID: RuleIBIS, Severity: codec.Warning, Meaning: "IBIS lists ids of I nodes"},
	}
}

// Format is xAIF.
func Format() codec.Format {
	return codec.Format{
		Name: aif.FormatXAIF, Title: "xAIF (JSON)", MediaType: "application/json", Extensions: []string{".json"},
		Recognise: recognise, Rules: Rules(),
		Decode: func(ctx context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
			return aif.Read(ctx, f, o, dialect())
		},
		Losses: func(d *codec.Document) []codec.Loss { return aif.Losses(d, dialect()) },
		Encode: func(ctx context.Context, d *codec.Document, out codec.Output) error {
			return aif.Write(ctx, d, out, dialect())
		},
	}
}

func recognise(s codec.Sample) codec.Likelihood {
	if s.JSON == nil {
		return codec.No
	}
	graph, ok := aif.First(*s.JSON).Get(member)
	if !ok || graph.Kind() != verbatim.Object {
		return codec.No
	}
	_, nodes := graph.Get("nodes")
	_, edges := graph.Get("edges")
	if nodes || edges {
		return codec.Surely
	}
	return codec.No
}

// find notes that a rule is broken.
func find(r *aif.Reading, rule argmap.RuleID, where, message string) {
	f := codec.Finding{Rule: rule, Severity: codec.Warning, Where: where, Message: message}
	r.Find(f)
}

// finish reads what stands beside the graph.
func finish(r *aif.Reading, root verbatim.Value) error {
	readText(r, root)
	lookAtIBIS(r, root)
	return nil
}

// outer writes what stands beside the graph.
func outer(w *aif.Writing, members []aif.Member) []aif.Member {
	members = writeIBIS(w, writeText(w, members))
	if !w.Fresh() {
		return members
	}
	dialogue := slices.ContainsFunc(w.G.Elements, func(e *argmap.Element) bool { return e.Kind == argmap.KindLocution })
	return append(members,
		aif.Member{Name: "dialog", Place: aif.NoPlace, Raw: strconv.AppendBool(nil, dialogue)},
		aif.Member{Name: "OVA", Place: aif.NoPlace, Raw: []byte(`{"firstname":"","surname":"","url":"","nodes":[],"edges":[]}`)})
}
