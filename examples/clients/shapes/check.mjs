// Draws a map of a running service with the real packages: node check.mjs ADDRESS MAP.
import assert from 'node:assert/strict';
import { getIncomers, getOutgoers, isEdge, isNode, ReactFlow } from '@xyflow/react';
import cytoscape from 'cytoscape';
import { stratify } from 'd3-hierarchy';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { cytoscapeElements, d3Rows, reactFlow } from './shapes.js';

const query = `query Shapes($map: ID!) {
  map(id: $map) {
    tree { cut rows { element { __typename id text } parent role depth occurrenceId descendantCount reference } }
    subgraph { cut nodes { element { __typename id text } degree } edges { id role from to } }
  }
}`;
const [address, map] = process.argv.slice(2);
const response = await fetch(`${address}/graphql`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ query, variables: { map } }),
});
const { data, errors } = await response.json();
assert.equal(errors, undefined);
const { tree, subgraph } = data.map;
assert.ok(tree.rows.length > 10 && subgraph.edges.length > 10, 'the map is too small to show anything');
assert.ok(!tree.cut && !subgraph.cut, 'the budget cut the answer');

// Cytoscape.js takes every node and edge, and counts the same ends of links.
const graph = cytoscape({ headless: true, elements: cytoscapeElements(subgraph) });
assert.equal(graph.nodes().length, subgraph.nodes.length);
assert.equal(graph.edges().length, subgraph.edges.length);
for (const { element, degree } of subgraph.nodes) {
  assert.equal(graph.getElementById(element.id).degree(), degree, element.text);
}

// D3 finds the same depths and counts of descendants in the rows.
const top = stratify()(d3Rows(tree));
assert.equal(top.descendants().length, tree.rows.length + 1);
for (const node of top.descendants().filter(({ data }) => data.id !== 'map')) {
  assert.equal(node.depth, node.data.depth + 1, node.id);
  assert.equal(node.descendants().length - 1, node.data.descendantCount, node.id);
}

// React Flow knows nodes and edges as such, walks along them, and draws every node.
const { nodes, edges } = reactFlow(tree);
assert.ok(nodes.every(isNode) && edges.every(isEdge));
assert.equal(new Set([...nodes, ...edges].map(({ id }) => id)).size, nodes.length + edges.length);
tree.rows.forEach((row, i) => {
  const above = row.parent === null ? [] : [nodes[row.parent]];
  assert.deepEqual(getOutgoers(nodes[i], nodes, edges), above);
  assert.equal(getIncomers(nodes[i], nodes, edges).length, tree.rows.filter(({ parent }) => parent === i).length);
});
const page = renderToString(createElement(ReactFlow, { nodes, edges, width: 800, height: 600 }));
for (const { id } of nodes) {
  assert.ok(page.includes(`data-id="${id}"`), `${id} is not drawn`);
}
console.log(`drew ${tree.rows.length} rows, ${subgraph.nodes.length} nodes and ${subgraph.edges.length} edges`);
