package codec

import (
	"slices"

	"argmap/internal/argmap"
)

// Document is one map with the texts that it cites, as a file holds them or a store gave them. Records
// come in the order of the file, or of the map; none is repeated, and every end of a link is there.
type Document struct {
	Properties *argmap.Properties
	// Records are all but the properties.
	Records []argmap.Record
	// Sources are the texts that the records' citations name, each once.
	Sources []Source
	// Findings are what was noticed while the document was read: what the file breaks, and what was
	// kept aside. Rules of the map (MAP-...) are not among them: Check finds those.
	Findings []Finding

	// work is what the document is read, written or looked through for; nil when nobody can stop it.
	work *work
}

// Source is a text that a map cites, with its paragraphs in order.
type Source struct {
	*argmap.Source
	// Text is the kept text: that of the bytes, as package paragraph reads them.
	Text string
	// Raw are the bytes as they came, which the record's hash and size are of; nil where they are those of
	// Text.
	Raw        []byte
	Paragraphs []*argmap.Paragraph
}

// Bytes are the source's bytes as they came.
func (s Source) Bytes() []byte {
	if s.Raw != nil {
		return s.Raw
	}
	return []byte(s.Text)
}

// Check gives the document's findings, and after them every rule of the map that an element breaks, in
// the order of the records: of each rule at most MaxFindings, and how many more there are.
func (d *Document) Check() []Finding {
	g := NewGraph(d)
	var found FindingList
	for _, e := range g.Elements {
		for _, broken := range argmap.Defects(g, e.ID) {
			found.Add(Finding{Rule: broken.Rule, Severity: Error, Element: e.ID, External: e.External.ID, Message: broken.Message})
		}
	}
	return slices.Concat(d.Findings, found.Findings())
}
