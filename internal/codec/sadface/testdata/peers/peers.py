"""Reads documents with the format's own library and with arguebuf, one file each, and prints what each found."""

import json
import sys

import sadface
from arguebuf.load._load_sadface import load_sadface


def own(text: str) -> dict:
    sadface.sd = sadface.import_json(text)
    document = sadface.sd
    cited = {}
    contents = {r["id"]: r["content"] for r in document["resources"] if "content" in r}
    for node in document["nodes"]:
        for source in node.get("sources", []):
            words = contents[source["resource_id"]][source["offset"] :][: source["length"]]
            cited.setdefault(node["id"], []).append([words, source["text"]])
    return {
        "atoms": {node["id"]: node["text"] for node in document["nodes"] if node["type"] == "atom"},
        "schemes": {node["id"]: node["type"] + " " + node["name"] for node in document["nodes"] if node["type"] != "atom"},
        "edges": sorted([edge["source_id"], edge["target_id"]] for edge in document["edges"]),
        "cited": cited,
    }


def arguebuf(text: str) -> dict:
    graph = load_sadface(json.loads(text))
    return {
        "atoms": {id: node.plain_text for id, node in graph.atom_nodes.items()},
        "schemes": sorted(graph.scheme_nodes),
        "edges": sorted([edge.source.id, edge.target.id] for edge in graph.edges.values()),
    }


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    print(json.dumps({"own": own(text), "arguebuf": arguebuf(text)}))
