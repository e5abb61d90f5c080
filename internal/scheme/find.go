package scheme

import (
	"slices"
	"strings"

	"argmap/internal/fault"
)

// Find gives the scheme that a name means: its id, its name or any spelling of either, as corpora and
// people write them. "ExpertOpinion", "expert_opinion", "Argument from expert opinion" and "appeal to
// expert opinions" are one name.
//
// A name that may mean several schemes is INVALID, with reason "scheme.ambiguous" and the ids of the
// candidates in the details. One that is known to mean no scheme, such as AIFdb's "Default Inference",
// is NOT_FOUND with reason "scheme.none"; any other NOT_FOUND with reason "scheme.unknown".
func (s *Set) Find(name string) (*Scheme, error) {
	if sc := s.byID[name]; sc != nil {
		return sc, nil
	}
	sp, known := s.lookUp(name)
	switch {
	case known && len(sp.of) == 1:
		return s.byID[sp.of[0]], nil
	case known && len(sp.of) > 1:
		return nil, ambiguous(name, "schemes", sp.of)
	case known:
		return nil, fault.New(fault.NotFound, "scheme.none", "%q names no scheme: %s", clip(name), sp.because)
	}
	if qs := s.conflicts[foldShort(name)]; len(qs) > 0 {
		return nil, fault.New(fault.NotFound, "scheme.none", "%q names no scheme: it is a conflict that raises the critical question %s", clip(name), strings.Join(refs(qs), " or "))
	}
	return nil, fault.New(fault.NotFound, "scheme.unknown", "there is no scheme %q%s", clip(name), s.near(name))
}

// Question gives the critical question that a name means, with its scheme: "expert-opinion/field",
// where the part before the slash may be any spelling of the scheme, or AIFdb's name for a conflict
// that raises the question. The errors are those of Find, with reasons "question.ambiguous" and
// "question.unknown" where the scheme is found.
func (s *Set) Question(name string) (*Scheme, *CriticalQuestion, error) {
	switch qs := s.conflicts[foldShort(name)]; len(qs) {
	case 0:
	case 1:
		return s.byID[qs[0].Scheme], qs[0], nil
	default:
		err := ambiguous(name, "critical questions", refs(qs))
		err.Reason = "question.ambiguous"
		return nil, nil, err
	}
	cut := strings.LastIndexByte(name, '/')
	if cut < 0 {
		return nil, nil, fault.New(fault.NotFound, "question.unknown", "there is no critical question %q; one is named by its scheme and its id, as in expert-opinion/field", clip(name))
	}
	sc, err := s.Find(name[:cut])
	if err != nil {
		return nil, nil, err
	}
	if q := s.questions[sc.ID+"/"+name[cut+1:]]; q != nil {
		return sc, q, nil
	}
	return nil, nil, fault.New(fault.NotFound, "question.unknown", "the scheme %s has no critical question %q; it has %s", sc.ID, clip(name[cut+1:]), ids(sc.Questions))
}

func ambiguous(name, what string, candidates []string) *fault.Error {
	return fault.New(fault.Invalid, "scheme.ambiguous", "%q may mean several %s: %s; name one of them", clip(name), what, strings.Join(candidates, ", ")).
		With("candidates", slices.Clone(candidates))
}

// foldShort folds a name that is short enough to be one.
func foldShort(name string) string {
	if len(name) > 4*maxName {
		return ""
	}
	return fold(name)
}

// lookUp gives what a name means. CamelCase says nothing about words that begin in lower case
// ("Argumentfroma…"), so an article may be left before the name.
func (s *Set) lookUp(name string) (spelling, bool) {
	key := foldShort(name)
	for _, article := range []string{"", "the", "an", "a"} {
		if sp, ok := s.spellings[strings.TrimPrefix(key, article)]; ok {
			return sp, true
		}
	}
	return spelling{}, false
}

// near names schemes that share a long word with a name.
func (s *Set) near(name string) string {
	if len(name) > 4*maxName {
		return "; a name is shorter"
	}
	asked := words(name)
	var list []string
	for _, sc := range s.schemes {
		shares := func(w string) bool { return len(w) > 4 && w != "argument" && slices.Contains(asked, w) }
		if slices.ContainsFunc(words(sc.Name), shares) && len(list) < 5 {
			list = append(list, sc.ID)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "; there is " + strings.Join(list, ", ")
}

func refs(qs []*CriticalQuestion) []string {
	var list []string
	for _, q := range qs {
		list = append(list, q.Ref())
	}
	return list
}

func ids(qs []*CriticalQuestion) string {
	var list []string
	for _, q := range qs {
		list = append(list, q.ID)
	}
	return strings.Join(list, ", ")
}
