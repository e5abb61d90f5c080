package codec

import (
	"regexp"

	"argmap/internal/argmap"
)

// asks begins a question that is answered by what it asks for, in English or German; either begins one
// that gives the answers to choose from, unless the other is only "or not".
var (
	asks = regexp.MustCompile(`(?i)^[\s"“„»¿(]*(?:(?:and|but|so|then|or|und|aber|also|oder),?\s+)?` +
		`(?:(?:by|to|for|with|from|of|at|in|on|under|an?|für|von|bei|mit|zu|nach|unter)\s+)?` +
		`(?:who|whom|whose|what|which|when|where|why|how|wer|wen|wem|wessen|was|welche[rsnm]?|wann|wo|warum|wie)\b`)
	either  = regexp.MustCompile(`(?i)\s(?:or|oder)\s`)
	neither = regexp.MustCompile(`(?i)\s(?:or|oder)\s+(?:not|nicht)\b`)
)

// maxAsked is how many bytes of a question its form is told by.
const maxAsked = 2000

// FormOf tells the form of a question by its words: WH when it begins with an interrogative, perhaps
// behind a conjunction and a preposition; ALTERNATIVE when it names what to choose from; else POLAR.
func FormOf(words string) argmap.QuestionForm {
	words = words[:min(len(words), maxAsked)]
	switch {
	case asks.MatchString(words):
		return argmap.FormWH
	case either.MatchString(neither.ReplaceAllString(words, " ")):
		return argmap.FormAlternative
	}
	return argmap.FormPolar
}
