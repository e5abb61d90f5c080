package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/fault"
)

// outbox writes files that appear only when all of one map are whole.
type outbox struct {
	// force: files that are there already are replaced.
	force   bool
	stdout  io.Writer
	written map[string]bool
	pending []pendingFile
}

// pendingFile is a file that has not got its name yet.
type pendingFile struct {
	file *os.File
	path string
}

func (s *session) outbox(force bool) *outbox {
	return &outbox{force: force, stdout: s.stdout, written: map[string]bool{}}
}

// write lets a map be written: to standard output for "-", else to a path, whose extension the format
// chooses when it has none of its own. It gives the names of the files.
func (o *outbox) write(path string, exact bool, f codec.Format, encode func(codec.Output) error) (names []string, err error) {
	if path == stdinName {
		return nil, o.stream(encode)
	}
	defer func() { o.abort() }()
	first := true
	err = encode(codec.Output{Name: stemOf(filepath.Base(path), f), Create: func(name string) (io.Writer, error) {
		if filepath.Base(name) != name || name == "." || name == ".." {
			return nil, fault.New(fault.Internal, "file.name", "%q is no name for a file", name)
		}
		target := filepath.Join(filepath.Dir(path), name)
		if first && exact {
			target = path
		}
		first = false
		return o.create(target)
	}})
	if err != nil {
		return nil, err
	}
	return o.commit()
}

// stemOf gives a file's name without its end: one of the format's ("-nodes.csv"), else the last of any.
func stemOf(name string, f codec.Format) string {
	for _, end := range f.Extensions {
		if stem, ok := strings.CutSuffix(name, end); ok && stem != "" {
			return stem
		}
	}
	return stem(name)
}

// stream takes one file to standard output, once all of it is whole: the program behind a pipe could not tell
// half of one.
func (o *outbox) stream(encode func(codec.Output) error) error {
	defer o.abort()
	err := encode(codec.Output{Name: "map", Create: func(name string) (io.Writer, error) {
		if len(o.pending) > 0 {
			return nil, fault.New(fault.Invalid, "output.several", "the format writes several files, %s and %s; name a file or folder instead of standard output", o.pending[0].path, name)
		}
		f, err := os.CreateTemp("", "argmap-*")
		if err != nil {
			return nil, unwritable("standard output", err)
		}
		o.pending = append(o.pending, pendingFile{f, name})
		return f, nil
	}})
	if err != nil || len(o.pending) == 0 {
		return err
	}
	whole := o.pending[0].file
	if _, err := whole.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(o.stdout, whole)
	return err
}

// unwritable says that a file cannot be begun, by its own name and not by that of the file that stands in for it.
func unwritable(path string, err error) error {
	cause := err
	if known, ok := errors.AsType[*fs.PathError](err); ok {
		cause = known.Err
	}
	return fault.New(fault.Invalid, "output.unwritable", "%s cannot be written: %v", path, cause).Because(err)
}

func (o *outbox) create(path string) (io.Writer, error) {
	if o.written[path] {
		return nil, fault.New(fault.Invalid, "output.twice", "%s was written of another file just now; give the files names of their own", path)
	}
	if _, err := os.Lstat(path); err == nil && !o.force {
		return nil, fault.New(fault.Invalid, "output.exists", "%s is there already; take another name, or replace it with --force", path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, unwritable(path, err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, unwritable(path, err)
	}
	o.pending = append(o.pending, pendingFile{f, path})
	return f, nil
}

// commit gives the files their names.
func (o *outbox) commit() (names []string, err error) {
	for _, p := range o.pending {
		if err := errors.Join(p.file.Chmod(0o644), p.file.Close()); err != nil {
			return nil, err
		}
	}
	for _, p := range o.pending {
		if err := os.Rename(p.file.Name(), p.path); err != nil {
			return nil, err
		}
		o.written[p.path] = true
		names = append(names, p.path)
	}
	o.pending = nil
	return names, nil
}

// abort removes what has not got its name.
func (o *outbox) abort() {
	for _, p := range o.pending {
		_ = p.file.Close()
		_ = os.Remove(p.file.Name())
	}
	o.pending = nil
}

// folder reports whether a name means a folder: it is one, or ends like one.
func folder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir() || err != nil && strings.HasSuffix(name, string(filepath.Separator))
}
