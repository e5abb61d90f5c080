package neo4jtest

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

//go:embed pom.xml
var pom []byte

const minJava = 17

// ErrMissing is what errors.Is finds in a [*MissingError].
var ErrMissing = errors.New("neo4jtest: a program that Neo4j needs is missing")

// MissingError says which programs this machine lacks to run Neo4j.
type MissingError struct {
	// What names each missing program and what would be right.
	What []string
}

// Error names all that is missing.
func (e *MissingError) Error() string {
	return "neo4jtest: cannot run Neo4j on this machine: " + strings.Join(e.What, "; ")
}

// Is reports whether target is [ErrMissing].
func (e *MissingError) Is(target error) bool { return target == ErrMissing }

// install is an installed server, ready to be started.
type install struct {
	java    string // path of the java program
	lib     string // folder of the jars
	archive string // class data archive for this java; empty without one
	store   string // data folder of an empty store with the default password
}

// Version returns the version of the Neo4j server that pom.xml names.
func Version() string {
	var p struct {
		Version string `xml:"properties>neo4j.version"`
	}
	if err := xml.Unmarshal(pom, &p); err != nil || p.Version == "" {
		panic(fmt.Sprintf("neo4jtest: pom.xml has no property neo4j.version (%v)", err))
	}
	return p.Version
}

// cacheDir returns the folder of this version's installation.
func cacheDir() (string, error) {
	if dir := os.Getenv(EnvCache); dir != "" {
		abs, err := filepath.Abs(dir)
		return filepath.Join(abs, Version()), err
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("neo4jtest: no cache folder (%w); set %s to one", err, EnvCache)
	}
	return filepath.Join(dir, "argmap", "neo4j", Version()), nil
}

// ensureInstalled finds the tools, and makes whatever the cache lacks. One
// process installs, others wait.
func ensureInstalled(ctx context.Context) (install, error) {
	dir, err := cacheDir()
	if err != nil {
		return install{}, err
	}
	key := shortHash(pom)
	inst := install{lib: filepath.Join(dir, "lib-"+key), store: filepath.Join(dir, "store-"+key)}
	java, banner, mvn, err := findTools(ctx, !exists(inst.lib))
	if err != nil {
		return install{}, err
	}
	inst.java = java
	inst.archive = filepath.Join(dir, "classes-"+shortHash([]byte(inst.lib+java+banner))+".jsa")
	if !inst.complete() {
		if err := inst.make(ctx, dir, mvn); err != nil {
			return install{}, err
		}
	}
	return inst.withoutMissingArchive(), nil
}

func (i install) complete() bool {
	return exists(i.lib) && archiveTried(i.archive) && exists(i.store)
}

// make makes the parts that are missing, under the lock of dir.
func (i install) make(ctx context.Context, dir, mvn string) error {
	unlock, err := lockDir(dir)
	if err != nil {
		return err
	}
	defer unlock()
	if !exists(i.lib) {
		if err := installJars(ctx, mvn, dir, i.lib); err != nil {
			return err
		}
	}
	if !archiveTried(i.archive) {
		makeArchive(ctx, i)
	}
	if !exists(i.store) {
		return makeStore(ctx, i.withoutMissingArchive())
	}
	return nil
}

func (i install) withoutMissingArchive() install {
	if !exists(i.archive) {
		i.archive = ""
	}
	return i
}

func shortHash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:4])
}

// lockDir makes dir and takes its lock, waiting for other installers.
func lockDir(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("neo4jtest: no cache folder: %w; set %s to a folder that can be written", err, EnvCache)
	}
	f, err := os.OpenFile(filepath.Join(dir, "install.lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("neo4jtest: install lock: %w", err)
	}
	if err := lock(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("neo4jtest: install lock %s: %w", f.Name(), err)
	}
	return func() { f.Close() }, nil
}

// findTools finds java, its version text, and, where needed, mvn.
func findTools(ctx context.Context, needMaven bool) (java, banner, mvn string, err error) {
	var missing []string
	java, banner, problem := findJava(ctx)
	if ctx.Err() != nil {
		return "", "", "", fmt.Errorf("neo4jtest: gave up while looking for java: %w", ctx.Err())
	}
	if problem != "" {
		missing = append(missing, problem)
	}
	if needMaven {
		mvn, err = exec.LookPath("mvn")
		if err != nil {
			missing = append(missing, `no "mvn" on PATH; install Maven 3.6.1 or newer`)
		}
	}
	if len(missing) > 0 {
		return "", "", "", &MissingError{What: missing}
	}
	return java, banner, mvn, nil
}

// findJava prefers the java of JAVA_HOME to the one on PATH.
func findJava(ctx context.Context) (path, banner, problem string) {
	path = "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		path = filepath.Join(home, "bin", "java")
	}
	path, err := exec.LookPath(path)
	if err != nil {
		return "", "", fmt.Sprintf(`no "java" in JAVA_HOME or on PATH; install Java %d or newer`, minJava)
	}
	out, err := exec.CommandContext(ctx, path, "-version").CombinedOutput()
	if err != nil {
		return "", "", fmt.Sprintf(`"%s -version" failed (%v); install Java %d or newer`, path, err, minJava)
	}
	if v := javaMajor(string(out)); v < minJava {
		return "", "", fmt.Sprintf("%s is Java %d; install Java %d or newer", path, v, minJava)
	}
	return path, string(out), ""
}

var javaVersion = regexp.MustCompile(`version "(\d+)`)

// javaMajor reads the major version from the output of "java -version"; it is
// 0 when there is none and 1 for the releases before Java 9.
func javaMajor(banner string) int {
	m := javaVersion.FindStringSubmatch(banner)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// installJars lets Maven copy the jars into a folder beside lib and renames
// it to lib when all are there.
func installJars(ctx context.Context, mvn, dir, lib string) error {
	say("installing the jars of Neo4j %s, about 125 MB, once", Version())
	temp, err := os.MkdirTemp(dir, "installing-")
	if err != nil {
		return fmt.Errorf("neo4jtest: install: %w", err)
	}
	defer os.RemoveAll(temp)
	file, jars := filepath.Join(temp, "pom.xml"), filepath.Join(temp, "lib")
	if err := os.WriteFile(file, pom, 0o644); err != nil {
		return fmt.Errorf("neo4jtest: install: %w", err)
	}
	if err := runMaven(ctx, mvn, "-B", "-q", "-ntp", "-f", file, "process-resources", "-Dlib.dir="+jars); err != nil {
		return err
	}
	err = os.Rename(jars, lib)
	if err != nil && !exists(lib) {
		return fmt.Errorf("neo4jtest: install: %w", err)
	}
	return nil
}

// runMaven runs Maven as a child that is ended with its group when ctx ends.
func runMaven(ctx context.Context, mvn string, args ...string) error {
	log, err := os.CreateTemp("", "argmap-maven-")
	if err != nil {
		return fmt.Errorf("neo4jtest: install: %w", err)
	}
	defer os.Remove(log.Name())
	defer log.Close()
	cmd := exec.Command(mvn, args...)
	cmd.Stdout, cmd.Stderr = log, log
	c, err := startChild(cmd)
	if err != nil {
		return fmt.Errorf("neo4jtest: install: start %s: %w", mvn, err)
	}
	select {
	case <-c.done:
		err = c.err
	case <-ctx.Done():
		c.kill()
		err = ctx.Err()
	}
	if err != nil {
		said, _ := os.ReadFile(log.Name())
		return fmt.Errorf("neo4jtest: Maven could not copy the jars (%w); it must reach its repository the first time. It said:\n%s", err, said)
	}
	return nil
}

// say tells the person at the terminal why it takes long.
func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "neo4jtest: "+format+"\n", args...)
}

func failedMark(archive string) string { return archive + ".failed" }

// archiveTried reports whether there is an archive, or a mark that none could
// be made.
func archiveTried(archive string) bool {
	return exists(archive) || exists(failedMark(archive))
}

// makeArchive starts the server once with a JVM that writes the classes it
// loaded into an archive, which about halves later starts. Without an archive
// all works, only slower; so a failure is noted and not tried again.
func makeArchive(ctx context.Context, inst install) {
	if runtime.GOOS == "windows" {
		return // there the server cannot be asked to end, so it writes none
	}
	say("preparing a class archive for faster starts, once")
	temp := inst.archive + ".new"
	defer os.Remove(temp)
	err := trainArchive(ctx, inst, temp)
	if err == nil {
		err = os.Rename(temp, inst.archive)
	}
	if err != nil && ctx.Err() == nil {
		say("no class archive, starts will be slower: %v", err)
		// Without the mark it is only tried again.
		_ = os.WriteFile(failedMark(inst.archive), []byte(err.Error()+"\n"), 0o644)
	}
}

func trainArchive(ctx context.Context, inst install, temp string) error {
	inst.archive, inst.store = "", ""
	opts := Options{jvmFlags: []string{"-XX:ArchiveClassesAtExit=" + temp, "-Xlog:disable", "-Xlog:all=error:stderr"}}
	s, err := startInstalled(ctx, inst, opts.withDefaults())
	if err != nil {
		return err
	}
	defer s.Stop()
	if err := s.exercise(ctx); err != nil {
		return err
	}
	s.child.stop(2 * time.Minute)
	return nil
}

// makeStore lets a server make an empty store with the default password and
// keeps a copy of its data folder.
func makeStore(ctx context.Context, inst install) error {
	dest := inst.store
	inst.store = ""
	s, err := startInstalled(ctx, inst, Options{}.withDefaults())
	if err != nil {
		return err
	}
	defer s.Stop()
	s.child.stop(stopTimeout)
	temp, err := os.MkdirTemp(filepath.Dir(dest), "installing-")
	if err != nil {
		return fmt.Errorf("neo4jtest: install: %w", err)
	}
	defer os.RemoveAll(temp)
	data := filepath.Join(temp, "data")
	if err := os.CopyFS(data, os.DirFS(filepath.Join(s.home, "data"))); err != nil {
		return fmt.Errorf("neo4jtest: install: %w", err)
	}
	if err := os.Rename(data, dest); err != nil && !exists(dest) {
		return fmt.Errorf("neo4jtest: install: %w", err)
	}
	return nil
}

// exercise makes the server load the classes that tests will want.
func (s *Server) exercise(ctx context.Context) error {
	d, err := s.Connect()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	for _, text := range []string{
		"CREATE CONSTRAINT c IF NOT EXISTS FOR (n:A) REQUIRE n.id IS UNIQUE",
		"CREATE INDEX i IF NOT EXISTS FOR (n:A) ON (n.k, n.l)",
		"CREATE FULLTEXT INDEX f IF NOT EXISTS FOR (n:A) ON EACH [n.text]",
		"CALL db.awaitIndexes(60)",
		"UNWIND range(1, 50) AS i MERGE (n:A {id: toString(i)}) ON CREATE SET n.k = i, n.text = 'some words ' + i RETURN count(n)",
		"MATCH (a:A), (b:A) WHERE b.k = a.k + 1 MERGE (a)-[r:R]->(b) SET r.at = datetime() RETURN count(r)",
		"MATCH (a:A {id: '1'})-[r:R*1..4]->(b) OPTIONAL MATCH (b)-->(c) WITH b, collect(c.id) AS ids ORDER BY b.k LIMIT 5 RETURN b {.id, .k, ids: ids}",
		"CALL db.index.fulltext.queryNodes('f', 'words') YIELD node, score RETURN node.id, score LIMIT 3",
		"MATCH (n:A) WHERE n.k > 40 CALL (n) { MATCH (n)-[:R]->(m) RETURN count(m) AS m } RETURN sum(m)",
	} {
		if err := runOne(ctx, d, s.Database, text, nil, nil); err != nil {
			return fmt.Errorf("neo4jtest: training statement %q: %w", text, err)
		}
	}
	return s.Reset(ctx)
}
