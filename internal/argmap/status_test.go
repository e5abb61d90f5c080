package argmap

import "testing"

func TestStandingOf(t *testing.T) {
	in, out, un := AnswerState{Label: LabelIn}, AnswerState{Label: LabelOut}, AnswerState{Label: LabelUndecided}
	part := func(a AnswerState) AnswerState { a.Partial = true; return a }
	compatible, exclusive := Inquiry{Force: Pure}, Inquiry{Force: Pure, Answers: Exclusive}
	rhetorical, withdrawn := Inquiry{Force: Rhetorical}, Inquiry{Force: Rhetorical, Withdrawn: true}
	cases := []struct {
		name    string
		q       Inquiry
		answers []AnswerState
		want    Standing
	}{
		{"nobody answered", compatible, nil, Standing{Status: Open}},
		{"withdrawn goes first", withdrawn, []AnswerState{in}, Standing{Withdrawn, 1, 0, 1, 0, 0}},
		{"withdrawn and unanswered", withdrawn, nil, Standing{Status: Withdrawn}},
		{"rhetorical", rhetorical, nil, Standing{Status: NotExpected}},
		{"rhetorical and answered", rhetorical, []AnswerState{in}, Standing{Answered, 1, 0, 1, 0, 0}},
		{"rhetorical and answered in part", rhetorical, []AnswerState{part(in)}, Standing{Open, 0, 1, 1, 0, 0}},
		{"rhetorical and answered in vain", rhetorical, []AnswerState{out}, Standing{Open, 1, 0, 0, 0, 1}},
		{"answered", compatible, []AnswerState{in}, Standing{Answered, 1, 0, 1, 0, 0}},
		{"answered twice", compatible, []AnswerState{in, in}, Standing{Answered, 2, 0, 2, 0, 0}},
		{"answered beside a doubt", compatible, []AnswerState{in, un, out}, Standing{Answered, 3, 0, 1, 1, 1}},
		{"rivals", exclusive, []AnswerState{in, in}, Standing{Contested, 2, 0, 2, 0, 0}},
		{"one rival fell", exclusive, []AnswerState{in, out}, Standing{Answered, 2, 0, 1, 0, 1}},
		{"one rival in doubt", exclusive, []AnswerState{in, un}, Standing{Answered, 2, 0, 1, 1, 0}},
		{"parts are no rivals", exclusive, []AnswerState{in, part(in), part(in)}, Standing{Answered, 1, 2, 3, 0, 0}},
		{"in doubt", compatible, []AnswerState{un}, Standing{Contested, 1, 0, 0, 1, 0}},
		{"a part in doubt", compatible, []AnswerState{part(un), part(in)}, Standing{Contested, 0, 2, 1, 1, 0}},
		{"a part", compatible, []AnswerState{part(in)}, Standing{Open, 0, 1, 1, 0, 0}},
		{"fallen", compatible, []AnswerState{out, part(out)}, Standing{Open, 1, 1, 0, 0, 2}},
		{"not labelled", compatible, []AnswerState{{}}, Standing{Open, 1, 0, 0, 0, 0}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := StandingOf(&c.q, c.answers); got != c.want {
				t.Errorf("got %+v; want %+v", got, c.want)
			}
		})
	}
}

func TestAttackFor(t *testing.T) {
	for _, k := range Kinds() {
		want := [2]AttackKind{Rebut, Undermine}
		if k.Relation() {
			want = [2]AttackKind{Undercut, Undercut}
		}
		if got := [2]AttackKind{AttackFor(k, false), AttackFor(k, true)}; got != want {
			t.Errorf("%s: %v; want %v", k, got, want)
		}
	}
}
