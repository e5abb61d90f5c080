// The state of a tree on the page: what is open, what is filtered out, what is looked for, and on which line
// the keyboard is. To be made while a component is made.
import { untrack } from 'svelte';
import { attackedIn, conditions, noFilter, passer, type Filter } from '../model/filter';
import { finder } from '../model/find';
import {
  fittingLevel,
  isOpen,
  openTo,
  readOpen,
  revealed,
  withLines,
  writeOpen,
  type OpenLines,
} from '../model/openlines';
import type { Line } from '../model/outline';
import { hidden, indexIn, neighbours, shownLines, sieveOf, type Shown, type Sieve } from '../model/shown';
import type { Citations } from './citations.svelte';
import type { Workspace } from './workspace.svelte';

/** Lines that a map shows when it is opened first: as many levels as these allow. */
const firstLines = 150;

/** How long a line is marked after it changed, in milliseconds. */
const freshFor = 8_000;

/** A line that is to be brought into view, and whether the keyboard goes there too. */
export interface Wanted {
  readonly line: Line;
  readonly focus: boolean;
}

export class TreeState {
  filter: Filter = $state.raw(noFilter);
  /** The words that are looked for. */
  words = $state('');
  /** The key of the line on which the keyboard is. */
  active: string | null = $state(null);
  wanted: Wanted | null = $state.raw(null);
  /** What the map cites; it is read when lines are to be filtered by a paragraph. */
  citations: Citations | null = $state.raw(null);
  /** Elements that changed a moment ago. */
  fresh: ReadonlySet<string> = $state.raw(new Set());

  #open: OpenLines | null = $state.raw(null);
  #sieved: OpenLines = $state.raw(openTo(Infinity));
  #near: string | null = $state(null);
  #seen: string | null = null;

  readonly outline = $derived.by(() => this.workspace.outline);
  /** The line to which the view is narrowed, with its neighbours; null for all lines. */
  readonly near: Line | null = $derived((this.#near && this.outline.byKey.get(this.#near)) || null);
  readonly #attacked = $derived(attackedIn(this.outline));
  readonly #cited = $derived.by(() => {
    const marks = this.citations?.index.byParagraph.get(this.filter.paragraph ?? '') ?? [];
    const elements = new Set(marks.map((mark) => mark.element));
    return (element: string) => elements.has(element);
  });
  readonly sieve: Sieve | null = $derived.by(() => {
    if (this.near) return neighbours(this.outline, this.near);
    if (!conditions(this.filter)) return null;
    return sieveOf(this.outline, passer(this.filter, { attacked: this.#attacked, cited: this.#cited }));
  });
  readonly #opened: OpenLines = $derived.by(() => {
    if (this.sieve) return this.#sieved;
    return this.#open ?? openTo(fittingLevel(this.outline, firstLines));
  });
  readonly shown: readonly Shown[] = $derived(
    shownLines(this.outline, (line) => isOpen(this.#opened, line), this.sieve),
  );
  /** The lines that say the words, in reading order. */
  readonly hits: readonly Line[] = $derived.by(() => {
    if (!this.words.trim()) return [];
    const says = finder(this.words);
    return this.outline.lines.filter((line) => this.sieve?.[line.index] !== hidden && says(line));
  });
  /** The place of the keyboard's line among the hits; -1 when it is none. */
  readonly hit: number = $derived(this.hits.findIndex((line) => line.key === this.active));

  constructor(readonly workspace: Workspace) {
    this.#open = readOpen(stored(this.#key));
    $effect(() => this.#settle());
    $effect(() => this.#follow());
    $effect(() => this.#mark());
  }

  get #key() {
    return `argmap-open-${this.workspace.map}`;
  }

  // What is open is settled once all lines are here, so that no line that comes later closes a branch.
  #settle() {
    if (this.#open) store(this.#key, writeOpen(this.#open));
    else if (this.workspace.whole) this.#open = openTo(fittingLevel(this.outline, firstLines));
  }

  // An element that was chosen elsewhere is brought into view; one that was chosen here is in view.
  #follow() {
    const { selected, line } = this.workspace;
    if (!selected) this.#seen = null;
    if (!selected || !line || selected === this.#seen) return;
    this.#seen = selected;
    untrack(() => this.bring(line));
  }

  #mark() {
    const { changed } = this.workspace;
    if (!changed.size) return;
    this.fresh = changed;
    const end = setTimeout(() => (this.fresh = new Set()), freshFor);
    return () => clearTimeout(end);
  }

  /** Chooses what a line says, or nothing when it is chosen already and may be let go. */
  choose(line: Line) {
    this.active = line.key;
    this.#seen = line.element.id;
    this.workspace.select(line.element.id);
  }

  isChosen({ element, relation }: Line): boolean {
    const { selected } = this.workspace;
    return selected !== null && (element.id === selected || relation?.id === selected);
  }

  /** Brings a line into view, whatever closed branch or neighbourhood hides it. */
  bring(line: Line, focus = false) {
    if (this.near && this.sieve?.[line.index] === hidden) this.narrow(line);
    this.#put(revealed(this.#opened, line));
    this.active = line.key;
    this.wanted = { line, focus };
  }

  /** Whether the filter hides the chosen element. */
  readonly outside: boolean = $derived.by(() => {
    const { line } = this.workspace;
    return line !== null && this.sieve?.[line.index] === hidden;
  });

  put(lines: Iterable<Line>, open: boolean) {
    this.#put(withLines(this.#opened, lines, open));
  }

  /** Opens or closes all branches. */
  putAll(open: boolean) {
    this.#put(openTo(open ? Infinity : 0));
  }

  #put(open: OpenLines) {
    if (this.sieve) this.#sieved = open;
    else this.#open = open;
  }

  setFilter(part: Partial<Filter>) {
    this.filter = { ...this.filter, ...part };
    this.#near = null;
    this.#sieved = openTo(Infinity);
    this.#stay();
  }

  /** Narrows the view to a line and its neighbours; null widens it again. */
  narrow(line: Line | null) {
    this.#near = line?.key ?? null;
    this.#sieved = openTo(line ? line.depth + 1 : Infinity);
    this.#stay();
  }

  // After the view became another, the line of the keyboard is in it and in view, if it can be.
  #stay() {
    const line = this.active ? this.outline.byKey.get(this.active) : undefined;
    if (!line || this.sieve?.[line.index] === hidden) return;
    if (indexIn(this.shown, line) < 0) this.#put(revealed(this.#opened, line));
    this.wanted = { line, focus: false };
  }

  /** Goes to the next hit, or the one before, around the ends. */
  nextHit(step: 1 | -1) {
    const { hits, hit } = this;
    if (!hits.length) return;
    let to = hit + step;
    if (hit < 0) {
      const from = (this.active && this.outline.byKey.get(this.active)?.index) || 0;
      const after = hits.findIndex((line) => line.index >= from);
      to = step > 0 ? (after < 0 ? 0 : after) : (after < 0 ? hits.length : after) - 1;
    }
    this.bring(hits[(to + hits.length) % hits.length]!);
  }
}

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // It is forgotten at the next visit, no more.
  }
}
