package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v4"

	"argmap/internal/store/neo4jstore"
)

// composeFile is what of the Compose format our file may use. Any other key is an error.
type composeFile struct {
	Name     string             `yaml:"name"`
	Services map[string]service `yaml:"services"`
	Volumes  map[string]any     `yaml:"volumes"`
}

type service struct {
	Image string `yaml:"image"`
	Build struct {
		Context string            `yaml:"context"`
		Args    map[string]string `yaml:"args"`
	} `yaml:"build"`
	Restart   string `yaml:"restart"`
	DependsOn map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
	Environment map[string]string `yaml:"environment"`
	Ports       []string          `yaml:"ports"`
	Volumes     []string          `yaml:"volumes"`
	Healthcheck struct {
		Test        []string `yaml:"test"`
		Interval    string   `yaml:"interval"`
		Timeout     string   `yaml:"timeout"`
		Retries     int      `yaml:"retries"`
		StartPeriod string   `yaml:"start_period"`
	} `yaml:"healthcheck"`
	StopGracePeriod string   `yaml:"stop_grace_period"`
	ReadOnly        bool     `yaml:"read_only"`
	CapDrop         []string `yaml:"cap_drop"`
	SecurityOpt     []string `yaml:"security_opt"`
}

func readCompose(t *testing.T) composeFile {
	t.Helper()
	text, err := os.ReadFile("../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	var c composeFile
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&c); err != nil {
		t.Fatal(err)
	}
	if len(c.Services) == 0 {
		t.Fatal("docker-compose.yml has no services")
	}
	return c
}

// settingsOf gives every flag of the program by its variable.
func settingsOf(t *testing.T) map[string]*kong.Flag {
	t.Helper()
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*kong.Flag{}
	var walk func(n *kong.Node)
	walk = func(n *kong.Node) {
		for _, f := range n.Flags {
			for _, env := range f.Envs {
				out[env] = f
			}
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(parser.Model.Node)
	return out
}

// TestComposeServices holds each service to what an operator relies on.
func TestComposeServices(t *testing.T) {
	t.Parallel()
	c := readCompose(t)
	published := regexp.MustCompile(`^127\.0\.0\.1:\d+:\d+$`)
	for name, s := range c.Services {
		if len(s.Healthcheck.Test) < 2 || s.Healthcheck.Retries == 0 {
			t.Errorf("%s: has no health check", name)
		}
		for _, d := range []string{s.Healthcheck.Interval, s.Healthcheck.Timeout, s.Healthcheck.StartPeriod, s.StopGracePeriod} {
			if _, err := time.ParseDuration(d); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, p := range s.Ports {
			if !published.MatchString(p) {
				t.Errorf("%s: port %q is not published on 127.0.0.1 alone", name, p)
			}
		}
		for _, v := range s.Volumes {
			volume, _, _ := strings.Cut(v, ":")
			if _, ok := c.Volumes[volume]; !ok {
				t.Errorf("%s: volume %q is not declared", name, volume)
			}
		}
		for on, how := range s.DependsOn {
			if _, ok := c.Services[on]; !ok || how.Condition != "service_healthy" {
				t.Errorf("%s: depends on %q, which is no service or is not waited for", name, on)
			}
		}
	}
	if len(c.Services["neo4j"].Ports) > 0 {
		t.Error("neo4j is published; only the service may speak to it")
	}
}

// TestComposeNeo4j holds the image to the oldest Neo4j that the store takes.
func TestComposeNeo4j(t *testing.T) {
	t.Parallel()
	image := readCompose(t).Services["neo4j"].Image
	tag := regexp.MustCompile(`^neo4j:(5\.26\.\d+)-community$`).FindStringSubmatch(image)
	if tag == nil {
		t.Fatalf("the image is %q, want one release of the 5.26 line", image)
	}
	if slices.Compare(numbers(t, tag[1]), numbers(t, neo4jstore.Oldest)) < 0 {
		t.Errorf("the image is Neo4j %s; the store needs %s", tag[1], neo4jstore.Oldest)
	}
}

// numbers reads "5.26.30" as 5, 26, 30.
func numbers(t *testing.T, version string) []int {
	t.Helper()
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// TestComposeVariables holds every variable that the service is given, here and in the Dockerfile,
// to the program, which must accept them all together.
func TestComposeVariables(t *testing.T) {
	t.Parallel()
	given := readCompose(t).Services["argmap"].Environment
	known := settingsOf(t)
	for name := range given {
		if known[name] == nil {
			t.Errorf("docker-compose.yml sets %s, which the program does not read", name)
		}
	}
	for name := range dockerEnvironment(t) {
		if known[name] == nil {
			t.Errorf("the Dockerfile sets %s, which the program does not read", name)
		}
	}
	neo4j := readCompose(t).Services["neo4j"].Environment
	if "neo4j/"+given["NEO4J_PASSWORD"] != neo4j["NEO4J_AUTH"] {
		t.Errorf("Neo4j is given %q and the service %q", neo4j["NEO4J_AUTH"], given["NEO4J_PASSWORD"])
	}
	env := clean()
	for name, value := range dockerEnvironment(t) {
		env = append(env, name+"="+value)
	}
	for name, value := range given {
		env = append(env, name+"="+value)
	}
	env = append(env, "ARGMAP_ADDR=127.0.0.1:0", "ARGMAP_TOKEN_FILE="+t.TempDir()+"/token", "NEO4J_URI=bolt://127.0.0.1:1", "ARGMAP_STORE_WAIT=0s")
	if _, err := site(env).command(t); err == nil || !strings.Contains(err.Error(), "neo4j.unreachable") {
		t.Errorf("with these settings the service gives %v, want it to go as far as Neo4j", err)
	}
}

// dockerLines gives the Dockerfile's instructions, each with what follows it.
func dockerLines(t *testing.T) [][2]string {
	t.Helper()
	text, err := os.ReadFile("../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	var lines [][2]string
	for scan := bufio.NewScanner(bytes.NewReader(text)); scan.Scan(); {
		word, rest, ok := strings.Cut(scan.Text(), " ")
		if ok && word == strings.ToUpper(word) && word != "#" {
			lines = append(lines, [2]string{word, rest})
		}
	}
	return lines
}

func dockerEnvironment(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, l := range dockerLines(t) {
		if l[0] == "ENV" {
			for pair := range strings.FieldsSeq(l[1]) {
				name, value, _ := strings.Cut(pair, "=")
				out[name] = value
			}
		}
	}
	return out
}

// TestDockerfile holds the image to "make build": the same step, on all the files that it reads, and
// a binary that runs as nobody in particular.
func TestDockerfile(t *testing.T) {
	t.Parallel()
	lines := dockerLines(t)
	for _, want := range [][2]string{
		{"RUN", "make build VERSION=$VERSION"},
		{"FROM", "scratch"},
		{"COPY", "--from=build /src/bin/argmap /argmap"},
		{"USER", "65532:65532"},
		{"ENTRYPOINT", `["/argmap"]`},
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("the Dockerfile lacks %q", want)
		}
	}
	var copied []string
	for _, l := range lines {
		if l[0] == "COPY" && !strings.HasPrefix(l[1], "--") {
			fields := strings.Fields(l[1])
			copied = append(copied, fields[:len(fields)-1]...)
		}
	}
	for _, dir := range ownFolders(t) {
		if !slices.Contains(copied, dir) {
			t.Errorf("the program is built of %s/, which the Dockerfile does not copy", dir)
		}
	}
	for _, name := range append(copied, "Makefile", "go.mod", "go.sum") {
		if _, err := os.Stat(path.Join("..", name)); err != nil || !slices.Contains(copied, name) {
			t.Errorf("%s: copied by the Dockerfile and there, it must be both (%v)", name, err)
		}
	}
}

// ownFolders lists the top folders of the packages that the program is built of.
func ownFolders(t *testing.T) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", `{{with .Module}}{{if .Main}}{{$.ImportPath}}{{end}}{{end}}`, ".")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var dirs []string
	for pkg := range strings.FieldsSeq(string(out)) {
		rest, _ := strings.CutPrefix(pkg, "argmap/")
		dir, _, _ := strings.Cut(rest, "/")
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// TestMakeBuild shows what the image's build step is: one static binary with its version.
func TestMakeBuild(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("make"); err != nil {
		t.Skip("there is no make")
	}
	cmd := exec.CommandContext(t.Context(), "make", "--no-print-directory", "-n", "-C", "..", "build", "VERSION=v1.2.3")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.TrimSpace(string(out))
	if want := "go build -trimpath -ldflags '-s -w -X main.version=v1.2.3' -o bin/argmap ./server"; got != want {
		t.Errorf("make build does\n%s\nwant\n%s", got, want)
	}
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(makefile), "export CGO_ENABLED := 0") {
		t.Error("the Makefile no longer builds without cgo, so the binary needs more than the image has")
	}
}
