package argdown

// kind is what a token is.
type kind uint8

// The kinds. Text stands for a whole run of words, escapes and signs without a meaning of their own.
const (
	end kind = iota
	text
	literal
	newline
	emptyline
	indent
	dedent
	frontMatter
	data
	inferenceStart
	inferenceEnd
	delimiter
	support
	supportBy
	attack
	attackBy
	contradiction
	undercut
	undercutBy
	headingStart
	number
	orderedItem
	unorderedItem
	boldStar
	boldLine
	italicStar
	italicLine
	boldStarEnd
	boldLineEnd
	italicStarEnd
	italicLineEnd
	link
	tag
	statementDefinition
	statementReference
	statementMention
	argumentDefinition
	argumentReference
	argumentMention
)

// words says what each kind is in a message.
var words = map[kind]string{
	end: "the end of the file", text: "text", literal: "text", newline: "a line end", emptyline: "an empty line", indent: "an indentation", dedent: "the end of an indentation",
	frontMatter: "front matter (===)", data: "data ({…})", inferenceStart: "an inference (--)", inferenceEnd: "the end of an inference (--)",
	delimiter: "a comma", support: "a support (+)", supportBy: "a support (+>)", attack: "an attack (-)", attackBy: "an attack (->)",
	contradiction: "a contradiction (><)", undercut: "an undercut (_)", undercutBy: "an undercut (_>)", headingStart: "a heading (#)",
	number: "a numbered statement", orderedItem: "a list item (1.)", unorderedItem: "a list item (*)",
	boldStar: "bold text (**)", boldLine: "bold text (__)", italicStar: "italic text (*)", italicLine: "italic text (_)",
	boldStarEnd: "the end of bold text (**)", boldLineEnd: "the end of bold text (__)",
	italicStarEnd: "the end of italic text (*)", italicLineEnd: "the end of italic text (_)",
	link: "a link", tag: "a tag", statementDefinition: "a statement's definition", statementReference: "a statement's title",
	statementMention: "a mention", argumentDefinition: "an argument's definition", argumentReference: "an argument's title", argumentMention: "a mention",
}

func (k kind) relation() bool { return k >= support && k <= undercutBy }

func (k kind) opens() bool { return k >= boldStar && k <= italicLine }

func (k kind) closes() bool { return k >= boldStarEnd && k <= italicLineEnd }

// content reports whether a token of the kind may stand in a statement's text.
func (k kind) content() bool {
	switch k {
	case text, literal, newline, link, tag, statementMention, argumentMention:
		return true
	default:
		return k.opens() || k.closes()
	}
}

// token is one token: its bytes in the file and, for text, what they say in the lexer's plain text.
type token struct {
	kind     kind
	from, to int32
	// say and said are the bytes of the plain text.
	say, said int32
}

// finder finds a pattern from a place on, and remembers what it found, so that asking for one place
// after the other reads the file once.
type finder struct {
	find     func(src []byte) int
	from, at int
}

// next gives the first place of the pattern at or after a place; the end of the file when there is none.
func (f *finder) next(src []byte, at int) int {
	if at >= len(src) {
		return len(src)
	}
	if f.at > 0 && at >= f.from && at <= f.at {
		return f.at
	}
	f.from, f.at = at, len(src)
	if n := f.find(src[at:]); n >= 0 {
		f.at = at + n
	}
	return f.at
}
