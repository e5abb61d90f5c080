package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"argmap/internal/codec/formats"
)

// formatsCommand lists the interchange formats.
type formatsCommand struct{}

// Run writes a table.
func (*formatsCommand) Run(s *session) error {
	table := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	for _, f := range formats.All() {
		uses := "read and written"
		switch {
		case f.Encode == nil:
			uses = "read"
		case f.Decode == nil:
			uses = "written"
		}
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", f.Name, uses, strings.Join(f.Extensions, " "), f.Title); err != nil {
			return err
		}
	}
	return table.Flush()
}
