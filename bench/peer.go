package main

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// peerFiles are the peer's program and the exact packages that it takes.
//
//go:embed peer/package.json peer/package-lock.json peer/.npmrc peer/schema.js peer/server.js
var peerFiles embed.FS

var peerPackages = packages{"peer", peerFiles, []string{"package.json", "package-lock.json", ".npmrc", "schema.js", "server.js"}}

// packages are a program that runs on Node with the packages that it takes: the files of a folder.
type packages struct {
	folder string
	files  embed.FS
	names  []string
}

// hasNode reports whether the peer can run here.
func hasNode() bool {
	for _, name := range []string{"node", "npm"} {
		if _, err := exec.LookPath(name); err != nil {
			return false
		}
	}
	return true
}

// installWithin bounds how long packages may take to come.
const installWithin = 10 * time.Minute

// install gives the directory of a program with its packages, in a cache of this user, once for
// each state of its files. It gets its name when all is in it.
func (p packages) install(ctx context.Context) (string, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", err
	}
	base, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	base = filepath.Join(base, "argmap")
	if err := os.MkdirAll(base, 0o750); err != nil {
		return "", err
	}
	fresh, err := os.MkdirTemp(base, p.folder+"-installing-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	sum, err := p.unpack(fresh)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(base, p.folder+"-"+sum+"-"+runtime.GOOS+"-"+runtime.GOARCH)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	ctx, cancel := context.WithTimeout(ctx, installWithin)
	defer cancel()
	cmd := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--loglevel=error") //nolint:gosec // npm as it is found, and fixed words
	cmd.Dir, cmd.WaitDelay = fresh, time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	err = os.Rename(fresh, dir)
	if _, there := os.Stat(dir); there == nil {
		return dir, nil // made just now, by this process or another
	}
	return "", err
}

// unpack writes the files, and gives a short hash of them all.
func (p packages) unpack(dir string) (string, error) {
	hash := sha256.New()
	for _, name := range p.names {
		text, err := p.files.ReadFile(p.folder + "/" + name)
		if err != nil {
			return "", err
		}
		hash.Write(text)
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:8]), nil
}

// peer starts the peer on the database of an engine.
func (b *bench) peer(e neo4jEngine) (*process, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, err
	}
	dir, err := peerPackages.install(b.ctx)
	if err != nil {
		return nil, err
	}
	env := []string{"PEER_URI=" + e.uri, "PEER_USERNAME=" + e.username, "PEER_PASSWORD=" + e.password}
	return b.spawn("peer", env, node, filepath.Join(dir, "server.js"))
}
