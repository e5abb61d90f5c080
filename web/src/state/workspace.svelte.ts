// The map that the reader has open: its rows, what is chosen, and the live link to the server. Every view
// of a map reads from one Workspace; none keeps a copy of what stands here.
import { getContext } from 'svelte';
import { ask, Fault, follow } from '../api/client';
import {
  MapChangesDocument,
  MapSourcesDocument,
  MapTreeDocument,
  type MapHeadFragment,
  type MapSourcesQuery,
  type MapTreeQuery,
  type MapTreeQueryVariables,
} from '../api/generated';
import { outlineOf, type Line, type Outline, type Row } from '../model/outline';
import type { MapPlace } from '../model/place';
import { connection } from './connection.svelte';
import { route } from './route.svelte';

/** Rows that one request brings: the first few are on the screen while all others come, as many as one may ask for. */
const [firstRows, moreRows] = [500, 20_000];

/** How long the page waits before it follows again, the first time and at most, in milliseconds. */
const [firstWait, longestWait] = [500, 15_000];

export type MapSource = NonNullable<MapSourcesQuery['map']>['sources']['nodes'][number];

/** What a form is open for. The forms themselves are in src/forms. */
export type Form =
  | { kind: 'claim'; spans?: Span[] }
  | { kind: 'support' | 'rebut'; target: string; spans?: Span[] }
  | { kind: 'ask'; about: string[]; spans?: Span[] }
  | { kind: 'answer'; question: string; spans?: Span[] }
  | { kind: 'cite'; element: string; spans: Span[] }
  | { kind: 'edit'; element: string }
  | { kind: 'remove'; elements: string[] }
  | { kind: 'citations' | 'stances' | 'row' | 'redirect'; element: string }
  | { kind: 'withdraw'; element: string; back: boolean }
  | { kind: 'restore'; revision: number }
  | { kind: 'map' }
  | { kind: 'export' };

/** A passage that somebody selected: UTF-16 offsets in one paragraph, half open. */
export interface Span {
  paragraph: string;
  start: number;
  end: number;
  exact: string;
}

export class Workspace {
  /** The map as it is shown; null until the first answer. */
  head: MapHeadFragment | null = $state.raw(null);
  rows: readonly Row[] = $state.raw([]);
  sources: readonly MapSource[] = $state.raw([]);
  /** Whether all rows are here. */
  whole = $state(false);
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
  #reading: AbortController | undefined;
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
    await this.load(this.latest || undefined);
  }

  /** Opens a form; in the past none that changes what is shown. */
  open(form: Form) {
    if (!this.frozen || form.kind === 'export' || form.kind === 'restore') this.form = form;
  }

  /** Reads the map anew, at least at the given revision, and follows it from there. */
  async load(atLeast?: number): Promise<void> {
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    try {
      await this.#read(reading.signal, atLeast);
      this.failed = null;
      if (this.frozen) this.#unfollow();
      else this.#follow();
    } catch (cause) {
      if (reading.signal.aborted) return;
      if (cause instanceof Fault && cause.code === 'CONFLICT') return this.load();
      this.failed = cause as Error;
      // What is refused today is refused tomorrow, unless the server was merely busy.
      if (!(cause instanceof Fault) || cause.code === 'UNAVAILABLE') this.#again();
    }
  }

  // Rows of the first page replace those on the screen only when nothing is there yet: later readings
  // put the whole in place at once, so that nothing jumps.
  async #read(signal: AbortSignal, atLeast?: number) {
    const rows: Row[] = [];
    let after: string | null = null;
    let revision = this.asOf ?? undefined;
    do {
      const variables: MapTreeQueryVariables = {
        map: this.map,
        revision,
        atLeast: revision ? undefined : atLeast,
        budget: after ? moreRows : firstRows,
        after,
        strengths: this.strengths,
      };
      const { map }: MapTreeQuery = await ask(MapTreeDocument, variables, signal);
      if (!map) throw new Fault('There is no such map.', 'NOT_FOUND', 'map.none', 'map', {});
      rows.push(...map.tree.rows);
      after = map.tree.next ?? null;
      revision = map.revision;
      if (!after || !this.head) this.#show(map, rows, !after);
      else if (!this.whole) this.rows = rows.slice();
    } while (after);
    const { map } = await ask(MapSourcesDocument, { map: this.map, revision }, signal);
    this.sources = map?.sources.nodes ?? [];
  }

  #show(map: MapHeadFragment, rows: readonly Row[], whole: boolean) {
    this.head = map;
    this.rows = rows.slice();
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
        void this.load(event.toRevision);
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
    this.#reading?.abort();
    this.#unfollow();
  }
}

/** The key of the context in which MapPage gives the Workspace to its views. */
export const workspaceKey = Symbol('workspace');

/** The Workspace of the map in which a component stands. */
export function workspaceHere(): Workspace {
  return getContext<Workspace>(workspaceKey);
}
