// Package bipolar reads a framework of arguments, attacks and supports between single arguments as a
// semantics.Map, over which any extension-based semantics can then be taken. What a support "a supports
// b" means depends on the reading:
//
//   - AttacksOnly: nothing.
//   - Deductive: whoever accepts a must accept b (Boella, Gabbay, van der Torre and Villata 2010).
//   - Necessary: whoever accepts b must accept a (Nouioua and Risch 2011).
//   - Evidential: b needs a chain of support from an argument that stands by itself (Oren and Norman
//     2008; Polberg and Oren 2014).
//
// # Deductive
//
// Whatever attacks b attacks a as well (mediated attack), and whatever b attacks is attacked by a
// (supported attack); along chains, and both at once (super-mediated attack). So a attacks b when there
// is an attack x → y such that x is a or follows from a, and y is b or follows from b: the complete
// framework of Cayrol and Lagasquie-Schiex (2013), to which Dung's semantics are applied. A chain of n
// supports under one attack makes n² attacks of it. Where helper nodes change no outcome (GROUNDED,
// COMPLETE, PREFERRED, STABLE and IDEAL) it is written down in linear space instead: see factored.
//
// # Necessary and evidential
//
// Both are needs of the map itself: b needs each argument that supports it, or one of them unless it is
// asserted. Rings of necessary support, and what they hold up, are never accepted and threaten nobody,
// as in the coherent sets of argumentation frameworks with necessities; a ring of evidential support
// does not hold itself up, and what lacks evidence neither attacks nor needs to be attacked.
package bipolar
