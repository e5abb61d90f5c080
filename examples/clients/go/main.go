// The command prints what attacks the claims of a map, and which questions are open in all maps.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/Khan/genqlient/graphql"
)

//go:generate go tool genqlient

func main() {
	address := "http://127.0.0.1:8080"
	if len(os.Args) > 1 {
		address = os.Args[1]
	}
	ctx, client := context.Background(), graphql.NewClient(address+"/graphql", http.DefaultClient)
	if err := printRebuttals(ctx, client); err != nil {
		log.Fatal(err)
	}
	if err := printOpenQuestions(ctx, client); err != nil {
		log.Fatal(err)
	}
}

func printRebuttals(ctx context.Context, client graphql.Client) error {
	found, err := Claims(ctx, client, "debate")
	if err != nil {
		return err
	}
	for _, m := range found.Maps.Nodes {
		for _, claim := range m.Claims.Nodes {
			for _, rebuttal := range claim.Rebuttals {
				fmt.Printf("%s by a %s: %s\n", claim.Label, rebuttal.Kind, claim.Text)
				for _, premise := range rebuttal.Premises {
					fmt.Printf("  because: %s\n", premise.Text)
				}
			}
		}
	}
	return nil
}

func printOpenQuestions(ctx context.Context, client graphql.Client) error {
	found, err := OpenQuestions(ctx, client)
	if err != nil {
		return err
	}
	for _, m := range found.Maps.Nodes {
		for _, question := range m.Questions.Nodes {
			fmt.Printf("open in %q: %s\n", m.Title, question.Text)
			for _, c := range question.Citations {
				fmt.Printf("  paragraph %d of %q, %s: %s\n", c.Paragraph.Ordinal, c.Paragraph.Source.Title, c.Role, c.Exact)
			}
		}
	}
	return nil
}
