// Package model holds what GraphQL types bind to beside the domain and the views of snapshots: maps
// that may load late, sources and paragraphs with the place that they were reached from, pages, and
// the inputs and payloads that gqlgen makes of the schema.
package model
