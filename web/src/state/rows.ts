// How the rows of a map are read: all of them, or those that changed since others were read.
import { ask, Fault } from '../api/client';
import {
  MapSourcesDocument,
  MapStepDocument,
  MapTreeDocument,
  type MapHeadFragment,
  type MapSourceListFragment,
  type MapStepQuery,
  type MapTreeQuery,
} from '../api/generated';
import type { Row } from '../model/outline';
import { patched } from '../model/patch';

/** Rows that one request brings: the first few are on the screen while all others come, as many as one may ask for. */
const [firstRows, moreRows] = [500, 20_000];

/** More rows than these are not patched: so many are read as well as all of them. */
const mostChanged = 5_000;

/** Which map is read, at which revision, or at least at which. */
export interface Reading {
  map: string;
  strengths: boolean;
  revision: number | undefined;
  atLeast: number | undefined;
}

/** Reads all rows, tells of those that are here after each request, and gives the sources. */
export async function wholeOf(
  reading: Reading,
  signal: AbortSignal,
  here: (map: MapHeadFragment, rows: readonly Row[], whole: boolean) => void,
): Promise<MapSourceListFragment['sources']['nodes']> {
  const rows: Row[] = [];
  let at = reading;
  let after: string | null = null;
  do {
    const { map }: MapTreeQuery = await ask(
      MapTreeDocument,
      { ...at, budget: after ? moreRows : firstRows, after },
      signal,
    );
    if (!map) throw none();
    rows.push(...map.tree.rows);
    after = map.tree.next ?? null;
    at = { ...reading, revision: map.revision, atLeast: undefined };
    here(map, rows.slice(), !after);
  } while (after);
  const { map } = await ask(MapSourcesDocument, { map: at.map, revision: at.revision }, signal);
  return map?.sources.nodes ?? [];
}

/** Brings rows of a revision up to date; null when they are to be read anew. */
export async function stepOf(
  { map: id, revision, atLeast }: Reading,
  since: number,
  old: readonly Row[],
  signal: AbortSignal,
): Promise<{ map: NonNullable<MapStepQuery['map']>; rows: readonly Row[] } | null> {
  const { map } = await ask(MapStepDocument, { map: id, revision, atLeast, since, budget: mostChanged }, signal);
  if (!map) throw none();
  const { parts, cut, rowCount } = map.treeSince;
  if (cut) return null;
  const rows = parts.length ? patched(old, parts) : old;
  return rows.length === rowCount ? { map, rows } : null;
}

function none(): Fault {
  return new Fault('There is no such map.', 'NOT_FOUND', 'map.none', 'map', {});
}
