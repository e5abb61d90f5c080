package codectest

import (
	"argmap/internal/codec"
)

// Marked gives a map of claims that read like marks of the languages that pictures and pages are written in,
// each a support of the first.
func Marked() *codec.Document {
	b := codec.Build("x", `A "map" \\N <b>&amp;</b> # title`, codec.File{}, Options())
	first := b.Claim("end")
	for _, text := range []string{
		`a "quote" 'and' another`, `\N \G \E \T \H \L \n \l \\ \`, `&amp; &#38; &lt;b&gt; &quot; & &;`, "<b>bold</b><br/><script>alert(1)</script>",
		"#quot; #35; #amp; #", "`code` and ```", "`**a Markdown string**`", "1. first", "- item", "* item", "+ item", "# heading", "> quote",
		"[link](http://example.org) https://example.org www.example.org me@example.org", "fa:fa-ban and style: #fff; classDef x: #1;",
		"{{a}} ([b]) [[c]] {d} (e) |f| --> --x -.-> %% comment", "$$x^2$$ ~~gone~~ __bold__ *it*", "subgraph x", "graph TD", "click n1 href",
		"ﬂ°°35¶ß ﬂ°", "Straße 5°", "]]> <!-- --> <?pi?>", "---", "null", "%%{init: {}}%%", "@{ shape: x }", "<>", "{x|y}", "语言 👩‍👩‍👧 e\u0301",
	} {
		c := b.Claim(text)
		b.Inference(first.ID, c.ID).Scheme = text
		b.Link("PREMISE_OF", c.ID, b.Rebuttal(c).ID).Slot = text
	}
	return b.Done()
}
