// Cytoscape.js: cytoscape({ elements: cytoscapeElements(map.subgraph) })
export function cytoscapeElements({ nodes, edges }) {
  return [
    ...nodes.map(({ element }) => ({
      data: { id: element.id, label: element.text, kind: element.__typename },
    })),
    ...edges.map(({ id, role, from, to }) => ({
      data: { id, label: role, source: from, target: to },
    })),
  ];
}

// D3: stratify()(d3Rows(map.tree)). D3 wants one row at the top: it stands for the map.
export function d3Rows({ rows }) {
  return [
    { id: 'map', parentId: null },
    ...rows.map((row) => ({
      ...row,
      id: row.occurrenceId,
      parentId: row.parent === null ? 'map' : rows[row.parent].occurrenceId,
    })),
  ];
}

// React Flow: <ReactFlow {...reactFlow(map.tree)} />
export function reactFlow({ rows }) {
  const node = (row, i) => ({
    id: row.occurrenceId,
    position: { x: 40 * row.depth, y: 60 * i },
    data: { label: row.element.text || row.element.__typename },
  });
  const edge = ({ occurrenceId: id, role, parent }) => ({
    id: `to-${id}`, source: id, target: rows[parent].occurrenceId, label: role,
  });
  return { nodes: rows.map(node), edges: rows.filter((row) => row.depth > 0).map(edge) };
}
