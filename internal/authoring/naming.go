package authoring

import (
	"slices"

	"argmap/internal/argmap"
)

// naming gives the id of what an input makes, by the input's path: the same at every try.
type naming struct {
	fresh func() argmap.ID
	given map[string]argmap.ID
}

func newNaming(fresh func() argmap.ID) *naming {
	return &naming{fresh: fresh, given: map[string]argmap.ID{}}
}

func (n *naming) id(path string) argmap.ID {
	id, ok := n.given[path]
	if !ok {
		id = n.fresh()
		n.given[path] = id
	}
	return id
}

// maxRefBytes is the longest ref.
const maxRefBytes = 200

// refs are the client's own names within one command.
type refs struct {
	table map[argmap.ID]argmap.ID
	list  []NamedID
}

// name gives a ref to an id.
func (c *compiler) name(ref *argmap.ID, id argmap.ID, at string) error {
	if ref == nil {
		return nil
	}
	at = join(at, "ref")
	if n := len(*ref); n < 1 || n > maxRefBytes {
		return invalid(at, "ref.length", "a ref has 1 to %d bytes; this one has %d", maxRefBytes, n)
	}
	if _, twice := c.refs.table[*ref]; twice {
		return invalid(at, "ref.twice", "the ref %q was given to something else before; take another", *ref)
	}
	if taken := c.typesOf(*ref); len(taken) > 0 {
		return invalid(at, "ref.taken", "%q is the id of a %s in this map; take another ref", *ref, taken[0])
	}
	c.refs.table[*ref] = id
	c.refs.list = append(c.refs.list, NamedID{*ref, id})
	return nil
}

// resolve gives the id that an input names, by itself or by a ref.
func (c *compiler) resolve(name argmap.ID) argmap.ID {
	if id, ok := c.refs.table[name]; ok {
		return id
	}
	return name
}

// typesOf lists the types of the records of the head with an id.
func (c *compiler) typesOf(id argmap.ID) []argmap.RecordType {
	var types []argmap.RecordType
	for _, t := range argmap.RecordTypes() {
		if _, ok := c.head.Entry(argmap.Ref{Type: t, ID: id}); ok {
			types = append(types, t)
		}
	}
	return slices.Clip(types)
}
