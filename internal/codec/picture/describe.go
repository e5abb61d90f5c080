package picture

import (
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Describe gives the map's description, and how much there is to see, for those who cannot see it.
func Describe(d *codec.Document) string {
	count := map[argmap.Kind]int{}
	for _, r := range d.Records {
		if e, ok := r.(*argmap.Element); ok {
			count[e.Kind]++
		}
	}
	said := Clean(d.Properties.Description)
	if said != "" {
		said += " — "
	}
	said += "A map of arguments."
	for _, kind := range argmap.Kinds() {
		if n := count[kind]; n > 0 {
			said += fmt.Sprintf(" %s: %d.", plural[kind], n)
		}
	}
	return said
}

var plural = map[argmap.Kind]string{
	argmap.KindClaim: "Claims", argmap.KindInference: "Supports", argmap.KindRebuttal: "Attacks", argmap.KindQuestion: "Questions",
	argmap.KindRephrase: "Rephrases", argmap.KindPreference: "Preferences", argmap.KindLocution: "Locutions",
	argmap.KindIllocution: "Acts of speech", argmap.KindTransition: "Replies", argmap.KindForeign: "Foreign elements",
}
