package authoring

import (
	"errors"
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// origin is the input that an operation comes from: its path, and how the fields of the record are
// called under it.
type origin struct {
	at    string
	names func(field string) string
}

// path gives the input path of a record's field.
func (o origin) path(field string) string {
	if o.names != nil {
		field = o.names(field)
	}
	return join(o.at, field)
}

func join(at, field string) string {
	if field == "" || at == "" {
		return at + field
	}
	return at + "." + field
}

// whole is an origin that is blamed as a whole, whatever field is at fault.
func whole(at string) origin { return origin{at, func(string) string { return "" }} }

// linkNames are those of a link of which the input names one end and the slot.
func linkNames(end string) func(string) string {
	return func(field string) string {
		switch field {
		case "slot", "partial", "bearing":
			return field
		default:
			return end
		}
	}
}

// elementNames are those of an element's fields.
func elementNames(field string) string {
	switch field {
	case "resolved":
		return "resolvedText"
	case "answers":
		return "answerMode"
	case "attack":
		return "target"
	case "kind", "id":
		return ""
	default:
		return field
	}
}

// commitmentNames are those of a commitment to a claim that the input need not name.
func commitmentNames(field string) string {
	if field == "claim" || field == "id" {
		return ""
	}
	return field
}

// plan is what a command comes to at one head.
type plan struct {
	operations []argmap.Operation
	// from holds the origin of each operation, and byElement those of the elements that are set.
	from      []origin
	byElement map[argmap.ID]origin
	ids       []argmap.ID
	refs      []NamedID
	deleted   []argmap.ID
	rebuttals []argmap.ID
}

// locate puts the path of the input at fault in the place of a record's field, in an error that
// names an operation of the plan.
func (p *plan) locate(err error) error {
	var f *fault.Error
	if p == nil || !errors.As(err, &f) {
		return err
	}
	i, ok := f.Details["operation"].(int)
	if !ok || i < 0 || i >= len(p.from) {
		return err
	}
	from := p.from[i]
	if id, named := f.Details["element"].(string); named && f.Field != "" {
		if own, set := p.byElement[argmap.ID(id)]; set {
			from = own
		}
	}
	return f.At(from.path(f.Field))
}

// placed puts the path of the input before the field of an error.
func placed(err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Field == "" {
		return err
	}
	return f.At(join("input", f.Field))
}

// index is the path of an item of a list.
func index(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

func invalid(at string, reason string, format string, args ...any) error {
	return fault.InvalidField(at, reason, format, args...)
}
