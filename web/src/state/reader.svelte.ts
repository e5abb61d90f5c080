// What a reader does with the text of a map: which text is open, which place of the chosen element was shown.
import type { Mark } from '../model/citations';
import { elementIn, voicesOf, type CitedElement } from '../model/cited';
import type { Citations } from './citations.svelte';
import { route } from './route.svelte';
import { textOf, type SourceText } from './text.svelte';
import type { Workspace } from './workspace.svelte';

const flashFor = 1_500;

export class Reader {
  /** The marks of the chosen element are to flash. */
  flash = $state(false);
  /** Which place of the chosen element was shown last. */
  at = $state(0);
  /** Counts what was asked to be shown. */
  asked = $state(0);

  /** The texts that the map cites, and the one that was asked for. */
  readonly sources: readonly string[] = $derived.by(() => {
    const cited = new Set(this.workspace.sources.map((s) => s.id));
    for (const [mark] of this.citations.index.byElement.values()) if (mark) cited.add(mark.source);
    const sorted = [...cited].sort();
    const asked = this.#asked;
    return asked && !cited.has(asked) ? [asked, ...sorted] : sorted;
  });
  readonly source: string | null = $derived(this.#asked ?? this.sources[0] ?? null);
  readonly text: SourceText | null = $derived(this.source ? textOf(this.source) : null);
  /** Where the chosen element is said. */
  readonly places: readonly Mark[] = $derived.by(() => {
    const { selected } = this.workspace;
    return (selected && this.citations.index.byElement.get(selected)) || [];
  });
  /** Those of its places that are in the text on the screen, by paragraph. */
  readonly chosen: ReadonlyMap<string, readonly Mark[]> = $derived.by(() => {
    const found = new Map<string, Mark[]>();
    for (const mark of this.places) found.set(mark.paragraph, [...(found.get(mark.paragraph) ?? []), mark]);
    return found;
  });

  #shown = '';
  #chose: string | null = null;
  #wanted: Mark | null = null;
  #inText: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly workspace: Workspace,
    readonly citations: Citations,
  ) {
    // A link that names a text means it, even where the element is said elsewhere.
    this.#chose = this.#asked ? workspace.selected : null;
  }

  get #asked(): string | null {
    return (route.place.at === 'map' && route.place.source) || null;
  }

  element = (id: string): CitedElement | null => elementIn(this.workspace.outline, id);
  voices = (id: string): string => voicesOf(this.citations.index.commitments.get(id));

  /** Chooses an element by one of its marks in the text: the reader is there, so nothing moves. */
  choose(id: string, paragraph?: string, start?: number) {
    this.#inText = id;
    const places = this.citations.index.byElement.get(id) ?? [];
    const here = places.findIndex(
      (m) => m.paragraph === paragraph && (start === undefined || (m.start <= start && start < m.end)),
    );
    this.#wanted = places[here] ?? places.find((m) => m.paragraph === paragraph) ?? null;
    this.#again();
    this.workspace.select(id);
  }

  /** Opens another text of the map. */
  open(source: string) {
    this.workspace.show({ source });
  }

  /** Goes to a place of the chosen element, in whatever text it is. */
  show(place: number) {
    this.#wanted = this.places[place] ?? null;
    this.#again();
    if (this.#wanted && this.#wanted.source !== this.source) this.#turn(this.#wanted.source);
  }

  /**
   * The place to bring into view now, if there is one: the chosen element was not shown in this text yet.
   * Where it is said in other texts only, the first of them opens.
   */
  next(): { mark: Mark; move: boolean } | null {
    const { selected } = this.workspace;
    const now = `${selected} ${this.source}`;
    if (!selected) this.#chose = null;
    if (!selected || !this.citations.revision || now === this.#shown) return null;
    if (!this.places.length) {
      this.at = 0;
      return null;
    }
    const here = this.places.filter((m) => m.source === this.source);
    if (!here.length && this.#chose !== selected) {
      this.#chose = selected;
      this.#turn(this.places[0]!.source);
      return null;
    }
    this.#chose = selected;
    const mark = here.find((m) => m === this.#wanted) ?? here[0];
    if (!mark) this.at = 0;
    if (!mark || !this.text?.paragraph(mark.paragraph)) return null;
    this.#shown = now;
    this.at = this.places.indexOf(mark);
    const move = this.#inText !== selected;
    this.#wanted = this.#inText = null;
    this.#lightUp();
    return { mark, move };
  }

  #again() {
    this.#shown = '';
    this.asked++;
  }

  #turn(source: string) {
    if (route.place.at === 'map') route.go({ ...route.place, source }, true);
  }

  #lightUp() {
    clearTimeout(this.#timer);
    this.flash = true;
    this.#timer = setTimeout(() => (this.flash = false), flashFor);
  }
}
