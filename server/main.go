// Command server keeps argument maps and serves them by GraphQL.
//
//	server [serve]                 serve, on the embedded store unless told otherwise
//	server migrate status|up       show or take the steps of the database's schema
//	server import FILE…|FOLDER…|-  bring maps in, of any format that is read
//	server export MAP [--to FORMAT] [-o FILE]
//	server convert --to FORMAT IN OUT
//	server validate FILE…|MAP…     list the rules that maps break
//	server formats                 list the formats
//	server backup [-o FILE]        write everything
//	server restore FILE            bring a backup in
//	server check                   look for anything that is broken
//	server rebuild MAP…|--all      make the graph anew from the log
//	server redact MAP --record ID --reason WHY
//	server solve -p DS-PR -f FILE -a ARGUMENT | --lines
//	server ready                   ask a running server whether it is ready
//	server version
//
// Settings are flags or environment variables; docs/operations.md lists them. It exits with 0 when
// all is well, 1 when it failed, and 2 when it was called wrongly.
package main

import (
	"os"
	"time"
)

// version is set by the linker.
var version = "dev"

func main() {
	os.Exit(run(program{
		args: os.Args, environ: os.Environ(),
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		clock: time.Now,
	}))
}
