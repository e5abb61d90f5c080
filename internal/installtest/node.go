package installtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Node are the Node packages of one folder, installed.
type Node struct {
	node, dir, folder string
}

// NeedNode gives the packages that package-lock.json in a folder names. Without Node, npm or the network
// the test is skipped, or fails where REQUIRE_NODE is set.
func NeedNode(t testing.TB, folder string) Node {
	t.Helper()
	if testing.Short() {
		t.Skip("short")
	}
	n, err := installNode(t.Context(), folder)
	need(t, err, "REQUIRE_NODE", "Node 20 or newer and npm")
	return n
}

func installNode(ctx context.Context, folder string) (Node, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return Node{}, err
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return Node{}, err
	}
	folder, err = filepath.Abs(folder)
	if err != nil {
		return Node{}, err
	}
	cache, err := userCache()
	if err != nil {
		return Node{}, err
	}
	files := lock{folder: folder, files: []string{"package.json", "package-lock.json", ".npmrc"}}
	dir, err := files.installed(cache, func(dir string) error {
		out, err := runs(ctx, installWithin, dir, npm, "ci", "--ignore-scripts", "--loglevel=error")
		if err != nil {
			return fmt.Errorf("npm ci: %w\n%s", err, out)
		}
		return nil
	})
	return Node{node, dir, folder}, err
}

// Link gives a project the packages, as "npm ci" in it would.
func (n Node) Link(t testing.TB, project string) {
	t.Helper()
	link(t, n.dir, project, "node_modules")
}

// Script runs a script of the folder with the packages and gives what it says.
func (n Node) Script(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := runs(t.Context(), runWithin, n.dir, n.node, append([]string{filepath.Join(n.folder, name)}, args...)...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return out
}

// Run runs a program of a package in a directory and gives what it says.
func (n Node) Run(t testing.TB, dir, program string, args ...string) string {
	t.Helper()
	out, err := n.Try(t, dir, program, args...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return out
}

// Try is Run for what may fail.
func (n Node) Try(t testing.TB, dir, program string, args ...string) (string, error) {
	t.Helper()
	program = filepath.Join(n.dir, "node_modules", filepath.FromSlash(program))
	return runs(t.Context(), runWithin, dir, n.node, append([]string{program}, args...)...)
}

// link puts one folder of what is installed into a project.
func link(t testing.TB, dir, project, name string) {
	t.Helper()
	if err := os.Symlink(filepath.Join(dir, name), filepath.Join(project, name)); err != nil {
		t.Fatal(err)
	}
}
