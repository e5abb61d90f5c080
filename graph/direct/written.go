package direct

import (
	"bytes"
	"context"
	"io"
	"sync"
)

// Written is a value that was written.
type Written struct {
	// Rows counts the objects in its lists.
	Rows int64

	json   *[]byte
	answer *Answer
}

// MarshalGQL implements graphql.Marshaler. It can be done once.
func (w *Written) MarshalGQL(to io.Writer) {
	if b, ok := to.(*bytes.Buffer); ok && w.answer != nil {
		w.answer.put(b.Len(), w.json)
		return
	}
	_, _ = to.Write(*w.json)
	release(w.json)
	w.json = nil
}

// Answer takes written values out of the data of an answer, which has gaps in their places: a long
// value then goes to the client from where it was written, and is never copied.
type Answer struct {
	mu     sync.Mutex
	values []gap
}

// gap is where a value belongs in the data.
type gap struct {
	at   int
	json *[]byte
}

type answerKey struct{}

// Collect gives a context in which values are left out of the data that one response handler gives,
// and what they are left to. Only who sends the answer may do so: for all others there are no gaps.
func Collect(ctx context.Context) (context.Context, *Answer) {
	a := &Answer{}
	return context.WithValue(ctx, answerKey{}, a), a
}

func answerOf(ctx context.Context) *Answer {
	a, _ := ctx.Value(answerKey{}).(*Answer)
	return a
}

func (a *Answer) put(at int, json *[]byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.values = append(a.values, gap{at, json})
}

// Pieces gives the data whole, in pieces that are sent one after the other. They hold until Release.
func (a *Answer) Pieces(data []byte) [][]byte {
	pieces := make([][]byte, 0, 2*len(a.values)+1)
	sent := 0
	for _, v := range a.values {
		pieces = append(pieces, data[sent:v.at], *v.json)
		sent = v.at
	}
	return append(pieces, data[sent:])
}

// Release gives the memory of the values back, when the answer was sent.
func (a *Answer) Release() {
	for _, v := range a.values {
		release(v.json)
	}
	a.values = nil
}

// buffers are used again. One that a large answer made large is left to the collector.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

const largestKept = 8 << 20

func release(b *[]byte) {
	if cap(*b) <= largestKept {
		*b = (*b)[:0]
		buffers.Put(b)
	}
}
