package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// What is asked of the service. A map is named by $map, and $atLeast is null for the latest state.
const (
	ourClaim = `query Claim($map: ID!, $atLeast: Revision, $id: ID!) {
  map(id: $map, atLeast: $atLeast) { element(id: $id) { id text ... on Claim { premiseOf { id } rebuts { id } } } }
}`

	ourTree = `query Tree($map: ID!, $atLeast: Revision, $root: ID!, $depth: Int!) {
  map(id: $map, atLeast: $atLeast) { tree(root: $root, depth: $depth) { rows { parent role element { id ...Said } } } }
}
fragment Said on Claim { text citations { paragraph { id source { id } ordinal text } } }`

	ourPage = `query Page($map: ID!, $atLeast: Revision, $after: Cursor) {
  map(id: $map, atLeast: $atLeast) {
    claims(first: 20, after: $after, filter: { root: true, attacked: true }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { id text rebuttals { premises { id text } } }
    }
  }
}`

	ourRebuttal = `mutation Rebut($map: ID!, $target: ID!, $text: String!, $paragraph: ID!) {
  addRebuttal(input: { map: $map, rebuttal: {
    target: $target,
    premises: [{ new: { text: $text, citations: [{ segments: [{ paragraph: $paragraph, start: 40, end: 90 }] }] } }]
  } }) { rebuttal { id premises { id text } } }
}`

	ourWhole = `query Whole($map: ID!, $atLeast: Revision) {
  map(id: $map, atLeast: $atLeast) {
    subgraph(budget: 20000) { nodes { element { __typename id text } } edges { id role from to } cut }
  }
}`

	ourTexts = `query Texts($map: ID!) {
  map(id: $map) { claims(first: 20) { totalCount nodes { id text citations { exact paragraph { text } } } } }
}`

	ourCount = `query Count($map: ID!) { map(id: $map) { rebuttals { totalCount } } }`
)

// What is asked of the peer, which answers with as much.
const (
	peerClaim = `query Claim($id: ID!) { claims(where: { id: { eq: $id } }) { id text kind } }`

	peerPage = `query Page($after: String) {
  claimsConnection(first: 20, after: $after, sort: [{ id: ASC }],
    where: { kind: { eq: "THESIS" }, attackedBy: { some: { kind: { eq: "REBUTTAL" } } } }) {
    aggregate { count { nodes } }
    pageInfo { hasNextPage endCursor }
    edges { node { id text attackedBy { id text } } }
  }
}`

	peerRebuttal = `mutation Rebut($id: ID!, $text: String!, $created: DateTime!, $target: ID!, $paragraph: ID!) {
  createClaims(input: [{
    id: $id, text: $text, kind: "REBUTTAL", createdAt: $created
    attacks: { connect: [{ where: { node: { id: { eq: $target } } } }] }
    citedFrom: { connect: [{ where: { node: { id: { eq: $paragraph } } } }] }
  }]) { claims { id text } }
}`

	peerCount = `{ claimsConnection(where: { kind: { eq: "REBUTTAL" } }) { aggregate { count { nodes } } } }`
)

// peerTree is a query of so many levels; one fragment for each would hide from nobody what is asked.
func peerTree(levels int) string {
	var below func(levels int) string
	below = func(levels int) string {
		if levels == 0 {
			return "{ ...Said }"
		}
		next := below(levels - 1)
		return "{ ...Said supportedBy " + next + " attackedBy " + next + " }"
	}
	return "query Tree($id: ID!) { claims(where: { id: { eq: $id } }) " + below(levels) + " }\n" +
		"fragment Said on Claim { id text kind citedFrom { id source ordinal text } }"
}

// values are the variables of a query.
type values map[string]any

// asked are the headers of all requests, with one more; nobody is asked to compress.
func asked(name, value string) http.Header {
	return http.Header{"Accept": {"application/json"}, "Accept-Encoding": {"identity"}, name: {value}}
}

// posted is a query with its text, as clients send it.
func posted(query string, vars values) *shot {
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		panic(err) // never: the variables are texts and numbers
	}
	return &shot{method: http.MethodPost, target: "/graphql", header: asked("Content-Type", "application/json"), body: body, status: http.StatusOK}
}

// got is a query by GET that is named by its hash; with its text it can be named from then on.
func got(query string, vars values, text bool) *shot {
	sum := sha256.Sum256([]byte(query))
	v, err := json.Marshal(vars)
	if err != nil {
		panic(err) // never: the variables are texts and numbers
	}
	q := url.Values{
		"variables":  {string(v)},
		"extensions": {`{"persistedQuery":{"version":1,"sha256Hash":"` + hex.EncodeToString(sum[:]) + `"}}`},
	}
	if text {
		q.Set("query", query)
	}
	target := "/graphql?" + strings.ReplaceAll(q.Encode(), "+", "%20")
	return &shot{method: http.MethodGet, target: target, header: asked("User-Agent", "bench"), status: http.StatusOK}
}
