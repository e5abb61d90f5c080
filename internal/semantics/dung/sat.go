package dung

import "context"

// satSearch is an oracle by SAT, for parts outside of which all is labelled: a variable for IN and one for OUT of each node, the completion of the
// program as clauses (Besnard and Doutre 2004 for attacks; Clark 1978 for needs), and for each
// unfounded set that a model brings up a loop formula (Lin and Zhao 2004), of the IN nodes and of the
// nodes that are not OUT alike.
type satSearch struct {
	*part
	solver    satSolver
	variables int
	// written counts the nodes whose clauses the solver has.
	written int32
	given   []status
	// differ is the clause that next adds before it goes on: that a node's status differs.
	differ []int
	// reach holds the variables that settled made.
	reach []int
	// serves lists the needs that each node of the part meets.
	serves rows
	owner  []int32
}

func newSat(p *part) *satSearch {
	n := len(p.nodes)
	s := &satSearch{part: p, solver: newGini(3 * n), variables: 2 * n, given: make([]status, n)}
	if p.rings {
		s.turn()
	}
	return s
}

// prepare writes down the clauses of all nodes, once; a large part takes long enough to look at the
// context meanwhile.
func (s *satSearch) prepare(ctx context.Context) error {
	for ; int(s.written) < len(s.nodes); s.written++ {
		if s.written%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s.solver.add(-s.in(s.written), -s.out(s.written))
		if s.rule == free {
			s.encodeFree(s.written)
		} else {
			s.encode(s.written)
		}
	}
	return nil
}

func (s *satSearch) in(node int32) int  { return 2*int(node) + 1 }
func (s *satSearch) out(node int32) int { return 2*int(node) + 2 }

// fresh makes a variable.
func (s *satSearch) fresh() int {
	s.variables++
	return s.variables
}

// encode writes down the completion for a node: IN when all holds that it needs, OUT when one thing
// fails for good.
func (s *satSearch) encode(i int32) {
	switch s.fates[i] {
	case mayOut:
		s.solver.add(s.out(i))
		return
	case mayUndecided:
		s.solver.add(-s.in(i))
	default:
	}
	if s.rule == total {
		s.solver.add(s.in(i), s.out(i))
	}
	accept, reject := []int{s.in(i)}, []int{-s.out(i)}
	for _, a := range s.attackers.of(i) {
		s.solver.add(-s.in(i), s.out(a))
		s.solver.add(-s.in(a), s.out(i))
		accept = append(accept, -s.out(a))
		reject = append(reject, s.in(a))
	}
	for _, need := range s.needs.of(i) {
		met, lost := s.encodeNeed(need)
		s.solver.add(-s.in(i), met)
		accept = append(accept, -met)
		if lost != 0 {
			s.solver.add(-lost, s.out(i))
			reject = append(reject, lost)
		}
	}
	if s.fates[i] != mayUndecided {
		s.solver.add(accept...)
	}
	s.solver.add(reject...)
}

// encodeNeed gives literals for a need that is met and for one that cannot be met; the latter is 0 when
// an UNDECIDED node outside keeps it open.
func (s *satSearch) encodeNeed(need int32) (met, lost int) {
	members := s.members.of(need)
	if len(members) == 1 {
		met, lost = s.in(members[0]), s.out(members[0])
	} else {
		met, lost = s.fresh(), s.fresh()
		some, held := []int{-met}, []int{lost}
		for _, m := range members {
			s.solver.add(-s.in(m), met)
			s.solver.add(-lost, s.out(m))
			some = append(some, s.in(m))
			held = append(held, -s.out(m))
		}
		s.solver.add(some...)
		s.solver.add(held...)
	}
	if s.soft(need) {
		lost = 0
	}
	return met, lost
}

// soft tells whether an UNDECIDED node outside keeps a need open.
func (s *satSearch) soft(need int32) bool { return s.others[need] == mayUndecided }

func (s *satSearch) encodeFree(i int32) {
	reject := []int{-s.out(i)}
	for _, a := range s.attackers.of(i) {
		s.solver.add(-s.in(i), -s.in(a))
		s.solver.add(-s.in(a), s.out(i))
		reject = append(reject, s.in(a))
	}
	s.solver.add(reject...)
}

func (s *satSearch) labels() []status { return s.given }

func (s *satSearch) literal(l literal) int {
	switch l.is {
	case isIn:
		return s.in(l.node)
	case isOut:
		return s.out(l.node)
	case notIn:
		return -s.in(l.node)
	case notOut:
		return -s.out(l.node)
	case settled:
		return s.settled(l.node)
	default:
		return -s.settled(l.node)
	}
}

// settled gives a literal that holds where a node is IN or OUT.
func (s *satSearch) settled(node int32) int {
	if s.reach == nil {
		s.reach = make([]int, len(s.nodes))
	}
	if s.reach[node] == 0 {
		s.reach[node] = s.fresh()
		s.solver.add(-s.reach[node], s.in(node), s.out(node))
		s.solver.add(s.reach[node], -s.in(node))
		s.solver.add(s.reach[node], -s.out(node))
	}
	return s.reach[node]
}

func (s *satSearch) literals(ls []literal) []int {
	clause := make([]int, 0, len(ls)+1)
	for _, l := range ls {
		clause = append(clause, s.literal(l))
	}
	return clause
}

func (s *satSearch) require(some []literal) {
	if len(some) == 0 { // nothing can hold
		never := s.fresh()
		s.solver.add(never)
		s.solver.add(-never)
		return
	}
	s.solver.add(s.literals(some)...)
}

func (s *satSearch) find(ctx context.Context, given, some []literal) (bool, error) {
	assumed := s.literals(given)
	if some != nil { // the demand holds for this call only: under a variable that is false ever after
		guard := s.fresh()
		s.solver.add(append(s.literals(some), -guard)...)
		assumed = append(assumed, guard)
		defer s.solver.add(-guard)
	}
	return s.search(ctx, assumed)
}

func (s *satSearch) next(ctx context.Context) (bool, error) {
	if s.differ != nil {
		s.solver.add(s.differ...)
	}
	ok, err := s.search(ctx, nil)
	s.differ = s.differ[:0]
	for i := range int32(len(s.given)) {
		if s.given[i] == in {
			s.differ = append(s.differ, -s.in(i))
		} else {
			s.differ = append(s.differ, s.in(i))
		}
	}
	return ok, err
}

// search looks for models until one is founded.
func (s *satSearch) search(ctx context.Context, assumed []int) (bool, error) {
	if err := s.prepare(ctx); err != nil {
		return false, err
	}
	for {
		ok, err := s.solver.solve(ctx, assumed)
		if !ok || err != nil {
			return false, err
		}
		s.read()
		if !s.rings || s.founded() {
			return true, nil
		}
	}
}

func (s *satSearch) read() {
	for i := range s.given {
		switch {
		case s.solver.value(s.in(int32(i))):
			s.given[i] = in
		case s.solver.value(s.out(int32(i))):
			s.given[i] = out
		default:
			s.given[i] = undecided
		}
	}
}
