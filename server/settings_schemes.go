package main

import (
	"errors"
	"io/fs"
	"os"

	"argmap/internal/scheme"
)

// schemeSettings say which argumentation schemes are known besides the standard ones.
type schemeSettings struct {
	Schemes []string `env:"ARGMAP_SCHEMES" placeholder:"FILES" help:"Files of argumentation schemes of your own, with commas between them; they join the standard ones."`
}

// set gives the standard schemes with those of the files. Without files nothing is read before somebody
// asks. What is wrong with a file is said with its
// name, and what Parse says: the line, and what would be right.
func (c *schemeSettings) set() (func() *scheme.Set, error) {
	if len(c.Schemes) == 0 {
		return scheme.Standard, nil
	}
	all := scheme.Standard()
	for _, path := range c.Schemes {
		own, err := schemesIn(path)
		if err == nil {
			all, err = all.With(own)
		}
		if err != nil {
			return nil, usagef("ARGMAP_SCHEMES (--schemes): %s: %s", path, explain(err))
		}
	}
	return func() *scheme.Set { return all }, nil
}

func schemesIn(path string) (*scheme.Set, error) {
	file, err := os.Open(path)
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, pathError.Err // the path is said already
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return scheme.Parse(file)
}
