// The history of the open map, read page by page from its newest end.
import { ask, Fault } from '../api/client';
import {
  ChangesSinceDocument,
  HistoryDocument,
  HistoryStampsDocument,
  type ChangesSinceQuery,
  type ChangesSinceQueryVariables,
  type HistoryQuery,
  type HistoryStampsQuery,
  type StampFragment,
} from '../api/generated';
import { fold, type Op } from '../model/changes';

const pageSize = 20;

/** One change set; its operations are null where they were too many to come along. */
export type ChangeSet = StampFragment & { operations: readonly Op[] | null };

type PageInfo = NonNullable<HistoryQuery['map']>['history']['pageInfo'];

export class History {
  /** Newest first. */
  sets: readonly ChangeSet[] = $state.raw([]);
  /** The newest revision of all. */
  latest = $state(0);
  total = $state(0);
  more = $state(false);
  busy = $state(false);
  failed = $state('');

  #before: string | null = null;
  #stale = false;

  constructor(readonly map: string) {}

  /** Reads the newest page again; what was read before stays below it, unless something between is missing. */
  async refresh() {
    if (this.busy) return void (this.#stale = true);
    await this.#load(null, (page, from) => {
      const known = this.sets.filter((s) => s.revision < (page.at(-1)?.revision ?? 0));
      const joins = known.length > 0 && known[0]!.revision === page.at(-1)!.revision - 1;
      this.sets = joins ? [...page, ...known] : page;
      if (!joins) this.#goOn(from);
    });
    if (this.#stale) {
      this.#stale = false;
      await this.refresh();
    }
  }

  /** Reads the next older page. */
  async older() {
    if (!this.more || this.busy) return;
    await this.#load(this.#before, (page, from) => {
      this.sets = [...this.sets, ...page];
      this.#goOn(from);
    });
  }

  /** Brings the operations of a change set for which they were too many. */
  async open(revision: number): Promise<void> {
    try {
      const { map } = await ask(ChangesSinceDocument, {
        map: this.map,
        since: revision - 1 || null,
        first: 1,
        after: null,
      });
      const operations = map?.history.nodes[0]?.operations ?? [];
      this.sets = this.sets.map((s) => (s.revision === revision ? { ...s, operations } : s));
    } catch (cause) {
      this.failed = (cause as Error).message;
    }
  }

  #goOn({ hasPreviousPage, startCursor }: PageInfo) {
    this.more = hasPreviousPage;
    this.#before = startCursor;
  }

  async #load(before: string | null, take: (page: ChangeSet[], from: PageInfo) => void) {
    this.busy = true;
    this.failed = '';
    try {
      const map = await this.#page(before);
      if (!map) return;
      take(map.history.nodes.map((n) => ({ operations: null, ...n })).reverse(), map.history.pageInfo);
      this.latest = map.revision;
      this.total = map.history.totalCount;
    } catch (cause) {
      this.failed = (cause as Error).message;
    } finally {
      this.busy = false;
    }
  }

  // Where the operations of a page are more than one answer may hold, the page comes without them.
  async #page(before: string | null): Promise<HistoryQuery['map'] | HistoryStampsQuery['map']> {
    const variables = { map: this.map, last: pageSize, before };
    try {
      return (await ask(HistoryDocument, variables)).map;
    } catch (cause) {
      if (!(cause instanceof Fault && cause.code === 'EXHAUSTED')) throw cause;
      return (await ask(HistoryStampsDocument, variables)).map;
    }
  }
}

/** What happened between two revisions, folded to one change for each record. */
export async function between(map: string, from: number, to: number, signal: AbortSignal): Promise<Op[]> {
  const operations: Op[] = [];
  let after: string | null = null;
  do {
    const variables: ChangesSinceQueryVariables = { map, since: from || null, first: Math.min(200, to - from), after };
    const { map: found }: ChangesSinceQuery = await ask(ChangesSinceDocument, variables, signal);
    const nodes = found?.history.nodes ?? [];
    for (const set of nodes) if (set.revision <= to) operations.push(...set.operations);
    const done = (nodes.at(-1)?.revision ?? to) >= to;
    after = found?.history.pageInfo.hasNextPage && !done ? (found.history.pageInfo.endCursor ?? null) : null;
  } while (after);
  return fold(operations);
}
