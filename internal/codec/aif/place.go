package aif

import (
	"strconv"
)

// place is where something stands in a file.
type place struct {
	path, list string
	at         int // in the list; -1 for the list itself
	member     string
}

func (r *Reading) place(list string, at int) place { return place{r.path, list, at, ""} }

func (p place) of(member string) place {
	p.member = member
	return p
}

// String gives the JSON path.
func (p place) String() string {
	s := p.path
	if p.list != "" {
		s += "." + p.list
	}
	if p.at >= 0 {
		s += "[" + strconv.Itoa(p.at) + "]"
	}
	if p.member != "" {
		s += "." + p.member
	}
	return s
}
