package main

import (
	"fmt"
	"time"

	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
)

// semanticsSize is how many arguments the frameworks have.
const semanticsSize = 100_000

// semanticsBench is evaluation: of frameworks in memory beside another solver, and of a map in the service.
type semanticsBench struct {
	*bench
	searches  []*searchResult
	strengths []strengthResult
	pushed    *pushResult
	// peerless says why there is no other solver, if so.
	peerless string
}

// semanticsParts can be asked for alone, as in semantics/strengths.
var semanticsParts = []struct {
	name string
	run  func(*semanticsBench) error
}{{"search", (*semanticsBench).search}, {"strengths", (*semanticsBench).strength}, {"labels", (*semanticsBench).push}}

// semanticsPart measures evaluation, which is the same over every store.
func (b *bench) semanticsPart() error {
	s := &semanticsBench{bench: b}
	for _, part := range semanticsParts {
		if !b.wants("semantics/" + part.name) {
			continue
		}
		b.evaluation = s
		if err := part.run(s); err != nil {
			return fmt.Errorf("semantics/%s: %w", part.name, err)
		}
	}
	return nil
}

// frameworkShape is a family of frameworks, as the report calls it.
type frameworkShape struct {
	name, title string
	make        func(nodes int, seed uint64) *semantics.Map
}

func frameworkShapes() []frameworkShape {
	titles := map[string]string{
		"tree": "tree", "chain": "chain", "star": "star", "debate": "debate with mutual attacks",
		"ba": "preferential attachment", "scc": "many small components",
	}
	var shapes []frameworkShape
	for _, f := range families.All() {
		if title := titles[f.Name]; title != "" {
			shapes = append(shapes, frameworkShape{f.Name, title, f.Make})
		}
	}
	return shapes
}

// repeated runs something until it was run often enough, or long enough, and once at least.
func repeated(most int, enough time.Duration, once func() error) error {
	for n, began := 0, time.Now(); n < most && (n == 0 || time.Since(began) < enough); n++ {
		if err := once(); err != nil {
			return err
		}
	}
	return nil
}
