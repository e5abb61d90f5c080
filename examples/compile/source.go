package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/paragraph"
)

// space is the namespace of the ids of all examples.
var space = uuid.NewSHA1(uuid.NameSpaceURL, []byte("argmap:examples"))

// id gives the id of a named thing of an example: always the same one (UUID version 5, RFC 9562, 5.5).
func id(names ...string) argmap.ID {
	var name bytes.Buffer
	for _, n := range names {
		fmt.Fprintf(&name, "%s\n", n)
	}
	return argmap.ID(uuid.NewSHA1(space, name.Bytes()).String())
}

// epoch is when the examples say that they were made.
func epoch() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

// library holds the paragraphs of each source by its reference.
type library map[string][]*argmap.Paragraph

func (l library) add(dir string, s sourceSheet, enc *argmapjson.Encoder) error {
	raw, err := os.ReadFile(filepath.Join(dir, s.File)) //nolint:gosec // it reads what the sheet names
	if err != nil {
		return err
	}
	text, err := paragraph.Text(raw)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	source := &argmap.Source{
		ID: id(s.Ref, "source"), Revision: 1, State: argmap.SourceActive,
		Title: s.Title, Creator: s.Creator, Date: s.Date, Publisher: s.Publisher, Language: s.Language, Rights: s.Rights, URI: s.URI,
		MediaType: paragraph.PlainText, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(raw)),
		CodePoints: utf8.RuneCountInString(text), Owner: argmap.Local, Created: epoch(),
	}
	for _, p := range paragraph.Cut(text, paragraph.PlainText) {
		p.ID, p.Source = id(s.Ref, "paragraph", fmt.Sprint(p.Ordinal)), source.ID
		l[s.Ref] = append(l[s.Ref], &p)
	}
	ps := l[s.Ref]
	ps[0].TornStart = slices.Contains(s.Fragment, "START")
	ps[len(ps)-1].TornEnd = slices.Contains(s.Fragment, "END")
	source.Paragraphs = len(ps)
	return enc.Source(source, raw, ps)
}
