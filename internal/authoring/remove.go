package authoring

import (
	"argmap/internal/argmap"
)

// deleteStep deletes elements with all that falls with them; the ids are items of a list or one value.
func deleteStep(at string, list bool, ids ...argmap.ID) step {
	return step{at: at, run: func(c *compiler, at string) (argmap.ID, error) {
		found := make([]argmap.ID, 0, len(ids))
		for i, name := range ids {
			here := at
			if list {
				here = index(at, i)
			}
			e, err := c.present(name, here)
			if err != nil {
				return "", err
			}
			found = append(found, e.ID)
		}
		return "", c.delete(found, at)
	}}
}

func (c *compiler) delete(ids []argmap.ID, at string) error {
	impact, err := argmap.Deletion(c.draft, ids)
	if err != nil {
		return err
	}
	for _, op := range impact.Operations {
		c.draft.remove(op.Ref, whole(at))
		if op.Ref.Type == argmap.TypeElement {
			c.gone[op.Ref.ID] = at
		}
		if e, ok := op.Before.(*argmap.Element); ok && e.Question != nil {
			delete(c.ordinals, e.Question.Row)
		}
	}
	return nil
}

func removeStep(at string, id *argmap.ID) step {
	return step{at: at, run: func(c *compiler, at string) (argmap.ID, error) {
		return "", c.removeOne(*id, at)
	}}
}

// removeOne removes a citation, commitment, link, voice or row; Check refuses it when it is needed.
func (c *compiler) removeOne(name argmap.ID, at string) error {
	id := c.resolve(name)
	for _, t := range []argmap.RecordType{argmap.TypeCitation, argmap.TypeCommitment, argmap.TypeLink, argmap.TypeVoice, argmap.TypeRow} {
		ref := argmap.Ref{Type: t, ID: id}
		if _, ok := c.Entry(ref); !ok {
			continue
		}
		if err := c.silent(ref, at); err != nil {
			return err
		}
		c.draft.remove(ref, whole(at))
		return nil
	}
	return c.notRemovable(name, id, at)
}

func (c *compiler) notRemovable(name, id argmap.ID, at string) error {
	if argmap.ElementIn(c.draft, id) != nil {
		return invalid(at, "remove.element", "%q is an element; delete it with deleteElement, which takes along what falls with it", name)
	}
	for _, ref := range c.order {
		if ref.ID == id && c.values[ref] == nil {
			return invalid(at, "operation.deleted", "%q was removed before, by %s", name, c.from[ref].at)
		}
	}
	return c.absent("record", name, at)
}

// silent refuses to remove a voice that still speaks a locution, which a view cannot tell by itself.
func (c *compiler) silent(ref argmap.Ref, at string) error {
	if ref.Type != argmap.TypeVoice {
		return nil
	}
	if e, ok := c.speaks(ref.ID); ok {
		return invalid(at, string(argmap.RuleDangling), "%s cannot go while %s stays, which it speaks", ref, e.Ref())
	}
	return nil
}
