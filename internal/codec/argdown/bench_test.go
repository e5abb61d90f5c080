package argdown

import (
	"bytes"
	"fmt"
	"testing"

	"argmap/internal/codec/codectest"
)

// debate makes a text of 1,600 statements and arguments, with data and premise-conclusion structures.
func debate() []byte {
	var b bytes.Buffer
	for i := range 400 {
		fmt.Fprintf(&b, "[Claim %d]: People come first, so number %d says, and *not* only states. #people\n", i, i)
		fmt.Fprintf(&b, "  + <Reason %d>: Whoever suffers %d times asks why. {weight: %d}\n    - It is said (%d) that order comes first.\n", i, i, i, i)
		fmt.Fprintf(&b, "  - [Claim %d]\n\n<Duty %d>\n\n(1) [Claim %d]\n(2) What holds for %d holds for all.\n-- Generalisation --\n(3) It holds for all %d.\n\n", (i*7)%400, i, i, i, i)
	}
	return b.Bytes()
}

func benchmark(b *testing.B, read func(src []byte) error) {
	src := debate()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if err := read(src); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	benchmark(b, func(src []byte) error { _, err := Check(src); return err })
}

func BenchmarkCount(b *testing.B) {
	benchmark(b, func(src []byte) error { _, err := Count(src); return err })
}

func BenchmarkDecode(b *testing.B) {
	benchmark(b, func(src []byte) error {
		_, err := Format().Decode(b.Context(), codectest.File("debate.argdown", src, nil), codectest.Options())
		return err
	})
}
