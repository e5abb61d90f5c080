package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// ours is the prefix of the variables that must be known.
const ours = "ARGMAP_"

// ofTests are variables with our prefix that tests and tools read, and the server does not.
var ofTests = []string{"ARGMAP_NEO4J_CACHE"}

// variablesOf lists the environment variables that some command reads.
func variablesOf(model *kong.Application) []string {
	var names []string
	var walk func(n *kong.Node)
	walk = func(n *kong.Node) {
		for _, f := range n.Flags {
			names = append(names, f.Envs...)
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(model.Node)
	slices.Sort(names)
	return slices.Compact(names)
}

// unknownVariables refuses a variable with our prefix that nothing reads: it is a setting that its
// author believes to be in force.
func unknownVariables(environ, known []string) error {
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, ours) || slices.Contains(known, name) || slices.Contains(ofTests, name) {
			continue
		}
		if near := nearest(name, known); near != "" {
			return usagef("there is no setting %s; did you mean %s?", name, near)
		}
		return usagef("there is no setting %s; those that start so are %s", name, strings.Join(startingWith(ours, known), ", "))
	}
	return nil
}

func startingWith(prefix string, names []string) []string {
	var out []string
	for _, n := range names {
		if strings.HasPrefix(n, prefix) {
			out = append(out, n)
		}
	}
	return out
}

// nearest gives the name that differs least, if that is little enough to be a slip.
func nearest(name string, known []string) string {
	best, least := "", len(name)/3
	for _, k := range known {
		if d := distance(strings.TrimPrefix(name, ours), strings.TrimPrefix(k, ours)); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is Levenshtein's: how many bytes must be changed, put in or taken out.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
