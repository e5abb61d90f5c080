"""Prints what NetworkX reads from GraphML or GEXF files, a line of JSON for each."""
import json
import sys

import networkx

for path in sys.argv[1:]:
    if path.endswith(".gexf"):
        graph = networkx.read_gexf(path, version="1.3")
    else:
        graph = networkx.read_graphml(path, force_multigraph=True)
    nodes = {name: values for name, values in graph.nodes(data=True)}
    if path.endswith(".gexf"):
        edges = [[source, target, values] for source, target, values in graph.edges(data=True)]
    else:  # here an edge's id is its key
        edges = [[source, target, {"id": key, **values}] for source, target, key, values in graph.edges(keys=True, data=True)]
    if not graph.is_directed():
        sys.exit(path + ": the edges have no direction")
    print(json.dumps({"nodes": nodes, "edges": edges}))
