// The outline: the rows of a map's tree as people read them. In the graph an inference stands between a
// claim and its premise; on the page "because" does, so a relation with one premise and no words of its own
// shares a line with that premise. Nothing is dropped: each element of the tree is on exactly one line for
// each of its occurrences.
import type { RowFragment } from '../api/generated';

export type RowElement = RowFragment['element'];
export type Row = RowFragment;

/** One line of the outline. */
export interface Line {
  /** Names the place of the line; stays the same from revision to revision. */
  readonly key: string;
  /** What the line says, and is chosen when the line is. */
  readonly element: RowElement;
  /** The inference or rebuttal that shares the line, and leads from its element to the line above. */
  readonly relation: RowElement | null;
  /** What the line is to the one above it; null at the top. */
  readonly role: Row['role'];
  readonly parent: Line | null;
  /** 0 at the top. */
  readonly depth: number;
  readonly children: readonly Line[];
  /** Where this element was met first, when this is not that place; such a line has no children. */
  readonly reference: Line | null;
  /** The line is here only for what hangs below it. */
  readonly context: boolean;
  /** There are children that the answer left out. */
  readonly cut: boolean;
  /** Lines below this one. */
  readonly size: number;
}

export interface Outline {
  readonly roots: readonly Line[];
  readonly byKey: ReadonlyMap<string, Line>;
  /** The first line on which an element stands, as what it says or as its relation. */
  readonly byElement: ReadonlyMap<string, Line>;
  /** All lines in reading order. */
  readonly lines: readonly Line[];
}

type Draft = { -readonly [K in keyof Omit<Line, 'children'>]: Line[K] } & { children: Draft[] };

/**
 * Lays rows out as lines: in one pass over the rows, without recursion. Rows are as the server gives
 * them: each after its parent, in reading order.
 */
export function outlineOf(rows: readonly Row[]): Outline {
  const only = onlyPremises(rows);
  const lineOf: Draft[] = [];
  const lines: Draft[] = [];
  const roots: Draft[] = [];
  rows.forEach((row, i) => {
    const above = row.parent === null ? null : lineOf[row.parent]!;
    if (row.parent !== null && only[row.parent] === i) {
      lineOf[i] = share(above!, row, row.reference === null ? null : lineOf[row.reference]!);
      return;
    }
    const line: Draft = {
      key: row.occurrenceId,
      element: row.element,
      relation: null,
      role: row.role,
      parent: above,
      depth: above ? above.depth + 1 : 0,
      children: [],
      reference: row.reference === null ? null : lineOf[row.reference]!,
      context: row.context,
      cut: row.cut,
      size: 0,
    };
    lineOf[i] = line;
    lines.push(line);
    (above ? above.children : roots).push(line);
  });
  for (const line of lines.toReversed()) if (line.parent) (line.parent as Draft).size += line.size + 1;
  return { roots, byKey: new Map(lines.map((l) => [l.key, l])), byElement: firstLines(lines), lines };
}

// onlyPremises gives, for the number of each row whose relation may share a line, that of its one premise.
function onlyPremises(rows: readonly Row[]): (number | undefined)[] {
  const only: (number | undefined)[] = [];
  const count = new Map<number, number>();
  rows.forEach((row, i) => {
    if (row.role !== 'PREMISE_OF' || row.parent === null) return;
    count.set(row.parent, (count.get(row.parent) ?? 0) + 1);
    only[row.parent] = i;
  });
  for (const [i, n] of count) if (n > 1 || !shares(rows[i]!)) only[i] = undefined;
  return only;
}

function shares(row: Row): boolean {
  const kind = row.element.__typename;
  return (kind === 'Inference' || kind === 'Rebuttal') && row.element.text === '' && !row.cut;
}

// share puts a premise on the line of its relation, which is there already.
function share(line: Draft, premise: Row, reference: Draft | null): Draft {
  line.relation = line.element;
  line.element = premise.element;
  line.reference = reference;
  line.context &&= premise.context;
  line.cut ||= premise.cut;
  return line;
}

function firstLines(lines: readonly Line[]): Map<string, Line> {
  const first = new Map<string, Line>();
  for (const line of lines) {
    for (const element of [line.element, line.relation]) {
      if (element && !first.has(element.id)) first.set(element.id, line);
    }
  }
  for (const line of lines) if (!line.reference) first.set(line.element.id, line);
  return first;
}
