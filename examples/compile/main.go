// Command compile turns the examples, which are written by hand as map.yaml, into map.jsonl: argmap's
// own format, with ids, offsets and history. The same input gives the same bytes.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
)

func main() {
	texts := library{}
	for _, dir := range os.Args[1:] {
		out, err := compile(dir, texts)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "map.jsonl"), out, 0o644) //nolint:gosec // a file for everybody to read
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "compile: %s: %v\n", dir, err)
			os.Exit(1) //nolint:forbidigo // main ends the process
		}
	}
}

// compile gives what the map.yaml of a folder comes to. A source that it brings goes to texts, where
// later folders find it.
func compile(dir string, texts library) ([]byte, error) {
	sheet, err := read(filepath.Join(dir, "map.yaml"))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	enc, err := argmapjson.NewEncoder(&out)
	if err != nil {
		return nil, err
	}
	if sheet.Source.File != "" {
		if err := texts.add(dir, sheet.Source, enc); err != nil {
			return nil, err
		}
	}
	d := draft{sheet: sheet, paragraphs: texts[sheet.Source.Ref], state: argmap.NewState(id(sheet.Map.Ref, "map"))}
	if d.paragraphs == nil {
		return nil, fmt.Errorf("there is no source %q", sheet.Source.Ref)
	}
	sets, err := d.changeSets()
	if err != nil {
		return nil, err
	}
	err = write(enc, sets)
	return out.Bytes(), err
}

func read(path string) (*sheet, error) {
	b, err := os.ReadFile(path) //nolint:gosec // it reads what its caller names
	if err != nil {
		return nil, err
	}
	var s sheet
	in := yaml.NewDecoder(bytes.NewReader(b))
	in.KnownFields(true)
	return &s, in.Decode(&s)
}

func write(enc *argmapjson.Encoder, sets []argmap.ChangeSet) error {
	last := sets[len(sets)-1]
	if err := enc.Map(argmapjson.Map{ID: last.Map, State: "ACTIVE", Revision: last.Revision}); err != nil {
		return err
	}
	for _, set := range sets {
		if err := enc.ChangeSet(set); err != nil {
			return err
		}
	}
	return enc.Close()
}
