package evaluation

import (
	"context"
	"fmt"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// Supposition is a change that is only supposed: nothing of it is stored.
type Supposition struct {
	// Without are elements that are supposed to go. What cannot stand without them goes too (see
	// argmap.Deletion).
	Without []argmap.ID
	// What is supposed to come may name elements of the map that stay, and what comes with it by its key.
	Claims     []SupposedClaim
	Inferences []SupposedInference
	Rebuttals  []SupposedRebuttal
}

// SupposedClaim is a claim that a voice which counts asserts.
type SupposedClaim struct {
	// Key names it within the supposition, and is its id in the answer.
	Key  argmap.ID
	Text string
	// Basis pins what it rests on; empty leaves it to be derived.
	Basis argmap.Basis
}

// SupposedInference leads from claims to a claim, an inference or a rebuttal. An empty key gives it one.
type SupposedInference struct {
	Key        argmap.ID
	Premises   []argmap.ID
	Conclusion argmap.ID
}

// SupposedRebuttal leads from claims against a target; Against names the inference in which it denies
// the target as a premise, or is empty.
type SupposedRebuttal struct {
	Key      argmap.ID
	Premises []argmap.ID
	Target   argmap.ID
	Against  argmap.ID
}

// WhatIf tells what the labels would be if the map were otherwise. The supposition is held to the rules
// for authors, so what could not be committed is INVALID.
func (s *Service) WhatIf(ctx context.Context, snap *snapshot.Snapshot, what Supposition, r Request) (*Diff, error) {
	before, err := s.Evaluate(ctx, snap, r)
	if err != nil {
		return nil, err
	}
	supposed, err := suppose(snap, what)
	if err != nil {
		return nil, err
	}
	by := after(before.framework, supposed.snap, supposed.operations)
	if len(r.Reading.Voices) > 0 && supposed.voice != "" {
		r.Reading.Voices = append(slices.Clone(r.Reading.Voices), supposed.voice)
		by = anew(supposed.snap)
	}
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	after, err := labelsOf(ctx, supposed.snap, r, by)
	if err != nil {
		return nil, err
	}
	after.Revision = snap.Revision()
	return diffOf(before, after), nil
}

// labelsOf evaluates a snapshot that is in no log, and is read by the function.
func labelsOf(ctx context.Context, snap *snapshot.Snapshot, r Request, by func(snapshot.Reading) (*read, error)) (*Labels, error) {
	if r.Reading.Support == snapshot.Balances {
		return balanceOf(snap, r.Reading)
	}
	frame, err := by(r.Reading)
	if err != nil {
		return nil, err
	}
	return frame.labels(ctx, r.semantics())
}

// supposed is a map as it would be, what lies between, and the voice that holds what comes; empty for none.
type supposed struct {
	snap       *snapshot.Snapshot
	operations []argmap.Operation
	voice      argmap.ID
}

func suppose(snap *snapshot.Snapshot, what Supposition) (supposed, error) {
	less, gone, err := lose(snap, what.Without)
	if err != nil {
		return supposed{}, err
	}
	m := maker{snap: snap, keys: map[argmap.ID]argmap.Kind{}}
	if err := m.make(what); err != nil || len(m.operations) == 0 {
		return supposed{less, gone, ""}, err
	}
	more, come, err := virtually(less, m.operations)
	return supposed{more, slices.Concat(gone, come), m.voice}, err
}

// lose gives the map without some elements, and what lies between.
func lose(snap *snapshot.Snapshot, ids []argmap.ID) (*snapshot.Snapshot, []argmap.Operation, error) {
	if len(ids) == 0 {
		return snap, nil, nil
	}
	impact, err := argmap.Deletion(snap, ids)
	if err != nil {
		return nil, nil, err
	}
	return virtually(snap, impact.Operations)
}

// virtually applies operations as a commit would, and gives them as it would write them.
func virtually(snap *snapshot.Snapshot, operations []argmap.Operation) (*snapshot.Snapshot, []argmap.Operation, error) {
	operations, err := argmap.Check(snap, nil, operations, argmap.Authoring)
	if err != nil {
		return nil, nil, err
	}
	next, err := snap.Apply(argmap.ChangeSet{Map: snap.Map(), Revision: snap.Revision() + 1, Operations: operations})
	return next, operations, err
}

// maker makes the records of what is supposed to come.
type maker struct {
	snap       *snapshot.Snapshot
	voice      argmap.ID
	keys       map[argmap.ID]argmap.Kind
	operations []argmap.Operation
	made       int
}

func (m *maker) make(what Supposition) error {
	if len(what.Claims) > 0 {
		m.voice = m.free(argmap.TypeVoice)
		m.add(&argmap.Voice{ID: m.voice, Kind: argmap.VoiceParticipant, Name: "supposed"})
	}
	for i, c := range what.Claims {
		id, err := m.element(c.Key, argmap.KindClaim, "with.claims", i)
		if err != nil {
			return err
		}
		m.add(&argmap.Element{ID: id, Kind: argmap.KindClaim, Text: c.Text, Basis: c.Basis, Author: argmap.Local})
		m.add(&argmap.Commitment{ID: m.free(argmap.TypeCommitment), Voice: m.voice, Claim: id, Act: argmap.Asserts})
	}
	for i, x := range what.Inferences {
		id, err := m.element(x.Key, argmap.KindInference, "with.inferences", i)
		if err != nil {
			return err
		}
		m.add(&argmap.Element{ID: id, Kind: argmap.KindInference, Author: argmap.Local})
		m.links(id, x.Premises, argmap.RoleConcludes, x.Conclusion)
	}
	for i, x := range what.Rebuttals {
		id, err := m.element(x.Key, argmap.KindRebuttal, "with.rebuttals", i)
		if err != nil {
			return err
		}
		attack := argmap.AttackFor(m.kind(x.Target), x.Against != "")
		m.add(&argmap.Element{ID: id, Kind: argmap.KindRebuttal, Attack: attack, Author: argmap.Local})
		m.links(id, x.Premises, argmap.RoleAttacks, x.Target)
		if x.Against != "" {
			m.link(argmap.RoleAgainst, id, x.Against)
		}
	}
	return nil
}

func (m *maker) add(r argmap.Record) { m.operations = append(m.operations, argmap.Set(r)) }

func (m *maker) links(id argmap.ID, premises []argmap.ID, role argmap.Role, to argmap.ID) {
	for _, p := range premises {
		m.link(argmap.RolePremiseOf, p, id)
	}
	m.link(role, id, to)
}

func (m *maker) link(role argmap.Role, from, to argmap.ID) {
	m.add(&argmap.Link{ID: m.free(argmap.TypeLink), Role: role, From: from, To: to})
}

// element takes a key for an element, or makes one.
func (m *maker) element(wanted argmap.ID, kind argmap.Kind, field string, i int) (argmap.ID, error) {
	if wanted == "" {
		wanted = m.free(argmap.TypeElement)
	}
	_, twice := m.keys[wanted]
	if _, taken := m.snap.Entry(argmap.Ref{Type: argmap.TypeElement, ID: wanted}); taken || twice {
		return "", fault.InvalidField(fmt.Sprintf("%s.%d.key", field, i), "evaluation.key", "the key %q is taken; choose one that no element has", wanted)
	}
	m.keys[wanted] = kind
	return wanted, nil
}

// free gives an id that no record of the type has.
func (m *maker) free(t argmap.RecordType) argmap.ID {
	for {
		m.made++
		id := argmap.ID(fmt.Sprint("supposed-", m.made))
		_, taken := m.snap.Entry(argmap.Ref{Type: t, ID: id})
		if _, key := m.keys[id]; !taken && !key {
			return id
		}
	}
}

// kind gives what an element of the map or the supposition is; a claim where there is none, which the
// check of the links will say.
func (m *maker) kind(id argmap.ID) argmap.Kind {
	if k, ok := m.keys[id]; ok {
		return k
	}
	if e := argmap.ElementIn(m.snap, id); e != nil {
		return e.Kind
	}
	return argmap.KindClaim
}
