package snapshot

// Rephrase is a view of a rephrase.
type Rephrase struct{ node }

// Act gives the type of rephrase as it was imported, or nil.
func (r Rephrase) Act() *string { return optional(r.Record().Act) }

// Wordings gives the new wordings.
func (r Rephrase) Wordings() []Element { return views[Element](r.s, r.far(rephrases, false)) }

// Restates gives what they restate.
func (r Rephrase) Restates() []Element { return views[Element](r.s, r.far(rephraseOf, true)) }

// Preference is a view of a preference.
type Preference struct{ node }

// Scheme gives the scheme as it was named, or nil.
func (p Preference) Scheme() *string { return optional(p.Record().Scheme) }

// Preferred gives what goes before.
func (p Preference) Preferred() []Element { return views[Element](p.s, p.far(preferredIn, false)) }

// Over gives what is put behind.
func (p Preference) Over() []Element { return views[Element](p.s, p.far(preferredTo, true)) }

// Locution is a view of a locution.
type Locution struct{ node }

// Speaker gives who said it, or nil where that is unknown.
func (l Locution) Speaker() *Voice { return l.s.Voice(l.Record().Speaker) }

// Performs gives the acts done by saying it.
func (l Locution) Performs() []Illocution { return views[Illocution](l.s, l.far(performs, true)) }

// Illocution is a view of an illocution.
type Illocution struct{ node }

// Act gives the force as it was imported, or nil.
func (i Illocution) Act() *string { return optional(i.Record().Act) }

// PerformedBy gives the locutions and transitions that perform the act.
func (i Illocution) PerformedBy() []Element { return views[Element](i.s, i.far(performs, false)) }

// Content gives what the act is about.
func (i Illocution) Content() []Element { return views[Element](i.s, i.far(hasContent, true)) }

// Transition is a view of a transition.
type Transition struct{ node }

// Act gives the type as it was imported, or nil.
func (t Transition) Act() *string { return optional(t.Record().Act) }

// Starts gives the locutions that the transition starts at.
func (t Transition) Starts() []Locution { return views[Locution](t.s, t.far(starts, false)) }

// Ends gives the locutions that it ends in.
func (t Transition) Ends() []Locution { return views[Locution](t.s, t.far(endsIn, true)) }

// Foreign is a view of an imported node that no kind fits.
type Foreign struct{ node }

// Act gives the type as it was imported, or nil.
func (f Foreign) Act() *string { return optional(f.Record().Act) }
