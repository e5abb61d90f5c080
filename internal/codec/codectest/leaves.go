package codectest

import (
	"fmt"
	"slices"

	"argmap/internal/codec/verbatim"
)

// Leaves gives every value of a JSON text that holds no others, as it is written, with the way to it, in
// sorted lines: two texts with the same leaves say the same, in whatever order their members stand.
func Leaves(t TB, data []byte) []string {
	t.Helper()
	v, err := verbatim.Parse(data)
	if err != nil {
		t.Fatalf("%v", err)
	}
	var lines []string
	var walk func(way string, v verbatim.Value)
	walk = func(way string, v verbatim.Value) {
		members, elements := v.Members(), v.Elements()
		for _, m := range members {
			walk(way+fmt.Sprintf(".%q", m.Name), m.Value)
		}
		for i, e := range elements {
			walk(way+fmt.Sprintf("[%d]", i), e)
		}
		if len(members)+len(elements) == 0 {
			lines = append(lines, way+" "+string(v.Raw()))
		}
	}
	walk("$", v)
	slices.Sort(lines)
	return lines
}
