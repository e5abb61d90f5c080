package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// perAnswer gives what an answer costs over all rounds, in microseconds of processor time.
func (w *way) perAnswer() (service, database, generator float64) {
	var sum usage
	answers := 0
	for _, c := range w.cells {
		answers += c.answers
		sum.service, sum.database, sum.generator = sum.service+c.used.service, sum.database+c.used.database, sum.generator+c.used.generator
	}
	of := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(max(1, answers)) }
	return of(sum.service), of(sum.database), of(sum.generator)
}

func (w *way) rate() float64 {
	var all []float64
	for _, c := range w.cells {
		all = append(all, c.rate())
	}
	return spreadOf(all).median
}

// times divides the answers a second by another way's, round by round.
func (w *way) times(other *way) spread {
	var all []float64
	for i, c := range w.cells {
		all = append(all, c.rate()/other.cells[i].rate())
	}
	return spreadOf(all)
}

// took gives the median and the 99th percentile of all answers at the constant rate.
func (w *way) took() (p50, p99 time.Duration) {
	var all pace
	for _, p := range w.paces {
		all.took = append(all.took, p.took...)
	}
	slices.Sort(all.took)
	return all.at(0.5).Round(time.Microsecond), all.at(0.99).Round(time.Microsecond)
}

// slower divides the medians at the constant rates, round by round.
func (w *way) slower(other *way) spread {
	var all []float64
	for i, p := range w.paces {
		all = append(all, float64(p.at(0.5))/float64(other.paces[i].at(0.5)))
	}
	return spreadOf(all)
}

func atLeast(s spread, least float64) string { return pick(s.median >= least, "met", "**missed**") }

func atMost(s spread, most float64) string { return pick(s.median <= most, "met", "**missed**") }

// verdict holds a way to its target. Of SESSION and 304 one has to meet it.
func (r *edgeResult) verdict(w *way) string {
	peer := r.ways[0]
	if w.name == latest {
		return fmt.Sprintf("%s (%.0f)", atLeast(w.times(peer), r.k.latest), r.k.latest)
	}
	best := w.times(peer)
	for _, other := range r.ways[1:] {
		if s := other.times(peer); other.name != latest && s.median > best.median {
			best = s
		}
	}
	return fmt.Sprintf("%s (%.0f)", atLeast(best, r.k.known), r.k.known)
}

// line tells of a way while the bench runs.
func (r *edgeResult) line(w *way) string {
	service, database, generator := w.perAnswer()
	line := fmt.Sprintf("%-36s %-8s %8.1f/s", r.k.title, w.name, w.rate())
	if w != r.ways[0] {
		line += fmt.Sprintf("  %s of the peer", w.times(r.ways[0]))
	}
	if len(w.paces) > 0 {
		p50, p99 := w.took()
		line += fmt.Sprintf("  p50 %v p99 %v", p50, p99)
	}
	return line + fmt.Sprintf("  service %.0f, database %.0f, generator %.0f µs", service, database, generator)
}

func (b *bench) peerTable(d *strings.Builder) {
	if len(b.edges) == 0 {
		return
	}
	fmt.Fprintf(d, `
## Reading against a peer

The peer is the Neo4j GraphQL Library 7.6.3 on GraphQL Yoga, which makes one Cypher statement of each
query; its driver's sockets send without delay. Both servers run on the same Neo4j and hold the same
forest: trees of 121 claims, each claim with two that support it and one that attacks it, down to four
levels, and with a paragraph of some 240 characters. The peer's claims stand to each other directly, with
unique, indexed ids; ours stand in one map, where inferences and rebuttals are elements of their own and
every claim has a voice and a citation.

Before anything is timed, all answers that will be asked for are compared, claim by claim, with what was
planted: id, text, parent, support or attack, paragraph, source, ordinal, words. The page is of theses that
some claim attacks, with the attackers and the count of all. Each server is a process of its own, as is the
generator, and answers go to 8 connections that are kept and ask again at once. *LATEST* is written afresh
and proves at the store that it shows the head; which rows a tree has was laid out once for the revision. *SESSION* names the revision that the client has seen
(%[1]satLeast%[1]s), and *304* has the answer's tag. There are %[2]d rounds, in which all take turns. The
multiple is that of the peer's answers a second, with the target behind the verdict; of SESSION and 304 the
faster has to meet it. Processor times are microseconds an answer.

| what | who | answers/s | times the peer | | service | database | generator | bytes |
|---|---|---:|---|---|---:|---:|---:|---:|
`, "`", b.edgeRounds())
	for _, r := range b.edges {
		for i, w := range r.ways {
			service, database, generator := w.perAnswer()
			times, verdict := "", ""
			if i > 0 {
				times, verdict = w.times(r.ways[0]).String(), r.verdict(w)
			}
			size := pick(w.name == unchanged, 0, r.bytes[min(i, 1)])
			fmt.Fprintf(d, "| %s | %s | %.1f | %s | %s | %.0f | %.0f | %.0f | %d |\n",
				r.k.title, w.name, w.rate(), times, verdict, service, database, generator, size)
		}
	}
	if slices.ContainsFunc(b.edges, (*edgeResult).untagged) {
		d.WriteString(`
Where a line 304 is missing, the answer has no tag: it tells of more than the map, as of the source that a
paragraph belongs to.
`)
	}
	b.paceTable(d)
}

// untagged reports whether a read could not be asked for by a tag.
func (r *edgeResult) untagged() bool {
	return r.k != creating && !slices.ContainsFunc(r.ways, func(w *way) bool { return w.name == unchanged })
}

func (b *bench) paceTable(d *strings.Builder) {
	d.WriteString(`
Each at a constant rate of half of what it could answer in the same round, whether answers come or not:
the time until an answer was there.

Target: a LATEST read takes at most a third of the peer's time, in the median.

| what | who | rate | p50 | p99 | p50 / the peer's | |
|---|---|---:|---:|---:|---|---|
`)
	for _, r := range b.edges {
		for i, w := range r.ways {
			if len(w.paces) == 0 {
				continue
			}
			var rates []float64
			for _, p := range w.paces {
				rates = append(rates, p.rate)
			}
			p50, p99 := w.took()
			ratio, verdict := "", ""
			if i > 0 {
				ratio = w.slower(r.ways[0]).String()
				verdict = pick(r.k == creating, "", atMost(w.slower(r.ways[0]), mostSlow))
			}
			fmt.Fprintf(d, "| %s | %s | %.1f | %v | %v | %s | %s |\n", r.k.title, w.name, spreadOf(rates).median, p50, p99, ratio, verdict)
		}
	}
}

// dearer divides processor times, and longer the times of an answer, by the floor's, round by round.
func (r *floorResult) dearer(w *way) spread {
	return r.over(w, func(c cell) float64 { return float64(c.used.service) / float64(c.answers) })
}

func (r *floorResult) longer(w *way) spread {
	return r.over(w, func(c cell) float64 { return 1 / c.rate() })
}

func (r *floorResult) over(w *way, of func(cell) float64) spread {
	var all []float64
	for i, c := range w.cells {
		all = append(all, of(c)/of(r.ways[0].cells[i]))
	}
	return spreadOf(all)
}

func (r *floorResult) line(w *way) string {
	service, database, generator := w.perAnswer()
	return fmt.Sprintf("%-36s %-8s processor %s, time %s of the floor; %.1f/s, service %.0f, database %.0f, generator %.0f µs",
		r.k.title, w.name, r.dearer(w), r.longer(w), w.rate(), service, database, generator)
}

func (b *bench) floorTable(d *strings.Builder) {
	if len(b.floors) == 0 {
		return
	}
	d.WriteString(`
## Reading against the floor

The floor is a bare handler of net/http in a process of its own. It has the service's answers as Go values,
made before, and writes one with encoding/json for each request; its answers are compared with the service's
first. Trees are asked for over 8 connections, the whole map, 10,000 elements and their links as nodes and
edges, over one. Ratios are of the processor time of the service, and of the time that an answer takes.

| what | who | processor / floor | | time / floor | answers/s | service | database | bytes |
|---|---|---|---|---|---:|---:|---:|---:|
`)
	for _, r := range b.floors {
		for i, w := range r.ways {
			service, database, _ := w.perAnswer()
			dearer, verdict, longer := "", "", ""
			if i > 0 {
				dearer, longer = r.dearer(w).String(), r.longer(w).String()
				verdict = fmt.Sprintf("%s (%.1f)", atMost(r.dearer(w), r.k.most), r.k.most)
			}
			fmt.Fprintf(d, "| %s | %s | %s | %s | %s | %.1f | %.0f | %.0f | %d |\n",
				r.k.title, w.name, dearer, verdict, longer, w.rate(), service, database, r.bytes)
		}
	}
}

func (b *bench) rowsTable(d *strings.Builder) {
	if b.rows == nil {
		return
	}
	fmt.Fprintf(d, `
The first 100 rows of the tree of a whole map, in maps of many sizes, one LATEST read after the other over
HTTP: medians. Each answer lays its rows out: none that was kept is asked for again. The maps' rows come from memory instead of a database, their heads from SQLite, and the
service runs in the process of the bench.

Target: the slowest takes at most %.1f times as long as the fastest: **%s, %s**.

| elements | p50 |
|---:|---:|
`, mostUneven, b.rows.uneven, strings.Trim(atMost(b.rows.uneven, mostUneven), "*"))
	for i, n := range b.rows.sizes {
		fmt.Fprintf(d, "| %d | %v |\n", n, time.Duration(1e9*seconds(b.rows.took[i]).median).Round(time.Microsecond))
	}
}

func (b *bench) memoryTable(d *strings.Builder) {
	if len(b.memories) == 0 {
		return
	}
	d.WriteString(`
## Memory

What the kernel says that the process of the service has in use (VmRSS), pages of its program's file included.
With the large map the Go runtime is told a limit to keep to, which does not count those pages, so that it
collects and gives back what loading took; the map is loaded and read, and the memory is read when it has
stopped falling. A MB has 10⁶ bytes.

| state | GOMEMLIMIT | MB | of it files | less than | |
|---|---|---:|---:|---:|---|
`)
	for _, m := range b.memories {
		fmt.Fprintf(d, "| %s | %s | %.1f | %.1f | %d | %s |\n", m.title, m.limit,
			float64(m.used.all)/megabyte, float64(m.used.files)/megabyte, m.most/megabyte, pick(m.used.all < m.most, "met", "**missed**"))
	}
}
