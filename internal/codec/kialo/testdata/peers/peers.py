"""Reads a file with arguebuf and prints what it found: the texts of the statements, and each relation as
[kind, sources, targets] by text, where a relation stands as its kind."""

import importlib
import json
import sys


def main(loader: str, path: str) -> None:
    load = getattr(importlib.import_module(f"arguebuf.load._load_{loader}"), f"load_{loader}")
    with open(path, "rb") if loader == "microtexts" else open(path, encoding="utf-8", newline="") as file:
        graph = load(json.load(file) if loader in ("aif", "xaif") else file)

    def told(node) -> str:
        return node.plain_text if hasattr(node, "plain_text") else type(node.scheme).__name__

    relations = [
        [
            told(scheme),
            sorted(told(node) for node in graph.incoming_nodes(scheme)),
            sorted(told(node) for node in graph.outgoing_nodes(scheme)),
        ]
        for scheme in graph.scheme_nodes.values()
    ]
    statements = sorted(node.plain_text for node in graph.atom_nodes.values())
    json.dump({"statements": statements, "relations": sorted(relations)}, sys.stdout)


main(*sys.argv[1:])
