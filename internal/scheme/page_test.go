package scheme_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/scheme"
)

var update = flag.Bool("update", false, "write docs/schemes.md anew")

const pageFile = "../../docs/schemes.md"

// TestPage holds docs/schemes.md to the data; go generate writes it.
func TestPage(t *testing.T) {
	want := page(scheme.Standard())
	if *update {
		if err := os.WriteFile(pageFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(pageFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/schemes.md is not what the data says; run: go generate ./internal/scheme")
	}
}

const pageHead = `# Schemes

An argumentation scheme is a pattern of reasoning that people use every day: what it takes as premises, what it
concludes, and the critical questions that a step by it must stand up to. These %d schemes come with the service.
They follow D. Walton, C. Reed and F. Macagno, *Argumentation Schemes* (Cambridge University Press 2008), chapter 9, in
our own words; another source is named at its scheme. Which question carries which burden is our reading where the
book leaves it open. This page is made from the data: ` + "`go generate ./internal/scheme`" + `.

**Attacks** says what falls when the answer to a question fails. A premise: the claim in that slot is undermined. The
step: the inference is undercut. The conclusion: it is rebutted.

**Burden** says what a question does once it is pressed, that is, asked with the force CHALLENGING. A question that
only wants to know moves nothing.

| burden | the question doubts | once pressed | who must show it |
| --- | --- | --- | --- |
| premise | what was stated | the claim in the slot needs support (a slot that nobody filled is treated like an assumption) | who draws the inference |
| assumption | what was taken for granted | the inference needs an accepted answer that meets the question | who draws the inference |
| exception | that nothing is unusual here | nothing changes until an answer fails | who asks |

A scheme is found by its id and by any spelling of its names: case, spaces, hyphens and underscores, CamelCase, a
leading "argument from" or "appeal to", articles, American spelling and a plural at the end make no difference. A critical question is
named by both ids, as in ` + "`expert-opinion/field`" + `.

## In a map

An inference names its scheme by any of these spellings, and keeps it as it was written; what it means is read when it
is asked for (` + "`Inference.schemeReading`" + `). ` + "`Inference.criticalQuestions`" + ` puts the questions of the scheme to the
inference, and ` + "`raiseCriticalQuestion`" + ` asks one of them in the map. The question keeps its burden and its effect, so
that a later change of the scheme moves no label.

## Schemes of your own

Put them into a YAML file and name it in ` + "`ARGMAP_SCHEMES`" + ` (or ` + "`--schemes`" + `; several files stand with commas between
them). They join the standard ones: an id or a spelling that means something there already is refused. What is wrong with a
file is said when the service starts, with the line and what would be right.

` + "```yaml" + `
` + ownSchemes + "```" + `

What stands in braces is a variable; what ` + "`variables`" + ` says of it stands in for it while nobody knows more.
` + "`attacks`" + ` names a premise, or is ` + "`inference` or `conclusion`" + `. The burden fits it: premise for an ordinary premise,
assumption for one that is taken for granted, assumption or exception for the inference, exception for the conclusion.
` + "`conflicts`" + `, on a question, lists the names by which AIFdb calls a conflict that raises it, and ` + "`aifdb`" + `, on a scheme,
its ids there. ` + "`source` and `family`" + ` may stand at a scheme too.
`

// ownSchemes is the example of the page; it is read like a file.
const ownSchemes = `source: our handbook, 2nd edition
family: planning
schemes:
  - id: bus-factor
    name: Argument from the bus factor
    aliases: [lone maintainer]
    variables: {person: the maintainer, system: the system}
    premises:
      - {id: alone, says: "only {person} knows {system}"}
      - {id: matters, kind: assumption, says: "{system} matters"}
    conclusion: "somebody else should learn {system}"
    questions:
      - {id: alone, asks: "Does nobody but {person} know {system}?", attacks: alone, burden: premise}
      - {id: matters, asks: "Does {system} matter?", attacks: matters, burden: assumption}
      - {id: retired, asks: "Is {system} to be retired soon?", attacks: inference, burden: exception}
`

// TestPageExample reads the page's example as a file, and joins it with the standard set.
func TestPageExample(t *testing.T) {
	own, err := scheme.Parse(strings.NewReader(ownSchemes))
	if err != nil {
		t.Fatal(err)
	}
	all, err := scheme.Standard().With(own)
	if err != nil {
		t.Fatal(err)
	}
	if sc, q, err := all.Question("Lone Maintainer/retired"); err != nil || sc.ID != "bus-factor" || q.Burden != argmap.BurdenException {
		t.Errorf("got %v %v, %v", sc, q, err)
	}
}

// page writes the whole page.
func page(s *scheme.Set) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, pageHead, len(s.All()))
	b.WriteString("\n| family | schemes |\n| --- | --- |\n")
	for _, f := range families {
		var names []string
		for _, sc := range s.All() {
			if sc.Family == f.id {
				names = append(names, "["+sc.ID+"](#"+anchorOf(sc.Name)+")")
			}
		}
		fmt.Fprintf(&b, "| %s | %s |\n", f.title, strings.Join(names, ", "))
	}
	for _, f := range families {
		fmt.Fprintf(&b, "\n## %s\n", f.title)
		for _, sc := range s.All() {
			if sc.Family == f.id {
				section(&b, sc)
			}
		}
	}
	return b.Bytes()
}

var families = []struct{ id, title string }{
	{"sources", "What somebody knows, says or believes"},
	{"persons", "Commitments and persons"},
	{"cases", "Cases, rules and likeness"},
	{"words", "Words, classes, wholes and opposites"},
	{"causes", "Causes, signs and hypotheses"},
	{"action", "What to do"},
	{"slopes", "Step by step"},
}

const book = "Argumentation Schemes, Cambridge"

func section(b *bytes.Buffer, sc *scheme.Scheme) {
	fmt.Fprintf(b, "\n### %s\n\n`%s`", sc.Name, sc.ID)
	fmt.Fprintf(b, "; also: %s", strings.Join(sc.Aliases, ", "))
	if len(sc.AIFdb) > 0 {
		fmt.Fprintf(b, "; AIFdb: %s", strings.Join(sc.AIFdb, ", "))
	}
	if !strings.Contains(sc.Source, book) {
		fmt.Fprintf(b, "; source: %s", sc.Source)
	}
	b.WriteString(".\n\n| slot | says |\n| --- | --- |\n")
	for _, p := range sc.Premises {
		kind := ""
		if p.Kind == scheme.Assumption {
			kind = " (assumption)"
		}
		fmt.Fprintf(b, "| %s%s | %s |\n", p.ID, kind, plain(sc, p.Says))
	}
	fmt.Fprintf(b, "| **conclusion** | %s |\n", plain(sc, sc.Conclusion))
	b.WriteString("\n| question | asks | attacks | burden |\n| --- | --- | --- | --- |\n")
	for _, q := range sc.Questions {
		attacks := map[argmap.Effect]string{
			argmap.EffectPremise: "premise " + q.Slot, argmap.EffectInference: "the step", argmap.EffectConclusion: "the conclusion",
		}[q.Attacks]
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", q.ID, sc.Ask(q, scheme.Filling{}).Text, attacks, strings.ToLower(string(q.Burden)))
	}
}

// plain gives a sentence with the words of its variables.
func plain(sc *scheme.Scheme, t scheme.Template) string {
	return sc.Ask(&scheme.CriticalQuestion{Asks: t}, scheme.Filling{}).Text
}

// anchorOf gives the anchor of a heading, as Markdown viewers make it.
func anchorOf(heading string) string {
	keep := func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || 'a' <= r && r <= 'z':
			return r
		}
		return -1
	}
	return strings.Map(keep, strings.ToLower(heading))
}
