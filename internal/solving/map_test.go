package solving_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawing is a map, or a weighted graph, as a question holds it.
type drawing struct {
	Claims []drawnClaim `json:"claims"`
	Links  []drawnLink  `json:"links"`
}

type drawnClaim struct {
	ID       string `json:"id"`
	Asserted bool   `json:"asserted"`
}

type drawnLink struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Premises []string `json:"premises"`
	Target   string   `json:"target"`
}

func drawnMap(t *rapid.T) (d drawing) {
	var claims, targets []string
	for i := range rapid.IntRange(1, 4).Draw(t, "claims") {
		claims = append(claims, fmt.Sprint("c", i))
		d.Claims = append(d.Claims, drawnClaim{claims[i], rapid.Bool().Draw(t, "asserted")})
	}
	targets = slices.Clone(claims)
	for i := range rapid.IntRange(0, 5).Draw(t, "links") {
		d.Links = append(d.Links, drawnLink{ID: fmt.Sprint("l", i)})
		targets = append(targets, d.Links[i].ID)
	}
	for i := range d.Links {
		d.Links[i].Kind = rapid.SampledFrom([]string{"support", "attack", "attack"}).Draw(t, "kind")
		d.Links[i].Premises = rapid.SliceOfNDistinct(rapid.SampledFrom(claims), 0, 2, rapid.ID).Draw(t, "premises")
		d.Links[i].Target = rapid.SampledFrom(targets).Draw(t, "target")
	}
	return d
}

// elements lists claims, then links.
func (d drawing) elements() (ids []string) {
	for _, c := range d.Claims {
		ids = append(ids, c.ID)
	}
	for _, l := range d.Links {
		ids = append(ids, l.ID)
	}
	return ids
}

// standing gives what can be accepted step by step when the attacks of some links count: a link once all
// its premises are, a claim at once or, when it is not asserted, with an accepted support.
func (d drawing) standing(counts map[string]bool) map[string]bool {
	struck := map[string]bool{}
	for _, l := range d.Links {
		if l.Kind == "attack" && counts[l.ID] {
			struck[l.Target] = true
		}
	}
	held := map[string]bool{}
	for range d.elements() {
		for _, l := range d.Links {
			whole := !slices.ContainsFunc(l.Premises, func(p string) bool { return !held[p] })
			if whole && !struck[l.ID] {
				held[l.ID] = true
			}
		}
		for _, c := range d.Claims {
			backed := slices.ContainsFunc(d.Links, func(l drawnLink) bool { return l.Kind == "support" && l.Target == c.ID && held[l.ID] })
			if (c.Asserted || backed) && !struck[c.ID] {
				held[c.ID] = true
			}
		}
	}
	return held
}

// complete lists the complete labellings: what is IN stands against all that is not OUT, and what is not
// OUT stands against what is IN.
func (d drawing) complete() (all []map[string]string) {
	ids := d.elements()
	for mask := range 1 << len(ids) {
		in := map[string]bool{}
		for i, id := range ids {
			if mask>>i&1 == 1 {
				in[id] = true
			}
		}
		open := d.standing(in)
		if !maps.Equal(d.standing(open), in) {
			continue
		}
		labels := map[string]string{}
		consistent := true
		for _, id := range ids {
			switch {
			case in[id]:
				labels[id] = "IN"
				consistent = consistent && open[id]
			case open[id]:
				labels[id] = "UNDEC"
			default:
				labels[id] = "OUT"
			}
		}
		if consistent {
			all = append(all, labels)
		}
	}
	return all
}

func TestMapsFollowTheirReading(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawnMap(t)
		all := d.complete()
		in := func(labels map[string]string) (n int) {
			for _, l := range labels {
				if l == "IN" {
					n++
				}
			}
			return n
		}
		least := slices.MinFunc(all, func(a, b map[string]string) int { return in(a) - in(b) })
		q := map[string]any{"kind": "map", "claims": d.Claims, "links": d.Links}
		var got struct {
			Labels     map[string]string
			Extensions [][]string
		}
		for semantics, task := range map[string]string{"GR": "LAB", "CO": "EE"} {
			q["semantics"], q["task"] = semantics, task
			if err := json.Unmarshal([]byte(filtered(t, line(t, q))[0]), &got); err != nil {
				t.Fatal(err)
			}
		}
		if !maps.Equal(got.Labels, least) {
			t.Fatalf("got %v, want %v", got.Labels, least)
		}
		want := map[string]bool{}
		for _, labels := range all {
			var set []string
			for _, id := range d.elements() {
				if labels[id] == "IN" {
					set = append(set, id)
				}
			}
			want[fmt.Sprint(set)] = true
		}
		for _, set := range got.Extensions {
			if !want[fmt.Sprint(set)] {
				t.Fatalf("got the extensions %v, want %v", got.Extensions, want)
			}
		}
		if len(got.Extensions) != len(want) {
			t.Fatalf("got the extensions %v, want %v", got.Extensions, want)
		}
	})
}

// Strengths and removals without cycles are those that the formula of quadratic energy gives by hand.
func TestStrengthsFollowTheFormula(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "arguments")
		share := rapid.Float64Range(0, 1)
		base, edges := make([]float64, n), map[[2]int][2]float64{} // weights of attack and of support
		var arguments []map[string]any
		attacks, supports := [][]any{}, []map[string]any{}
		for a := range n {
			base[a] = share.Draw(t, "weight")
			arguments = append(arguments, map[string]any{"id": a, "weight": base[a]})
			for b := range a {
				attack, support := share.Draw(t, "attack"), share.Draw(t, "support")
				edges[[2]int{b, a}] = [2]float64{attack, support}
				attacks = append(attacks, []any{b, a, attack})
				supports = append(supports, map[string]any{"from": b, "to": fmt.Sprint(a), "weight": support})
			}
		}
		strengths := func(gone int) []float64 {
			s := make([]float64, n)
			for a := range n {
				energy := 0.0
				for b := range a {
					if b != gone {
						energy += s[b] * (edges[[2]int{b, a}][1] - edges[[2]int{b, a}][0])
					}
				}
				pull := energy * energy / (1 + energy*energy)
				if energy < 0 {
					s[a] = base[a] - base[a]*pull
				} else {
					s[a] = base[a] + (1-base[a])*pull
				}
			}
			return s
		}
		q := map[string]any{"kind": "qbaf", "semantics": "QE", "arguments": arguments, "attacks": attacks, "supports": supports}
		var got struct {
			Strengths, Attribution map[string]float64
			Converged              bool
		}
		ask := func() {
			if err := json.Unmarshal([]byte(filtered(t, line(t, q))[0]), &got); err != nil {
				t.Fatal(err)
			}
		}
		ask()
		q["kind"], q["method"], q["topic"] = "attr", "removal", n-1
		ask()
		whole := strengths(-1)
		for a := range n {
			removal := whole[n-1] - strengths(a)[n-1]
			if a == n-1 {
				removal = 0
			}
			name := fmt.Sprint(a)
			if !got.Converged || math.Abs(got.Strengths[name]-whole[a]) > 1e-9 || math.Abs(got.Attribution[name]-removal) > 1e-9 {
				t.Fatalf("%s: got %v and %v, want %v and %v", name, got.Strengths[name], got.Attribution[name], whole[a], removal)
			}
		}
	})
}
