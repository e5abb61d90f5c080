package snapshot

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"argmap/internal/argmap"
)

// Links and commitments are the most numerous records, and the fields that only an import or a rare
// role fills are most of their size. So tables hold them packed, and make the record when it is asked for.

// packed is a table of records of type T in packed form.
type packed[T any, P form[T]] struct {
	table[P]
	// pack gives the packed form, with the memory of equal words shared.
	pack func(in *interner, record *T) P
}

func newPacked[T any, P form[T]](key func(*P) argmap.ID, pack func(*interner, *T) P) packed[T, P] {
	t := packed[T, P]{newTable(key), pack}
	t.rows.finer = 1
	return t
}

// form is a packed record, which fills an empty record to be equal to the one that was packed.
type form[T any] interface{ fill(record *T) }

// at makes the record in a slot.
func (t *packed[T, P]) at(slot int32) *T {
	record := new(T)
	t.rows.at(slot).record.fill(record)
	return record
}

// scan gives every slot in use with its record, which holds only until the next one is given.
func (t *packed[T, P]) scan(yield func(slot int32, record *T) bool) {
	record, empty := new(T), *new(T)
	for slot := range t.slots() {
		*record = empty
		t.rows.at(slot).record.fill(record)
		if !yield(slot, record) {
			return
		}
	}
}

// set puts a record into the slot of its id, a new one if there is none.
func (t *packed[T, P]) set(by *edit, in *interner, id argmap.ID, record *T, revision argmap.Revision) int32 {
	return t.table.set(by, id, t.pack(in, record), revision)
}

// packedLink is an argmap.Link, packed.
type packedLink struct {
	id, from, to argmap.ID
	rest         *linkRest
	ordinal      int32
	role         role
	bearing      uint8
	partial      bool
}

// linkRest is what few links have.
type linkRest struct {
	slot     string
	external argmap.External
	raw      json.RawMessage
	// whole is a link that the packed form cannot hold, or nil.
	whole *argmap.Link
}

var (
	roles    = rolesOfJoins()
	bearings = []argmap.Bearing{"", argmap.Meets, argmap.Fails, argmap.Neutral}
	acts     = []argmap.Act{"", argmap.Asserts, argmap.Concedes, argmap.Denies, argmap.Supposes}
)

func rolesOfJoins() []argmap.Role {
	var all []argmap.Role
	for _, j := range argmap.Joins() {
		all = append(all, j.Role)
	}
	return all
}

func packLink(in *interner, r *argmap.Link) packedLink {
	role, bearing := roleIndex(r.Role), slices.Index(bearings, r.Bearing)
	l := packedLink{
		id: argmap.ID(in.keep(string(r.ID))), from: in.element(r.From), to: in.element(r.To),
		ordinal: int32(r.Ordinal), partial: r.Partial,
	}
	if roles[role] != r.Role || bearing < 0 || r.Ordinal < math.MinInt32 || r.Ordinal > math.MaxInt32 {
		l.rest = &linkRest{whole: r}
		return l
	}
	l.role, l.bearing = role, uint8(bearing)
	if r.Slot != "" || r.External != (argmap.External{}) || r.Raw != nil {
		l.rest = &linkRest{slot: in.word(r.Slot), external: in.external(r.External), raw: r.Raw}
	}
	return l
}

// linkAt and commitmentAt give the record in a slot for a look; tables give one to keep.
func (l *layout) linkAt(slot int32) (r argmap.Link) {
	l.links.rows.at(slot).record.fill(&r)
	return r
}

func (l *layout) commitmentAt(slot int32) (r argmap.Commitment) {
	l.commitments.rows.at(slot).record.fill(&r)
	return r
}

// place gives what orders the links of one element before their ids do.
func (l *packedLink) place() (role, ordinal int) {
	if l.rest != nil && l.rest.whole != nil {
		r := l.rest.whole
		if role = slices.Index(roles, r.Role); role < 0 {
			role = len(roles)
		}
		return role, r.Ordinal
	}
	return int(l.role), int(l.ordinal)
}

// compareLinks is argmap.CompareLinks.
func (l *layout) compareLinks(a, b int32) int {
	x, y := &l.links.rows.at(a).record, &l.links.rows.at(b).record
	role, ordinal := x.place()
	otherRole, otherOrdinal := y.place()
	return cmp.Or(cmp.Compare(role, otherRole), cmp.Compare(ordinal, otherOrdinal), cmp.Compare(x.id, y.id))
}

func (l packedLink) fill(r *argmap.Link) {
	if l.rest != nil && l.rest.whole != nil {
		*r = *l.rest.whole
		return
	}
	r.ID, r.Role, r.From, r.To, r.Ordinal = l.id, roles[l.role], l.from, l.to, int(l.ordinal)
	r.Partial, r.Bearing = l.partial, bearings[l.bearing]
	if l.rest != nil {
		r.Slot, r.External, r.Raw = l.rest.slot, l.rest.external, l.rest.raw
	}
}

// packedCommitment is an argmap.Commitment, packed.
type packedCommitment struct {
	id, voice, claim argmap.ID
	rest             *commitmentRest
	act              uint8
}

// commitmentRest is what few commitments have.
type commitmentRest struct {
	reportedBy argmap.ID
	external   argmap.External
	raw        json.RawMessage
	// whole is a commitment that the packed form cannot hold, or nil.
	whole *argmap.Commitment
}

func packCommitment(in *interner, r *argmap.Commitment) packedCommitment {
	act := slices.Index(acts, r.Act)
	c := packedCommitment{
		id: argmap.ID(in.keep(string(r.ID))), voice: in.voice(r.Voice), claim: in.element(r.Claim),
	}
	if act < 0 {
		c.rest = &commitmentRest{whole: r}
		return c
	}
	c.act = uint8(act)
	if r.ReportedBy != "" || r.External != (argmap.External{}) || r.Raw != nil {
		c.rest = &commitmentRest{
			reportedBy: in.voice(r.ReportedBy), external: in.external(r.External), raw: r.Raw,
		}
	}
	return c
}

func (c packedCommitment) fill(r *argmap.Commitment) {
	if c.rest != nil && c.rest.whole != nil {
		*r = *c.rest.whole
		return
	}
	r.ID, r.Voice, r.Claim, r.Act = c.id, c.voice, c.claim, acts[c.act]
	if c.rest != nil {
		r.ReportedBy, r.External, r.Raw = c.rest.reportedBy, c.rest.external, c.rest.raw
	}
}
