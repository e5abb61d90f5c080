package layers

// module is the prefix of every import path that is ours.
const module = "argmap/"

// anything lets a room import every other room.
const anything = "*"

// useCases are the rooms that do what a user asks for. None imports another,
// so each can be read, tested and replaced alone.
var useCases = []string{
	"internal/account",
	"internal/authoring",
	"internal/evaluation",
	"internal/exchange",
	"internal/exercise",
	"internal/ingest",
	"internal/research",
	"internal/solving",
}

// belowUseCases is what a use-case may build on.
var belowUseCases = []string{
	"internal/anchor",
	"internal/argmap",
	"internal/codec",
	"internal/codec/argmapjson",
	"internal/codec/formats",
	"internal/codec/iccma",
	"internal/fault",
	"internal/fulltext",
	"internal/ledger",
	"internal/library",
	"internal/paragraph",
	"internal/scheme",
	"internal/semantics",
	"internal/semantics/bipolar",
	"internal/semantics/carneades",
	"internal/semantics/dung",
	"internal/semantics/gradual",
	"internal/semantics/why",
	"internal/snapshot",
	"internal/store",
}

// aFormat is what the package of an interchange format may build on.
var aFormat = []string{
	"internal/anchor", "internal/argmap", "internal/codec", "internal/codec/verbatim", "internal/fault", "internal/paragraph",
}

// interchange are the packages of the interchange formats.
var interchange = []string{
	"internal/codec/agxml",
	"internal/codec/aif",
	"internal/codec/argdown",
	"internal/codec/arguebuf",
	"internal/codec/brat",
	"internal/codec/carneades",
	"internal/codec/csv",
	"internal/codec/dot",
	"internal/codec/framework",
	"internal/codec/gexf",
	"internal/codec/graphml",
	"internal/codec/ibis",
	"internal/codec/jsonld",
	"internal/codec/kialo",
	"internal/codec/mermaid",
	"internal/codec/neo4jcsv",
	"internal/codec/outline",
	"internal/codec/sadface",
	"internal/codec/svg",
	"internal/codec/xaif",
}

// mayImport is the architecture: each room, and the rooms it may import. A
// room that is not listed fails the test, so a new room is a decision.
var mayImport = map[string][]string{
	// The domain and what is pure: values in, values out.
	"internal/fault":               {},
	"internal/fulltext":            {},
	"internal/lru":                 {},
	"internal/argmap":              {"internal/fault"},
	"internal/anchor":              {"internal/argmap", "internal/fault"},
	"internal/paragraph":           {"internal/argmap", "internal/fault"},
	"internal/scheme":              {"internal/argmap", "internal/fault"},
	"internal/semantics":           {"internal/argmap", "internal/fault"},
	"internal/semantics/bipolar":   {"internal/fault", "internal/semantics", "internal/semantics/dung"},
	"internal/semantics/carneades": {"internal/argmap", "internal/fault"},
	"internal/semantics/dung":      {"internal/fault", "internal/semantics"},
	"internal/semantics/families":  {"internal/semantics"},
	"internal/semantics/gradual":   {"internal/fault"},
	"internal/semantics/why":       {"internal/fault", "internal/semantics"},
	"internal/snapshot":            {"internal/argmap", "internal/fault", "internal/lru", "internal/semantics", "internal/semantics/gradual"},
	"internal/codec":               {"internal/anchor", "internal/argmap", "internal/codec/verbatim", "internal/fault", "internal/paragraph"},
	"internal/codec/verbatim":      {"internal/fault"},
	"internal/codec/schemegraph":   aFormat,
	"internal/codec/picture":       aFormat,
	"internal/codec/codectest":     {"internal/argmap", "internal/codec", "internal/codec/verbatim", "internal/fault"},
	"internal/codec/formats":       join(interchange, "internal/codec", "internal/codec/argmapjson", "internal/codec/verbatim", "internal/fault"),

	// What the formats of graph tools share.
	"internal/codec/propertygraph": {"internal/argmap", "internal/codec"},

	// The interchange formats: one package each.
	"internal/codec/agxml":      aFormat,
	"internal/codec/aif":        aFormat,
	"internal/codec/argdown":    aFormat,
	"internal/codec/arguebuf":   join(aFormat, "internal/codec/schemegraph"),
	"internal/codec/brat":       aFormat,
	"internal/codec/carneades":  join(aFormat, "internal/semantics/carneades"), // a file says how its arguments weigh
	"internal/codec/csv":        join(aFormat, "internal/codec/propertygraph"),
	"internal/codec/dot":        join(aFormat, "internal/codec/picture"),
	"internal/codec/framework":  aFormat,
	"internal/codec/gexf":       join(aFormat, "internal/codec/propertygraph"),
	"internal/codec/graphml":    join(aFormat, "internal/codec/propertygraph"),
	"internal/codec/ibis":       join(aFormat, "internal/codec/schemegraph"),
	"internal/codec/jsonld":     join(aFormat, "internal/codec/schemegraph"),
	"internal/codec/kialo":      aFormat,
	"internal/codec/mermaid":    join(aFormat, "internal/codec/picture"),
	"internal/codec/neo4jcsv":   join(aFormat, "internal/codec/propertygraph"),
	"internal/codec/outline":    aFormat,
	"internal/codec/sadface":    join(aFormat, "internal/codec/schemegraph"),
	"internal/codec/svg":        join(aFormat, "internal/codec/picture"),
	"internal/codec/xaif":       join(aFormat, "internal/codec/aif"),
	"internal/codec/argmapjson": {"internal/anchor", "internal/argmap", "internal/codec", "internal/codec/verbatim", "internal/fault", "internal/paragraph"},
	"internal/codec/iccma":      {"internal/fault"},

	// The store: the port, its laws, and the two that keep them.
	"internal/store":             {"internal/argmap", "internal/fault"},
	"internal/store/storetest":   {"internal/argmap", "internal/fault", "internal/fulltext", "internal/store"},
	"internal/store/neo4jstore":  {"internal/argmap", "internal/fault", "internal/fulltext", "internal/store"},
	"internal/store/sqlitestore": {"internal/argmap", "internal/fault", "internal/fulltext", "internal/store"},

	// The one way from a use-case to the texts.
	"internal/library": {"internal/argmap", "internal/fault", "internal/store"},

	// The one way from a use-case to a map's log.
	"internal/ledger": {"internal/argmap", "internal/fault", "internal/lru", "internal/semantics", "internal/snapshot", "internal/store"},

	"internal/account":    belowUseCases,
	"internal/authoring":  belowUseCases,
	"internal/evaluation": join(belowUseCases, "internal/codec/carneades", "internal/lru"),
	"internal/exchange":   belowUseCases,
	"internal/exercise":   belowUseCases,
	"internal/ingest":     belowUseCases,
	"internal/research":   belowUseCases,
	"internal/solving":    {"internal/codec/iccma", "internal/fault", "internal/semantics", "internal/semantics/bipolar", "internal/semantics/dung", "internal/semantics/gradual"},

	// The edge. It writes through a use-case only; what crosses maps it reads from the port.
	"graph": join(useCases,
		"graph/direct", "graph/generated", "graph/model", "graph/scalar", "internal/anchor", "internal/argmap", "internal/codec", "internal/fault",
		"internal/fulltext", "internal/ledger", "internal/lru", "internal/paragraph", "internal/scheme", "internal/semantics", "internal/semantics/dung", "internal/snapshot", "internal/store"),
	"graph/direct": {},
	"graph/gen":    {},
	"graph/generated": {
		"graph/direct", "graph/model", "graph/scalar", "internal/argmap", "internal/authoring",
		"internal/fault", "internal/semantics", "internal/snapshot",
	},
	"graph/model":       {"graph/scalar", "internal/argmap", "internal/authoring", "internal/evaluation", "internal/exchange", "internal/fault", "internal/snapshot"},
	"graph/scalar":      {"internal/argmap", "internal/fault"},
	"internal/explorer": {},
	"internal/httpapi": join(useCases,
		"graph", "graph/direct", "graph/generated", "internal/argmap", "internal/codec", "internal/codec/argmapjson", "internal/explorer", "internal/fault", "internal/lru", "internal/paragraph"),

	// The composition root, and what stands beside the program.
	"server":                       {anything},
	"bench":                        {anything},
	"examples":                     {},
	"examples/compile":             {"internal/anchor", "internal/argmap", "internal/codec/argmapjson", "internal/paragraph"},
	"internal/doctest":             {},
	"internal/installtest":         {},
	"internal/layers":              {},
	"internal/neo4jtest":           {},
	"internal/neo4jtest/cmd/neo4j": {"internal/neo4jtest"},
}

// testsMayImport is what the test files of a room may import in addition.
// Every test may also import its own room and the examples.
var testsMayImport = map[string][]string{
	"internal/store/storetest":   {"internal/neo4jtest", "internal/store/neo4jstore", "internal/store/sqlitestore"},
	"internal/store/neo4jstore":  {"internal/neo4jtest", "internal/store/sqlitestore", "internal/store/storetest"},
	"internal/store/sqlitestore": {"internal/neo4jtest", "internal/store/storetest"},
	"internal/ledger":            onRealStores,
	"internal/semantics/dung":    {"internal/installtest", "internal/semantics/families"},
	"internal/semantics/why":     {"internal/semantics/families"},
	"internal/codec":             {"internal/codec/codectest"},
	"internal/codec/argmapjson":  {"internal/codec/codectest"},
	"internal/codec/agxml":       {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/aif":         {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/argdown":     {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/arguebuf":    {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/brat":        {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/carneades":   {"internal/codec/codectest", "internal/codec/formats", "internal/installtest", "internal/semantics", "internal/semantics/carneades", "internal/snapshot"},
	"internal/codec/csv":         {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/dot":         {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/framework":   {"internal/codec/codectest", "internal/codec/formats", "internal/codec/iccma", "internal/installtest", "internal/semantics", "internal/snapshot"},
	"internal/codec/gexf":        {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/graphml":     {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/ibis":        {"internal/codec/codectest"},
	"internal/codec/jsonld":      {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/kialo":       {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/mermaid":     {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/neo4jcsv":    {"internal/codec/codectest", "internal/codec/formats", "internal/installtest", "internal/neo4jtest"},
	"internal/codec/outline":     {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/picture":     {"internal/codec/codectest"},
	"internal/codec/schemegraph": {"internal/codec/codectest"},
	"internal/codec/sadface":     {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/svg":         {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/xaif":        {"internal/codec/codectest", "internal/codec/formats", "internal/installtest"},
	"internal/codec/formats":     {"internal/argmap", "internal/codec/codectest", "internal/installtest"},
	"internal/snapshot":          {"internal/semantics/bipolar", "internal/semantics/dung"},
	"internal/account":           onRealStores,
	"internal/authoring":         onRealStores,
	"internal/evaluation":        onRealStores,
	"internal/exchange":          join(onRealStores, "internal/codec/codectest"),
	"internal/exercise":          onRealStores,
	"internal/ingest":            onRealStores,
	"internal/research":          onRealStores,
	"examples": {
		"internal/anchor", "internal/argmap", "internal/codec/argmapjson", "internal/exchange", "internal/snapshot",
		"internal/store/sqlitestore",
	},
	"internal/doctest": {
		"graph", "internal/argmap", "internal/authoring", "internal/evaluation", "internal/exchange", "internal/httpapi", "internal/ingest",
		"internal/scheme",
		"internal/installtest", "internal/ledger", "internal/store", "internal/store/sqlitestore",
	},
	"graph":            join(onRealStores, "internal/codec/argmapjson", "internal/codec/formats", "internal/store"),
	"internal/httpapi": join(onRealStores, "internal/codec/formats", "internal/installtest", "internal/ledger", "internal/library", "internal/scheme", "internal/store"),

	"internal/codec/propertygraph": {"internal/codec/codectest"},
}

// onRealStores opens a store in a test. Tests above the port take SQLite in
// memory; what races, they also run on Neo4j.
var onRealStores = []string{
	"internal/neo4jtest",
	"internal/store/neo4jstore",
	"internal/store/sqlitestore",
	"internal/store/storetest",
}

// planned are the rooms of the table that may still be empty. Their rules
// hold from their first file on; a room without files that is not named here
// is a stale entry and fails. Take a room out once it is built.
var planned = []string{
	"internal/account",
	"internal/exercise",
	"internal/research",
}
