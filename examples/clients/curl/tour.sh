#!/bin/sh
# A tour of the service with curl. The argument is its address.
set -eu
url=${1:-http://127.0.0.1:8080}/graphql
vars='{"map": "d9dc6490-db90-58ca-b209-2fc77afeb6e5", "claim": "acebb6e3-de6f-53a8-b794-47ece5c9ab14"}'
kept=$(mktemp -d)
trap 'rm -r "$kept"' EXIT

body() { printf '{"query": "%s", "variables": %s}' "$(printf %s "$1" | tr '\n\t' '  ')" "$2"; }
ask() { curl -sS "$url" -H 'Content-Type: application/json' -d "$(body "$1" "$2")" -w '\n'; }

echo '# The maps'
ask '{ maps { nodes { id title revision } } }' null

echo '# A claim, and the paragraph that it was read from'
ask 'query ($claim: ID!) { node(id: $claim) { ... on Claim { text label citations { paragraph { ordinal text } } } } }' "$vars"

echo '# An error says what was wrong, and has a code on which programs act'
ask 'query ($map: ID!) { map(id: $map) { tree(root: \"nobody\") { cut } } }' "$vars"

echo '# Asked by GET, an answer has an entity tag: who has that answer gets 304 until the map changes'
get() {
	curl -sS -G "$url" --data-urlencode 'query=query ($map: ID!) { map(id: $map) { revision } }' \
		--data-urlencode "variables=$vars" -w '\nHTTP %{http_code}\n' "$@"
}
get --etag-save "$kept/etag" | tee "$kept/answer"
get --etag-compare "$kept/etag"

echo '# Follow the map from that revision on, for ten seconds at most, and rebut the claim meanwhile'
seen=$(sed -n 's/.*"revision":\([0-9]*\).*/\1/p' "$kept/answer")
follow="subscription (\$map: ID!) { mapChanged(map: \$map, since: $seen) { toRevision changed { element {
	... on Rebuttal { kind target { text } premises { text } } } } } }"
curl -sS -N -m 10 "$url" -H 'Accept: text/event-stream' -H 'Content-Type: application/json' \
	-d "$(body "$follow" "$vars")" >"$kept/events" &
ask 'mutation ($map: ID!, $claim: ID!) { addRebuttal(input: { map: $map, rebuttal: {
target: $claim, premises: [{ new: { text: \"An intervention costs lives too.\" } }] } }) { revision } }' "$vars"
while kill -0 $! 2>/dev/null && ! grep -q '^data: {' "$kept/events"; do sleep 1; done
kill $! 2>/dev/null || true
cat "$kept/events"
