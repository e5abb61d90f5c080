import { untrack } from 'svelte';
import { ask } from '../api/client';
import {
  MapCitationsDocument,
  type CitingElementFragment,
  type MapCitationsQuery,
  type MapCitationsQueryVariables,
} from '../api/generated';
import { indexOf, noCitations, type CitationIndex } from '../model/citations';
import { workspaceHere, type Workspace } from './workspace.svelte';

/** Elements that one request brings. */
const pageElements = 5_000;

/** What the open map cites, by paragraph and by element; the whole of it belongs to one revision. */
export class Citations {
  index: CitationIndex = $state.raw(noCitations);
  /** The revision that is here; 0 before the first. */
  revision = $state(0);
  /** What went wrong when they were last read. */
  failed: Error | null = $state.raw(null);

  #coming = 0;
  #reading: AbortController | undefined;

  constructor(readonly workspace: Workspace) {}

  /** Reads the citations of a revision, unless they are here or on their way. */
  async load(revision: number): Promise<void> {
    if (revision === this.#coming) return;
    this.#reading?.abort();
    this.#coming = 0;
    if (revision === this.revision) return;
    const reading = (this.#reading = new AbortController());
    this.#coming = revision;
    try {
      const elements = await this.#read(revision, reading.signal);
      this.index = indexOf(elements);
      this.revision = revision;
      this.failed = null;
    } catch (cause) {
      if (!reading.signal.aborted) this.failed = cause as Error;
    } finally {
      if (this.#reading === reading) this.#coming = 0;
    }
  }

  async #read(revision: number, signal: AbortSignal): Promise<CitingElementFragment[]> {
    const elements: CitingElementFragment[] = [];
    let after: string | null = null;
    do {
      const variables: MapCitationsQueryVariables = { map: this.workspace.map, revision, budget: pageElements, after };
      const { map }: MapCitationsQuery = await ask(MapCitationsDocument, variables, signal);
      for (const { element } of map?.subgraph.nodes ?? []) elements.push(element);
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
    if (revision) untrack(() => void found.load(revision));
  });
  return found;
}
