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
	supposed, voice, err := suppose(snap, what)
	if err != nil {
		return nil, err
	}
	if len(r.Reading.Voices) > 0 && voice != "" {
		r.Reading.Voices = append(slices.Clone(r.Reading.Voices), voice)
	}
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	after, err := labelsOf(ctx, supposed, r)
	if err != nil {
		return nil, err
	}
	after.Revision = snap.Revision()
	return diffOf(before, after), nil
}

// labelsOf evaluates a snapshot that is in no log.
func labelsOf(ctx context.Context, snap *snapshot.Snapshot, r Request) (*Labels, error) {
	if r.Reading.Support == snapshot.Balances {
		return balanceOf(snap, r.Reading)
	}
	frame, err := anew(snap)(r.Reading)
	if err != nil {
		return nil, err
	}
	return frame.labels(ctx, r.semantics())
}

// suppose gives the map as it would be, and the voice that holds what comes.
func suppose(snap *snapshot.Snapshot, what Supposition) (*snapshot.Snapshot, argmap.ID, error) {
	var operations []argmap.Operation
	if len(what.Without) > 0 {
		impact, err := argmap.Deletion(snap, what.Without)
		if err != nil {
			return nil, "", err
		}
		operations = impact.Operations
	}
	less, err := virtually(snap, operations)
	if err != nil {
		return nil, "", err
	}
	m := maker{snap: snap, keys: map[argmap.ID]argmap.Kind{}}
	if err := m.make(what); err != nil || len(m.operations) == 0 {
		return less, "", err
	}
	more, err := virtually(less, m.operations)
	return more, m.voice, err
}

// virtually applies operations as a commit would.
func virtually(snap *snapshot.Snapshot, operations []argmap.Operation) (*snapshot.Snapshot, error) {
	operations, err := argmap.Check(snap, nil, operations, argmap.Authoring)
	if err != nil {
		return nil, err
	}
	return snap.Apply(argmap.ChangeSet{Map: snap.Map(), Revision: snap.Revision() + 1, Operations: operations})
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
