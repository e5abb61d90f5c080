// The map that the reader has open: its rows, what is chosen, and the live link to the server. Every view
// of a map reads from one Workspace; none keeps a copy of what stands here.
import { getContext } from 'svelte';
import { Fault, follow } from '../api/client';
import { MapChangesDocument, type MapHeadFragment, type MapSourceListFragment } from '../api/generated';
import { outlineOf, type Line, type Outline, type Row } from '../model/outline';
import type { MapPlace } from '../model/place';
import { stepOf, wholeOf, type Reading } from './rows';
import type { Form } from './form';
import { connection } from './connection.svelte';
import { route } from './route.svelte';

/** How long the page waits before it follows again, the first time and at most, in milliseconds. */
const [firstWait, longestWait] = [500, 15_000];

export type MapSource = MapSourceListFragment['sources']['nodes'][number];

export type { Form, Span } from './form';

export class Workspace {
  /** The map as it is shown; null until the first answer. */
  head: MapHeadFragment | null = $state.raw(null);
  rows: readonly Row[] = $state.raw([]);
  sources: readonly MapSource[] = $state.raw([]);
  /** Whether all rows are here. */
  whole = $state(false);
  /** How often the map was read anew: what was read beside it is then read anew too. */
  readings = $state(0);
  /** What went wrong when the map was last read. */
  failed: Error | null = $state.raw(null);
  /** The latest revision that the server told of. */
  latest = $state(0);
  /** Elements that others or the reader changed a moment ago; views make them known. */
  changed: ReadonlySet<string> = $state.raw(new Set());
  /** Whether changes arrive by themselves. */
  live: 'live' | 'coming' | 'off' = $state('off');
  /** Whether rows bring the strengths of their elements. */
  strengths = $state(false);
  /** Elements on which the label of the chosen one rests, while the reader asks why; views make them stand out. */
  path: ReadonlySet<string> = $state.raw(new Set());
  /** The form that is open. */
  form: Form | null = $state.raw(null);

  readonly outline: Outline = $derived(outlineOf(this.rows));
  /** The chosen element, or null. */
  readonly selected: string | null = $derived(this.#place?.element ?? null);
  /** The line of the chosen element. */
  readonly line: Line | null = $derived((this.selected && this.outline.byElement.get(this.selected)) || null);
  /** The revision that the reader asked for; null for the latest. */
  readonly asOf: number | null = $derived(this.#place?.revision ?? null);
  /** Nothing can be changed in the past. */
  readonly frozen: boolean = $derived(this.asOf !== null);

  #epoch: number | undefined;
  #stop: (() => void) | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait = firstWait;
  #reading: { end: Promise<void>; asOf: number | null; stop: AbortController } | undefined;
  /** The revision that the map is to reach at least. */
  #wanted = 0;
  #closed = false;

  constructor(readonly map: string) {}

  get #place(): MapPlace | null {
    return route.place.at === 'map' && route.place.map === this.map ? route.place : null;
  }

  /** Chooses an element, or none. A choice is a step in the browser's history, unless the reader is walking by. */
  select(element: string | null, walking = false) {
    if (this.#place && element !== this.selected) route.go({ ...this.#place, element: element ?? undefined }, walking);
  }

  /** Goes to another view, revision or text of this map. */
  show(part: Partial<Omit<MapPlace, 'at' | 'map'>>) {
    if (this.#place) route.go({ ...this.#place, ...part });
  }

  /** Shows strengths on the rows, or no more. */
  async weigh(strengths: boolean) {
    this.strengths = strengths;
    await this.load(this.latest, true);
  }

  /** Opens a form; in the past none that changes what is shown. */
  open(form: Form) {
    if (!this.frozen || form.kind === 'export' || form.kind === 'restore') this.form = form;
  }

  /**
   * Brings the map up to date, at least to the given revision, and follows it from there: by what changed
   * since the rows that are here, or anew. What is on its way already is waited for.
   */
  load(atLeast = 0, anew = false): Promise<void> {
    this.#wanted = Math.max(this.#wanted, atLeast);
    const { asOf, head } = this;
    if (!anew) {
      if (this.#reading?.asOf === asOf) return this.#reading.end;
      if (atLeast && asOf === null && this.whole && head && head.revision >= atLeast) return Promise.resolve();
    }
    this.#reading?.stop.abort();
    const stop = new AbortController();
    const end = this.#load(stop.signal, anew).finally(() => {
      if (this.#reading?.stop === stop) this.#reading = undefined;
    });
    this.#reading = { end, asOf, stop };
    return end;
  }

  async #load(signal: AbortSignal, anew: boolean): Promise<void> {
    try {
      if (anew || !(await this.#step(signal))) await this.#read(signal);
      // Changes that were told of meanwhile.
      while (!this.frozen && this.#wanted > this.head!.revision) {
        if (!(await this.#step(signal))) await this.#read(signal);
      }
      this.failed = null;
      if (this.frozen) this.#unfollow();
      else this.#follow();
    } catch (cause) {
      if (signal.aborted) return;
      this.#wanted = 0;
      if (cause instanceof Fault && cause.code === 'CONFLICT') return this.#load(signal, true);
      this.failed = cause as Error;
      // What is refused today is refused tomorrow, unless the server was merely busy.
      if (!(cause instanceof Fault) || cause.code === 'UNAVAILABLE') this.#again();
    }
  }

  get #request(): Reading {
    const { map, asOf, strengths } = this;
    return { map, strengths, revision: asOf ?? undefined, atLeast: (asOf === null && this.#wanted) || undefined };
  }

  // Words that were made unreadable are told only to those who follow, or who know the epoch; strengths may
  // change on any row.
  async #step(signal: AbortSignal): Promise<boolean> {
    const { head, whole, rows } = this;
    const told = this.frozen || this.#stop !== undefined || this.#epoch !== undefined;
    if (!head || !whole || this.strengths || !told) return false;
    const step = await stepOf(this.#request, head.revision, rows, signal);
    signal.throwIfAborted();
    if (!step) return false;
    this.#show(step.map, step.rows, true);
    this.sources = step.map.sources.nodes;
    return true;
  }

  // Rows of the first page replace those on the screen only when nothing is there yet: later readings
  // put the whole in place at once, so that nothing jumps.
  async #read(signal: AbortSignal) {
    this.readings++;
    this.sources = await wholeOf(this.#request, signal, (map, rows, whole) => {
      signal.throwIfAborted();
      if (whole || !this.head) this.#show(map, rows, whole);
      else if (!this.whole) this.rows = rows;
    });
  }

  #show(map: MapHeadFragment, rows: readonly Row[], whole: boolean) {
    this.head = map;
    this.rows = rows;
    this.whole = whole;
    if (!this.frozen) this.latest = Math.max(this.latest, map.revision);
  }

  #follow() {
    if (this.#stop || this.#closed || !this.head) return;
    this.live = 'coming';
    const end = () => {
      this.#unfollow();
      this.#again();
    };
    const variables = { map: this.map, since: this.head.revision, epoch: this.#epoch };
    this.#stop = follow(MapChangesDocument, variables, {
      next: ({ mapChanged: event }) => {
        this.live = 'live';
        this.#wait = firstWait;
        this.#epoch = event.epoch;
        this.latest = event.toRevision;
        this.changed = new Set(event.changed.map((record) => record.id));
        void this.load(event.toRevision, event.reset);
      },
      end,
    });
    this.live = 'live';
  }

  #unfollow() {
    this.#stop?.();
    this.#stop = undefined;
    this.live = 'off';
  }

  // Comes back later and later, and reads the map anew, since changes may have been missed.
  #again() {
    if (this.#closed || connection.state === 'denied') return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.load(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, longestWait);
  }

  /** Ends all that runs for this map. */
  close() {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#reading?.stop.abort();
    this.#unfollow();
  }
}

/** The key of the context in which MapPage gives the Workspace to its views. */
export const workspaceKey = Symbol('workspace');

/** The Workspace of the map in which a component stands. */
export function workspaceHere(): Workspace {
  return getContext<Workspace>(workspaceKey);
}
