package picture

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Losses tells what a picture does not show: all that is no element and no link, and what of those is not
// among their words. Format is how the drawing is called in reasons; whole says that it holds the description
// and the language of the map too.
func Losses(d *codec.Document, format string, whole bool) []codec.Loss {
	var lost codec.LossList
	p := d.Properties
	if !whole && (p.Description != "" || p.Language != "") || Clean(p.Title) != p.Title || Clean(p.Description) != p.Description {
		lost.Add("properties of the map", format+" holds a title on one line"+alsoHeld(whole), p.ID)
	}
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			ofElement(&lost, r, format)
		case *argmap.Link:
			if Clean(r.Slot) != r.Slot {
				lost.Add("white space of slots", "they are drawn on lines of their own making", r.ID)
			}
		case *argmap.Voice, *argmap.Row, *argmap.Commitment, *argmap.Citation, *argmap.Leftover, *argmap.Properties:
			lost.NoPlace(r, format)
		}
	}
	return lost.Losses()
}

func alsoHeld(whole bool) string {
	if whole {
		return ", and a description on one line"
	}
	return " only"
}

func ofElement(lost *codec.LossList, e *argmap.Element, format string) {
	if Clean(e.Text) != e.Text || Clean(e.Scheme) != e.Scheme || Clean(e.Act) != e.Act {
		lost.Add("white space and control characters of texts", "texts are wrapped anew", e.ID)
	}
	if e.Basis != "" || e.Machine != "" || e.Speaker != "" {
		lost.Add("bases, speakers and programs", format+" has no place for them", e.ID)
	}
	if e.Question != nil {
		lost.Add("details of questions", format+" shows the words, the resolved words, and whether the question was withdrawn", e.ID)
	}
}
