// How many questions wait in each map, by one page of the list of all of them.

export interface Openings {
  readonly of: ReadonlyMap<string, number>;
  /** Whether there are more than the page held: a count is then the least that there are. */
  readonly more: boolean;
}

export function openingsOf(page: {
  nodes: readonly { map: { id: string } }[];
  pageInfo: { hasNextPage: boolean };
}): Openings {
  const of = new Map<string, number>();
  for (const { map } of page.nodes) of.set(map.id, (of.get(map.id) ?? 0) + 1);
  return { of, more: page.pageInfo.hasNextPage };
}

/** "3 open questions", "at least 3 open questions", or nothing where it is not known that there are any. */
export function openingWords({ of, more }: Openings, map: string): string {
  const n = of.get(map) ?? 0;
  if (n === 0) return more ? '' : 'no open questions';
  return `${more ? 'at least ' : ''}${n} open ${n === 1 ? 'question' : 'questions'}`;
}
