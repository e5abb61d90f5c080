package authoring

import (
	"fmt"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/scheme"
	"argmap/internal/snapshot"
)

// step is one operation of a command: where its input stands, and how it is carried out. It gives
// the id of what it makes or changes.
type step struct {
	at  string
	run func(c *compiler, at string) (argmap.ID, error)
	// quotes are the citations that the step makes, whose paragraphs are read before.
	quotes []*CitationInput
}

// job is a command to compile, as often as the head moves.
type job struct {
	actor argmap.Actor
	since argmap.Revision
	now   time.Time
	ids   *naming
	texts *texts
	steps []step

	schemes func() *scheme.Set
	// then is what a command came to that was carried out before.
	then *past
}

// compiler carries out the steps of one command at one head.
type compiler struct {
	*job
	*draft
	refs refs
	// gone says where in the command an element was deleted.
	gone map[argmap.ID]string
	// ordinals are the highest ordinals of rows that questions were added to.
	ordinals map[argmap.ID]int
	// joints are the links that were added.
	joints map[joint]argmap.Ref
	// own is the voice of who authors the command, once it was asked for.
	own argmap.ID
	// fallen are the rebuttals that failing answers made.
	fallen []argmap.ID
}

func (j *job) compile(h *snapshot.Snapshot) (*plan, error) {
	c := &compiler{
		job: j, draft: newDraft(h), refs: refs{table: map[argmap.ID]argmap.ID{}},
		gone: map[argmap.ID]string{}, ordinals: map[argmap.ID]int{}, joints: map[joint]argmap.Ref{},
	}
	p := &plan{}
	for _, s := range j.steps {
		id, err := s.run(c, s.at)
		if err != nil {
			return nil, err
		}
		p.ids = append(p.ids, id)
	}
	p.operations, p.from = c.operations()
	p.byElement = c.elementOrigins()
	for i, id := range p.ids {
		if !c.lives(id) {
			p.ids[i] = ""
		}
	}
	p.refs = slices.DeleteFunc(c.refs.list, func(n NamedID) bool { return !c.lives(n.ID) })
	p.rebuttals = slices.DeleteFunc(c.fallen, func(id argmap.ID) bool { return !c.lives(id) })
	p.deleted = c.removed()
	return p, nil
}

// lives reports whether something has the id: what the command made it may have deleted again.
func (c *compiler) lives(id argmap.ID) bool {
	return slices.ContainsFunc(argmap.RecordTypes(), func(t argmap.RecordType) bool {
		return c.has(argmap.Ref{Type: t, ID: id})
	})
}

func (c *compiler) elementOrigins() map[argmap.ID]origin {
	origins := map[argmap.ID]origin{}
	for ref, r := range c.values {
		if ref.Type == argmap.TypeElement && r != nil {
			origins[ref.ID] = c.from[ref]
		}
	}
	return origins
}

// stepsOf gives the steps of applyChanges.
func stepsOf(operations []OperationInput) ([]step, error) {
	if n := len(operations); n > argmap.MaxOperations {
		return nil, fault.New(fault.Exhausted, string(argmap.RuleCount),
			"the list has %d operations; at most %d records are changed at once", n, argmap.MaxOperations).At("input.operations")
	}
	steps := make([]step, 0, len(operations))
	for i := range operations {
		at := fmt.Sprintf("input.operations[%d]", i)
		set := operations[i].steps(at)
		if len(set) != 1 {
			return nil, invalid(at, "operation.one", "the operation has %d fields set; it needs exactly one", len(set))
		}
		steps = append(steps, set[0])
	}
	return steps, nil
}

// steps gives one step for each field that is set.
func (in *OperationInput) steps(at string) []step {
	var set []step
	set = when(set, in.AddVoice, at+".addVoice", voiceStep)
	set = when(set, in.AddRow, at+".addRow", rowStep)
	set = when(set, in.AddClaim, at+".addClaim", claimStep)
	set = when(set, in.AddInference, at+".addInference", inferenceStep)
	set = when(set, in.AddRebuttal, at+".addRebuttal", rebuttalStep)
	set = when(set, in.RaiseQuestion, at+".raiseQuestion", questionStep)
	set = when(set, in.RaiseCriticalQuestion, at+".raiseCriticalQuestion", criticalStep)
	set = when(set, in.AnswerQuestion, at+".answerQuestion", answerStep)
	set = when(set, in.Cite, at+".cite", citeStep)
	set = when(set, in.Commit, at+".commit", commitStep)
	set = when(set, in.UpdateElement, at+".updateElement", updateStep)
	set = when(set, in.Redirect, at+".redirect", redirectStep)
	set = when(set, in.DeleteElement, at+".deleteElement", func(at string, id *argmap.ID) step { return deleteStep(at, false, *id) })
	set = when(set, in.Remove, at+".remove", removeStep)
	return set
}

func when[T any](steps []step, in *T, at string, make func(at string, in *T) step) []step {
	if in == nil {
		return steps
	}
	return append(steps, make(at, in))
}

// element gives an element that an input names, for a step that cannot go on without it.
func (c *compiler) element(name argmap.ID, at string) (*argmap.Element, error) {
	id := c.resolve(name)
	if e := argmap.ElementIn(c.draft, id); e != nil {
		return e, nil
	}
	if by, deleted := c.gone[id]; deleted {
		return nil, invalid(at, "operation.deleted", "the element %q was deleted before, by %s", name, by)
	}
	return nil, invalid(at, string(argmap.RuleEnds), "there is no element %q in this map", name)
}

// present gives an element that is to be changed. One that was there before is a conflict.
func (c *compiler) present(name argmap.ID, at string) (*argmap.Element, error) {
	e, err := c.element(name, at)
	if err == nil || fault.Reason(err) == "operation.deleted" {
		return e, err
	}
	return nil, c.absent("element", name, at)
}

// absent is the error of changing what is not there.
func (c *compiler) absent(what string, name argmap.ID, at string) error {
	if c.since > 0 {
		return fault.New(fault.Conflict, "record.removed", "the %s %q is not there any more at revision %d; you saw revision %d",
			what, name, c.head.Revision(), c.since).At(at).
			With("record", what+" "+string(name)).With("theirs", nil).
			With("since", c.since).With("revision", c.head.Revision())
	}
	return fault.New(fault.NotFound, what+".unknown", "there is no %s %q in this map", what, name).At(at)
}

// joint is what two elements are joined by.
type joint struct {
	role     argmap.Role
	from, to argmap.ID
}

// link adds a link. Check would blame the first operation on the element for a link that the command
// adds twice, so that is told here.
func (c *compiler) link(role argmap.Role, from, to argmap.ID, at string, names func(string) string, more argmap.Link) (argmap.ID, error) {
	o, j := origin{at, names}, joint{role, from, to}
	if ref, twice := c.joints[j]; twice && c.has(ref) {
		return "", invalid(o.path("to"), string(argmap.RuleTwice), "the two are joined so already, by %s; saying it twice adds nothing", c.from[ref].at)
	}
	more.ID, more.Role, more.From, more.To = c.ids.id(at+" "+string(role)), role, from, to
	c.set(&more, o)
	c.joints[j] = more.Ref()
	return more.ID, nil
}
