// A spatial index of boxes that do not move: built once for each layout, asked for each part that is looked at.
// Boxes are packed into tiles, tiles into larger ones (S. T. Leutenegger and others, "STR: A simple and
// efficient algorithm for R-tree packing", ICDE 1997).

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether two boxes have a point in common. */
export function meet(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** Whether a point is in a box. */
export function has({ x, y, width, height }: Box, point: { readonly x: number; readonly y: number }): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** Whether one box is within another. */
export function holds(outer: Box, inner: Box): boolean {
  return has(outer, inner) && has(outer, { x: inner.x + inner.width, y: inner.y + inner.height });
}

/** The smallest box around boxes. */
export function around(boxes: Iterable<Box>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

const tileSize = 16;

interface Tile extends Box {
  readonly tiles: readonly Tile[] | null;
  readonly items: readonly number[];
}

export class Boxes {
  readonly #boxes: readonly Box[];
  readonly #top: Tile;

  constructor(boxes: readonly Box[]) {
    this.#boxes = boxes;
    const numbers = boxes.map((_, i) => i);
    let tiles: Tile[] = packed(numbers, (i) => boxes[i]!).map((items) => ({
      ...around(items.map((i) => boxes[i]!)),
      tiles: null,
      items,
    }));
    while (tiles.length > 1)
      tiles = packed(tiles, (t) => t).map((below) => ({ ...around(below), tiles: below, items: [] }));
    this.#top = tiles[0] ?? { x: 0, y: 0, width: 0, height: 0, tiles: null, items: [] };
  }

  /** The numbers of the boxes that meet an area, in ascending order; at most `limit` and one more. */
  within(area: Box, limit = Infinity): number[] {
    const found: number[] = [];
    const todo = [this.#top];
    for (let tile = todo.pop(); tile && found.length <= limit; tile = todo.pop()) {
      if (!meet(tile, area)) continue;
      if (tile.tiles) todo.push(...tile.tiles);
      for (const i of tile.items) if (found.length <= limit && meet(this.#boxes[i]!, area)) found.push(i);
    }
    return found.sort((a, b) => a - b);
  }
}

// packed puts things that are near each other into groups: slices from left to right, each cut from top to bottom.
function packed<T>(things: readonly T[], boxOf: (thing: T) => Box): T[][] {
  const slice = tileSize * Math.ceil(Math.sqrt(things.length / tileSize));
  const middleX = (t: T) => boxOf(t).x + boxOf(t).width / 2;
  const middleY = (t: T) => boxOf(t).y + boxOf(t).height / 2;
  return chunks(
    things.toSorted((a, b) => middleX(a) - middleX(b)),
    slice,
  ).flatMap((some) =>
    chunks(
      some.sort((a, b) => middleY(a) - middleY(b)),
      tileSize,
    ),
  );
}

function chunks<T>(things: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let i = 0; i < things.length; i += size) result.push(things.slice(i, i + size));
  return result;
}
