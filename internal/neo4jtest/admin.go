package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// Admin runs neo4j-admin, of the version that [Start] starts, on a server's home folder, which no server may use
// meanwhile, and gives what it says. A server with the home as its Options.Dir finds there what was done. Without
// Java, or without Maven when there is something to install, the error is a [*MissingError].
func Admin(ctx context.Context, home string, args ...string) (string, error) {
	inst, err := ensureInstalled(ctx)
	if err != nil {
		return "", err
	}
	conf := filepath.Join(home, "conf")
	if err := os.MkdirAll(conf, 0o700); err != nil {
		return "", wrapMkdir(err)
	}
	args = append([]string{"-Xmx256m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-cp", filepath.Join(inst.lib, "*"), "org.neo4j.cli.AdminTool"}, args...)
	cmd := exec.CommandContext(ctx, inst.java, args...)
	cmd.Dir, cmd.WaitDelay = home, time.Second
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+conf)
	said, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("neo4jtest: neo4j-admin: %w\n%s", err, said)
	}
	return string(said), nil
}
