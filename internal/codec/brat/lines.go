package brat

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"argmap/internal/anchor"
	"argmap/internal/fault"
)

// Limits of a file.
const (
	// MaxLines is how many annotations a file may have.
	MaxLines = 200_000
	// maxLine is how long one may be, in bytes, so that a record can keep it.
	maxLine = 128 << 10
)

// cut gives the lines of a file that are not empty.
func cut(data string) ([]line, error) {
	var lines []line
	at := 0
	for text := range strings.Lines(strings.TrimPrefix(data, "\ufeff")) {
		at++
		text = strings.TrimRight(text, "\r\n")
		switch {
		case text == "":
			continue
		case len(lines) == MaxLines:
			return nil, fault.New(fault.Exhausted, "brat.lines", "the file has more than %d annotations", MaxLines).AtPlace(at, 0)
		case len(text) > maxLine:
			return nil, fault.New(fault.Exhausted, "brat.long", "the annotation has %d bytes; at most %d are read", len(text), maxLine).AtPlace(at, 0)
		}
		lines = append(lines, line{at, text})
	}
	return lines, nil
}

// mark is a text-bound annotation: a stretch of the text, or several, under a type.
type mark struct {
	id, kind string
	spans    []anchor.Span
	// words are those of the text; worded says that they are there at all.
	words  string
	worded bool
}

var textBound = regexp.MustCompile(`^(T[^\t ]*)\t([^\t ]+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)(?:\t(.*))?$`)

// markOf reads "T1<tab>Claim 5 9;12 20<tab>words".
func markOf(text string) (mark, bool) {
	m := textBound.FindStringSubmatchIndex(text)
	if m == nil {
		return mark{}, false
	}
	x := mark{id: text[m[2]:m[3]], kind: text[m[4]:m[5]], worded: m[8] >= 0}
	if x.worded {
		x.words = text[m[8]:m[9]]
	}
	for span := range strings.SplitSeq(text[m[6]:m[7]], ";") {
		from, to, _ := strings.Cut(span, " ")
		start, err := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err != nil || err2 != nil {
			return mark{}, false
		}
		x.spans = append(x.spans, anchor.Span{Start: start, End: end})
	}
	return x, true
}

func (x mark) String() string {
	var spans []string
	for _, s := range x.spans {
		spans = append(spans, fmt.Sprintf("%d %d", s.Start, s.End))
	}
	return x.id + "\t" + x.kind + " " + strings.Join(spans, ";") + "\t" + x.words
}

// pair is a relation between two annotations.
type pair struct{ id, kind, from, to string }

var binary = regexp.MustCompile(`^(R[^\t ]*)\t([^\t ]+) Arg1:([^\t ]+) Arg2:([^\t ]+)[\t ]*$`)

// pairOf reads "R1<tab>supports Arg1:T4 Arg2:T3".
func pairOf(text string) (pair, bool) {
	m := binary.FindStringSubmatch(text)
	if m == nil {
		return pair{}, false
	}
	return pair{m[1], m[2], m[3], m[4]}, true
}

func (x pair) String() string {
	return x.id + "\t" + x.kind + " Arg1:" + x.from + " Arg2:" + x.to
}

// remark is an attribute, note, reference, event or equivalence, and the first annotation that it names.
type remark struct{ id, kind, of, value string }

var other = regexp.MustCompile(`^([AMEN#*][^\t ]*)\t([^\t :]+)[ :]([^\t ]+)(?: ([^\t]*))?(?:\t(.*))?$`)

// remarkOf reads "A1<tab>Stance T3 For", "#1<tab>AnnotatorNotes T1<tab>words", "N1<tab>Reference T1 Wiki:534<tab>words",
// "E1<tab>Type:T1 Role:T2" and "*<tab>Equiv T1 T2".
func remarkOf(text string) (remark, bool) {
	m := other.FindStringSubmatch(text)
	if m == nil {
		return remark{}, false
	}
	x := remark{m[1], m[2], m[3], m[4]}
	if x.id[0] == '#' {
		x.value = m[5]
	}
	return x, true
}
