package httpapi

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// TestAnAnswerIsWhatEncodingJSONWouldWrite compares the two, for all that an answer may have.
func TestAnAnswerIsWhatEncodingJSONWouldWrite(t *testing.T) {
	data, null, none := json.RawMessage(`{"a":[1,"<b>"]}`), json.RawMessage("null"), json.RawMessage(nil)
	for _, errs := range []gqlerror.List{nil, {{Message: "one"}, {Message: "two"}}} {
		for _, d := range []*json.RawMessage{nil, &data, &null, &none} {
			for _, extensions := range []map[string]any{nil, {"revision": 1}} {
				a := whole{Errors: errs, Data: d, Extensions: extensions}
				parts, err := a.parts()
				if err != nil {
					t.Fatal(err)
				}
				want, err := json.Marshal(a)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(value(t, want), value(t, slices.Concat(parts...))); diff != "" {
					t.Errorf("%s: %s", want, diff)
				}
			}
		}
	}
}

func value(t *testing.T, text []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}
