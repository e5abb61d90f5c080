package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"argmap/internal/fault"
)

// maxFindings is how many errors of validation are kept to be counted.
const maxFindings = 1000

// rules are those of validation. Those that suggest names do not, where that is asked for; and of
// more errors than an answer shows, only their number is kept.
func (l Limits) rules() *rules.Rules {
	set := rules.NewDefaultRules()
	set.ReplaceRule("FieldsOnCorrectType", knownFields)
	if l.NoSuggestions || l.NoIntrospection {
		for _, r := range []core.Rule{
			rules.FieldsOnCorrectTypeRuleWithoutSuggestions, rules.KnownArgumentNamesRuleWithoutSuggestions,
			rules.KnownTypeNamesRuleWithoutSuggestions, rules.ScalarLeafsRuleWithoutSuggestions, rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
		} {
			set.RemoveRule(strings.TrimSuffix(r.Name, "WithoutSuggestions"))
			set.AddRule(r.Name, r.RuleFunc)
		}
	}
	found := 0
	for name, rule := range set.GetInner() {
		set.ReplaceRule(name, func(observers *core.Events, addError core.AddErrFunc) {
			rule(observers, func(options ...core.ErrorOption) {
				switch found++; {
				case found <= l.Errors:
					addError(options...)
				case found <= maxFindings:
					addError()
				}
			})
		})
	}
	return set
}

// knownFields is the rule that fields must be known. It looks for like names only where an error is
// shown; the library's own rule does so for every unknown field, each time that it walks there.
func knownFields(observers *core.Events, addError core.AddErrFunc) {
	observers.OnField(func(walker *core.Walker, field *ast.Field) {
		parent := field.ObjectDefinition
		if parent == nil || field.Definition != nil {
			return
		}
		addError(
			core.Message("Cannot query field %q on type %q.", field.Name, parent.Name),
			func(err *gqlerror.Error) { likeField(walker.Schema, parent, field.Name)(err) },
			core.At(field.Position),
		)
	})
}

// likeField suggests the types that have the field where their interface has not, or else fields that
// have a like name.
func likeField(schema *ast.Schema, parent *ast.Definition, name string) core.ErrorOption {
	var types, fields []string
	if parent.IsAbstractType() {
		for _, t := range schema.GetPossibleTypes(parent) {
			if t.Fields.ForName(name) != nil {
				types = append(types, t.Name)
			}
		}
	}
	if len(types) > 0 {
		return core.Suggestf("to use an inline fragment on %s", core.QuotedOrList(types...))
	}
	for _, f := range parent.Fields {
		fields = append(fields, f.Name)
	}
	return core.SuggestListQuoted("Did you mean", name, fields)
}

// few bounds the errors of an answer; the last one says how many were left out.
func (l Limits) few(errs gqlerror.List) gqlerror.List {
	more := len(errs) - l.Errors
	if more <= 0 {
		return errs
	}
	count := "%d"
	if len(errs) >= maxFindings {
		count = "at least %d"
	}
	last := gqlerror.Errorf("and "+count+" more errors", more)
	last.Extensions = map[string]any{"code": string(fault.Exhausted), "reason": "limit.errors", "limit": l.Errors}
	return append(errs[:l.Errors:l.Errors], last)
}

// present shows an error. Where the schema is hidden, what the library found wrong with a document or
// a variable is told without the names that the client did not send.
func (l Limits) present(ctx context.Context, err error) *gqlerror.Error {
	shown := PresentError(ctx, err)
	found, ok := err.(*gqlerror.Error) //nolint:errorlint // the library's own error, not one beneath
	if l.NoIntrospection && ok && found.Extensions["code"] == errcode.ValidationFailed {
		shown.Message = masked(found.Rule)
		if len(found.Path) > 1 {
			shown.Message, shown.Extensions["field"] = "the variable does not fit its type", found.Path[1].(ast.PathName)
		}
	}
	shown.Message = brief(shown.Message)
	return shown
}

// masked says what a rule of validation is about, and nothing of the schema.
func masked(rule string) string {
	switch strings.TrimSuffix(rule, "WithoutSuggestions") {
	case "FieldsOnCorrectType":
		return "unknown field"
	case "KnownArgumentNames":
		return "unknown argument"
	case "KnownTypeNames", "FragmentsOnCompositeTypes", "PossibleFragmentSpreads", "VariablesAreInputTypes":
		return "unknown type, or one that is of no use here"
	case "KnownDirectives":
		return "unknown directive"
	case "ScalarLeafs":
		return "the field must have a selection of fields, or must have none"
	case "ProvidedRequiredArguments":
		return "a required argument is missing"
	case "ValuesOfCorrectType", "VariablesInAllowedPosition":
		return "the value does not fit its type"
	}
	return "the document is not valid"
}

// brief cuts a message that repeats much of what the client sent.
func brief(message string) string {
	const most = 1000
	if len(message) > most {
		return strings.ToValidUTF8(message[:most], "") + "…"
	}
	return message
}
