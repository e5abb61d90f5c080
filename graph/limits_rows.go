package graph

import (
	"context"
	"math"
	"reflect"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/internal/fault"
)

// budgetKey is where an operation keeps its budget.
const budgetKey = "argmap.rows"

// budget is how many objects the lists of one answer may hold. Once it is spent, or the request is
// out of time, no field has a value any more: what is under way comes to its end within a moment,
// and one error stands in place of the answer. What a mutation wrote stays written.
type budget struct {
	limit int64
	spent atomic.Int64
	end   atomic.Pointer[gqlerror.Error]
}

// budgetOf gives the budget of an operation; nil, which is endless, when there is none.
func budgetOf(ctx context.Context) *budget {
	if !graphql.HasOperationContext(ctx) {
		return nil
	}
	b, _ := graphql.GetOperationContext(ctx).Stats.GetExtension(budgetKey).(*budget)
	return b
}

// reset begins another answer of the same operation.
func (b *budget) reset() {
	if b != nil {
		b.spent.Store(0)
		b.end.Store(nil)
	}
}

// ended gives the error for which the answer ended early, or nil.
func (b *budget) ended() *gqlerror.Error {
	if b == nil {
		return nil
	}
	return b.end.Load()
}

// left gives how many rows there are still.
func (b *budget) left() int64 {
	if b == nil {
		return math.MaxInt64
	}
	if b.over() {
		return 0
	}
	return b.limit - b.spent.Load()
}

// take takes rows from the budget if there are so many; otherwise it takes none.
func (b *budget) take(rows int64) bool {
	if b == nil {
		return true
	}
	if b.spent.Add(rows) > b.limit {
		b.spent.Add(-rows)
		return false
	}
	return true
}

func (b *budget) over() bool { return b.end.Load() != nil }

// spend takes so many rows from the budget, for the field of the context. It is false when the answer
// is to end.
func (b *budget) spend(ctx context.Context, rows int) bool {
	if b == nil {
		return true
	}
	if b.over() {
		return false
	}
	err := ctx.Err()
	if spent := b.spent.Add(int64(rows)); spent > b.limit {
		err = fault.New(fault.Exhausted, "limit.rows", "the answer has more than %d rows in its lists; they ran out at %s",
			b.limit, rowsField(ctx)).At(rowsField(ctx)).With("limit", b.limit).With("found", spent)
	}
	if err != nil {
		b.end.CompareAndSwap(nil, PresentError(ctx, gqlerror.WrapPath(graphql.GetPath(ctx), err)))
	}
	return err == nil
}

func rowsField(ctx context.Context) string {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || fc.Field.Field == nil {
		return ""
	}
	return fc.Object + "." + fc.Field.Name
}

// counting gives a middleware that writes a field's value straight if it can, and counts the objects
// of lists otherwise. It leaves other fields alone, without looking for anything: it runs for each
// field of an answer.
func (b *budget) counting(next graphql.FieldMiddleware, s *straight) graphql.FieldMiddleware {
	return func(ctx context.Context, resolve graphql.Resolver) (any, error) {
		fc := graphql.GetFieldContext(ctx)
		if len(fc.Field.Selections) == 0 {
			return next(ctx, resolve)
		}
		if b.over() {
			return graphql.Null, nil
		}
		res, err := next(ctx, resolve)
		if err == nil {
			if written, ok := s.write(ctx, fc.Field, res); ok {
				return written, nil
			}
		}
		if n := lengthOf(fc, res); n > 0 && !b.spend(ctx, n) {
			res = graphql.Null
		}
		return res, err
	}
}

// lengthOf gives how many items a field's value has, if it is a list.
func lengthOf(fc *graphql.FieldContext, value any) int {
	if def := fc.Field.Definition; def == nil || def.Type.Elem == nil {
		return 0
	}
	if list := reflect.ValueOf(value); list.Kind() == reflect.Slice {
		return list.Len()
	}
	return 0
}
