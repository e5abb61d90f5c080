package argdown

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// plainFlow is data that say the same to every reader of YAML: names and words of letters, digits and
// low lines, whole numbers, and texts in double quotes without escapes.
var plainFlow = regexp.MustCompile(`^\{([A-Za-z]\w*: (?:[A-Za-z]\w*|[1-9][0-9]{0,14}|"[\w ,.:;!?()<>\[\]{}#/+*=-]*")(?:, |\}$))+$`)

var plainMember = regexp.MustCompile(`([A-Za-z]\w*): ([A-Za-z]\w*|[1-9][0-9]{0,14}|"[\w ,.:;!?()<>\[\]{}#/+*=-]*")(?:, |\}$)`)

// meant are the words that are no texts in YAML, in one version of it or another.
var meant = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}

// simple gives plain data as JSON, as the reader of YAML would and much faster; false for any other.
func simple(text string) (json.RawMessage, bool) {
	if len(text) > 500 || !plainFlow.MatchString(text) {
		return nil, false
	}
	var b []byte
	var names []string
	for _, m := range plainMember.FindAllStringSubmatch(text, -1) {
		name, value := m[1], m[2]
		if slices.Contains(meant, strings.ToLower(name)) || slices.Contains(meant, strings.ToLower(value)) || slices.Contains(names, name) {
			return nil, false
		}
		names = append(names, name)
		if c := value[0]; c != '"' && (c < '0' || c > '9') {
			value = `"` + value + `"`
		}
		b = append(append(append(append(b, ',', '"'), name...), '"', ':'), value...)
	}
	b[0] = '{'
	return append(b, '}'), true
}
