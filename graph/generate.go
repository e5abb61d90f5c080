package graph

//go:generate sh -c "cd .. && go run ./graph/gen"
