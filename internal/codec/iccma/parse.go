package iccma

import (
	"strconv"
	"strings"

	"argmap/internal/fault"
)

// parser reads the lines of one file into a framework.
type parser struct {
	*lines
	f *Framework
	// pending holds, for names that attacks have used and nothing has declared yet, the first line.
	pending map[string]int
	late    []lateAttack
}

// lateAttack is one by name, whose ends may be declared later.
type lateAttack struct{ from, to string }

// af reads the format of the competition since 2023.
func (p *parser) af() error {
	declared := false
	for p.next() {
		if p.text[0] == '#' {
			continue
		}
		words := strings.Fields(p.text)
		var err error
		if declared {
			err = p.numbered(words)
		} else {
			declared, err = true, p.header(words)
		}
		if err != nil {
			return err
		}
	}
	if !declared && p.err() == nil {
		return fault.New(fault.Invalid, "iccma.syntax", "it ends without a line \"p af N\" that says how many arguments there are")
	}
	return p.err()
}

func (p *parser) header(words []string) error {
	if len(words) != 3 || words[0] != "p" || words[1] != "af" {
		return p.wrong("got %s, want \"p af N\", which says how many arguments there are", shown(p.text))
	}
	n, ok := number(words[2])
	if !ok || n < 0 {
		return p.wrong("got %s arguments, want a number", shown(words[2]))
	}
	if n > MaxArguments {
		return fault.New(fault.Exhausted, "iccma.arguments", "got %d arguments, want %d at most", n, MaxArguments).AtPlace(p.number, 0)
	}
	p.f.Arguments = n
	return nil
}

func (p *parser) numbered(words []string) error {
	if len(words) != 2 {
		return p.wrong("got %s, want an attack \"i j\"", shown(p.text))
	}
	from, ok := p.f.Find(words[0])
	to, also := p.f.Find(words[1])
	if !ok || !also {
		unknown := words[0]
		if ok {
			unknown = words[1]
		}
		return p.wrong("there is no argument %s; they are numbered from 1 to %d", shown(unknown), p.f.Arguments)
	}
	p.f.Attacks = append(p.f.Attacks, Attack{from, to})
	return nil
}

// declare adds an argument by name.
func (p *parser) declare(name string) error {
	if p.f.names == nil {
		p.f.names, p.f.numbers = []string{}, map[string]int32{}
	}
	if _, twice := p.f.numbers[name]; twice {
		return p.wrong("argument %s is declared twice", shown(name))
	}
	if p.f.Arguments >= MaxArguments {
		return fault.New(fault.Exhausted, "iccma.arguments", "there are more than %d arguments", MaxArguments).AtPlace(p.number, 0)
	}
	p.f.numbers[name] = int32(p.f.Arguments)
	p.f.names = append(p.f.names, name)
	p.f.Arguments++
	return nil
}

// attack adds an attack by name. In APX the declarations may follow.
func (p *parser) attack(from, to string) {
	for _, name := range []string{from, to} {
		if _, known := p.f.numbers[name]; !known {
			if p.pending == nil {
				p.pending = map[string]int{}
			}
			if _, noted := p.pending[name]; !noted {
				p.pending[name] = p.number
			}
		}
	}
	p.late = append(p.late, lateAttack{from, to})
}

// resolve turns attacks by name into attacks by number.
func (p *parser) resolve() error {
	if err := p.err(); err != nil {
		return err
	}
	if p.f.names == nil {
		p.f.names = []string{}
	}
	p.f.Attacks = make([]Attack, len(p.late))
	for i, a := range p.late {
		from, ok := p.f.numbers[a.from]
		to, also := p.f.numbers[a.to]
		if !ok || !also {
			unknown := a.from
			if ok {
				unknown = a.to
			}
			p.number = p.pending[unknown]
			return p.wrong("there is no argument %s", shown(unknown))
		}
		p.f.Attacks[i] = Attack{from, to}
	}
	return nil
}

// tgf reads the trivial graph format.
func (p *parser) tgf() error {
	edges := false
	for p.next() {
		words := strings.Fields(p.text)
		var err error
		switch {
		case p.text == "#" && edges:
			err = p.wrong("got a second line \"#\"")
		case p.text == "#":
			edges = true
		case p.text[0] == '#':
		case !edges:
			err = p.declare(words[0])
		case len(words) < 2:
			err = p.wrong("got %s, want an attack, two names", shown(p.text))
		default:
			p.attack(words[0], words[1])
		}
		if err != nil {
			return err
		}
	}
	if !edges && p.err() == nil {
		return fault.New(fault.Invalid, "iccma.syntax", "it ends without a line \"#\", which ends the arguments of a TGF")
	}
	return p.resolve()
}

// apx reads facts.
func (p *parser) apx() error {
	for p.next() {
		if p.text[0] == '#' || p.text[0] == '%' {
			continue
		}
		for rest := p.text; rest != ""; {
			var err error
			if rest, err = p.fact(rest); err != nil {
				return err
			}
		}
	}
	return p.resolve()
}

// fact reads the first fact of a text and gives what follows it.
func (p *parser) fact(text string) (rest string, err error) {
	kind, rest, opened := strings.Cut(text, "(")
	inner, rest, closed := strings.Cut(rest, ")")
	rest, ended := strings.CutPrefix(strings.TrimSpace(rest), ".")
	kind = strings.TrimSpace(kind)
	if !opened || !closed || !ended || kind != "arg" && kind != "att" {
		return "", p.wrong("got %s, want \"arg(a).\" or \"att(a,b).\"", shown(text))
	}
	names := strings.Split(inner, ",")
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		if names[i] == "" || strings.ContainsAny(names[i], " \t(") {
			return "", p.wrong("got %s for the name of an argument", shown(names[i]))
		}
	}
	switch {
	case kind == "arg" && len(names) == 1:
		err = p.declare(names[0])
	case kind == "att" && len(names) == 2:
		p.attack(names[0], names[1])
	default:
		err = p.wrong("got %d names in %s, want one in arg and two in att", len(names), shown(text))
	}
	return strings.TrimSpace(rest), err
}

// longest is how much of a text an error shows, in bytes.
const longest = 60

func shown(text string) string {
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "") + "…"
	}
	return strconv.Quote(text)
}
