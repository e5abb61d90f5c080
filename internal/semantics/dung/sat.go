package dung

import "context"

// satSearch is an oracle by SAT: a variable for IN and one for OUT of each node, the completion of the
// program as clauses (Besnard and Doutre 2004 for attacks; Clark 1978 for needs), and for each
// unfounded set that a model brings up a loop formula (Lin and Zhao 2004), of the IN nodes and of the
// nodes that are not OUT alike.
type satSearch struct {
	*part
	solver    satSolver
	variables int
	given     []status
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
	for i := range int32(n) {
		s.solver.add(-s.in(i), -s.out(i))
		if p.rule == free {
			s.encodeFree(i)
		} else {
			s.encode(i)
		}
	}
	if p.rings {
		s.turn()
	}
	return s
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
	case fallen:
		s.solver.add(s.out(i))
		return
	case capped:
		s.solver.add(-s.in(i))
	case open:
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
	if s.fates[i] != capped {
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
	if s.soft[need] {
		lost = 0
	}
	return met, lost
}

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
	default:
		return s.settled(l.node)
	}
}

// settled gives a literal that holds only where a node is IN or OUT.
func (s *satSearch) settled(node int32) int {
	if s.reach == nil {
		s.reach = make([]int, len(s.nodes))
	}
	if s.reach[node] == 0 {
		s.reach[node] = s.fresh()
		s.solver.add(-s.reach[node], s.in(node), s.out(node))
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

// turn lists the needs that each node meets.
func (s *satSearch) turn() {
	s.owner = make([]int32, s.members.count())
	for i := range int32(len(s.nodes)) {
		for _, need := range s.needs.of(i) {
			s.owner[need] = i
		}
	}
	count := make([]int32, len(s.nodes)+1)
	for _, m := range s.members.items {
		count[m+1]++
	}
	for i := range s.nodes {
		count[i+1] += count[i]
	}
	s.serves = rows{starts: count, items: make([]int32, len(s.members.items))}
	next := append([]int32(nil), count...)
	for need := range int32(s.members.count()) {
		for _, m := range s.members.of(need) {
			s.serves.items[next[m]] = need
			next[m]++
		}
	}
}

// founded tells whether no ring of support in the model holds itself up, and forbids those that do.
func (s *satSearch) founded() bool {
	accepted := s.unfounded(func(st status) bool { return st == in }, false)
	held := s.unfounded(func(st status) bool { return st != out }, true)
	if len(accepted) > 0 {
		s.forbid(accepted, false)
	}
	if len(held) > 0 {
		s.forbid(held, true)
	}
	return len(accepted) == 0 && len(held) == 0
}

// unfounded lists the nodes of a kind that cannot be derived from others of the kind through needs.
// Soft needs count as met when soft is set.
func (s *satSearch) unfounded(kind func(status) bool, soft bool) []int32 {
	lacks, met := make([]int32, len(s.nodes)), make([]bool, s.members.count())
	var ready []int32
	for i := range int32(len(s.nodes)) {
		for _, need := range s.needs.of(i) {
			if met[need] = soft && s.soft[need]; !met[need] {
				lacks[i]++
			}
		}
		if lacks[i] == 0 && kind(s.given[i]) {
			ready = append(ready, i)
		}
	}
	derived := make([]bool, len(s.nodes))
	for len(ready) > 0 {
		node := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		derived[node] = true
		for _, need := range s.serves.of(node) {
			if met[need] {
				continue
			}
			met[need] = true
			owner := s.owner[need]
			if lacks[owner]--; lacks[owner] == 0 && kind(s.given[owner]) {
				ready = append(ready, owner)
			}
		}
	}
	var left []int32
	for i, d := range derived {
		if !d && kind(s.given[i]) {
			left = append(left, int32(i))
		}
	}
	return left
}

// forbid adds the loop formula of a set: if one of it is IN (held: not OUT), then one of it is so by
// support from outside the set.
func (s *satSearch) forbid(set []int32, held bool) {
	inside := make(map[int32]bool, len(set))
	for _, n := range set {
		inside[n] = true
	}
	var props []int
	for _, n := range set {
		if prop := s.prop(n, inside, held); prop != 0 {
			props = append(props, prop)
		}
	}
	for _, n := range set {
		own := -s.in(n)
		if held {
			own = s.out(n)
		}
		s.solver.add(append([]int{own}, props...)...)
	}
}

// prop gives a literal which says that a node's needs are met from outside a set, or 0 when they
// cannot be.
func (s *satSearch) prop(node int32, inside map[int32]bool, held bool) int {
	var clauses [][]int
	for _, need := range s.needs.of(node) {
		if held && s.soft[need] {
			continue
		}
		var clause []int
		for _, m := range s.members.of(need) {
			switch {
			case inside[m]:
			case held:
				clause = append(clause, -s.out(m))
			default:
				clause = append(clause, s.in(m))
			}
		}
		if len(clause) == 0 {
			return 0
		}
		clauses = append(clauses, clause)
	}
	prop := s.fresh()
	for _, clause := range clauses {
		s.solver.add(append(clause, -prop)...)
	}
	return prop
}
