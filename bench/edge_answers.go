package main

// The answers of the service as Go values, for who writes the same with nothing but encoding/json. The
// order of the fields is that of the queries.

type treeAnswer struct {
	Data struct {
		Map struct {
			Tree struct {
				Rows []treeRow `json:"rows"`
			} `json:"tree"`
		} `json:"map"`
	} `json:"data"`
}

type treeRow struct {
	Parent  *int        `json:"parent"`
	Role    *string     `json:"role"`
	Element treeElement `json:"element"`
}

// treeElement has a text and citations where it is a claim.
type treeElement struct {
	ID        string          `json:"id"`
	Text      *string         `json:"text,omitempty"`
	Citations *[]treeCitation `json:"citations,omitempty"`
}

type treeCitation struct {
	Paragraph struct {
		ID     string `json:"id"`
		Source struct {
			ID string `json:"id"`
		} `json:"source"`
		Ordinal int    `json:"ordinal"`
		Text    string `json:"text"`
	} `json:"paragraph"`
}

type wholeAnswer struct {
	Data struct {
		Map struct {
			Subgraph struct {
				Nodes []wholeNode `json:"nodes"`
				Edges []wholeEdge `json:"edges"`
				Cut   bool        `json:"cut"`
			} `json:"subgraph"`
		} `json:"map"`
	} `json:"data"`
}

type wholeNode struct {
	Element struct {
		Typename string `json:"__typename"`
		ID       string `json:"id"`
		Text     string `json:"text"`
	} `json:"element"`
}

type wholeEdge struct {
	ID   string `json:"id"`
	Role string `json:"role"`
	From string `json:"from"`
	To   string `json:"to"`
}
