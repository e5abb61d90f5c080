// Scrolls a long list of which only what is in view is drawn. The truth is the anchor: the rows in view, and
// where they lie. The scroll position follows it, so that nothing jumps when rows come, go or grow.
import { flushSync, tick } from 'svelte';
import { estimatedHeight } from '../model/estimate';
import type { Line } from '../model/outline';
import { indexIn, type Shown } from '../model/shown';
import { anchorOf, Heights, placeOf, rangeBetween, Scale, type Anchor } from '../model/window';

/** Pixels that are drawn above and below what is in view. */
const overscan = 400;

/** How high an element is made at most: Chromium lays out no more than 33 million pixels, Firefox 17. */
const limit = 10_000_000;

/** Pixels kept free between a row that is brought into view and the edge. */
const margin = 8;

export class Scroller {
  #width = $state(0);
  #height = $state(0);
  #version = $state(0);
  #anchor: Anchor = $state.raw([]);
  #measured = new Map<string, number>();
  #element: HTMLElement | null = null;
  #rows = new Map<string, HTMLElement>();
  #observer: ResizeObserver | null = null;
  // The row that is to stay in view until the reader scrolls.
  #held: string | null = null;

  readonly #heights: Heights = $derived.by(() => {
    const width = this.#width;
    return new Heights(this.shown().map(({ line }) => this.#measured.get(line.key) ?? estimate(line, width)));
  });
  readonly #scale: Scale = $derived(new Scale(this.#total, this.#height, limit));
  readonly #place: number = $derived.by(() => {
    void this.#version;
    const place = placeOf(this.#heights, this.#anchor, (key) => indexIn(this.shown(), this.find(key))) ?? 0;
    return Math.max(0, Math.min(place, this.#heights.total - this.#height));
  });
  readonly #range = $derived.by(() => {
    void this.#version;
    return rangeBetween(this.#heights, this.#place, this.#place + this.#height, overscan);
  });
  readonly #first: number = $derived(this.#range.first);
  readonly #end: number = $derived(this.#range.end);
  /** Where what is drawn lies in the scroller, less where it lies in the list. */
  readonly #shift: number = $derived(this.#scale.scroll(this.#place) - this.#place);

  /** `shown` gives the rows, `find` a line by its key, `pinned` the row that is always drawn. */
  constructor(
    readonly shown: () => readonly Shown[],
    readonly find: (key: string) => Line | undefined,
    readonly pinned: () => string | null,
  ) {
    $effect(() => this.#sync());
  }

  get #total(): number {
    void this.#version;
    return this.#heights.total;
  }

  /** The height of all rows, as far as a browser allows. */
  get height(): number {
    return this.#scale.height;
  }

  /** The rows that are drawn, in reading order. */
  readonly drawn: readonly Shown[] = $derived.by(() => {
    const rows = this.shown();
    const drawn = rows.slice(this.#first, this.#end);
    const key = this.pinned();
    const at = key ? indexIn(rows, this.find(key)) : -1;
    if (at >= 0 && at < this.#first) drawn.unshift(rows[at]!);
    if (at >= this.#end) drawn.push(rows[at]!);
    return drawn;
  });

  /** Where a row is drawn. */
  top(row: Shown): number {
    void this.#version;
    return this.#heights.top(indexIn(this.shown(), row.line)) + this.#shift;
  }

  /** The element that scrolls; for {@attach …}. */
  readonly attach = (element: HTMLElement) => {
    this.#element = element;
    this.#observer = new ResizeObserver((entries) => this.#measure(entries));
    this.#observer.observe(element);
    const scrolled = () => this.#scrolled();
    element.addEventListener('scroll', scrolled, { passive: true });
    for (const row of this.#rows.values()) this.#observer.observe(row);
    return () => {
      element.removeEventListener('scroll', scrolled);
      this.#observer?.disconnect();
      this.#observer = this.#element = null;
    };
  };

  /** The element of a row, which is measured while it is drawn. */
  readonly row = (key: string) => (element: HTMLElement) => {
    element.dataset.key = key;
    this.#rows.set(key, element);
    this.#observer?.observe(element);
    return () => {
      this.#observer?.unobserve(element);
      if (this.#rows.get(key) === element) this.#rows.delete(key);
    };
  };

  // Called before the page is painted: what was measured is in its place when the reader sees it.
  #measure(entries: readonly ResizeObserverEntry[]) {
    let changed = false;
    // Nothing is measured of a tree that is not on the page for now.
    if (!this.#element?.clientHeight) return;
    for (const { target, borderBoxSize } of entries) {
      const height = borderBoxSize[0]!.blockSize;
      if (target === this.#element) {
        changed = this.#resize(borderBoxSize[0]!.inlineSize, height) || changed;
        continue;
      }
      const key = (target as HTMLElement).dataset.key!;
      if (!height || this.#rows.get(key) !== target || this.#measured.get(key) === height) continue;
      this.#measured.set(key, height);
      const i = indexIn(this.shown(), this.find(key));
      if (i >= 0) this.#heights.set(i, height);
      changed = true;
    }
    if (!changed) return this.#sync();
    this.#version++;
    if (this.#held) this.#hold(this.#held);
    flushSync();
    this.#sync();
  }

  // In another width each row has another height; those that are drawn are measured again at once.
  #resize(width: number, height: number): boolean {
    if (width === this.#width && height === this.#height) return false;
    if (width !== this.#width) this.#measured.clear();
    this.#width = width;
    this.#height = height;
    return true;
  }

  #scrolled() {
    if (!this.#element?.clientHeight) return;
    const scroll = this.#element.scrollTop;
    const own = Math.abs(scroll - this.#scale.scroll(this.#place)) < 1;
    if (!own) this.#held = null;
    const place = own ? this.#place : this.#scale.place(scroll);
    const range = rangeBetween(this.#heights, place, place + this.#height, 0);
    const rows = this.shown();
    const anchor = [...anchorOf(this.#heights, range, place, (i) => rows[i]!.line.key)];
    // When none of the rows in view is left, what they hung below comes to the top.
    for (let up = rows[range.first]?.line.parent; up; up = up.parent) anchor.push({ key: up.key, below: 0 });
    this.#anchor = anchor;
  }

  // The scroll position follows the anchor, after the page has the height for it.
  #sync() {
    void this.#scale.height;
    const scroll = this.#scale.scroll(this.#place);
    const element = this.#element;
    if (element && Math.abs(element.scrollTop - scroll) >= 1) element.scrollTop = scroll;
  }

  /** Brings a row into view, and keeps it there until the reader scrolls. */
  bring(key: string) {
    this.#held = key;
    this.#hold(key);
  }

  /** Keeps a row in view that is in view, until the reader scrolls. */
  keep(key: string) {
    const i = indexIn(this.shown(), this.find(key));
    const top = this.#heights.top(i) - this.#place;
    if (i >= 0 && top >= 0 && top + this.#heights.of(i) <= this.#height) this.#held = key;
  }

  #hold(key: string) {
    const i = indexIn(this.shown(), this.find(key));
    if (i < 0 || !this.#height) return;
    const top = this.#heights.top(i) - this.#place;
    const lowest = Math.max(0, this.#height - this.#heights.of(i) - margin);
    const highest = i > 0 ? margin : 0;
    if (top < highest) this.#anchor = [{ key, below: highest }];
    else if (top > lowest) this.#anchor = [{ key, below: lowest }];
  }

  /** Puts the keyboard on a row. */
  async focus(key: string) {
    await tick();
    this.#rows.get(key)?.focus({ preventScroll: true });
  }
}

function estimate(line: Line, width: number): number {
  const { element, depth, reference } = line;
  const full = element.__typename === 'Question' && element.elliptical ? 1 : 0;
  return estimatedHeight(element.text, full + (reference ? 1 : 0), depth, width);
}
