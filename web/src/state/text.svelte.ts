import { ask } from '../api/client';
import {
  SourceTextDocument,
  type SourceTextQuery,
  type TextDetailsFragment,
  type TextParagraphFragment,
} from '../api/generated';

type Page = NonNullable<SourceTextQuery['source']>['paragraphs'];

/** A text, read in pages: the first is on the screen while the others come. What was read stays, for a text never changes. */
export class SourceText {
  details: TextDetailsFragment | null = $state.raw(null);
  /** The paragraphs that are here, in pages as they came. */
  pages: readonly (readonly TextParagraphFragment[])[] = $state.raw([]);
  /** How many paragraphs the text has. */
  total = $state(0);
  /** Whether all of them are here. */
  whole = $state(false);
  /** What went wrong when it was last read; reading goes on where it broke off. */
  failed: Error | null = $state.raw(null);
  /** There is no such text. */
  missing = $state(false);

  #byId = new Map<string, TextParagraphFragment>();
  #after: string | null = null;
  #reading = false;

  constructor(readonly id: string) {}

  /** A paragraph that is here. */
  paragraph(id: string): TextParagraphFragment | undefined {
    void this.pages;
    return this.#byId.get(id);
  }

  /** Reads what is not here yet. */
  async load(): Promise<void> {
    if (this.#reading || this.whole) return;
    this.#reading = true;
    this.failed = null;
    try {
      while (!this.whole && !this.missing) await this.#next();
    } catch (cause) {
      this.failed = cause as Error;
    } finally {
      this.#reading = false;
    }
  }

  async #next() {
    const { source }: SourceTextQuery = await ask(SourceTextDocument, { source: this.id, after: this.#after });
    if (!source) {
      this.missing = true;
      return;
    }
    const page: Page = source.paragraphs;
    for (const paragraph of page.nodes) this.#byId.set(paragraph.id, paragraph);
    this.details = source;
    this.total = page.totalCount;
    if (page.nodes.length) this.pages = [...this.pages, page.nodes];
    this.#after = page.pageInfo.endCursor ?? this.#after;
    this.whole = !page.pageInfo.hasNextPage;
  }
}

const kept = 8;
const texts = new Map<string, SourceText>();

/** The text with an id; the last ones that were read are kept. */
export function textOf(id: string): SourceText {
  const text = texts.get(id) ?? new SourceText(id);
  texts.delete(id);
  texts.set(id, text);
  for (const old of [...texts.keys()].slice(0, -kept)) texts.delete(old);
  return text;
}
