package aif

import "argmap/internal/codec"

// Losses tells what a file of the family would not hold.
func Losses(d *codec.Document, dialect Dialect) []codec.Loss { return nil }
