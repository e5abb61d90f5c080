package gradual

import "math"

// influenced gives the strength of a node with the base score w under the energy E.
func (f influence) influenced(w, e float64) float64 {
	switch f {
	case linear, quadratic, fractional:
		if e >= 0 {
			return w + (1-w)*f.gain(e)
		}
		return w - w*f.gain(-e)
	case euler:
		if w == 0 { // exp may be infinite
			return 0
		}
		return 1 - (1-w*w)/(1+w*math.Exp(e))
	case logistic:
		switch {
		case w == 0 || w == 1:
			return w
		case e >= 0:
			return w / (w + (1-w)*math.Exp(-e))
		default:
			return w * math.Exp(e) / (1 - w + w*math.Exp(e))
		}
	default: // ratio, whose energy is 0 or less
		return w / (1 - e)
	}
}

// gain is how much of the way to 1 or 0 an energy x ≥ 0 takes a base score.
func (f influence) gain(x float64) float64 {
	switch f {
	case quadratic:
		return x * x / (1 + x*x)
	case fractional:
		return x / (1 + x)
	default:
		return x
	}
}

// steepness is the derivative of gain.
func (f influence) steepness(x float64) float64 {
	switch f {
	case quadratic:
		return 2 * x / ((1 + x*x) * (1 + x*x))
	case fractional:
		return 1 / ((1 + x) * (1 + x))
	default:
		return 1
	}
}

// slopes gives the derivatives of influenced: by the base score, and by the energy. Where the latter
// differs upwards and downwards, which is at E = 0, it is the one upwards.
func (f influence) slopes(w, e float64) (byBase, byEnergy float64) {
	switch f {
	case linear, quadratic, fractional:
		if e >= 0 {
			return 1 - f.gain(e), (1 - w) * f.steepness(e)
		}
		return 1 - f.gain(-e), w * f.steepness(-e)
	case euler:
		return eulerSlopes(w, e)
	case logistic:
		return logisticSlopes(w, e)
	default: // ratio
		return 1 / (1 - e), w / ((1 - e) * (1 - e))
	}
}

// farthest bounds an exponent, so that powers and their inverses are finite and positive.
const farthest = 300

// eulerSlopes divides by exp(E) where that is large.
func eulerSlopes(w, e float64) (byBase, byEnergy float64) {
	e = max(-farthest, min(e, farthest))
	if e <= 0 {
		q := math.Exp(e)
		d := 1 + w*q
		return 2*w/d + (1-w*w)*q/(d*d), (1 - w*w) * w * q / (d * d)
	}
	p := math.Exp(-e)
	d := p + w
	return 2*w*p/d + (1-w*w)*p/(d*d), (1 - w*w) * w * p / (d * d)
}

func logisticSlopes(w, e float64) (byBase, byEnergy float64) {
	e = max(-farthest, min(e, farthest))
	p := math.Exp(-math.Abs(e))
	d := w + (1-w)*p
	if e < 0 {
		d = 1 - w + w*p
	}
	byBase = p / (d * d)
	return byBase, w * (1 - w) * byBase
}

// energy aggregates the strengths s of the attackers and supporters of a node.
func (r *run) energy(attackers, supporters []source) float64 {
	switch r.form.aggregation {
	case byProduct:
		return r.rest(attackers) - r.rest(supporters)
	case bySum:
		return r.sum(supporters) - r.sum(attackers)
	case byMaximum:
		return r.top(supporters) - r.top(attackers)
	default:
		n := r.number(attackers)
		if n == 0 {
			return 0
		}
		return -(n + r.sum(attackers)/n)
	}
}

// rest multiplies what strengths leave of 1.
func (r *run) rest(parents []source) float64 {
	product := 1.0
	for _, p := range parents {
		product *= 1 - p.weight*r.s[p.from]
	}
	return product
}

func (r *run) sum(parents []source) float64 {
	sum := 0.0
	for _, p := range parents {
		sum += p.weight * r.s[p.from]
	}
	return sum
}

func (r *run) top(parents []source) float64 {
	top := 0.0
	for _, p := range parents {
		top = max(top, p.weight*r.s[p.from])
	}
	return top
}

// number counts the attackers for CardBased.
func (r *run) number(attackers []source) float64 {
	n := 0
	for _, p := range attackers {
		if r.counts[p.from] && !r.absent(p.from) {
			n++
		}
	}
	return float64(n)
}

// conjoin gives the strength of premises together; 1 for none.
func (r *run) conjoin(premises []source) float64 {
	all := 1.0
	for _, p := range premises {
		if r.conjunction == Minimum {
			all = min(all, p.weight*r.s[p.from])
		} else {
			all *= p.weight * r.s[p.from]
		}
	}
	return all
}
