package argdown

import "slices"

// key tells relations apart.
type key struct {
	sort     string
	from, to thing
}

// relater gathers the relations of a file and then reads them as @argdown/core does.
type relater struct {
	list []*relation
	live map[key]*relation
	// into tells of which sorts something arrives at a thing.
	into map[key]*relation
	// undercut are the inferences that are undercut, each with the undercuts that core still knows.
	undercut map[*inference]*undercutList
}

// undercutList is an inference's own list of undercuts.
type undercutList struct {
	list []*relation
	from map[thing]int
}

func (u *undercutList) push(r *relation) {
	u.list, u.from[r.from] = append(u.list, r), u.from[r.from]+1
}

func (u *undercutList) pop() {
	if n := len(u.list) - 1; n >= 0 {
		u.from[u.list[n].from]--
		u.list = u.list[:n]
	}
}

func (s *relater) undercutsOf(in *inference) *undercutList {
	u := s.undercut[in]
	if u == nil {
		u = &undercutList{from: map[thing]int{}}
		s.undercut[in] = u
	}
	return u
}

// add enters a relation; one that is there already only gets another place.
func (s *relater) add(r *relation) {
	if s.live == nil {
		s.live, s.into, s.undercut = map[key]*relation{}, map[key]*relation{}, map[*inference]*undercutList{}
	}
	there := s.live[key{r.sort, r.from, r.to}]
	if there == nil && r.sort == contradicts {
		there = s.live[key{r.sort, r.to, r.from}]
	}
	if there == nil && r.from == r.to {
		there = s.into[key{r.sort, nil, r.to}]
	}
	if there != nil {
		there.places = append(there.places, r.places...)
		return
	}
	s.list = append(s.list, r)
	s.live[key{r.sort, r.from, r.to}], s.into[key{r.sort, nil, r.to}] = r, r
	if in, is := r.to.(*inference); is {
		s.undercutsOf(in).push(r)
	}
}

// settle gives the relations as they are meant: a reconstructed argument supports and attacks by its
// conclusion, and is undercut in its last inference; in strict mode statements entail and exclude each
// other; an attack on an argument goes without saying when one on its premise is there.
func (s *relater) settle(_ *model, strict bool) []*relation {
	s.list = slices.DeleteFunc(s.list, func(r *relation) bool { return !s.transform(r) })
	if strict {
		s.strictly()
	}
	s.dropRedundant()
	return s.list
}

// transform moves the ends of a relation from reconstructed arguments to their parts; false when the
// relation is there already.
func (s *relater) transform(r *relation) bool {
	if a, is := r.from.(*argument); is && len(a.lines) > 0 {
		conclusion := a.lines[len(a.lines)-1].class
		there := s.live[key{r.sort, conclusion, r.to}]
		if r.to == thing(conclusion) || there != nil {
			if there != nil {
				there.places = append(there.places, r.places...)
			}
			return false
		}
		r.from = conclusion
		s.live[key{r.sort, r.from, r.to}] = r
	}
	a, is := r.to.(*argument)
	if !is || len(a.lines) == 0 || r.sort != undercuts {
		return true
	}
	in := a.lines[len(a.lines)-1].inference
	if in == nil {
		return true
	}
	r.to = in
	list := s.undercutsOf(in)
	list.pop() // core takes the wrong one out here
	if list.from[r.from] > 0 {
		return false
	}
	list.push(r)
	return true
}

// strictly reads supports between statements as entailment, and attacks as contraries, each once.
func (s *relater) strictly() {
	type pair struct{ a, b *class }
	seen := map[pair]bool{}
	s.list = slices.DeleteFunc(s.list, func(r *relation) bool {
		from, isFrom := r.from.(*class)
		to, isTo := r.to.(*class)
		switch {
		case !isFrom || !isTo:
		case r.sort == supports:
			r.sort = entails
		case r.sort == attacks:
			if seen[pair{from, to}] || seen[pair{to, from}] {
				return true
			}
			r.sort, seen[pair{from, to}] = contrary, true
		}
		return false
	})
}

func (s *relater) dropRedundant() {
	against := map[*class][]*class{}
	for _, r := range s.list {
		from, isFrom := r.from.(*class)
		to, isTo := r.to.(*class)
		if !isFrom || !isTo || r.sort != attacks && r.sort != contrary && r.sort != contradicts {
			continue
		}
		against[from] = append(against[from], to)
		if r.sort != attacks {
			against[to] = append(against[to], from)
		}
	}
	premises := map[*argument]map[*class]bool{}
	s.list = slices.DeleteFunc(s.list, func(r *relation) bool {
		from, isFrom := r.from.(*class)
		to, isTo := r.to.(*argument)
		if !isFrom || !isTo || r.sort != attacks || len(to.lines) == 0 {
			return false
		}
		if premises[to] == nil {
			premises[to] = to.premises()
		}
		return slices.ContainsFunc(against[from], func(c *class) bool { return premises[to][c] })
	})
}

// premises are the statements that stand in an argument and are no conclusions.
func (a *argument) premises() map[*class]bool {
	set := map[*class]bool{}
	for _, l := range a.lines {
		if l.inference == nil {
			set[l.class] = true
		}
	}
	return set
}
