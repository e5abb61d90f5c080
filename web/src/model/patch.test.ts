import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from './outline';
import { patched, type Part } from './patch';

// A small map: what is said under which others, the first of which draws it and the rest refer to it.
interface Said {
  id: number;
  above: (number | null)[];
  text: string;
}

const said = (id: number): fc.Arbitrary<Said> =>
  fc.record({
    id: fc.constant(id),
    above: fc.uniqueArray(fc.option(fc.nat({ max: 15 }), { nil: null }), { minLength: 1, maxLength: 3 }),
    text: fc.constantFrom('', 'War ends.', 'Who asks?'),
  });
const map = fc
  .subarray([...Array(16).keys()], { minLength: 0 })
  .chain((ids) => fc.tuple(...ids.map(said)))
  .map((list) => list as Said[]);

// Two revisions: much of the first is in the second.
const revisions = fc.tuple(map, map, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 })).map(([a, b, stays]) => {
  const kept = a.filter((s) => stays[s.id]);
  return [a, [...kept, ...b.filter((s) => !stays[s.id])].toSorted((x, y) => x.id - y.id)] as const;
});

/** Draws a map as the server does: depth first, an element met again as a reference. */
function draw(list: readonly Said[]): Row[] {
  const rows: Row[] = [];
  const met = new Map<number, number>();
  const enter = ({ id, text }: Said, parent: number | null) => {
    const number = rows.length;
    const reference = met.get(id) ?? null;
    const below = list.filter((s) => s.above.includes(id));
    rows.push({
      element: { __typename: 'Claim', id: `e${id}`, text, author: 'ann' } as Row['element'],
      parent,
      role: parent === null ? null : 'SUPPORTS',
      occurrenceId: `${parent === null ? '' : rows[parent]!.occurrenceId}/${id}`,
      childCount: reference === null ? below.length : 0,
      reference,
      context: false,
      cut: false,
    });
    if (reference !== null) return;
    met.set(id, number);
    for (const child of below) enter(child, number);
  };
  for (const top of list) if (top.above.includes(null)) enter(top, null);
  return rows;
}

const tells = (row: Row) => JSON.stringify([row.element, row.role, row.childCount, row.occurrenceId]);

/** The parts by which one list of rows came from another: around the longest common run of places. */
function partsOf(old: readonly Row[], now: readonly Row[]): Part[] {
  const longest = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const same = (i: number, j: number) => old[i]!.occurrenceId === now[j]!.occurrenceId;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      longest[i]![j] = same(i, j) ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const parts: { first: number; gone: number; rows: Row[] }[] = [];
  const at = new Map<number, number>();
  let open = false;
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    const both = i < old.length && j < now.length && same(i, j);
    const points = (row: Row) => [row.parent, row.reference];
    const stay = both && tells(old[i]!) === tells(now[j]!);
    const where = both && points(old[i]!).map((n) => (n === null ? null : (at.get(n) ?? -1)));
    if (stay && where && where.every((n, k) => n === points(now[j]!)[k])) {
      at.set(i++, j++);
      open = false;
      continue;
    }
    if (!open) parts.push({ first: i, gone: 0, rows: [] });
    open = true;
    const part = parts.at(-1)!;
    const goes = both || j === now.length || (i < old.length && longest[i + 1]![j]! >= longest[i]![j + 1]!);
    if (both) at.set(i, j);
    if (both || !goes) part.rows.push(now[j++]!);
    if (goes) {
      part.gone++;
      i++;
    }
  }
  return parts;
}

test('rows that are patched are the rows drawn anew', () => {
  fc.assert(
    fc.property(revisions, ([a, b]) => {
      const [old, now] = [draw(a), draw(b)];
      expect(JSON.stringify(patched(old, partsOf(old, now)))).toBe(JSON.stringify(now));
    }),
  );
});

test('what does not move stays the same object, and the older rows are left alone', () => {
  fc.assert(
    fc.property(revisions, ([a, b]) => {
      const [old, now] = [draw(a), draw(b)];
      const before = JSON.stringify(old);
      const parts = partsOf(old, now);
      const got = patched(old, parts);
      old.slice(0, parts[0]?.first ?? old.length).forEach((row, i) => expect(got[i]).toBe(row));
      expect(JSON.stringify(old)).toBe(before);
    }),
  );
});
