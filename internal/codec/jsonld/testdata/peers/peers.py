"""Reads linked data with PyLD and with rdflib, one file each, and prints what both found as a line of JSON."""

import json
import sys

from pyld import jsonld
from rdflib import RDF, Graph, Namespace

AIF = Namespace("http://www.arg.tech/aif#")
OA = Namespace("http://www.w3.org/ns/oa#")
ARGMAP = Namespace("urn:argmap:vocabulary:")


def refuse(url, options):
    raise RuntimeError(f"the file wants {url}")


def one(graph, node, term):
    values = list(graph.objects(node, term))
    assert len(values) < 2, (node, term, values)
    return str(values[0]) if values else ""


def told(text: str) -> dict:
    document = json.loads(text)
    triples = jsonld.to_rdf(document, {"documentLoader": refuse})["@default"]
    graph = Graph().parse(data=text, format="json-ld")
    elements = {}
    for node in set(graph.subjects(ARGMAP.kind)):
        if "urn:argmap:" in str(node) and list(graph.objects(node, RDF.type)) and one(graph, node, ARGMAP.kind).isupper():
            elements[str(node)] = [one(graph, node, ARGMAP.kind), one(graph, node, AIF.claimText)]
    links = sorted(
        [one(graph, link, ARGMAP.role), one(graph, link, ARGMAP["from"]), one(graph, link, ARGMAP.to), one(graph, link, ARGMAP.slot)]
        for link in graph.subjects(RDF.type, ARGMAP.Link)
    )
    cited = []
    for annotation in graph.subjects(RDF.type, OA.Annotation):
        for target in graph.objects(annotation, OA.hasTarget):
            source = list(graph.objects(target, OA.hasSource))[0]
            words = {}
            for selector in graph.objects(target, OA.hasSelector):
                if (selector, RDF.type, OA.TextQuoteSelector) in graph:
                    words["exact"] = one(graph, selector, OA.exact)
                else:
                    start, end = (int(one(graph, selector, term)) for term in (OA.start, OA.end))
                    words["there"] = one(graph, source, RDF.value)[start:end]
            cited.append([one(graph, annotation, OA.hasBody), words["exact"], words["there"]])
    return {"elements": elements, "links": links, "cited": sorted(cited), "triples": len(set(map(str, triples))) == len(graph)}


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        print(json.dumps(told(file.read())))
