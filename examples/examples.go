// Package examples embeds the example maps: documentation, first data and test vectors at once.
package examples

import "embed"

//go:generate go run ./compile human-security human-security-debate

//go:embed human-security/map.jsonl human-security-debate/map.jsonl human-security/human-security.txt
var files embed.FS

// Maps lists the examples in the order in which they are loaded: the later ones cite the source that
// the first one brings.
func Maps() []string { return []string{"human-security", "human-security-debate"} }

// Read gives an example in argmap's own format; it fails only for a name that Maps does not list.
func Read(name string) ([]byte, error) { return files.ReadFile(name + "/map.jsonl") }

// Speech gives the text of the first example, as it came.
func Speech() ([]byte, error) { return files.ReadFile("human-security/human-security.txt") }
