import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neighbourOf, outlineOf, type Line, type Row } from './outline';
import { drawnRows } from './testing/rows';

const law = (name: string, holds: (rows: Row[]) => void) =>
  test(name, () => fc.assert(fc.property(drawnRows, (rows) => holds(rows))));

// Says a line without its neighbours, so that two outlines can be compared.
const flat = ({
  key,
  element,
  relation,
  role,
  parent,
  onRelation,
  depth,
  children,
  reference,
  cut,
  index,
  size,
}: Line) => ({
  ...{ key, element: element.id, relation: relation?.id, role, parent: parent?.key, onRelation, depth },
  ...{ children: children.map((c) => c.key), reference: reference?.key, cut, index, size },
});

const above = (line: Line): Line[] => (line.parent ? [line.parent, ...above(line.parent)] : []);

law('each row stands on one line, as what it says or as its relation', (rows) => {
  const { lines } = outlineOf(rows);
  const said = lines.flatMap((l) => (l.relation ? [l.relation.id, l.element.id] : [l.element.id]));
  expect(said.toSorted()).toEqual(rows.map((r) => r.element.id).toSorted());
});

law('lines keep the order of the rows, and each has a key of its own', (rows) => {
  const { lines, byKey } = outlineOf(rows);
  const order = lines.map((l) => Number(l.key.slice(1)));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(byKey.size).toBe(lines.length);
  lines.forEach((l, i) => expect([l.index, byKey.get(l.key)]).toEqual([i, l]));
});

law('what follows a line up to its size is what hangs below it', (rows) => {
  const { lines, roots } = outlineOf(rows);
  for (const line of lines) {
    const inside = lines.slice(line.index + 1, line.index + 1 + line.size);
    expect(lines.filter((l) => above(l).includes(line))).toEqual(inside);
    expect(inside.filter((l) => l.parent === line)).toEqual(line.children);
    expect(line.depth).toBe(above(line).length);
  }
  expect(lines.filter((l) => !l.parent)).toEqual(roots);
});

law('a line is shared by a relation without words and its one premise, and nothing else', (rows) => {
  const { lines, byKey } = outlineOf(rows);
  const parts = rows.map((row, i) => ({
    row,
    premises: rows.filter((r) => r.parent === i && r.role === 'PREMISE_OF'),
  }));
  for (const { row, premises } of parts) {
    const line = byKey.get(row.occurrenceId);
    if (!line) continue;
    const kind = row.element.__typename;
    const may = (kind === 'Inference' || kind === 'Rebuttal') && !row.element.text && row.parent !== null;
    const shared = may && premises.length === 1;
    expect(line.relation?.id).toBe(shared ? row.element.id : undefined);
    expect(line.element.id).toBe((shared ? premises[0]! : row).element.id);
    expect(line.role).toBe(row.role);
  }
  const lost = rows.filter((r) => !byKey.has(r.occurrenceId));
  expect(lost.length).toBe(lines.filter((l) => l.relation).length);
});

law('a reference leads to the line where the element stands, and that is the place of the element', (rows) => {
  const { lines, byElement } = outlineOf(rows);
  for (const line of lines) {
    const first = byElement.get(line.element.id)!;
    expect([first.element.id, first.relation?.id]).toContain(line.element.id);
    expect(line.reference).toBe(line === first ? null : first);
    if (line.relation) expect(byElement.get(line.relation.id)).toBe(line);
    if (line.reference) expect(line.children.every((c) => c.onRelation)).toBe(true);
  }
});

law('a line knows on which of two elements it hangs', (rows) => {
  const { lines } = outlineOf(rows);
  for (const line of lines) {
    const row = rows[Number(line.key.slice(1))]!;
    if (row.parent === null) continue;
    const { parent } = line;
    expect((line.onRelation ? parent!.relation : parent!.element)!.id).toBe(rows[row.parent]!.element.id);
  }
});

test('what a later part of the answer brought is not cut, whatever the first part said', () => {
  fc.assert(
    fc.property(drawnRows, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (rows, marks) => {
      const parts = rows.map((row, i) => ({ ...row, cut: row.reference === null && marks[i]! }));
      expect(outlineOf(parts).lines.map(flat)).toEqual(outlineOf(rows).lines.map(flat));
    }),
  );
});

test('a part of the rows has the same lines, as far as all of a line is there', () => {
  fc.assert(
    fc.property(drawnRows, fc.nat({ max: 60 }), (rows, n) => {
      const given = rows.slice(0, n).map((r, i) => ({
        ...r,
        cut: r.childCount > rows.slice(0, n).filter((c) => c.parent === i).length,
      }));
      const whole = outlineOf(rows);
      for (const line of outlineOf(given).lines) {
        expect(rows.slice(0, n).map((r) => r.occurrenceId)).toContain(line.key);
        const same = whole.byKey.get(line.key);
        // A premise may move to the line of its relation once it is known to be the only one.
        if (!same) expect(line.parent?.cut && line.role === 'PREMISE_OF').toBe(true);
        else if (line.relation) expect(same.relation?.id).toBe(line.relation.id);
      }
    }),
  );
});

law('what is gone leaves a neighbour: beside it or above it, and there still', (rows) => {
  const outline = outlineOf(rows);
  for (const line of outline.lines.slice(0, 20)) {
    const gone = new Set([line.element.id, ...line.children.map((c) => c.element.id)]);
    const next = neighbourOf(outline, gone);
    const others = outline.lines.filter((l) => !gone.has(l.element.id));
    if (next === null) continue;
    expect(others.map((l) => l.element.id)).toContain(next);
  }
  // Where all is gone, nothing is left; where one of several at the top goes, another one is taken.
  expect(neighbourOf(outline, new Set(outline.lines.map((l) => l.element.id)))).toBeNull();
  const [first, second] = outline.roots;
  if (first && second && first.element.id !== second.element.id)
    expect(neighbourOf(outline, new Set([first.element.id]))).toBe(second.element.id);
  const child = outline.lines.find((l) => l.parent?.children.length === 1 && l.parent.element.id !== l.element.id);
  if (child && outline.byElement.get(child.element.id) === child)
    expect(neighbourOf(outline, new Set([child.element.id]))).toBe(child.parent!.element.id);
});
