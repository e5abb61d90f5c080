package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/internal/fault"
)

// Limits bound what one request may ask for. They stand before the library parses and validates a
// document, whose work can grow much faster than the document. Zero fields take the defaults.
type Limits struct {
	// Bytes is how long a document may be; default 100 KiB.
	Bytes int
	// Tokens is how many tokens a document may have, comments included; default 2,000.
	Tokens int
	// Aliases is how many fields of a document may be renamed; default 30.
	Aliases int
	// Directives is how many directives a document may use; default 20.
	Directives int
	// Fragments and Operations are how many of these a document may hold; defaults 50 and 20.
	Fragments, Operations int
	// ValueDepth is how deep lists and objects may be nested in the values that a document writes
	// out; default 20. An operation of applyChanges takes ten.
	ValueDepth int

	// Depth is how deep fields may be nested after fragments were put in; default 24. A step of an
	// argument takes two fields: rebuttals, premises.
	Depth int
	// Introspection is how deep fields below __schema and __type may be nested; default 20.
	Introspection int
	// RootFields is how many fields an operation may have at the top after fragments were put in;
	// default 10.
	RootFields int
	// Fields is how many fields an operation may have in all after fragments were put in; default 5,000.
	Fields int
	// Checks is how many steps validation may take, by our own count of what it will look at:
	// selections from each definition that reaches them, and pairs of fields that give the same name
	// in the answer; default 60,000.
	Checks int
	// Cost is how many rows an operation may make the store read, if every page is full; default 5,000.
	Cost int

	// VariableBytes is how long the texts of one variable may be in all, outside applyChanges,
	// importSource, importMap and validateFile; default 100 KiB.
	VariableBytes int
	// VariableDepth is how deep lists and objects may be nested in variables, VariableValues how many
	// values these may have in all; defaults 32 and 100,000.
	VariableDepth, VariableValues int

	// Rows is how many objects the lists of one answer may hold in all, counted while it is made;
	// default 50,000.
	Rows int
	// Errors is how many errors an answer may hold; one more says how many others there were; default 20.
	Errors int

	// NoIntrospection hides the schema: no introspection, and no error that tells a name which the
	// client did not send. NoSuggestions only leaves out the names that are like an unknown one.
	NoIntrospection, NoSuggestions bool
}

func (l Limits) withDefaults() Limits {
	setDefault(&l.Bytes, 100<<10)
	setDefault(&l.Tokens, 2000)
	setDefault(&l.Aliases, 30)
	setDefault(&l.Directives, 20)
	setDefault(&l.Fragments, 50)
	setDefault(&l.Operations, 20)
	setDefault(&l.ValueDepth, 20)
	setDefault(&l.Depth, 24)
	setDefault(&l.Introspection, 20)
	setDefault(&l.RootFields, 10)
	setDefault(&l.Fields, 5000)
	setDefault(&l.Checks, 60_000)
	setDefault(&l.Cost, 5000)
	setDefault(&l.VariableBytes, 100<<10)
	setDefault(&l.VariableDepth, 32)
	setDefault(&l.VariableValues, 100_000)
	setDefault(&l.Rows, 50_000)
	setDefault(&l.Errors, 20)
	return l
}

func setDefault(field *int, value int) {
	if *field <= 0 {
		*field = value
	}
}

// over refuses what is more than a limit: the message says, by its two numbers, what was found and
// what is allowed, and so do the details.
func over(reason, message string, found, limit int) error {
	if found <= limit {
		return nil
	}
	return fault.New(fault.Exhausted, "limit."+reason, message, found, limit).With("found", found).With("limit", limit)
}

// limiter refuses requests that go beyond the limits: as operation parameters, before the library
// has looked at them, and while an answer is made. It must be used after every extension that
// puts a document into the parameters.
type limiter struct {
	Limits
	schema *ast.Schema
	server graphql.ExecutableSchema
	// winding leaves the writing of all values to gqlgen, for tests that compare.
	winding bool
	passed  remembered[*verdict]
	plans   plans
}

func newLimiter(l Limits) *limiter {
	return &limiter{Limits: l, passed: newPassed(), plans: newPlans()}
}

// ExtensionName names the extension.
func (*limiter) ExtensionName() string { return "Limits" }

// Validate takes every schema.
func (l *limiter) Validate(s graphql.ExecutableSchema) error {
	l.schema, l.server = s.Schema(), s
	return nil
}

// MutateOperationParameters changes nothing; it checks the raw request.
func (l *limiter) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	if err := l.check(ctx, params); err != nil {
		return gqlerror.Wrap(err)
	}
	return nil
}

func (l *limiter) check(ctx context.Context, params *graphql.RawParams) error {
	if err := l.values(params.Variables); err != nil {
		return err
	}
	v, err := l.verdict(ctx, params.Query)
	if err != nil {
		return err
	}
	op := v.operation(params.OperationName)
	if op == nil {
		return nil // the library says what is wrong
	}
	if err := l.texts(op, params.Variables); err != nil {
		return err
	}
	return over("cost", "the operation may read %d rows from the store; at most %d are allowed", op.cost(params.Variables), l.Cost)
}

// verdict gives what is to be known of a document, without looking at it anew when it has passed
// before. What was refused is not remembered.
func (l *limiter) verdict(ctx context.Context, text string) (*verdict, error) {
	if v, ok := l.passed.Get(ctx, text); ok {
		return v, nil
	}
	v, err := examine(l.Limits, l.schema, text, &work{})
	if v != nil {
		l.passed.Add(ctx, text, v)
	}
	return v, err
}

// MutateOperationContext lets the rows of the operation's answers be counted.
func (l *limiter) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	b := &budget{limit: int64(l.Rows)}
	op.Stats.SetExtension(budgetKey, b)
	op.ResolverMiddleware = b.counting(op.ResolverMiddleware, &straight{schema: l.server, budget: b, plans: l.plans, off: l.winding})
	return nil
}

// InterceptResponse gives one error in place of an answer that was not worth finishing, and bounds
// the errors of any other.
func (l *limiter) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	b := budgetOf(ctx)
	b.reset()
	res := next(ctx)
	if res == nil {
		return nil
	}
	if err := b.ended(); err != nil {
		return &graphql.Response{Errors: gqlerror.List{err}}
	}
	res.Errors = l.few(res.Errors)
	return res
}
