/** One page of a connection, as the API gives it. */
export interface Page<T> {
  nodes: readonly T[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A list that is read page by page, and from its start when what it depends on changes. */
export class Pages<T> {
  items: readonly T[] = $state.raw([]);
  total: number | null = $state(null);
  more = $state(false);
  loading = $state(false);
  failed: Error | null = $state.raw(null);

  #after: string | null = null;
  #reading: AbortController | undefined;

  constructor(readonly read: (after: string | null, signal: AbortSignal) => Promise<Page<T>>) {}

  /** Reads from the start. What is there stays until the answer comes; at least as much of it is read again. */
  async restart() {
    const wanted = this.items.length;
    const items: T[] = [];
    this.#after = null;
    await this.#get(async (signal) => {
      let page: Page<T>;
      do {
        page = await this.read(this.#after, signal);
        items.push(...page.nodes);
        this.#after = page.pageInfo.endCursor;
      } while (page.pageInfo.hasNextPage && items.length < wanted);
      this.items = items;
      return page;
    });
  }

  /** Reads the next page. */
  async next() {
    await this.#get(async (signal) => {
      const page = await this.read(this.#after, signal);
      this.items = [...this.items, ...page.nodes];
      this.#after = page.pageInfo.endCursor;
      return page;
    });
  }

  async #get(read: (signal: AbortSignal) => Promise<Page<T>>) {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    this.loading = true;
    try {
      const page = await read(signal);
      this.total = page.totalCount;
      this.more = page.pageInfo.hasNextPage;
      this.failed = null;
    } catch (cause) {
      if (signal.aborted) return;
      this.failed = cause as Error;
    }
    if (!signal.aborted) this.loading = false;
  }

  /** Ends a reading that is under way. */
  close() {
    this.#reading?.abort();
  }
}
