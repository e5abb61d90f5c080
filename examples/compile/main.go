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
		if err := compile(dir, texts); err != nil {
			fmt.Fprintf(os.Stderr, "compile: %s: %v\n", dir, err)
			os.Exit(1)
		}
	}
}

func compile(dir string, texts library) error {
	sheet, err := read(filepath.Join(dir, "map.yaml"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	enc, err := argmapjson.NewEncoder(&out)
	if err != nil {
		return err
	}
	if sheet.Source.File != "" {
		if err := texts.add(dir, sheet.Source, enc); err != nil {
			return err
		}
	}
	d := draft{sheet: sheet, paragraphs: texts[sheet.Source.Ref], state: argmap.NewState(id(sheet.Map.Ref, "map"))}
	if d.paragraphs == nil {
		return fmt.Errorf("there is no source %q", sheet.Source.Ref)
	}
	sets, err := d.changeSets()
	if err != nil {
		return err
	}
	if err := write(enc, sets); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "map.jsonl"), out.Bytes(), 0o644) //nolint:gosec // a file for everybody to read
}

func read(path string) (*sheet, error) {
	b, err := os.ReadFile(path)
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
