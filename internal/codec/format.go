package codec

import (
	"context"
	"io"
	"time"

	"argmap/internal/argmap"
)

// Format is one interchange format. Decode is nil when it is only written, Encode when it is only read.
type Format struct {
	// Name is how commands and the API call it: "aif". It has lower-case letters, digits and hyphens.
	Name string
	// Title is its usual name: "AIF (JSON)".
	Title string
	// MediaType is that of its main file, Extensions are its usual file names' ends (".json"), the main
	// file's first. A format of several files has an extension for each.
	MediaType  string
	Extensions []string
	// Recognise says how surely a file is of the format, by its content only. It must be quick and must
	// not panic. It is nil when Decode is.
	Recognise func(Sample) Likelihood
	// Decode reads the maps of one file. What is broken and can be kept is kept and found; what cannot be
	// read at all is an INVALID fault that names line and column, or JSON path.
	Decode func(context.Context, File, Options) ([]*Document, error)
	// Losses tells what Encode would leave out or change, before anything is written; nil when nothing.
	Losses func(*Document) []Loss
	// Encode writes a document. The same document gives the same bytes.
	Encode func(context.Context, *Document, Output) error
	// Rules are the format's own, in the order of the docs.
	Rules []Rule
}

// Likelihood is how surely a file is of a format.
type Likelihood int

// The likelihoods.
const (
	// No: it is not of the format.
	No Likelihood = iota
	// Perhaps: it could be read so, and a file that another format claims for sure is not.
	Perhaps
	// Surely: it has marks that only this format has.
	Surely
)

// File is what a decoder reads.
type File struct {
	// Name is the file's name without folders, for titles and messages only; it may be empty.
	Name string
	Data []byte
	// Beside gives a file that lies beside this one, by its name; nil, or an error that wraps
	// fs.ErrNotExist, when there is none. Some formats part a text from what is said of it.
	Beside func(name string) ([]byte, error)
}

// Options are what decoders need from outside.
type Options struct {
	// NewID makes ids, and Now is the time of the import; both are required.
	NewID func() argmap.ID
	Now   time.Time
	// Actor is who brings the file in.
	Actor argmap.Actor
}

// Output takes the files that an encoder writes.
type Output struct {
	// Name is the name of the main file without its extension.
	Name string
	// Create begins the next file; the file before it is finished then. It is called with the whole
	// name, extension included.
	Create func(name string) (io.Writer, error)
}
