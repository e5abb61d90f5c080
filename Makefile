# Every task of this repository. CI runs "make check" and nothing else.

.DEFAULT_GOAL := help
.PHONY: help run build test check generate generated fmt lint layers vet deadcode cross race solvers memory web explorer journeys bench neo4j clean

# Nothing needs cgo but the race detector. One setting for all tasks also
# means that they share what the compiler has cached.
export CGO_ENABLED := 0

TOOL    := go tool -modfile=tools/go.mod
NEO4J   := go run ./internal/neo4jtest/cmd/neo4j
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)

PLATFORMS := $(foreach os,linux darwin windows,$(os)/amd64 $(os)/arm64)

# Under the race detector SQLite in Go is some ten times slower, and its races
# are not ours to mend, so its engine and C library are built without it. The
# driver above them is not left out: it holds a sync.Map, whose code the linker
# shares, and without the detector's marks every use of one looks like a race.
RACEFLAGS := -race -timeout 20m -gcflags='modernc.org/sqlite/lib=-race=false' -gcflags='modernc.org/libc/...=-race=false'

# Says what a run without Java, Node or Python has left out; go test itself hides it.
define skip-note
@command -v java >/dev/null || echo '!! SKIPPED: all tests on Neo4j. They need Java 17 or newer, and Maven once.' >&2
@command -v npm >/dev/null || echo '!! SKIPPED: the suites and clients that run on Node. They need Node 20 or newer and npm.' >&2
@command -v python3 >/dev/null || echo '!! SKIPPED: the Python client. It needs Python 3.11 or newer.' >&2
endef

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start the server from source (ARGS="..." are its arguments)
	go run -ldflags '$(LDFLAGS)' ./server $(ARGS)

build: ## one static binary, bin/argmap
	go build -trimpath -ldflags '$(LDFLAGS)' -o bin/argmap ./server

# Each test package that needs a Neo4j starts one of its own, so packages may
# run side by side and their results may be cached.
test: ## all tests; what needs Java, Node or Python is skipped without it
	go test ./...
	$(skip-note)

check: generated lint layers vet deadcode cross race memory web journeys ## everything a change must pass

generate: ## write the generated code anew
	go generate ./...

# The tree of all files, tracked or new, has one hash. It must not move.
generated: ## fail if generated code or the built explorer is not what its source gives
	@index=$$(mktemp -d)/index; trap 'rm -rf "$$(dirname "$$index")"' EXIT; \
	tree() { GIT_INDEX_FILE="$$index" git add -A && GIT_INDEX_FILE="$$index" git write-tree; }; \
	before=$$(tree) && $(MAKE) --no-print-directory generate explorer && after=$$(tree) && \
	git diff --stat --exit-code "$$before" "$$after" || \
	{ echo 'generated code is stale or cannot be made: run "make generate explorer", commit the result' >&2; exit 1; }

fmt: ## format the Go files
	$(TOOL) golangci-lint fmt

lint: ## linters and format, by .golangci.yml
	$(TOOL) golangci-lint run ./...

layers: ## who may import whom
	go test ./internal/layers

vet: ## go vet
	go vet ./...

deadcode: ## functions that no program and no test reaches
	@echo '$(TOOL) deadcode -test ./...'
	@dead=$$($(TOOL) deadcode -test ./...) && { test -z "$$dead" || { echo "$$dead"; exit 1; }; }

cross: ## compile for every platform: linux, darwin, windows on amd64, arm64
	@set -e; for p in $(PLATFORMS); do echo "go build ./... for $$p"; GOOS=$${p%/*} GOARCH=$${p#*/} go build ./...; done

race: ## all tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 go test $(RACEFLAGS) ./...
	$(skip-note)

# The race detector takes memory of its own, so "race" leaves these out.
memory: ## what the service takes at rest, with idle subscribers, for long texts and hostile files
	go test -run '^(TestAtRest|TestIdleSubscribers|TestIdleSubscribersAtRest|TestLongDocumentsAreNotDecoded|TestMemoryIsBounded)$$' ./internal/httpapi ./server ./internal/codec/formats

# The explorer's packages, once for each state of the file that names them.
web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --loglevel=error

explorer: web/node_modules/.package-lock.json ## build the explorer from web/ into internal/explorer/built
	cd web && npm run --silent documents && npm run --silent build

web: web/node_modules/.package-lock.json ## check the explorer's source: documents, types, format, unit tests
	cd web && npm run --silent documents && npm run --silent check && npm run --silent formatted && npm run --silent unit

journeys: web/node_modules/.package-lock.json ## drive the explorer in a real browser, on both stores
	cd web && npm run --silent documents
	$(NEO4J) -- npm --prefix web run --silent journeys

solvers: ## compare evaluation with other solvers (Python, and its packages once)
	REQUIRE_SOLVERS=1 REQUIRE_PYTHON=1 go test -run TestPeersAgree ./internal/semantics/dung

bench: ## measure, and write docs/performance.md
	$(NEO4J) -peak -- go run ./bench

neo4j: ## a Neo4j to develop with, until interrupted (ARGS="-data DIR" keeps it)
	$(NEO4J) $(ARGS)

clean: ## remove what make built; downloads and caches stay
	rm -rf bin
