package dung

// turn lists the needs that each node meets.
func (s *satSearch) turn() {
	s.owner = make([]int32, s.members.count())
	for i := range int32(len(s.nodes)) {
		for _, need := range s.needs.of(i) {
			s.owner[need] = i
		}
	}
	s.serves = s.members.turn(len(s.nodes))
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
			if met[need] = soft && s.soft(need); !met[need] {
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
		if held && s.soft(need) {
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
