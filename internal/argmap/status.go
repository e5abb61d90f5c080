package argmap

// Label is what evaluation says of a claim, an inference or a rebuttal.
type Label string

// The labels.
const (
	LabelIn        Label = "IN"
	LabelOut       Label = "OUT"
	LabelUndecided Label = "UNDECIDED"
)

// OutReason says why a label is OUT.
type OutReason string

// The reasons. Losing a reason does not refute a claim: UNSUPPORTED is not DEFEATED.
const (
	Defeated    OutReason = "DEFEATED"
	Unsupported OutReason = "UNSUPPORTED"
)

// QuestionStatus is where a question stands.
type QuestionStatus string

// The statuses of a question.
const (
	Withdrawn   QuestionStatus = "WITHDRAWN"
	NotExpected QuestionStatus = "NOT_EXPECTED"
	Answered    QuestionStatus = "ANSWERED"
	Contested   QuestionStatus = "CONTESTED"
	Open        QuestionStatus = "OPEN"
)

// AnswerState is one answer as the status rule sees it.
type AnswerState struct {
	Partial bool
	Label   Label
}

// Standing is a question's status with the facts behind it.
type Standing struct {
	Status QuestionStatus
	// Full and Partial count the answers of either sort; Accepted, Undecided and Fallen count all
	// answers by their label.
	Full, Partial               int
	Accepted, Undecided, Fallen int
}

// StandingOf is the status rule; the first that applies:
//
//	WITHDRAWN     who asked it took it back
//	NOT_EXPECTED  it is rhetorical, and nobody answered
//	ANSWERED      a full answer is IN, and no rival is IN where answers exclude each other
//	CONTESTED     an answer is UNDECIDED, or two exclusive full answers are IN
//	OPEN          otherwise
//
// Parts of an answer do not exclude each other, so only full answers are rivals.
func StandingOf(q *Inquiry, answers []AnswerState) Standing {
	s := Standing{}
	fullIn := 0
	for _, a := range answers {
		if a.Partial {
			s.Partial++
		} else {
			s.Full++
		}
		switch a.Label {
		case LabelIn:
			s.Accepted++
			if !a.Partial {
				fullIn++
			}
		case LabelUndecided:
			s.Undecided++
		case LabelOut:
			s.Fallen++
		}
	}
	s.Status = status(q, s, fullIn)
	return s
}

func status(q *Inquiry, s Standing, fullIn int) QuestionStatus {
	rivals := q.Answers == Exclusive && fullIn > 1
	switch {
	case q.Withdrawn:
		return Withdrawn
	case q.Force == Rhetorical && s.Full+s.Partial == 0:
		return NotExpected
	case fullIn > 0 && !rivals:
		return Answered
	case rivals || s.Undecided > 0:
		return Contested
	default:
		return Open
	}
}
