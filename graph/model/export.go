package model

import (
	"argmap/internal/argmap"
	"argmap/internal/exchange"
)

// MapExport is a map in an interchange format.
type MapExport struct {
	Export   *exchange.Export
	Map      argmap.ID
	Revision argmap.Revision
	Format   string
	Path     string
}
