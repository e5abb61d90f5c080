package authoring

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync/atomic"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// request is an input as it came, for its hash.
type request struct {
	name  string
	input any
}

// hash is the SHA-256 of a request with what the write says besides, in hexadecimal. Fields that are
// left out do not count, so that a new field of the schema leaves old hashes as they are.
func (r request) hash(w Write) (string, error) {
	text, err := json.Marshal(struct {
		Name    string          `json:"name"`
		Map     argmap.ID       `json:"map,omitzero"`
		Since   argmap.Revision `json:"since,omitzero"`
		Message string          `json:"message,omitzero"`
		Input   any             `json:"input,omitempty"`
	}{r.name, w.Map, w.Since, w.Message, r.input})
	if err != nil {
		return "", fault.New(fault.Internal, "write.hash", "the input could not be hashed").Because(err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

func (s *Service) proposal(w Write, r request) (ledger.Proposal, error) {
	p := ledger.Proposal{Map: w.Map, Since: w.Since, Actor: w.Actor, Key: w.Key, Message: w.Message}
	if w.Key == "" {
		return p, nil
	}
	var err error
	p.InputHash, err = r.hash(w)
	return p, err
}

// carryOut commits the steps as one change set.
func (s *Service) carryOut(ctx context.Context, w Write, r request, steps []step) (Result, error) {
	p, err := s.proposal(w, r)
	if err != nil {
		return Result{}, err
	}
	texts, err := s.textsOf(ctx, steps)
	if err != nil {
		return Result{}, err
	}
	job := &job{actor: w.Actor, since: w.Since, now: s.now(), ids: newNaming(s.ids), texts: texts, steps: steps, schemes: s.schemes}
	var last atomic.Pointer[plan]
	p.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
		compiled, err := job.compile(head)
		if err != nil {
			return nil, err
		}
		last.Store(compiled)
		return compiled.operations, nil
	}
	receipt, err := s.ledger.Commit(ctx, p)
	switch {
	case err != nil:
		return Result{}, inputError(err, last.Load())
	case receipt.Repeated:
		return s.recall(ctx, receipt, job)
	}
	return last.Load().result(receipt), nil
}

func (p *plan) result(r ledger.Receipt) Result {
	return Result{Receipt: r, IDs: p.ids, Refs: p.refs, Deleted: p.deleted, Rebuttals: p.rebuttals}
}

// inputError names the input at fault in an error of the ledger.
func inputError(err error, p *plan) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	switch {
	case f.Details["operation"] != nil:
		return p.locate(err)
	case f.Reason == "revision.future":
		return f.At("input.since")
	case isPath(f.Field):
		return f
	}
	return placed(err)
}

// isPath reports whether a field is an input's path already.
func isPath(field string) bool { return len(field) >= 5 && field[:5] == "input" }

// recall gives the result of a write that was made before. What it added, in the order of the log,
// is what compiling it again at the head of that time adds, so the ids can be read off. Schemes have no
// history, so what they said then is read from the log too.
func (s *Service) recall(ctx context.Context, r ledger.Receipt, j *job) (Result, error) {
	set, err := s.ledger.Change(ctx, r.Map, r.Revision)
	if fault.Of(err) == fault.NotFound {
		return Result{Receipt: r}, nil
	}
	if err != nil {
		return Result{}, err
	}
	before, err := s.ledger.At(ctx, r.Map, ledger.Read{AsOf: r.Revision - 1})
	if err != nil {
		return Result{}, err
	}
	j.then = pastOf(set.Operations)
	compiled, err := j.compile(before)
	if err != nil {
		return Result{}, fault.New(fault.Internal, "write.recall", "what the write came to the first time could not be worked out").Because(err)
	}
	return compiled.renamed(added(compiled.operations), added(set.Operations)).result(r), nil
}

// added lists the ids of the records that operations add.
func added(ops []argmap.Operation) []argmap.ID {
	var ids []argmap.ID
	for _, op := range ops {
		if op.Before == nil && op.After != nil {
			ids = append(ids, op.Ref.ID)
		}
	}
	return ids
}

// renamed is a plan with the ids that were given the first time.
func (p *plan) renamed(ours, theirs []argmap.ID) *plan {
	table := map[argmap.ID]argmap.ID{}
	for i := range min(len(ours), len(theirs)) {
		table[ours[i]] = theirs[i]
	}
	first := func(id argmap.ID) argmap.ID {
		if then, ok := table[id]; ok {
			return then
		}
		return id
	}
	out := &plan{deleted: p.deleted}
	for _, id := range p.ids {
		out.ids = append(out.ids, first(id))
	}
	for _, n := range p.refs {
		out.refs = append(out.refs, NamedID{n.Ref, first(n.ID)})
	}
	for _, id := range p.rebuttals {
		out.rebuttals = append(out.rebuttals, first(id))
	}
	return out
}
