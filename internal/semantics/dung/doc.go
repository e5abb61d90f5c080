// Package dung computes the extension-based semantics of a semantics.Map: which sets of nodes can be
// accepted together, and which nodes some or all of these sets accept.
//
// # Complete labellings
//
// A map is read as the normal logic program
//
//	node ← need 1, …, need k, not attacker 1, …, not attacker l      need j ← member
//
// and its complete labellings are the partial stable models of that program (Przymusinski 1990; the
// match with Dung's complete extensions is Wu, Caminada and Gabbay 2009; for needs see Nouioua 2013).
// Spelled out, a labelling is complete when
//
//   - IN is the least set with: a node is in it when all its attackers are OUT and each of its needs
//     has a member in it;
//   - the nodes that are not OUT are the least set with: a node is in it when no attacker is IN and
//     each of its needs has a member in it.
//
// So a ring of support is OUT when nothing outside holds it up, and no ring holds itself up when its
// ground is UNDECIDED. Without needs this is Dung's definition; the least complete labelling is
// semantics.Grounded. A labelling follows from its IN nodes, which are called its extension.
//
// Over the complete labellings: PREFERRED is ⊆-maximal IN, STABLE has no UNDECIDED node, SEMI-STABLE
// has ⊆-minimal UNDECIDED; IDEAL is the largest complete labelling whose IN nodes every preferred
// one accepts, EAGER the same for the semi-stable ones.
//
// # Stage and CF2
//
// Neither is built on complete labellings. With needs they are defined on the flattening of the map:
// for each need a helper argument, which attacks the node that has the need and is attacked by each
// member (so stage compares the helpers' range as well). A node that could not be derived even if
// there were no attacks is OUT and takes no part. Outcomes are told of the nodes alone. Where support
// still runs in rings after that, the flattening would let a ring hold itself up, and both semantics
// are refused with ErrRings.
//
// # How it is computed
//
// The grounded labelling first; what it leaves UNDECIDED is cut out (exact for all but stage). The rest
// is taken apart: into strongly connected components, in topological order, for complete and
// preferred labellings, for which one component may be settled before those that depend on it (Baroni,
// Giacomin and Guida 2005); into weakly connected ones for the others, whose choices are compared over the
// whole. A part of up to 64 nodes is searched over bit sets, a larger one by a SAT solver.
package dung
