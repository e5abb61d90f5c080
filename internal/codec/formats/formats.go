// Package formats lists the interchange formats and tells which one a file is of.
package formats

import (
	"fmt"
	"slices"
	"strings"

	"argmap/internal/codec"
	"argmap/internal/codec/agxml"
	"argmap/internal/codec/aif"
	"argmap/internal/codec/argdown"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/codec/arguebuf"
	"argmap/internal/codec/brat"
	"argmap/internal/codec/carneades"
	"argmap/internal/codec/csv"
	"argmap/internal/codec/dot"
	"argmap/internal/codec/framework"
	"argmap/internal/codec/gexf"
	"argmap/internal/codec/graphml"
	"argmap/internal/codec/ibis"
	"argmap/internal/codec/jsonld"
	"argmap/internal/codec/kialo"
	"argmap/internal/codec/mermaid"
	"argmap/internal/codec/neo4jcsv"
	"argmap/internal/codec/outline"
	"argmap/internal/codec/sadface"
	"argmap/internal/codec/svg"
	"argmap/internal/codec/xaif"
	"argmap/internal/fault"
)

// All lists every format, by name. A new format is one package and one line here.
func All() []codec.Format {
	return []codec.Format{
		agxml.Format(),
		aif.Format(),
		framework.APX(),
		argdown.Format(),
		argdown.JSON(),
		argmapjson.Format(),
		arguebuf.Format(),
		brat.Format(),
		carneades.Format(),
		csv.Format(),
		dot.Format(),
		gexf.Format(),
		graphml.Format(),
		ibis.Format(),
		framework.ICCMA(),
		jsonld.Format(),
		kialo.Format(),
		mermaid.Format(),
		neo4jcsv.Format(),
		outline.Format(),
		sadface.Format(),
		svg.Format(),
		framework.TGF(),
		xaif.Format(),
	}
}

// Set is a choice of formats, sorted by name.
type Set []codec.Format

// Named gives the format of a name. Any other name is INVALID "format.unknown", with the names that there are.
func Named(name string) (codec.Format, error) { return Set(All()).Named(name) }

// Named gives the format of a name, as the function of that name does.
func (all Set) Named(name string) (codec.Format, error) {
	for _, f := range all {
		if f.Name == name {
			return f, nil
		}
	}
	return codec.Format{}, fault.InvalidField("format", "format.unknown", "there is no format %q; there are %s", name, strings.Join(names(all), ", "))
}

// Recognise tells a file's format by its content. One format must claim it more surely than every
// other: else the fault is INVALID, "format.ambiguous" with the candidates, or "format.unrecognised", with
// the place where the content stops being JSON or XML if it begins as such.
func Recognise(data []byte) (codec.Format, error) { return Set(All()).Recognise(data) }

// Recognise tells a file's format by its content, as the function of that name does.
func (all Set) Recognise(data []byte) (codec.Format, error) {
	sample := codec.NewSample(data)
	best := codec.No
	var candidates []codec.Format
	for _, f := range all {
		if f.Recognise == nil {
			continue
		}
		switch l := f.Recognise(sample); {
		case l == codec.No || l < best:
		case l > best:
			best, candidates = l, []codec.Format{f}
		default:
			candidates = append(candidates, f)
		}
	}
	switch len(candidates) {
	case 1:
		return candidates[0], nil
	case 0:
		return codec.Format{}, all.unrecognised(sample)
	default:
		return codec.Format{}, fault.InvalidField("format", "format.ambiguous",
			"the content could be of several formats; say which it is: %s", strings.Join(names(candidates), ", "))
	}
}

// unrecognised says that no format claims a file. Where the file is broken off, it says where.
func (all Set) unrecognised(sample codec.Sample) error {
	readable := slices.DeleteFunc(slices.Clone(all), func(f codec.Format) bool { return f.Decode == nil })
	says := fault.InvalidField("format", "format.unrecognised",
		"%s; say which it is: %s", hint(sample), strings.Join(names(readable), ", "))
	if none := nothing(sample); none != "" {
		says.Message = none
	}
	if broken := sample.Broken(); broken != nil && signed(sample) == "" {
		says.Message, says.Details = fmt.Sprintf("%s; mend that, or say which format it is: %s", broken.Message, strings.Join(names(readable), ", ")), broken.Details
	}
	return says
}

func names(formats Set) []string {
	found := make([]string, 0, len(formats))
	for _, f := range formats {
		found = append(found, f.Name)
	}
	return found
}
