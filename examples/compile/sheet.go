package main

import (
	"fmt"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
)

// sheet is a map.yaml.
type sheet struct {
	Map struct {
		Ref, Title, Description, Language string
	}
	Source     sourceSheet
	Voices     []voiceSheet
	Claims     []claimSheet
	Inferences []relationSheet
	Rebuttals  []relationSheet
	Rows       []struct{ Ref, Antecedent string }
	Questions  []questionSheet
}

type sourceSheet struct {
	Ref, File, Title, Creator, Date, Publisher, Language, Rights, URI string
	Fragment                                                          []string
}

type voiceSheet struct {
	Ref, Name, Description string
	Kind                   argmap.VoiceKind
}

type claimSheet struct {
	Ref, Text string
	// Note is for the reader of the sheet.
	Note   string
	Voices []struct {
		Voice      string
		Act        argmap.Act
		ReportedBy string `yaml:"reportedBy"`
	}
	Cite []citeSheet
}

type relationSheet struct {
	Ref, Text, Scheme   string
	From                []string
	To, Target, Against string
	Cite                []citeSheet
}

type questionSheet struct {
	Ref, Text, Resolved, Note string
	Form                      argmap.QuestionForm
	Force                     argmap.QuestionForce
	Mode                      argmap.AnswerMode
	Elliptical, Embedded      bool
	Row                       string
	Ordinal                   int
	RaisedBy                  []string `yaml:"raisedBy"`
	About, Carries            []string
	Answers                   []struct {
		Claim   string
		Partial bool
	}
	Cite []citeSheet
}

// citeSheet is [paragraph, "words"], or {p, x, role, how}, or {s: [[paragraph, "words"], …], role, how}.
type citeSheet struct {
	segments []place
	role     argmap.CitationRole
	how      argmap.Explicitness
}

type place struct {
	paragraph int
	words     string
}

// UnmarshalYAML reads [paragraph, "words"].
func (p *place) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
		return fmt.Errorf("line %d: a place is [paragraph, words]", n.Line)
	}
	if err := n.Content[0].Decode(&p.paragraph); err != nil {
		return err
	}
	return n.Content[1].Decode(&p.words)
}

// UnmarshalYAML reads any of the three forms.
func (c *citeSheet) UnmarshalYAML(n *yaml.Node) error {
	c.role, c.how = argmap.Words, argmap.Explicit
	if n.Kind == yaml.SequenceNode {
		c.segments = make([]place, 1)
		return c.segments[0].UnmarshalYAML(n)
	}
	var long struct {
		P    int
		X    string
		S    []place
		Role argmap.CitationRole
		How  argmap.Explicitness
	}
	if err := n.Decode(&long); err != nil {
		return err
	}
	c.segments = long.S
	if long.X != "" {
		c.segments = append(c.segments, place{long.P, long.X})
	}
	if long.Role != "" {
		c.role = long.Role
	}
	if long.How != "" {
		c.how = long.How
	}
	return nil
}
