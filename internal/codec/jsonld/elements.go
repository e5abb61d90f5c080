package jsonld

import (
	"encoding/json"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec/schemegraph"
)

// classes are those of an element: of AIF, and of IBIS where it has one.
func (w writer) classes(e *argmap.Element) []string {
	switch e.Kind {
	case argmap.KindClaim:
		if len(w.g.Ends(e.ID, argmap.RoleAnswers, false)) > 0 {
			return []string{"aif:I-node", "ibis:Position"}
		}
		return []string{"aif:I-node", "idea:GenericIdeaNode"}
	case argmap.KindInference:
		return []string{"aif:RA-node", "ibis:ArgumentSupportsIdea"}
	case argmap.KindRebuttal:
		return []string{"aif:CA-node", "ibis:ArgumentOpposesIdea"}
	case argmap.KindQuestion:
		return []string{"ibis:Issue", "idea:Question"}
	case argmap.KindRephrase:
		return []string{"aif:MA-node"}
	case argmap.KindPreference:
		return []string{"aif:PA-node"}
	case argmap.KindLocution:
		return []string{"aif:L-node"}
	case argmap.KindIllocution:
		return []string{"aif:YA-node"}
	case argmap.KindTransition:
		return []string{"aif:TA-node"}
	case argmap.KindForeign:
	}
	return []string{"argmap:Foreign"}
}

func (w writer) element(e *argmap.Element) json.RawMessage {
	o := node(e.ID, w.classes(e)...)
	o.Text("argmap:kind", string(e.Kind))
	point(o, "idea:inMap", w.g.Map())
	say(o, "aif:claimText", e.Text)
	o.Text("dcterms:created", e.Created.UTC().Format(time.RFC3339Nano))
	say(o, "argmap:basis", string(e.Basis))
	say(o, "argmap:scheme", e.Scheme)
	say(o, "argmap:attack", string(e.Attack))
	say(o, "argmap:act", e.Act)
	point(o, "argmap:voice", e.Speaker)
	say(o, "argmap:machine", e.Machine)
	switch e.Kind {
	case argmap.KindInference:
		w.ends(o, "aif:Premise", e, argmap.RolePremiseOf, true)
		w.ends(o, "aif:Conclusion", e, argmap.RoleConcludes, false)
		w.ends(o, "idea:target_idea", e, argmap.RoleConcludes, false)
	case argmap.KindRebuttal:
		w.ends(o, "aif:hasConflictingElement", e, argmap.RolePremiseOf, true)
		w.ends(o, "aif:hasConflictedElement", e, argmap.RoleAttacks, false)
		w.ends(o, "idea:target_idea", e, argmap.RoleAttacks, false)
	default:
	}
	if e.Question != nil {
		inquiry(o, e.Question)
	}
	imported(o, e.External, e.Raw)
	return o.Raw()
}

// ends adds what the links of a role lead to, each once.
func (w writer) ends(o *schemegraph.Object, name string, e *argmap.Element, role argmap.Role, back bool) {
	var list []string
	seen := map[argmap.ID]bool{}
	for _, x := range w.g.Ends(e.ID, role, back) {
		if !seen[x.ID] {
			seen[x.ID] = true
			list = append(list, iri(x.ID))
		}
	}
	if list != nil {
		o.Set(name, texts(list))
	}
}

func inquiry(o *schemegraph.Object, q *argmap.Inquiry) {
	say(o, "argmap:resolved", q.Resolved)
	say(o, "argmap:note", q.Note)
	say(o, "argmap:form", string(q.Form))
	say(o, "argmap:force", string(q.Force))
	flag(o, "argmap:elliptical", q.Elliptical)
	flag(o, "argmap:embedded", q.Embedded)
	point(o, "argmap:row", q.Row)
	if q.Row != "" {
		count(o, "argmap:ordinal", q.Ordinal)
	}
	flag(o, "argmap:withdrawn", q.Withdrawn)
	say(o, "argmap:answers", string(q.Answers))
	say(o, "argmap:standard", string(q.Standard))
	say(o, "argmap:critical", q.Critical)
	say(o, "argmap:burden", string(q.Burden))
	say(o, "argmap:effect", string(q.Effect))
}

// link writes a link as a thing of its own, since it has fields of its own.
func (w writer) link(l *argmap.Link) json.RawMessage {
	classes := []string{"argmap:Link"}
	switch l.Role {
	case argmap.RoleAnswers:
		classes = append(classes, "ibis:PositionRespondsToIssue")
	case argmap.RoleAsksAbout:
		classes = append(classes, "ibis:IssueAppliesTo")
	default:
	}
	o := node(l.ID, classes...)
	o.Text("argmap:role", string(l.Role))
	point(o, "argmap:from", l.From)
	point(o, "argmap:to", l.To)
	say(o, "argmap:slot", l.Slot)
	count(o, "argmap:ordinal", l.Ordinal)
	flag(o, "argmap:partial", l.Partial)
	say(o, "argmap:bearing", string(l.Bearing))
	imported(o, l.External, l.Raw)
	switch l.Role {
	case argmap.RoleAnswers:
		point(o, "ibis:response_position", l.From)
		point(o, "ibis:response_issue", l.To)
	case argmap.RoleAsksAbout:
		point(o, "ibis:applicable_issue", l.From)
		point(o, "idea:target_idea", l.To)
	default:
	}
	return o.Raw()
}

// citation writes a Web Annotation: the element is its body, each segment a target.
func (w writer) citation(c *argmap.Citation) json.RawMessage {
	o := node(c.ID, "oa:Annotation")
	point(o, "oa:hasBody", c.Element)
	o.Text("argmap:role", string(c.Role))
	o.Text("argmap:explicitness", string(c.Explicitness))
	var targets []json.RawMessage
	for i, s := range c.Segments {
		var quote, position, target schemegraph.Object
		quote.Text("@type", "oa:TextQuoteSelector")
		quote.Text("oa:exact", s.Exact)
		say(&quote, "oa:prefix", s.Prefix)
		say(&quote, "oa:suffix", s.Suffix)
		selectors := []json.RawMessage{quote.Raw()}
		if p, _ := w.g.Paragraph(s.Paragraph); p != nil {
			position.Text("@type", "oa:TextPositionSelector")
			count(&position, "oa:start", p.Start+s.Start)
			count(&position, "oa:end", p.Start+s.End)
			selectors = append(selectors, position.Raw())
		}
		target.Text("@type", "oa:SpecificResource")
		point(&target, "oa:hasSource", c.Source)
		count(&target, "argmap:ordinal", i)
		target.Set("oa:hasSelector", schemegraph.List(selectors))
		targets = append(targets, target.Raw())
	}
	o.Set("oa:hasTarget", schemegraph.List(targets))
	imported(o, c.External, c.Raw)
	return o.Raw()
}
