package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/codec/formats"
	"argmap/internal/exchange"
	"argmap/internal/fault"
)

// stdinName stands for standard input, and for standard output.
const stdinName = "-"

// found is a file that a command is to read.
type found struct {
	// path is where it is, or "-"; rel is its path below the folder that was named, or its own name.
	path, rel string
	// named: it was named itself, not found in a folder.
	named bool
	// passed says why it is not read, where it was found and is no file that can be.
	passed string
}

// gather lists the files that are meant: those named, and all below the folders named but for those whose
// names begin with a dot, in the order of their names. Links to files count as the files, links to folders are
// passed over, since they may lead in circles. A name that is not there is refused before anything is read.
func gather(names []string) ([]found, error) {
	var files []found
	for _, name := range names {
		if name == stdinName {
			files = append(files, found{path: stdinName, rel: stdinName, named: true})
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, found{path: name, rel: filepath.Base(name), named: true})
			continue
		}
		below, err := walk(name + string(filepath.Separator)) // so that a link to a folder is that folder
		if err != nil {
			return nil, err
		}
		files = append(files, below...)
	}
	return files, nil
}

func walk(folder string) ([]found, error) {
	var files []found
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := path != folder && strings.HasPrefix(e.Name(), ".")
		switch {
		case hidden && e.IsDir():
			return filepath.SkipDir
		case hidden || e.IsDir():
			return nil
		}
		rel, err := filepath.Rel(folder, path)
		files = append(files, found{path: path, rel: rel, passed: noFile(path)})
		return err
	})
	textsLast(files)
	return files, err
}

// noFile says why what was found in a folder is no file that can be read; empty where it is one.
func noFile(path string) string {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "a link that leads nowhere"
	case info.IsDir():
		return "a link to a folder; name the folder to have it read"
	case !info.Mode().IsRegular():
		return "neither a file nor a folder"
	}
	return ""
}

// textsLast moves plain texts behind the other files of the same name: "a.txt" may be the text of
// "a.xml", and is then not read by itself.
func textsLast(files []found) {
	plain := func(f found) int {
		if strings.EqualFold(filepath.Ext(f.path), ".txt") {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(files, func(a, b found) int {
		if stem(a.path) != stem(b.path) {
			return strings.Compare(stem(a.path), stem(b.path))
		}
		return plain(a) - plain(b)
	})
}

// stem is a path without the extension.
func stem(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }

// corpus is the work on many files, one after the other. One file is in memory at a time.
type corpus struct {
	*session

	formats formats.Set
	format  string
	files   []found
	// goOn: a file that fails does not end the work.
	goOn bool
	log  *outcome
	// companions are files that were read beside others.
	companions map[string]bool
}

// work is done to one file.
type work func(f found, file exchange.File, line *outcomeLine) error

// run does the work to every file. The error says that some failed; which ones, and why, is told as it
// happens.
func (c *corpus) run(do work) error {
	c.companions = map[string]bool{}
	for i, f := range c.files {
		if err := c.ctx.Err(); err != nil {
			return errors.Join(c.log.end(), fault.New(fault.Cancelled, "command.cancelled", "stopped after %d of %d files; what was done stays", i, len(c.files)))
		}
		c.log.progress(i, len(c.files))
		if err := c.one(f, do); err != nil && !c.goOn {
			c.log.left = len(c.files) - i - 1
			break
		}
	}
	return c.log.end()
}

func (c *corpus) one(f found, do work) error {
	line := &outcomeLine{File: f.path}
	if why := c.passed(f); why != "" {
		line.Skipped = why
		return c.log.skip(line)
	}
	err := c.opened(f, func(file exchange.File) error { return do(f, file, line) })
	if err != nil && !f.named && fault.Reason(err) == "format.unrecognised" && !c.usual(f) {
		line.Skipped = "of no known format, by its content and by its name"
		return c.log.skip(line)
	}
	if err != nil {
		return errors.Join(err, c.log.fail(line, inFile(f.path, err)))
	}
	return c.log.done(line)
}

// passed says why a file is not read.
func (c *corpus) passed(f found) string {
	switch {
	case f.passed != "":
		return f.passed
	case c.companions[f.path]:
		return "read beside another"
	case f.named || c.format == "" || c.usual(f):
		return ""
	}
	return "its name does not end as those of " + c.format + " do"
}

// usual reports whether the file's name ends like those of the format, or of any that is read.
func (c *corpus) usual(f found) bool {
	return slices.ContainsFunc(c.formats, func(x codec.Format) bool {
		return x.Decode != nil && (c.format == "" || c.format == x.Name) &&
			slices.ContainsFunc(x.Extensions, func(ext string) bool { return strings.HasSuffix(strings.ToLower(f.path), ext) })
	})
}

// opened opens a file for the work.
func (c *corpus) opened(f found, do func(exchange.File) error) error {
	if f.path == stdinName {
		return do(exchange.File{Body: c.stdin, Format: c.format})
	}
	in, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer in.Close()
	return do(exchange.File{Name: filepath.Base(f.path), Body: in, Format: c.format, Beside: func(name string) (io.ReadCloser, error) {
		return c.beside(filepath.Join(filepath.Dir(f.path), name))
	}})
}

func (c *corpus) beside(path string) (io.ReadCloser, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	c.companions[path] = true
	return os.Open(path)
}
