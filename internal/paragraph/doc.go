// Package paragraph reads a source's bytes as text and cuts the text into paragraphs.
//
// The kept text is the bytes as UTF-8, without a byte order mark, with every line end (CR LF, or CR
// alone) as one LF, and with no Unicode normalisation. All offsets count in it, in code points. In
// Markdown they count in the source as written, marks included.
package paragraph

// The media types of texts that can be cut.
const (
	PlainText = "text/plain"
	Markdown  = "text/markdown"
)
