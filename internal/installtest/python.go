package installtest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// Python are the Python packages of one folder, installed in a virtual environment.
type Python struct {
	dir string
}

// NeedPython gives the packages that requirements.txt in a folder names. Without Python or the network
// the test is skipped, or fails where REQUIRE_PYTHON is set.
func NeedPython(t testing.TB, folder string) Python {
	t.Helper()
	if testing.Short() {
		t.Skip("short")
	}
	dir, err := installPython(t.Context(), folder)
	need(t, err, "REQUIRE_PYTHON", "Python 3.11 or newer with venv and pip")
	return Python{dir}
}

func installPython(ctx context.Context, folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	python, version, err := findPython(ctx)
	if err != nil {
		return "", err
	}
	cache, err := userCache()
	if err != nil {
		return "", err
	}
	files := lock{folder: folder, files: []string{"requirements.txt"}, also: version}
	return files.installed(cache, func(dir string) error {
		if out, err := runs(ctx, installWithin, dir, python, "-m", "venv", ".venv"); err != nil {
			return fmt.Errorf("python -m venv: %w\n%s", err, out)
		}
		out, err := runs(ctx, installWithin, dir, ".venv/bin/python", "-m", "pip", "install", "--quiet", "-r", "requirements.txt")
		if err != nil {
			return fmt.Errorf("pip install: %w\n%s", err, out)
		}
		return nil
	})
}

// probe prints the version and the program itself, or fails if it is too old or lacks what installing takes.
const probe = `import ensurepip, sys, venv
print(sys.version, sys.executable, sep="\n")
sys.exit(sys.version_info < (3, 11))`

// findPython gives a program that is new enough, and its version.
func findPython(ctx context.Context) (program, version string, err error) {
	for _, name := range []string{"python3", "python3.14", "python3.13", "python3.12", "python3.11"} {
		out, failed := runs(ctx, runWithin, "", name, "-c", probe)
		if failed == nil {
			return name, out, nil
		}
		err = errors.Join(err, fmt.Errorf("%s: %w %s", name, failed, strings.TrimSpace(out)))
	}
	return "", "", err
}

// Link gives a project the virtual environment, as .venv.
func (p Python) Link(t testing.TB, project string) {
	t.Helper()
	link(t, p.dir, project, ".venv")
}
