// Passages that elements cite may overlap in any way. A paragraph is cut where any of them starts or ends, so
// that each segment lies wholly inside or outside of each; what is drawn and clicked are segments.
import type { Mark } from './citations';

type Kind = Mark['kind'];

/** What is drawn below a segment for the elements of one kind. */
export interface Layer {
  readonly kind: Kind;
  /** What the words are to that element of the kind of which they tell most. */
  readonly role: Mark['role'];
  /** Whether one of them starts right here; there its sign stands. */
  readonly opens: boolean;
}

/** A stretch of a paragraph over which the same marks lie: UTF-16 offsets, half open, never empty. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** How many elements cite it. */
  readonly elements: number;
  /** One of them; null where there is none. */
  readonly element: string | null;
  /** How many elements of each kind cite it, and how, the foremost first. */
  readonly layers: readonly Layer[];
}

const kindRank: Partial<Record<Kind, number>> = { Question: 0, Rebuttal: 1, Claim: 2, Inference: 3 };
const roleRank = { WORDS: 0, CUE: 0, BASIS: 1, ANTECEDENT: 2 } as const;

/** Cuts a text of a length where marks start and end, in one sweep. Together the segments are the whole text. */
export function segmentsOf(length: number, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter((m) => Math.max(0, m.start) < Math.min(length, m.end));
  const starting = groupBy(inside, (m) => Math.max(0, m.start));
  const ending = groupBy(inside, (m) => Math.min(length, m.end));
  const cuts = [...new Set([0, length, ...starting.keys(), ...ending.keys()])].sort((a, b) => a - b);
  const over = new Over();
  return cuts.slice(0, -1).map((start, i) => {
    for (const mark of ending.get(start) ?? []) over.remove(mark);
    const opening = starting.get(start) ?? [];
    for (const mark of opening) over.add(mark);
    return { start, end: cuts[i + 1]!, ...over.look(new Set(opening.map((m) => m.kind))) };
  });
}

function groupBy(marks: readonly Mark[], key: (mark: Mark) => number): Map<number, Mark[]> {
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const group = groups.get(key(mark));
    if (group) group.push(mark);
    else groups.set(key(mark), [mark]);
  }
  return groups;
}

// Over counts the marks at one place; it keeps counts alone, so that a sweep over n marks takes n steps.
class Over {
  #elements = new Map<string, number>();
  #roles = new Map<Kind, Map<Mark['role'], number>>();

  add(mark: Mark) {
    count(this.#elements, mark.element, 1);
    const roles = this.#roles.get(mark.kind) ?? new Map<Mark['role'], number>();
    this.#roles.set(mark.kind, roles);
    count(roles, mark.role, 1);
  }

  remove(mark: Mark) {
    count(this.#elements, mark.element, -1);
    const roles = this.#roles.get(mark.kind)!;
    count(roles, mark.role, -1);
    if (roles.size === 0) this.#roles.delete(mark.kind);
  }

  look(opening: ReadonlySet<Kind>) {
    const layers = [...this.#roles].map(([kind, roles]) => {
      const role = [...roles.keys()].reduce((a, b) => (roleRank[a] <= roleRank[b] ? a : b));
      return { kind, role, opens: opening.has(kind) };
    });
    layers.sort((a, b) => roleRank[a.role] - roleRank[b.role] || (kindRank[a.kind] ?? 9) - (kindRank[b.kind] ?? 9));
    return { elements: this.#elements.size, element: this.#elements.keys().next().value ?? null, layers };
  }
}

function count<K>(counts: Map<K, number>, key: K, by: number) {
  const n = (counts.get(key) ?? 0) + by;
  if (n) counts.set(key, n);
  else counts.delete(key);
}

/** The marks over a segment, one for each element: the one that tells most. */
export function marksOver(marks: readonly Mark[], segment: { start: number; end: number }): Mark[] {
  const best = new Map<string, Mark>();
  for (const mark of marks) {
    if (mark.start >= Math.min(mark.end, segment.end) || mark.end <= segment.start) continue;
    const known = best.get(mark.element);
    if (!known || roleRank[mark.role] < roleRank[known.role]) best.set(mark.element, mark);
  }
  return [...best.values()].sort(
    (a, b) => roleRank[a.role] - roleRank[b.role] || (kindRank[a.kind] ?? 9) - (kindRank[b.kind] ?? 9),
  );
}
