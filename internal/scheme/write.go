package scheme

import (
	"io"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// Write writes the set as a file that Parse reads back as the same set. It names source and family at
// each scheme. An error is that of the writer.
func (s *Set) Write(w io.Writer) error {
	out := outFile{Schemes: []outScheme{}}
	for _, sc := range s.schemes {
		out.Schemes = append(out.Schemes, outScheme{
			ID: sc.ID, Name: sc.Name, Aliases: sc.Aliases, AIFdb: sc.AIFdb, Family: sc.Family, Source: sc.Source,
			Variables: outVariables(sc.Variables), Premises: outSlots(sc.Premises),
			Conclusion: string(sc.Conclusion), Questions: outQuestions(sc.Questions),
		})
	}
	for _, sp := range s.names() {
		if sp.because == "" {
			out.Ambiguous = append(out.Ambiguous, outAmbiguous{sp.written, sp.of})
		} else {
			out.None = append(out.None, outNone{sp.because, []string{sp.written}})
		}
	}
	text, err := yaml.Dump(out)
	if err != nil {
		return fault.New(fault.Internal, "scheme.dump", "the schemes could not be written").Because(err)
	}
	_, err = w.Write(text)
	return err
}

// The file as package yaml writes it.
type (
	outFile struct {
		Schemes   []outScheme    `yaml:"schemes"`
		Ambiguous []outAmbiguous `yaml:"ambiguous,omitempty"`
		None      []outNone      `yaml:"none,omitempty"`
	}
	outScheme struct {
		ID         string        `yaml:"id"`
		Name       string        `yaml:"name"`
		Aliases    []string      `yaml:"aliases,omitempty"`
		AIFdb      []string      `yaml:"aifdb,omitempty"`
		Family     string        `yaml:"family"`
		Source     string        `yaml:"source"`
		Variables  *yaml.Node    `yaml:"variables,omitempty"`
		Premises   []outSlot     `yaml:"premises"`
		Conclusion string        `yaml:"conclusion"`
		Questions  []outQuestion `yaml:"questions"`
	}
	outSlot struct {
		ID   string `yaml:"id"`
		Kind string `yaml:"kind"`
		Says string `yaml:"says"`
	}
	outQuestion struct {
		ID        string   `yaml:"id"`
		Asks      string   `yaml:"asks"`
		Attacks   string   `yaml:"attacks"`
		Burden    string   `yaml:"burden"`
		Conflicts []string `yaml:"conflicts,omitempty"`
	}
	outAmbiguous struct {
		Name string   `yaml:"name"`
		Of   []string `yaml:"of"`
	}
	outNone struct {
		Because string   `yaml:"because"`
		Names   []string `yaml:"names"`
	}
)

// outVariables writes a mapping that keeps its order.
func outVariables(list []Variable) *yaml.Node {
	if len(list) == 0 {
		return nil
	}
	m := &yaml.Node{Kind: yaml.MappingNode}
	for _, v := range list {
		for _, text := range []string{v.Name, v.Words} {
			m.Content = append(m.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text})
		}
	}
	return m
}

func outSlots(list []Slot) []outSlot {
	var out []outSlot
	for _, s := range list {
		out = append(out, outSlot{s.ID, strings.ToLower(string(s.Kind)), string(s.Says)})
	}
	return out
}

func outQuestions(list []*CriticalQuestion) []outQuestion {
	var out []outQuestion
	for _, q := range list {
		attacks := q.Slot
		if q.Attacks != argmap.EffectPremise {
			attacks = strings.ToLower(string(q.Attacks))
		}
		out = append(out, outQuestion{q.ID, string(q.Asks), attacks, strings.ToLower(string(q.Burden)), q.Conflicts})
	}
	return out
}
