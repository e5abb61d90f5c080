package main

import (
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/codec/carneades"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
)

// expected compares labels with those that the file expects which the map comes from; nil where it
// expects none.
type expected struct {
	Compared int        `json:"compared"`
	Wrong    []mistaken `json:"wrong"`
}

// mistaken is a label that is not the expected one; Got is nil where there is no such element.
type mistaken struct {
	ID       string        `json:"id"`
	Expected argmap.Label  `json:"expected"`
	Got      *argmap.Label `json:"got"`
}

func expectations(sub *subject, labels *evaluation.Labels) *expected {
	all := carneades.Expected(sub.snap.Properties(), func(yield func(*argmap.Element) bool) {
		for e := range sub.snap.Elements().All() {
			if e.ElementKind() == argmap.KindClaim && !yield(e.Record()) {
				return
			}
		}
	})
	if len(all) == 0 {
		return nil
	}
	out := &expected{Compared: len(all), Wrong: []mistaken{}}
	for _, x := range all {
		one := mistaken{ID: x.Name, Expected: x.Label}
		if x.Claim != nil {
			a, _ := labels.Of(x.Claim.ID)
			one.Got = a.Label
		}
		if one.Got == nil || *one.Got != x.Label {
			out.Wrong = append(out.Wrong, one)
		}
	}
	return out
}

// write tells of the labels that are not as expected.
func (x *expected) write(s *session) {
	if x == nil {
		return
	}
	for _, w := range x.Wrong {
		s.sayf("%s: expected %s, got %s\n", oneLine(w.ID), w.Expected, w.got())
	}
	s.sayf("%d of %d labels are as the file expects\n", x.Compared-len(x.Wrong), x.Compared)
}

func (w mistaken) got() string {
	if w.Got == nil {
		return "no label"
	}
	return string(*w.Got)
}

// met is an error unless all labels are as expected.
func (x *expected) met() error {
	switch {
	case x == nil:
		return fault.New(fault.Invalid, "evaluate.expects_nothing", "the map comes from no file that expects labels; --expect has nothing to compare")
	case len(x.Wrong) == 0:
		return nil
	}
	w := x.Wrong[0]
	return fault.New(fault.Invalid, "evaluate.unexpected", "%d of %d labels are not as the file expects%s; Carneades' own labels are those of --reading BALANCES",
		len(x.Wrong), x.Compared, fmt.Sprintf(": %s is %s, not %s", oneLine(w.ID), w.got(), w.Expected))
}
