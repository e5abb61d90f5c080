package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"argmap/examples"
)

// TestMapsAreUpToDate compares each map.jsonl with what its map.yaml comes to.
func TestMapsAreUpToDate(t *testing.T) {
	if len(examples.Maps()) == 0 {
		t.Fatal("got no examples")
	}
	texts := library{}
	for _, name := range examples.Maps() {
		want, err := compile(filepath.Join("..", name), texts)
		if err != nil {
			t.Fatal(err)
		}
		got, err := examples.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s/map.jsonl is not what map.yaml comes to; run \"go generate ./examples\"", name)
		}
	}
}

// TestASheetIsHeldToItsSource shows that words which do not stand in the text are refused.
func TestASheetIsHeldToItsSource(t *testing.T) {
	texts := library{}
	if _, err := compile("../human-security", texts); err != nil {
		t.Fatal(err)
	}
	d := draft{paragraphs: texts["human-security-text"]}
	for _, c := range []struct {
		name string
		at   place
	}{
		{"words that are not there", place{1, "people in the air"}},
		{"words that stand twice", place{2, "wars"}},
		{"a paragraph that is not there", place{7, "Canada"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if s, err := d.segment(c.at); err == nil {
				t.Errorf("got %+v, want an error", s)
			}
		})
	}
}
