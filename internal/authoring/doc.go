// Package authoring builds and edits maps for people: it turns what an author asks for (add this
// claim, delete that one with what falls with it) into the operations of one change set, and commits
// them through the ledger.
//
// A command is compiled against the head inside the commit, so that it is worked out anew when
// somebody else was faster; its ids are made once, before. Errors name the input at fault by the
// path under which the client sent it, "input.operations[3].addClaim.text".
package authoring
