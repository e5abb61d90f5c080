import { untrack } from 'svelte';
import { ask } from '../api/client';
import {
  CitationsStepDocument,
  MapCitationsDocument,
  type CitingElementFragment,
  type MapCitationsQuery,
  type MapCitationsQueryVariables,
} from '../api/generated';
import { indexOf, noCitations, type CitationIndex } from '../model/citations';
import { workspaceHere, type Workspace } from './workspace.svelte';

/** Elements that one request brings. */
const pageElements = 5_000;

/** More elements than these are not asked for one by one. */
const mostChanged = 2_000;

/** What the open map cites, by paragraph and by element; the whole of it belongs to one revision. */
export class Citations {
  index: CitationIndex = $state.raw(noCitations);
  /** The revision that is here; 0 before the first. */
  revision = $state(0);
  /** What went wrong when they were last read. */
  failed: Error | null = $state.raw(null);

  /** What was read of each element. */
  #elements: ReadonlyMap<string, CitingElementFragment> = new Map();
  /** Which reading of the map this belongs to. */
  #of = 0;
  #coming = '';
  #reading: AbortController | undefined;

  constructor(readonly workspace: Workspace) {}

  /** Reads the citations of a revision, unless they are here or on their way. */
  async load(revision: number): Promise<void> {
    const { readings } = this.workspace;
    const coming = `${readings} ${revision}`;
    if (coming === this.#coming) return;
    this.#reading?.abort();
    this.#coming = '';
    const same = readings === this.#of;
    if (same && revision === this.revision) return;
    const reading = (this.#reading = new AbortController());
    this.#coming = coming;
    try {
      const elements =
        (same && (await this.#step(revision, reading.signal))) || (await this.#read(revision, reading.signal));
      if (elements !== this.#elements) this.index = indexOf([...elements.values()]);
      this.#elements = elements;
      this.revision = revision;
      this.#of = readings;
      this.failed = null;
    } catch (cause) {
      if (!reading.signal.aborted) this.failed = cause as Error;
    } finally {
      if (this.#reading === reading) this.#coming = '';
    }
  }

  // Only what changed since the revision that is here; null when all is to be read.
  async #step(revision: number, signal: AbortSignal) {
    if (!this.revision) return null;
    const variables = { map: this.workspace.map, revision, since: this.revision, budget: mostChanged };
    const { map } = await ask(CitationsStepDocument, variables, signal);
    if (!map || map.elementsSince.cut) return null;
    const { changed, gone } = map.elementsSince;
    if (!changed.length && !gone.length) return this.#elements;
    const elements = new Map(this.#elements);
    for (const id of gone) elements.delete(id);
    for (const element of changed) elements.set(element.id, element);
    return elements;
  }

  async #read(revision: number, signal: AbortSignal) {
    const elements = new Map<string, CitingElementFragment>();
    let after: string | null = null;
    do {
      const variables: MapCitationsQueryVariables = { map: this.workspace.map, revision, budget: pageElements, after };
      const { map }: MapCitationsQuery = await ask(MapCitationsDocument, variables, signal);
      for (const { element } of map?.subgraph.nodes ?? []) elements.set(element.id, element);
      after = map?.subgraph.next ?? null;
    } while (after);
    return elements;
  }
}

const ofWorkspace = new WeakMap<Workspace, Citations>();

/**
 * The citations of the map in which a component stands, kept at the revision that is shown for as long as
 * some such component is there. All of them share one Citations.
 */
export function citationsHere(): Citations {
  const workspace = workspaceHere();
  let citations = ofWorkspace.get(workspace);
  if (!citations) ofWorkspace.set(workspace, (citations = new Citations(workspace)));
  const found = citations;
  $effect(() => {
    const revision = workspace.head?.revision;
    void workspace.readings;
    if (revision) untrack(() => void found.load(revision));
  });
  return found;
}
