// Rows that were read before, brought up to date by what the server tells of the step from their revision to
// another (treeSince in docs/api.md).
import type { Row } from './outline';

/** Rows that stand in place of some of the older ones. */
export interface Part {
  /** The older number of the first row that goes, or of the one before which the new ones come. */
  readonly first: number;
  readonly gone: number;
  readonly rows: readonly Row[];
}

/**
 * Puts the parts, which come in order, in place. Rows between them stay, and are the same objects where their
 * numbers do not move. In one pass, for a row stands behind the one above it, and behind the one to which it refers.
 */
export function patched(old: readonly Row[], parts: readonly Part[]): Row[] {
  // Where the row of an older number is now.
  const now = new Int32Array(old.length).fill(-1);
  const rows: Row[] = [];
  const keep = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      now[i] = rows.length;
      rows.push(moved(old[i]!, now));
    }
  };
  let at = 0;
  for (const { first, gone, rows: fresh } of parts) {
    keep(at, first);
    at = first + gone;
    // A row at the place of one that goes is that row, told anew.
    const places = new Map<string, number>();
    for (const row of fresh) {
      places.set(row.occurrenceId, rows.length);
      rows.push(row);
    }
    for (let i = first; i < at; i++) now[i] = places.get(old[i]!.occurrenceId) ?? -1;
  }
  keep(at, old.length);
  return rows;
}

function moved(row: Row, now: Int32Array): Row {
  const parent = row.parent === null ? null : now[row.parent]!;
  const reference = row.reference === null ? null : now[row.reference]!;
  return parent === row.parent && reference === row.reference ? row : { ...row, parent, reference };
}
