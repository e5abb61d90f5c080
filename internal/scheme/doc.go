// Package scheme holds argumentation schemes as data: what a step of reasoning of each kind takes as
// premises, what it concludes, and the critical questions that it must stand up to. The standard set
// follows D. Walton, C. Reed and F. Macagno, Argumentation Schemes (Cambridge University Press 2008),
// chapter 9, in our own words; users add schemes of their own by file (see [Parse]).
//
// # The file
//
// A file is one YAML document. source and family are those of every scheme that names none itself.
//
//	source: our handbook, 2nd edition
//	family: planning
//	schemes:
//	  - id: bus-factor                       # lower case, words joined by hyphens
//	    name: Argument from the bus factor
//	    aliases: [BusFactor, lone maintainer]  # other spellings; see [Set.Find]
//	    aifdb: ["15"]                        # ids of the scheme in AIFdb, if it has any
//	    variables: {person: the maintainer, system: the system}
//	    premises:
//	      - {id: alone, says: "only {person} knows {system}"}
//	      - {id: matters, kind: assumption, says: "{system} matters"}
//	    conclusion: "somebody else should learn {system}"
//	    questions:
//	      - {id: alone, asks: "Does nobody but {person} know {system}?", attacks: alone, burden: premise}
//	      - {id: matters, asks: "Does {system} matter?", attacks: matters, burden: assumption}
//	      - {id: retired, asks: "Is {system} to be retired soon?", attacks: inference, burden: exception}
//
// Each word in braces is a variable of the scheme; what variables says of it stands in for it while
// nobody knows more. attacks names a premise, or is inference or conclusion. The burden fits what is
// attacked: premise for an ordinary premise, assumption for an assumption, assumption or exception
// for the inference, exception for the conclusion. A question may list, under conflicts, the names by
// which AIFdb calls a conflict that raises it.
//
// Two more lists speak of names: ambiguous, of {name, of: [ids]}, for a name that may mean several
// schemes; and none, of {because, names: []}, for names that are known to mean no scheme.
package scheme

//go:generate go test -run ^TestPage$ -update .
