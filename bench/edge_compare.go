package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// compare holds the facts of an answer to those that were planted: the same claims, each once.
func compare(who string, got, want []fact) error {
	byID := func(a, b fact) int { return cmp.Compare(a.ID, b.ID) }
	got, want = slices.SortedFunc(slices.Values(got), byID), slices.SortedFunc(slices.Values(want), byID)
	if len(got) != len(want) {
		return fmt.Errorf("%s answers with %d claims and not with %d", who, len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			return fmt.Errorf("%s says\n%+v\nand what was planted is\n%+v", who, got[i], want[i])
		}
	}
	return nil
}

// bare leaves only what a claim says itself.
func (c fact) bare() fact { return fact{ID: c.ID, Text: c.Text, Kind: c.Kind} }

// peerSaid is a claim in the peer's answers.
type peerSaid struct {
	ID, Text, Kind string
	CitedFrom      []struct {
		ID, Source, Text string
		Ordinal          int
	}
	SupportedBy, AttackedBy []peerSaid
}

func (c peerSaid) facts(parent, kind string) ([]fact, error) {
	if c.Kind != kind || len(c.CitedFrom) != 1 {
		return nil, fmt.Errorf("the peer's claim %s is a %s with %d paragraphs, where a %s with one hangs", c.ID, c.Kind, len(c.CitedFrom), kind)
	}
	p := c.CitedFrom[0]
	out := []fact{{ID: c.ID, Text: c.Text, Kind: kind, Parent: parent, Paragraph: p.ID, Source: p.Source, Words: p.Text, Ordinal: p.Ordinal}}
	for k, children := range map[string][]peerSaid{support: c.SupportedBy, rebuttal: c.AttackedBy} {
		for _, child := range children {
			below, err := child.facts(c.ID, k)
			if err != nil {
				return nil, err
			}
			out = append(out, below...)
		}
	}
	return out, nil
}

func peerClaimFacts(answer []byte) ([]fact, error) {
	var got struct{ Data struct{ Claims []peerSaid } }
	if err := json.Unmarshal(answer, &got); err != nil {
		return nil, err
	}
	var out []fact
	for _, c := range got.Data.Claims {
		out = append(out, fact{ID: c.ID, Text: c.Text, Kind: c.Kind})
	}
	return out, nil
}

func peerTreeFacts(answer []byte) ([]fact, error) {
	var got struct{ Data struct{ Claims []peerSaid } }
	if err := json.Unmarshal(answer, &got); err != nil {
		return nil, err
	}
	if len(got.Data.Claims) != 1 {
		return nil, fmt.Errorf("the peer gives %d trees", len(got.Data.Claims))
	}
	return got.Data.Claims[0].facts("", thesis)
}

func ourClaimFacts(answer []byte) ([]fact, error) {
	var got struct {
		Data struct {
			Map struct {
				Element *struct {
					ID, Text          string
					PremiseOf, Rebuts []struct{ ID string }
				}
			}
		}
	}
	if err := json.Unmarshal(answer, &got); err != nil {
		return nil, err
	}
	c := got.Data.Map.Element
	if c == nil {
		return nil, errors.New("the service does not know the claim")
	}
	kind := pick(len(c.Rebuts) == 1, rebuttal, pick(len(c.PremiseOf) == 1, support, thesis))
	return []fact{{ID: c.ID, Text: c.Text, Kind: kind}}, nil
}

// ourTreeFacts reads rows: below a claim hang relations, and below these their premises.
func ourTreeFacts(answer []byte) ([]fact, error) {
	var got treeAnswer
	if err := json.Unmarshal(answer, &got); err != nil {
		return nil, err
	}
	kinds := map[string]string{"SUPPORTS": support, "REBUTS": rebuttal}
	rows := got.Data.Map.Tree.Rows
	var out []fact
	for _, r := range rows {
		if r.Role != nil && kinds[*r.Role] != "" {
			continue
		}
		c, kind := r.Element, thesis
		parent := ""
		if r.Parent != nil {
			relation := rows[*r.Parent]
			kind, parent = kinds[*relation.Role], rows[*relation.Parent].Element.ID
		}
		if c.Citations == nil || len(*c.Citations) != 1 {
			return nil, fmt.Errorf("the claim %s does not have one citation", c.ID)
		}
		p := (*c.Citations)[0].Paragraph
		out = append(out, fact{
			ID: c.ID, Text: *c.Text, Kind: kind, Parent: parent,
			Paragraph: p.ID, Source: p.Source.ID, Words: p.Text, Ordinal: p.Ordinal,
		})
	}
	return out, nil
}

// page is a page of theses that are attacked, and who attacks them, as facts with a parent.
type page struct {
	facts  []fact
	total  int
	cursor *string
}

func peerPageOf(answer []byte) (page, error) {
	var got struct {
		Data struct {
			ClaimsConnection struct {
				Aggregate struct{ Count struct{ Nodes int } }
				PageInfo  struct {
					HasNextPage bool
					EndCursor   *string
				}
				Edges []struct{ Node peerSaid }
			}
		}
	}
	err := json.Unmarshal(answer, &got)
	c := got.Data.ClaimsConnection
	p := page{total: c.Aggregate.Count.Nodes, cursor: pick(c.PageInfo.HasNextPage, c.PageInfo.EndCursor, nil)}
	for _, e := range c.Edges {
		p.facts = append(p.facts, fact{ID: e.Node.ID, Text: e.Node.Text, Kind: thesis})
		for _, a := range e.Node.AttackedBy {
			p.facts = append(p.facts, fact{ID: a.ID, Text: a.Text, Kind: rebuttal, Parent: e.Node.ID})
		}
	}
	return p, err
}

func ourPageOf(answer []byte) (page, error) {
	var got struct {
		Data struct {
			Map struct {
				Claims struct {
					TotalCount int
					PageInfo   struct {
						HasNextPage bool
						EndCursor   *string
					}
					Nodes []struct {
						ID, Text  string
						Rebuttals []struct{ Premises []struct{ ID, Text string } }
					}
				}
			}
		}
	}
	err := json.Unmarshal(answer, &got)
	c := got.Data.Map.Claims
	p := page{total: c.TotalCount, cursor: pick(c.PageInfo.HasNextPage, c.PageInfo.EndCursor, nil)}
	for _, n := range c.Nodes {
		p.facts = append(p.facts, fact{ID: n.ID, Text: n.Text, Kind: thesis})
		for _, r := range n.Rebuttals {
			for _, a := range r.Premises {
				p.facts = append(p.facts, fact{ID: a.ID, Text: a.Text, Kind: rebuttal, Parent: n.ID})
			}
		}
	}
	return p, err
}
