"""Reads a map into a NetworkX graph, measures it, and writes it as GraphML."""

import sys

import networkx as nx
from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

READ = gql("""
query Read($words: String) {
  maps(first: 1, filter: { text: $words }) {
    nodes {
      title
      subgraph(budget: 20000) {
        cut
        nodes { element { id __typename text ... on Claim { label } ... on Question { status } } }
        edges { id role from to }
      }
    }
  }
}
""")


def read(address: str, words: str) -> nx.MultiDiGraph:
    """Gives the first map with these words in its title: elements as nodes, links as edges."""
    client = Client(transport=RequestsHTTPTransport(f"{address}/graphql"))
    found = client.execute(READ, variable_values={"words": words})["maps"]["nodes"][0]
    if found["subgraph"]["cut"]:
        raise SystemExit("the map is larger than the budget: read on with `after`, as docs/api.md says")
    graph = nx.MultiDiGraph(title=found["title"])
    for node in found["subgraph"]["nodes"]:
        fields = {name: value for name, value in node["element"].items() if value is not None}
        graph.add_node(fields.pop("id"), kind=fields.pop("__typename"), **fields)
    for edge in found["subgraph"]["edges"]:
        graph.add_edge(edge["from"], edge["to"], key=edge["id"], role=edge["role"])
    return graph


def attacks(graph: nx.MultiDiGraph) -> dict[str, int]:
    """Counts the rebuttals of each claim."""
    count = {n: 0 for n, kind in graph.nodes(data="kind") if kind == "Claim"}
    for _, target, role in graph.edges(data="role"):
        if role == "ATTACKS" and target in count:
            count[target] += 1
    return count


def longest_chain(graph: nx.MultiDiGraph) -> list[str]:
    """Gives the claims of the longest chain from reason to conclusion or target. A circle is one step."""
    argued = [(a, b) for a, b, role in graph.edges(data="role") if role in ("PREMISE_OF", "CONCLUDES", "ATTACKS")]
    steps = nx.condensation(nx.DiGraph(argued))
    chain = [n for step in nx.dag_longest_path(steps) for n in sorted(steps.nodes[step]["members"])]
    return [n for n in chain if graph.nodes[n]["kind"] == "Claim"]


def main() -> None:
    graph = read(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080", "debate")
    text = graph.nodes(data="text")
    print(f"{graph.graph['title']}: {len(graph)} elements, {graph.number_of_edges()} links")
    for claim, count in sorted(attacks(graph).items(), key=lambda item: -item[1])[:3]:
        print(f"attacked by {count}, {graph.nodes[claim].get('label')}: {text[claim]}")
    for claim in longest_chain(graph):
        print(f"in the longest chain: {text[claim]}")
    for question in (n for n, status in graph.nodes(data="status") if status == "OPEN"):
        print(f"open: {text[question]}")
    nx.write_graphml(graph, "map.graphml")


if __name__ == "__main__":
    main()
