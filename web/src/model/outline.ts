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
  /** It hangs on the relation that shares the line above, not on what that line says. */
  readonly onRelation: boolean;
  /** 0 at the top. */
  readonly depth: number;
  readonly children: readonly Line[];
  /** Where this element was met first, when this is not that place; below it stands only what hangs on its relation. */
  readonly reference: Line | null;
  /** The line is here only for what hangs below it. */
  readonly context: boolean;
  /** There are children that the answer left out. */
  readonly cut: boolean;
  /** Its number among all lines, from 0. */
  readonly index: number;
  /** Lines below this one: those that follow it, up to index + size. */
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
 * Lays rows out as lines: in two passes over the rows, without recursion. Rows are as the server gives
 * them: each after its parent, in reading order; a part of them from the start will do.
 */
export function outlineOf(rows: readonly Row[]): Outline {
  const { cut, only } = countChildren(rows);
  const lineOf: Draft[] = [];
  const lines: Draft[] = [];
  const roots: Draft[] = [];
  rows.forEach((row, i) => {
    const above = row.parent === null ? null : lineOf[row.parent]!;
    const reference = row.reference === null ? null : lineOf[row.reference]!;
    if (row.parent !== null && only[row.parent] === i) {
      lineOf[i] = share(above!, row, reference, cut[i]!);
      return;
    }
    const line: Draft = {
      key: row.occurrenceId,
      element: row.element,
      relation: null,
      role: row.role,
      parent: above,
      onRelation: row.parent !== null && only[row.parent] !== undefined,
      depth: above ? above.depth + 1 : 0,
      children: [],
      reference,
      context: row.context,
      cut: cut[i]!,
      index: lines.length,
      size: 0,
    };
    lineOf[i] = line;
    lines.push(line);
    (above ? above.children : roots).push(line);
  });
  for (let i = lines.length - 1; i >= 0; i--) {
    const { parent, size } = lines[i]!;
    if (parent) (parent as Draft).size += size + 1;
  }
  return { roots, byKey: new Map(lines.map((l) => [l.key, l])), byElement: firstLines(lines), lines };
}

// countChildren tells of each row whether children of it are not here, and which child, if any, shares its
// line. The server marks a row as cut when its part of the answer ended before the row's last child; what a
// later part brought is here all the same.
function countChildren(rows: readonly Row[]) {
  const children = new Int32Array(rows.length);
  const premises = new Int32Array(rows.length);
  const only: (number | undefined)[] = new Array(rows.length);
  rows.forEach((row, i) => {
    if (row.parent === null) return;
    children[row.parent]! += 1;
    if (row.role !== 'PREMISE_OF') return;
    premises[row.parent]! += 1;
    only[row.parent] = i;
  });
  const cut = rows.map((row, i) => row.cut && children[i]! < row.childCount);
  rows.forEach((row, i) => {
    if (premises[i]! > 1 || cut[i] || !shares(row)) only[i] = undefined;
  });
  return { cut, only };
}

// shares tells whether a relation may give its line to its one premise: it has no words of its own, and
// there is something above that it leads to.
function shares(row: Row): boolean {
  const kind = row.element.__typename;
  return (kind === 'Inference' || kind === 'Rebuttal') && row.element.text === '' && row.parent !== null;
}

// share puts a premise on the line of its relation, which is there already.
function share(line: Draft, premise: Row, reference: Draft | null, cut: boolean): Draft {
  line.relation = line.element;
  line.element = premise.element;
  line.reference = reference;
  line.context &&= premise.context;
  line.cut ||= cut;
  return line;
}

// A reference may stand above the line to which it refers, where it shares the line of a relation that was
// drawn before; the place of the element is the latter.
function firstLines(lines: readonly Line[]): Map<string, Line> {
  const first = new Map<string, Line>();
  for (const line of lines) {
    if (!line.reference) first.set(line.element.id, line);
    if (line.relation) first.set(line.relation.id, line);
  }
  for (const line of lines) if (!first.has(line.element.id)) first.set(line.element.id, line);
  return first;
}

/**
 * The element to go to when some are taken away: on the line that comes next beside the first that goes, or on
 * the one before it, or on the line above; null when nothing is left there.
 */
export function neighbourOf({ byElement, roots }: Outline, gone: ReadonlySet<string>): string | null {
  let line = [...gone].map((id) => byElement.get(id)).find((found) => found !== undefined);
  while (line) {
    const beside: readonly Line[] = line.parent?.children ?? roots;
    const at = beside.indexOf(line);
    const left = [...beside.slice(at + 1), ...beside.slice(0, at).reverse()].find((l) => !gone.has(l.element.id));
    if (left) return left.element.id;
    if (line.parent && !gone.has(line.parent.element.id)) return line.parent.element.id;
    line = line.parent ?? undefined;
  }
  return null;
}
