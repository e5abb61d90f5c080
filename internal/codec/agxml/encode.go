package agxml

import (
	"bufio"
	"context"
	"encoding/xml"
	"io"
	"strings"
	"unicode"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

func encode(ctx context.Context, d *codec.Document, out codec.Output) error {
	p := lay(d)
	to, err := out.Create(out.Name + ".xml")
	if err != nil {
		return err
	}
	if err := p.write(ctx, to); err != nil || p.source == nil {
		return err
	}
	if to, err = out.Create(out.Name + ".txt"); err != nil {
		return err
	}
	_, err = io.WriteString(to, p.source.Text)
	return err
}

func (p *plan) write(ctx context.Context, to io.Writer) error {
	w := bufio.NewWriter(to)
	head, k := p.g.Document.Properties, keptIn(p.g.Document.Properties.External, p.g.Document.Properties.Raw)
	prolog, epilog := "<?xml version='1.0' encoding='UTF-8'?>\n", "\n"
	if k.At > 0 && usable(k.Prolog, k.Epilog) {
		prolog, epilog = k.Prolog, k.Epilog
	}
	say := func(s string) { _, _ = w.WriteString(s) } // Flush tells the first error
	say(prolog + tag("arggraph", append([]attribute{{"id", idOf(head)}}, k.Attributes...)) + ">\n")
	for i, item := range p.items {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if item.xml != "" {
			say("  " + item.xml + "\n")
		}
	}
	say("</arggraph>" + epilog)
	return w.Flush()
}

// usable tells whether what stood around a graph can stand around one again.
func usable(prolog, epilog string) bool {
	_, err := pieceOf(prolog + "<arggraph/>" + epilog)
	return err == nil && !strings.Contains(strings.ToLower(prolog), "ascii")
}

// idOf gives the id of the graph: the one that it came with, else one made of the title.
func idOf(p *argmap.Properties) string {
	if p.External.Namespace == name && p.External.ID != "" {
		return p.External.ID
	}
	id := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r) {
			return r
		}
		return '_'
	}, p.Title)
	if r := []rune(id)[0]; !unicode.IsLetter(r) && r != '_' {
		id = "_" + id
	}
	return id
}

// tag gives the beginning of a start tag.
func tag(name string, attrs []attribute) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for _, a := range attrs {
		b.WriteString(" " + a.Name + `="` + escaped(a.Value) + `"`)
	}
	return b.String()
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// words gives the content of a unit: as CDATA like the corpora have it, unless something in it cannot
// stand there.
func words(s string) string {
	if strings.Contains(s, "\r") || !sayable(s) {
		return escaped(s)
	}
	return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") + "]]>"
}

// sayable tells whether XML can hold all characters of a text.
func sayable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
	}) < 0
}

func withID(id string, more ...attribute) []attribute {
	if id == "" {
		return more
	}
	return append([]attribute{{"id", id}}, more...)
}

func (p *plan) claim(e *argmap.Element, units []unit) {
	k, id := keptIn(e.External, e.Raw), p.ids[e.ID]
	attrs := withID(id)
	if t := p.typeOf(e); t != "" {
		attrs = append(attrs, attribute{"type", t})
	}
	p.add(item{at: k.At, class: anAdu, xml: tag("adu", append(attrs, k.Attributes...)) + "/>"})
	for _, u := range units {
		p.unit(e, u, id)
	}
}

// unit writes a unit, unless another claim has brought it, and the edge that leads on from it.
func (p *plan) unit(e *argmap.Element, u unit, to string) {
	if u.ID == "" {
		u.ID = p.fresh("e")
		u.At = 0
	}
	if by, there := p.written[u.ID]; there && by != u.Text {
		u.ID, u.At = p.fresh("e"), 0
	}
	_, there := p.written[u.ID]
	p.written[u.ID] = u.Text
	switch {
	case u.Joined && !there:
		p.add(item{at: u.At, class: aJoint, xml: tag("joint", withID(u.ID, u.Attributes...)) + "/>"})
	case !u.Joined:
		said := &saying{u.Text, implicit(u.Attributes), []argmap.ID{e.ID}}
		i := item{at: u.At, class: anEdu, said: said}
		if !there {
			i.xml = tag("edu", withID(u.ID, u.Attributes...)) + ">" + words(u.Text) + "</edu>"
		}
		p.add(i)
	}
	for _, inner := range u.Joint {
		p.unit(e, inner, u.ID)
	}
	if u.Edge.ID == "" {
		u.Edge = edge{ID: p.fresh("s")}
	}
	p.edge(u.Edge.ID, u.Edge.At, u.ID, to, "seg", u.Edge.Attributes)
}

func (p *plan) edge(id string, at int, src, trg, kind string, more []attribute) {
	attrs := withID(id, attribute{"src", src}, attribute{"trg", trg})
	if kind != "" {
		attrs = append(attrs, attribute{"type", kind})
	}
	p.add(item{at: at, class: anEdge, xml: tag("edge", append(attrs, more...)) + "/>"})
}

func (p *plan) relation(e *argmap.Element) {
	k, target, links := keptIn(e.External, e.Raw), p.target(e), p.premises(e)
	p.edge(p.ids[e.ID], k.At, p.ids[links[0].From], p.ids[target.ID], typeOfEdge(e, k, target.Kind != argmap.KindClaim), k.Attributes)
	own := map[string]bool{}
	for _, l := range links[1:] {
		k, id, to := keptIn(l.External, l.Raw), l.External.ID, p.ids[e.ID]
		if !p.take(l.External) {
			id = p.fresh("c")
		}
		if own[k.Target] {
			to = k.Target
		}
		own[id] = true
		p.edge(id, k.At, p.ids[l.From], to, "add", k.Attributes)
	}
}

// typeOfEdge gives the type of a relation's edge: what it came with, if it means the same.
func typeOfEdge(e *argmap.Element, k kept, toEdge bool) string {
	attack := k.Type == "reb" || k.Type == "und"
	switch {
	case e.Kind == argmap.KindRebuttal && attack:
		return k.Type
	case e.Kind == argmap.KindRebuttal && toEdge:
		return "und"
	case e.Kind == argmap.KindRebuttal:
		return "reb"
	case e.Scheme == byExample:
		return "exa"
	default:
		return "sup"
	}
}

func (p *plan) foreign(l *argmap.Link) {
	k, id := keptIn(l.External, l.Raw), l.External.ID
	if !p.take(l.External) {
		id = p.fresh("c")
	}
	p.edge(id, k.At, p.ids[l.From], p.ids[l.To], k.Type, k.Attributes)
}

// typeOf tells whose the claim is: the proponent's if an author or participant is committed to it, the
// opponent's if only a reported voice is; else what it came with, or pro.
func (p *plan) typeOf(e *argmap.Element) string {
	reported := false
	for c := range p.g.CommitmentsTo(e.ID) {
		if !c.Act.Commits() {
			continue
		}
		if p.g.Voice(c.Voice).Kind != argmap.VoiceReported {
			return "pro"
		}
		reported = true
	}
	k := keptIn(e.External, e.Raw)
	switch {
	case reported:
		return "opp"
	case k.At > 0 && k.Type != "pro" && k.Type != "opp":
		return k.Type
	default:
		return "pro"
	}
}
