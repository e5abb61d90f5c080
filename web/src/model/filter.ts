// Which lines a reader wants to see: a line passes when it meets each condition that is set.
import type { Label } from '../api/generated';
import type { Line, Outline, RowElement } from './outline';

export interface Filter {
  /** Questions that are open. */
  readonly openQuestions: boolean;
  /** Elements that a rebuttal attacks, whether it succeeds or not. */
  readonly attacked: boolean;
  /** Elements that this person put into the map. */
  readonly author: string | null;
  /** Elements that were said in this paragraph, by its id. */
  readonly paragraph: string | null;
  readonly label: Label | null;
}

export const noFilter: Filter = { openQuestions: false, attacked: false, author: null, paragraph: null, label: null };

/** How many conditions are set. */
export function conditions(filter: Filter): number {
  return Object.values(filter).filter(Boolean).length;
}

/** The elements that a rebuttal on some line attacks. */
export function attackedIn({ lines }: Outline): ReadonlySet<string> {
  const attacked = new Set<string>();
  for (const line of lines) {
    const above = line.parent;
    if (!above || !isAttack(line)) continue;
    attacked.add((line.onRelation && above.relation ? above.relation : above.element).id);
  }
  return attacked;
}

function isAttack({ role }: Line): boolean {
  return role === 'REBUTS' || role === 'UNDERMINES' || role === 'UNDERCUTS';
}

/** The people who put something into the map, by name, and how many lines are theirs. */
export function authorsOf({ lines }: Outline): { author: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { element } of lines) counts.set(element.author, (counts.get(element.author) ?? 0) + 1);
  return [...counts].map(([author, count]) => ({ author, count })).sort((a, b) => (a.author < b.author ? -1 : 1));
}

/** What is to be known beside the outline. */
export interface Facts {
  readonly attacked: ReadonlySet<string>;
  /** Whether an element was said in the paragraph of the filter. */
  readonly cited: (element: string) => boolean;
}

/** Tells whether a line passes: its element does, or the relation that shares it. */
export function passer(filter: Filter, { attacked, cited }: Facts): (line: Line) => boolean {
  const passes = (element: RowElement) =>
    (!filter.openQuestions || (element.__typename === 'Question' && element.status === 'OPEN')) &&
    (!filter.attacked || attacked.has(element.id)) &&
    (filter.author === null || element.author === filter.author) &&
    (filter.paragraph === null || cited(element.id)) &&
    (filter.label === null || ('label' in element && element.label === filter.label));
  return ({ element, relation }) => passes(element) || (relation !== null && passes(relation));
}
