"""Reads graphs with arguebuf, one file each, and prints what it found in each as a line of JSON."""

import json
import sys

from arguebuf.load import file


def told(path: str) -> dict:
    graph = file(path)
    atoms = {}
    for id, node in graph.atom_nodes.items():
        reference = node.reference
        atoms[id] = {
            "text": node.plain_text,
            "participant": node.participant.id if node.participant else "",
            "cited": reference.resource.plain_text[reference.offset :][: len(reference.plain_text)] if reference else "",
            "reference": reference.plain_text if reference else "",
        }
    schemes = {
        id: f"{type(node.scheme).__name__} {node.scheme.name}" for id, node in graph.scheme_nodes.items()
    }
    edges = sorted([edge.source.id, edge.target.id] for edge in graph.edges.values())
    return {"atoms": atoms, "schemes": schemes, "edges": edges, "major": graph.major_claim.id if graph.major_claim else ""}


for path in sys.argv[1:]:
    print(json.dumps(told(path)))
