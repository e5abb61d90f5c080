// Tidy drawings of trees whose nodes differ in size, in linear time: A. van der Ploeg, "Drawing non-layered
// tidy trees in linear time", Software: Practice and Experience 44 (2014), 1467-1484. Each node stands right
// below its parent, as near to its neighbours as the gaps let it, and a parent over the middle of its
// children. Nothing is recursive: a chain of a hundred thousand nodes is a map like any other.

/** A forest as columns, each node after its parent and after all that hangs below its earlier siblings. */
export interface Forest {
  /** The number of the parent; -1 at the top. */
  readonly parent: Int32Array;
  readonly width: Float64Array;
  /** With the gap below it. */
  readonly height: Float64Array;
  /** 1 where the parent stands over its first child, not over the middle of its children. */
  readonly lead?: Uint8Array;
}

/** The places of a forest's nodes: the middle of the upper side. */
export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const none = -1;

/** Lays out each tree of a forest, with the first node of each at 0, 0, and at least `gap` between neighbours. */
export function tidy(forest: Forest, gap: number): Places {
  return new Tidy(forest, gap).places();
}

class Tidy {
  readonly #n: number;
  readonly #width: Float64Array;
  readonly #parent: Int32Array;
  readonly #lead: Uint8Array | undefined;
  readonly #y: Float64Array;
  readonly #bottom: Float64Array;
  readonly #children: Int32Array[];
  // As in the paper: mod shifts a subtree, prelim is where a node stands in its own, and shift and change
  // spread what is won between the siblings in the middle.
  readonly #mod: Float64Array;
  readonly #prelim: Float64Array;
  readonly #shift: Float64Array;
  readonly #change: Float64Array;
  // Threads continue a contour where a subtree ends; extremes are the lowest nodes of a subtree's sides.
  readonly #leftThread: Int32Array;
  readonly #rightThread: Int32Array;
  readonly #leftEnd: Int32Array;
  readonly #rightEnd: Int32Array;
  readonly #leftEndMod: Float64Array;
  readonly #rightEndMod: Float64Array;

  constructor(
    forest: Forest,
    readonly gap: number,
  ) {
    const n = (this.#n = forest.parent.length);
    this.#parent = forest.parent;
    this.#width = forest.width;
    this.#lead = forest.lead;
    this.#children = childrenOf(forest.parent);
    [this.#y, this.#bottom] = [new Float64Array(n), new Float64Array(n)];
    for (let i = 0; i < n; i++) {
      const above = forest.parent[i]!;
      this.#y[i] = above < 0 ? 0 : this.#bottom[above]!;
      this.#bottom[i] = this.#y[i]! + forest.height[i]!;
    }
    const [numbers, nodes] = [() => new Float64Array(n), () => new Int32Array(n).fill(none)];
    [this.#mod, this.#prelim, this.#shift, this.#change] = [numbers(), numbers(), numbers(), numbers()];
    [this.#leftEndMod, this.#rightEndMod] = [numbers(), numbers()];
    [this.#leftThread, this.#rightThread, this.#leftEnd, this.#rightEnd] = [nodes(), nodes(), nodes(), nodes()];
  }

  places(): Places {
    for (let i = this.#n - 1; i >= 0; i--) this.#settle(i);
    const [x, sum] = [new Float64Array(this.#n), new Float64Array(this.#n)];
    for (let i = 0; i < this.#n; i++) {
      const above = this.#parent[i]!;
      sum[i] = above < 0 ? -this.#prelim[i]! : sum[above]! + this.#mod[i]!;
      x[i] = this.#prelim[i]! + sum[i]!;
    }
    return { x, y: this.#y };
  }

  // settle places the children of a node beside each other, and the node over them; each of them is settled.
  #settle(node: number) {
    const children = this.#children[node]!;
    const [first, last] = [children[0], children[children.length - 1]];
    if (first === undefined || last === undefined) {
      this.#leftEnd[node] = this.#rightEnd[node] = node;
      return;
    }
    let lows: Low = { y: this.#bottom[this.#leftEnd[first]!]!, index: 0, next: null };
    for (let i = 1; i < children.length; i++) {
      const y = this.#bottom[this.#rightEnd[children[i]!]!]!;
      this.#separate(children, i, lows);
      let next: Low | null = lows;
      while (next && y >= next.y) next = next.next;
      lows = { y, index: i, next };
    }
    this.#spread(children);
    this.#prelim[node] = this.#lead?.[node] ? this.#prelim[first]! + this.#mod[first]! : this.#middle(first, last);
    [this.#leftEnd[node], this.#leftEndMod[node]] = [this.#leftEnd[first]!, this.#leftEndMod[first]!];
    [this.#rightEnd[node], this.#rightEndMod[node]] = [this.#rightEnd[last]!, this.#rightEndMod[last]!];
  }

  #middle(first: number, last: number): number {
    const left = this.#prelim[first]! + this.#mod[first]! - this.#width[first]! / 2;
    const right = this.#prelim[last]! + this.#mod[last]! + this.#width[last]! / 2;
    return (left + right) / 2;
  }

  // separate moves the tree of a child to the right until its left contour is clear of the right contour of
  // the trees before it.
  #separate(children: Int32Array, i: number, lows: Low) {
    const [before, tree] = [children[i - 1]!, children[i]!];
    let [right, rightMod] = [before, this.#mod[before]!];
    let [left, leftMod] = [tree, this.#mod[tree]!];
    let first = true;
    let low: Low | null = lows;
    while (right !== none && left !== none) {
      if (low && this.#bottom[right]! > low.y) low = low.next;
      const apart = (this.#width[right]! + this.#width[left]!) / 2 + this.gap;
      const distance = rightMod + this.#prelim[right]! - (leftMod + this.#prelim[left]!) + apart;
      if (distance > 0 || (distance < 0 && first)) {
        leftMod += distance;
        this.#move(children, i, low ? low.index : 0, distance);
      }
      first = false;
      const [rightBottom, leftBottom] = [this.#bottom[right]!, this.#bottom[left]!];
      if (rightBottom <= leftBottom) {
        right = this.#nextRight(right);
        if (right !== none) rightMod += this.#mod[right]!;
      }
      if (rightBottom >= leftBottom) {
        left = this.#nextLeft(left);
        if (left !== none) leftMod += this.#mod[left]!;
      }
    }
    if (right === none && left !== none) this.#threadLeft(children, i, left, leftMod);
    else if (right !== none && left === none) this.#threadRight(children, i, right, rightMod);
  }

  #move(children: Int32Array, i: number, from: number, distance: number) {
    const tree = children[i]!;
    this.#mod[tree]! += distance;
    this.#leftEndMod[tree]! += distance;
    this.#rightEndMod[tree]! += distance;
    const between = i - from;
    if (between <= 1) return;
    const share = distance / between;
    this.#shift[children[from + 1]!]! += share;
    this.#shift[tree]! -= share;
    this.#change[tree]! -= distance - share;
  }

  #nextLeft(node: number): number {
    return this.#children[node]![0] ?? this.#leftThread[node]!;
  }

  #nextRight(node: number): number {
    const children = this.#children[node]!;
    return children[children.length - 1] ?? this.#rightThread[node]!;
  }

  #threadLeft(children: Int32Array, i: number, contour: number, mod: number) {
    const [first, tree] = [children[0]!, children[i]!];
    const end = this.#leftEnd[first]!;
    this.#leftThread[end] = contour;
    const difference = mod - this.#mod[contour]! - this.#leftEndMod[first]!;
    this.#mod[end]! += difference;
    this.#prelim[end]! -= difference;
    this.#leftEnd[first] = this.#leftEnd[tree]!;
    this.#leftEndMod[first] = this.#leftEndMod[tree]!;
  }

  #threadRight(children: Int32Array, i: number, contour: number, mod: number) {
    const [before, tree] = [children[i - 1]!, children[i]!];
    const end = this.#rightEnd[tree]!;
    this.#rightThread[end] = contour;
    const difference = mod - this.#mod[contour]! - this.#rightEndMod[tree]!;
    this.#mod[end]! += difference;
    this.#prelim[end]! -= difference;
    this.#rightEnd[tree] = this.#rightEnd[before]!;
    this.#rightEndMod[tree] = this.#rightEndMod[before]!;
  }

  #spread(children: Int32Array) {
    let [shift, change] = [0, 0];
    for (const child of children) {
      shift += this.#shift[child]!;
      change += shift + this.#change[child]!;
      this.#mod[child]! += change;
    }
  }
}

// Low is one of the siblings that can still be touched from the right, and how far down it reaches.
interface Low {
  readonly y: number;
  readonly index: number;
  readonly next: Low | null;
}

function childrenOf(parent: Int32Array): Int32Array[] {
  const count = new Int32Array(parent.length);
  for (const p of parent) if (p >= 0) count[p]!++;
  const children = Array.from(count, (c) => new Int32Array(c));
  count.fill(0);
  parent.forEach((p, i) => {
    if (p >= 0) children[p]![count[p]!++] = i;
  });
  return children;
}
