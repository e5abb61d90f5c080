// The last changes of all maps, from the last changes of each.

interface Change {
  readonly time: string;
  readonly revision: number;
}

export interface Recent<C> {
  readonly map: string;
  readonly title: string;
  readonly change: C;
}

/** At most `limit` changes, the latest first. */
export function latest<C extends Change>(
  maps: readonly { id: string; title: string; history: { nodes: readonly C[] } }[],
  limit: number,
): Recent<C>[] {
  return maps
    .flatMap(({ id, title, history }) => history.nodes.map((change) => ({ map: id, title, change })))
    .sort((a, b) => Date.parse(b.change.time) - Date.parse(a.change.time) || b.change.revision - a.change.revision)
    .slice(0, limit);
}
