// What of a long list is drawn: heights, some measured and some estimated, and the range that is in view.
// A Fenwick tree (Fenwick 1994) gives sums and finds places in O(log n), so that no list is too long.

/** The heights of the items of a list, in pixels; each is above 0. */
export class Heights {
  readonly #heights: Float64Array;
  readonly #sums: Float64Array;

  constructor(heights: ArrayLike<number>) {
    this.#heights = Float64Array.from(heights);
    this.#sums = new Float64Array(heights.length + 1);
    for (let i = 1; i <= heights.length; i++) {
      this.#sums[i]! += this.#heights[i - 1]!;
      const next = i + (i & -i);
      if (next <= heights.length) this.#sums[next]! += this.#sums[i]!;
    }
  }

  get length(): number {
    return this.#heights.length;
  }

  get total(): number {
    return this.top(this.length);
  }

  of(i: number): number {
    return this.#heights[i]!;
  }

  set(i: number, height: number) {
    const more = height - this.#heights[i]!;
    this.#heights[i] = height;
    for (let at = i + 1; at < this.#sums.length; at += at & -at) this.#sums[at]! += more;
  }

  /** Where an item begins; for the number behind the last one, where that ends. */
  top(i: number): number {
    let sum = 0;
    for (let at = i; at > 0; at -= at & -at) sum += this.#sums[at]!;
    return sum;
  }

  /** The item that covers a place; the first or last for places outside, -1 in an empty list. */
  at(place: number): number {
    let before = 0;
    let rest = place;
    for (let step = 2 ** Math.floor(Math.log2(this.length || 1)); step >= 1; step /= 2) {
      const next = before + step;
      if (next <= this.length && this.#sums[next]! <= rest) {
        before = next;
        rest -= this.#sums[next]!;
      }
    }
    return Math.min(before, this.length - 1);
  }
}

/** A half-open range of the items of a list. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** The items of which something lies between two places, and some pixels more on both sides. */
export function rangeBetween(heights: Heights, from: number, to: number, more: number): Range {
  if (!heights.length) return { first: 0, end: 0 };
  return { first: heights.at(from - more), end: heights.at(to + more) + 1 };
}

/**
 * Maps places of a list to places of a scroller that is no higher than a browser allows. Both are the same
 * as long as the list fits; else the ends meet, and what lies between is in proportion.
 */
export class Scale {
  /** How high what is scrolled is to be made. */
  readonly height: number;
  readonly #ratio: number;

  constructor(total: number, view: number, limit: number) {
    this.height = Math.min(total, limit);
    this.#ratio = total > limit && limit > view ? (total - view) / (limit - view) : 1;
  }

  /** The place of the list at a scroll position. */
  place(scroll: number): number {
    return scroll * this.#ratio;
  }

  /** The scroll position of a place of the list. */
  scroll(place: number): number {
    return place / this.#ratio;
  }
}

/** Rows in view, and how far each lies below the top of the view: what must not jump. */
export type Anchor = readonly { readonly key: string; readonly below: number }[];

/** The rows of a range, as an anchor for a view that begins at a place. */
export function anchorOf(heights: Heights, { first, end }: Range, place: number, key: (i: number) => string): Anchor {
  const anchor = [];
  let top = heights.top(first);
  for (let i = first; i < end; i++) {
    if (top + heights.of(i) > place) anchor.push({ key: key(i), below: top - place });
    top += heights.of(i);
  }
  return anchor;
}

/** Where a view begins so that the first row of the anchor that is still there lies where it lay; null if none is. */
export function placeOf(heights: Heights, anchor: Anchor, indexOf: (key: string) => number): number | null {
  for (const { key, below } of anchor) {
    const i = indexOf(key);
    if (i >= 0) return heights.top(i) - below;
  }
  return null;
}
