package scheme

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"argmap/internal/fault"
)

// Set is schemes that can be found by name. It never changes; With makes a larger one.
type Set struct {
	schemes   []*Scheme
	byID      map[string]*Scheme
	spellings map[string]spelling
	questions map[string]*CriticalQuestion
	// conflicts holds the questions that a conflict may raise, by its folded name.
	conflicts map[string][]*CriticalQuestion
}

// spelling is what one folded name means: one scheme, several that it may mean, or none.
type spelling struct {
	written string
	// of holds ids of schemes; because says why there is none.
	of      []string
	because string
	at      place
}

// kind says in words what the spelling is.
func (s spelling) kind() string {
	switch {
	case s.because != "":
		return "a name that means no scheme"
	case len(s.of) > 1:
		return "a name that may mean several schemes"
	default:
		return "a name of the scheme " + s.of[0]
	}
}

//go:embed standard/*.yaml
var standardFiles embed.FS

// Standard gives the set that is built in.
func Standard() *Set { return standard() }

var standard = sync.OnceValue(func() *Set {
	names, err := fs.Glob(standardFiles, "standard/*.yaml")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	var files []*file
	for _, name := range names {
		text, err := standardFiles.ReadFile(name)
		if err != nil {
			panic(err) // a name that Glob gave is there
		}
		f, fail := decode(text)
		if fail != nil {
			panic(name + ": " + fail.Error()) // a test reads every file
		}
		files = append(files, f)
	}
	s, fail := build(files...)
	if fail != nil {
		panic(fail.Error())
	}
	return s
})

// build makes a set of files that may speak of each other's schemes.
func build(files ...*file) (*Set, *fault.Error) {
	s := empty()
	for _, f := range files {
		for _, d := range f.schemes {
			if err := s.add(d); err != nil {
				return nil, err
			}
		}
	}
	for _, f := range files {
		for _, n := range f.names {
			for _, id := range n.of {
				if s.byID[id] == nil {
					return nil, n.at.invalid("ambiguous", "scheme.unknown", "%q is said to mean %q, which is no scheme's id", n.written, id)
				}
			}
			if err := s.learn(n); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func empty() *Set {
	return &Set{
		byID: map[string]*Scheme{}, spellings: map[string]spelling{},
		questions: map[string]*CriticalQuestion{}, conflicts: map[string][]*CriticalQuestion{},
	}
}

// add takes in a scheme with its spellings and questions.
func (s *Set) add(d declared) *fault.Error {
	if was := s.byID[d.scheme.ID]; was != nil {
		return d.spellings[0].at.invalid("id", "scheme.twice", "there is a scheme %q already: %s", was.ID, was.Name)
	}
	for _, sp := range d.spellings {
		if err := s.learn(sp); err != nil {
			return err
		}
	}
	s.schemes = append(s.schemes, d.scheme)
	s.byID[d.scheme.ID] = d.scheme
	for _, q := range d.scheme.Questions {
		s.questions[q.Ref()] = q
		for _, name := range q.Conflicts {
			s.conflicts[fold(name)] = append(s.conflicts[fold(name)], q)
		}
	}
	return nil
}

// learn takes in what a name means. What was known to mean no scheme may come to mean one.
func (s *Set) learn(sp spelling) *fault.Error {
	key := fold(sp.written)
	if key == "" {
		return sp.at.invalid("name", "scheme.name", "%q has no letters; a name is found by its letters", sp.written)
	}
	was, known := s.spellings[key]
	switch {
	case !known || was.because != "" && sp.because == "":
		s.spellings[key] = sp
	case slices.Equal(was.of, sp.of): // twice the same scheme, or none
	default:
		return sp.at.invalid("name", "scheme.twice", "%q is spelled like %q, %s; one name means one scheme, or is listed as ambiguous", sp.written, was.written, was.kind())
	}
	return nil
}

// With gives a set of both sets' schemes. It is INVALID for an id or a spelling to mean one thing in
// one and another in the other; only a name that s knows to mean no scheme may get a meaning.
func (s *Set) With(other *Set) (*Set, error) {
	both := empty()
	for _, part := range []*Set{s, other} {
		for _, sc := range part.schemes {
			d := declared{scheme: sc, spellings: part.spellingsOf(sc)}
			if err := both.add(d); err != nil {
				return nil, err
			}
		}
		for _, sp := range part.names() {
			if err := both.learn(sp); err != nil {
				return nil, err
			}
		}
	}
	return both, nil
}

// spellingsOf gives the spellings that mean the scheme, its id first.
func (s *Set) spellingsOf(sc *Scheme) []spelling {
	at := s.spellings[fold(sc.ID)].at
	list := []spelling{{written: sc.ID, of: []string{sc.ID}, at: at}}
	for _, name := range append([]string{sc.Name}, sc.Aliases...) {
		list = append(list, spelling{written: name, of: []string{sc.ID}, at: s.spellings[fold(name)].at})
	}
	return list
}

// names gives the spellings that mean several schemes or none, in order.
func (s *Set) names() []spelling {
	var list []spelling
	for _, sp := range s.spellings {
		if sp.because != "" || len(sp.of) > 1 {
			list = append(list, sp)
		}
	}
	slices.SortFunc(list, func(a, b spelling) int { return strings.Compare(a.written, b.written) })
	return list
}

// All lists the schemes in the order in which they were declared; the caller must not write to it.
func (s *Set) All() []*Scheme { return s.schemes }
