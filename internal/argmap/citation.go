package argmap

import (
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"
)

// CitationRole is what the cited words are to the element.
type CitationRole string

// The roles of a citation.
const (
	// Words: the words say the element.
	Words CitationRole = "WORDS"
	// Cue: the words show that the element is there ("contrary to", "because").
	Cue CitationRole = "CUE"
	// Antecedent: the words supply what the element's own words leave out.
	Antecedent CitationRole = "ANTECEDENT"
	// BasisWords: the words from which the element was concluded.
	BasisWords CitationRole = "BASIS"
)

// Explicitness is how far the source itself states the element.
type Explicitness string

// The degrees of explicitness.
const (
	Explicit      Explicitness = "EXPLICIT"
	Implicit      Explicitness = "IMPLICIT"
	Reconstructed Explicitness = "RECONSTRUCTED"
)

// Segment is one stretch of one paragraph: the quote, and where it stands.
type Segment struct {
	Paragraph ID `json:"paragraph"`
	// Start and End count code points in the paragraph's text, half-open: 0 <= Start < End.
	Start int `json:"start"`
	End   int `json:"end"`
	// Exact is the paragraph's text in [Start, End); Prefix and Suffix stand right before and after it.
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// RedactedRune stands for each code point of a quote that a redaction has taken away.
const RedactedRune = "█"

// Redacted reports whether a redaction has taken the segment's words away.
func (s Segment) Redacted() bool {
	return s.Exact != "" && strings.Trim(s.Exact, RedactedRune) == "" && utf8.RuneCountInString(s.Exact) == s.End-s.Start
}

// Citation links an element to the words of a source, in one or more segments, in reading order.
// All its segments lie in one source.
type Citation struct {
	ID           ID              `json:"id"`
	Element      ID              `json:"element"`
	Source       ID              `json:"source"`
	Role         CitationRole    `json:"role"`
	Explicitness Explicitness    `json:"explicitness"`
	Segments     []Segment       `json:"segments"`
	External     External        `json:"external,omitzero"`
	Raw          json.RawMessage `json:"raw,omitempty"`
}

// SourceState says what may be done with a source.
type SourceState string

// The states of a source.
const (
	// SourceActive: the source may be read and cited.
	SourceActive SourceState = "ACTIVE"
	// SourceWithdrawn: the source is kept for what cites it, left out of lists, and cited no more.
	SourceWithdrawn SourceState = "WITHDRAWN"
)

// Source is a text that maps cite. Its text never changes once it was read.
type Source struct {
	ID ID `json:"id"`
	// Revision counts the changes of the source's own record from 1.
	Revision  Revision    `json:"revision"`
	State     SourceState `json:"state"`
	Title     string      `json:"title"`
	Creator   string      `json:"creator,omitempty"`
	Date      string      `json:"date,omitempty"`
	Publisher string      `json:"publisher,omitempty"`
	Language  string      `json:"language,omitempty"`
	Rights    string      `json:"rights,omitempty"`
	URI       string      `json:"uri,omitempty"`
	// MediaType is "text/plain" or "text/markdown".
	MediaType string `json:"mediaType"`
	// SHA256 is the hash of the bytes as they came in, lower-case hexadecimal; Size counts them.
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	// CodePoints is the length of the kept text; Paragraphs how many paragraphs were cut from it.
	CodePoints int `json:"codePoints"`
	Paragraphs int `json:"paragraphs"`
	// Owner is who brought the source in, and Created when, in UTC to the microsecond.
	Owner   Actor     `json:"owner"`
	Created time.Time `json:"created"`
}

// ParagraphKind is what a paragraph is in its source.
type ParagraphKind string

// The kinds of paragraphs.
const (
	Prose    ParagraphKind = "PROSE"
	Heading  ParagraphKind = "HEADING"
	Quote    ParagraphKind = "QUOTE"
	ListItem ParagraphKind = "LIST_ITEM"
	Code     ParagraphKind = "CODE"
	Table    ParagraphKind = "TABLE"
)

// Paragraph is a stretch of a source's text.
type Paragraph struct {
	ID     ID            `json:"id"`
	Source ID            `json:"source"`
	Kind   ParagraphKind `json:"kind"`
	// Ordinal counts the paragraphs of the source from 1.
	Ordinal int `json:"ordinal"`
	// Start and End count code points in the source's kept text, half-open; Text is what stands there.
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	// TornStart and TornEnd mark a fragment: the source begins or ends in mid-text here.
	TornStart bool `json:"tornStart,omitempty"`
	TornEnd   bool `json:"tornEnd,omitempty"`
}
