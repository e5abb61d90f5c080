package snapshot

import (
	"iter"
	"slices"
	"sort"
)

// runSize bounds the runs of a ranking.
const runSize = 512

// ranking is a sorted sequence of slots that versions share: runs of at most runSize slots, and the
// rank at which each begins. A change copies the runs that it touches and the list of them, like
// the leaves and the root of a B-tree of height two. Its zero value is empty.
type ranking struct {
	runs   [][]int32
	begins []int32
	length int
}

// at gives the slot of a rank.
func (r *ranking) at(rank int) int32 {
	i := sort.Search(len(r.begins), func(i int) bool { return int(r.begins[i]) > rank }) - 1
	return r.runs[i][rank-int(r.begins[i])]
}

// all gives the slots in order.
func (r *ranking) all() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, run := range r.runs {
			for _, slot := range run {
				if !yield(slot) {
					return
				}
			}
		}
	}
}

// rank counts the slots for which before holds; they must be the first ones.
func (r *ranking) rank(before func(slot int32) bool) int {
	i := sort.Search(len(r.runs), func(i int) bool { return !before(r.runs[i][0]) }) - 1
	if i < 0 {
		return 0
	}
	run := r.runs[i]
	return int(r.begins[i]) + sort.Search(len(run), func(j int) bool { return !before(run[j]) })
}

// drop takes slots out. The order must be the one in which they stand.
func (r *ranking) drop(slots []int32, compare func(a, b int32) int) {
	if len(slots) == 0 {
		return
	}
	slices.SortFunc(slots, compare)
	var runs [][]int32
	for i, run := range r.runs {
		here, rest := cutRun(r.runs, i, slots, compare)
		slots = rest
		if len(here) > 0 {
			run = slices.DeleteFunc(slices.Clone(run), func(slot int32) bool {
				_, found := slices.BinarySearchFunc(here, slot, compare)
				return found
			})
		}
		if len(run) > 0 {
			runs = append(runs, run)
		}
	}
	r.set(runs)
}

// add puts slots in.
func (r *ranking) add(slots []int32, compare func(a, b int32) int) {
	if len(slots) == 0 {
		return
	}
	slices.SortFunc(slots, compare)
	if len(r.runs) == 0 {
		r.set(split(nil, slots))
		return
	}
	var runs [][]int32
	for i, run := range r.runs {
		here, rest := cutRun(r.runs, i, slots, compare)
		slots = rest
		if len(here) == 0 {
			runs = append(runs, run)
			continue
		}
		runs = split(runs, mergeRuns(run, here, compare))
	}
	r.set(runs)
}

// cutRun cuts off those sorted slots that belong into run i: all before the first slot of the next.
func cutRun(runs [][]int32, i int, slots []int32, compare func(a, b int32) int) (here, rest []int32) {
	if len(slots) == 0 || i == len(runs)-1 {
		return slots, nil
	}
	end := sort.Search(len(slots), func(j int) bool { return compare(slots[j], runs[i+1][0]) >= 0 })
	return slots[:end], slots[end:]
}

func mergeRuns(a, b []int32, compare func(a, b int32) int) []int32 {
	merged := make([]int32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

// split appends a long run as runs of a proper size.
func split(runs [][]int32, run []int32) [][]int32 {
	for len(run) > runSize {
		half := min(len(run)/2, runSize)
		runs = append(runs, slices.Clone(run[:half]))
		run = run[half:]
	}
	return append(runs, slices.Clip(slices.Clone(run)))
}

func (r *ranking) set(runs [][]int32) {
	r.runs, r.begins, r.length = runs, make([]int32, len(runs)), 0
	for i, run := range runs {
		r.begins[i] = int32(r.length)
		r.length += len(run)
	}
}

func (r *ranking) bytes() int64 {
	size := int64(cap(r.runs))*24 + int64(cap(r.begins))*4
	for _, run := range r.runs {
		size += int64(cap(run)) * 4
	}
	return size
}
