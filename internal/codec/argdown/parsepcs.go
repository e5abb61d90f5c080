package argdown

// structure reads a premise-conclusion structure: numbered statements, and inferences between them. It
// begins with a statement and ends with a conclusion.
func (p *parser) structure() ([]line, error) {
	var lines []line
	var above *step
	for {
		switch p.peek() {
		case number:
			l := line{number: p.pos, step: above}
			above = nil
			p.pos++
			if k := p.peek(); !p.starts() || k == argumentDefinition || k == argumentReference {
				p.wrong("a numbered statement is %s; words or a statement's title are needed", words[k])
				if !p.starts() {
					return lines, nil
				}
			}
			var err error
			if l.statement, err = p.node(); err != nil {
				return nil, err
			}
			lines = append(lines, l)
		case inferenceStart:
			if len(lines) == 0 || above != nil {
				p.wrong("an inference stands between a premise and a conclusion, both of them numbered")
			}
			var err error
			if above, err = p.inference(); err != nil {
				return nil, err
			}
		default:
			if len(lines) == 0 || above != nil || lines[len(lines)-1].step == nil {
				p.wrong("the numbered statements end without a conclusion: write \"----\" and below it the statement that follows")
			}
			return lines, nil
		}
	}
}

// inference reads "----", or "-- rule, rule {data} --", with the undercuts below it.
func (p *parser) inference() (*step, error) {
	s := &step{data: -1, token: p.pos}
	p.pos++
	if p.peek() == newline && (p.ahead() == text) {
		p.pos++
	}
	for p.peek() == text {
		s.rules = append(s.rules, p.pos)
		p.pos++
		if p.peek() == delimiter && p.ahead() == text {
			p.pos++
		}
	}
	p.take(newline)
	if p.peek() == data {
		s.data = p.pos
		p.pos++
		p.take(newline)
	}
	if !p.take(inferenceEnd) {
		p.wrong("the inference is not ended; close it with \"--\", here is %s", words[p.peek()])
		return s, nil
	}
	if !p.take(newline) {
		p.wrong("behind an inference the line must end; here is %s", words[p.peek()])
		return s, nil
	}
	if p.peek() != indent {
		return s, nil
	}
	var err error
	s.undercuts, err = p.relations(func(k kind) bool { return k == undercut })
	return s, err
}
