package argmap

// Tier says what becomes of a record that breaks a rule.
type Tier string

// The two tiers.
const (
	// Structural rules are never broken: nothing that breaks one is stored, from whatever hand.
	Structural Tier = "STRUCTURAL"
	// WellFormedness rules refuse an author; what an import brings is kept and marked a defect.
	WellFormedness Tier = "WELL_FORMEDNESS"
)

// RuleID is the stable name of a rule. It is the reason of the error that refuses a breach.
type RuleID string

// Rule is one row of the tables of rules.
type Rule struct {
	ID   RuleID
	Tier Tier
	// Says is the rule in one sentence.
	Says string
	// Because is why there is such a rule.
	Because string
}

// The structural rules.
const (
	RuleCount      RuleID = "STR-COUNT"
	RuleIdent      RuleID = "STR-ID"
	RuleOnce       RuleID = "STR-ONCE"
	RuleText       RuleID = "STR-TEXT"
	RuleFields     RuleID = "STR-FIELDS"
	RuleEnds       RuleID = "STR-ENDS"
	RuleJoin       RuleID = "STR-JOIN"
	RuleFixed      RuleID = "STR-FIXED"
	RuleDangling   RuleID = "STR-DANGLING"
	RuleProperties RuleID = "STR-PROPERTIES"
	RuleParagraph  RuleID = "STR-CITE-PARAGRAPH"
	RuleRange      RuleID = "STR-CITE-RANGE"
	RuleWords      RuleID = "STR-CITE-WORDS"
)

// The well-formedness rules.
const (
	RuleClaimText    RuleID = "MAP-CLAIM-TEXT"
	RuleQuestionText RuleID = "MAP-QUESTION-TEXT"
	RuleLength       RuleID = "MAP-TEXT-LENGTH"
	RuleControl      RuleID = "MAP-TEXT-CONTROL"
	RuleInfPremise   RuleID = "MAP-INF-PREMISE"
	RuleInfEnd       RuleID = "MAP-INF-CONCLUSION"
	RuleRebPremise   RuleID = "MAP-REB-PREMISE"
	RuleRebTarget    RuleID = "MAP-REB-TARGET"
	RuleRebKind      RuleID = "MAP-REB-KIND"
	RuleRebAgainst   RuleID = "MAP-REB-AGAINST"
	RuleRephrase     RuleID = "MAP-REPH-ENDS"
	RulePreference   RuleID = "MAP-PREF-ENDS"
	RuleTwice        RuleID = "MAP-LINK-TWICE"
	RuleOrdinal      RuleID = "MAP-ROW-ORDINAL"
	RuleCritBurden   RuleID = "MAP-CRIT-BURDEN"
	RuleCritAbout    RuleID = "MAP-CRIT-ABOUT"
	RuleBearing      RuleID = "MAP-ANSWER-BEARING"
	RuleIllocution   RuleID = "MAP-ILL-ENDS"
	RuleTransition   RuleID = "MAP-TRANS-ENDS"
	RuleForeign      RuleID = "MAP-FOREIGN"
)

// Limits of texts.
const (
	// MaxTextCodePoints is the longest text of a claim or question that an author may write.
	MaxTextCodePoints = 20_000
	// MaxTextBytes is the longest text that any record may hold, imports included.
	MaxTextBytes = 1 << 20
	// MaxSegments is how many segments one citation may have.
	MaxSegments = 100
)

// Rules lists every rule, structural ones first.
func Rules() []Rule {
	return []Rule{
		{RuleCount, Structural, "a change set has at most 10,000 operations", "one transaction must stay small enough for either store; larger imports are staged"},
		{RuleIdent, Structural, "an id is 1 to 200 bytes of UTF-8 without control characters", "ids travel through URLs, logs and other people's formats"},
		{RuleOnce, Structural, "a change set names each record once", "operations are absolute, so two for one record contradict each other"},
		{RuleText, Structural, "a text is UTF-8 without NUL and at most 1 MiB", "both stores must give back exactly what they were given"},
		{RuleFields, Structural, "a record's fields hold values of their own type, and only the fields of its kind are set", "a field that one reader ignores and another obeys is a lie"},
		{RuleEnds, Structural, "whatever a record names exists in the same map", "a link into nothing cannot be drawn, evaluated or deleted"},
		{RuleJoin, Structural, "a role joins only the kinds in its row of the table of roles", "an edge that no role fits is kept as FOREIGN"},
		{RuleFixed, Structural, "an element keeps its kind, a link its role and ends, a citation its element", "what is turned into something else is another thing: remove it and add the new one"},
		{RuleDangling, Structural, "nothing that stays may name a record that goes", "deleting takes along what hangs on the deleted, and says so before"},
		{RuleProperties, Structural, "a map's first change set sets its properties, and no later one removes them", "a map without a title and owner cannot be listed"},
		{RuleParagraph, Structural, "a segment names a paragraph of the citation's source, and a new citation none of a withdrawn source", "a citation is the way back to the text"},
		{RuleRange, Structural, "a segment lies within its paragraph: 0 <= start < end <= the paragraph's length in code points", "offsets beyond the text point at nothing"},
		{RuleWords, Structural, "a segment's exact words are those of the paragraph between its offsets", "a quotation that the text does not contain is invented"},

		{RuleClaimText, WellFormedness, "a claim has a text", "nobody can agree or disagree with silence"},
		{RuleQuestionText, WellFormedness, "a question has a text", "a question keeps its words as asked"},
		{RuleLength, WellFormedness, "a text has at most 20,000 code points", "a claim is a statement, not a document"},
		{RuleControl, WellFormedness, "a text has no control characters but tab and line feed", "they hide words or break displays"},
		{RuleInfPremise, WellFormedness, "an inference has at least one premise", "without a premise nothing is inferred"},
		{RuleInfEnd, WellFormedness, "an inference has exactly one conclusion", "two conclusions are two inferences"},
		{RuleRebPremise, WellFormedness, "a rebuttal has at least one premise", "somebody must say what stands against the target"},
		{RuleRebTarget, WellFormedness, "a rebuttal has exactly one target", "two targets are two rebuttals"},
		{RuleRebKind, WellFormedness, "a rebuttal's kind is UNDERCUT when its first target is a relation, and else UNDERMINE or REBUT", "the kind says what is attacked"},
		{RuleRebAgainst, WellFormedness, "a rebuttal that undermines names the one inference in which its target is a premise, and no other names any", "a claim is undermined as a premise of something"},
		{RuleRephrase, WellFormedness, "a rephrase has one new wording and one old", "it says what restates what"},
		{RulePreference, WellFormedness, "a preference has one preferred element and one put behind", "it says what goes before what"},
		{RuleTwice, WellFormedness, "two elements are joined by one role once", "saying it twice adds nothing and counts double"},
		{RuleOrdinal, WellFormedness, "the questions of a row have ordinals from 1, each its own", "the order in which they were asked is part of what was asked"},
		{RuleCritBurden, WellFormedness, "a question has both a burden and an effect, which fit each other, and names its critical question, or it has neither", "the burden says who must show what, the effect what falls if nobody does"},
		{RuleCritAbout, WellFormedness, "a question with a burden asks about one inference and nothing else, and about a slot of it exactly when its effect is PREMISE", "a critical question tests one step, or one premise of it"},
		{RuleBearing, WellFormedness, "only an answer to a question with a burden meets it or fails it", "where no argument is tested there is no test to pass"},
		{RuleIllocution, WellFormedness, "an illocution is performed by a locution or transition and has content", "an act is somebody's, and about something"},
		{RuleTransition, WellFormedness, "a transition starts at a locution and ends in one", "a reply joins two things that were said"},
		{RuleForeign, WellFormedness, "nothing is FOREIGN", "only an import may bring what no kind or role fits"},
	}
}

// Defect is one breach of a well-formedness rule by an element.
type Defect struct {
	Rule    RuleID
	Element ID
	// Message says what is wrong and what would be right.
	Message string
}

// AttackFor gives the kind of an attack on a target of the kind, named against an inference or not.
func AttackFor(target Kind, against bool) AttackKind {
	switch {
	case target.Relation():
		return Undercut
	case against:
		return Undermine
	default:
		return Rebut
	}
}
