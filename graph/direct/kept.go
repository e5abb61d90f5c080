package direct

// Kept holds values of one type that are pointed at while an answer is written, many in one piece of
// memory instead of each in its own. Its zero value is empty.
type Kept[T any] struct{ room []T }

// The pieces of a Kept have room for so many values.
const (
	firstKept = 4
	mostKept  = 256
)

// Put keeps a value and gives where it stays.
func (k *Kept[T]) Put(v T) *T {
	if len(k.room) == cap(k.room) {
		k.room = make([]T, 0, min(max(firstKept, 2*cap(k.room)), mostKept))
	}
	k.room = append(k.room, v)
	return &k.room[len(k.room)-1]
}
