package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCommand says which version this is.
type versionCommand struct{}

// Run prints it.
func (*versionCommand) Run(s *session) error {
	_, err := fmt.Fprintf(s.stdout, "argmap %s (%s, %s/%s)\n", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// programVersion is what the linker was told, else what the go command has noted, else "dev".
func programVersion() string {
	if version != "dev" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= shortRevision {
			return "dev-" + s.Value[:shortRevision]
		}
	}
	return version
}

// shortRevision is how much of a commit's name is shown.
const shortRevision = 12
