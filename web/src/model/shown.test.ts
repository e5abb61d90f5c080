import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineOf, type Line, type Outline } from './outline';
import { context, hidden, indexIn, lastUpTo, neighbours, passes, shownLines, sieveOf } from './shown';
import { drawnRows } from './testing/rows';

const marks = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
const above = (line: Line): Line[] => (line.parent ? [line.parent, ...above(line.parent)] : []);
const law = (name: string, holds: (outline: Outline, a: boolean[], b: boolean[]) => void) =>
  test(name, () => fc.assert(fc.property(drawnRows, marks, marks, (rows, a, b) => holds(outlineOf(rows), a, b))));

law('a line is shown when all above it is open and the sieve lets it through', (outline, open, pass) => {
  const sieve = sieveOf(outline, (l) => pass[l.index]!);
  for (const s of [null, sieve]) {
    const shown = shownLines(outline, (l) => open[l.index]!, s);
    const expected = outline.lines.filter(
      (l) => above(l).every((a) => open[a.index]!) && (!s || s[l.index] !== hidden),
    );
    expect(shown.map((x) => x.line)).toEqual(expected);
    for (const { line, open: is } of shown) {
      const branch = line.children.some((c) => !s || s[c.index] !== hidden);
      expect(is).toBe(branch ? open[line.index] : null);
    }
  }
});

law('places beside each other count from 1 to how many there are, drawn or not', (outline, open, pass) => {
  const sieve = sieveOf(outline, (l) => pass[l.index]!);
  for (const s of [null, sieve]) {
    for (const { line, position, beside } of shownLines(outline, (l) => open[l.index]!, s)) {
      const all = (line.parent?.children ?? outline.roots).filter((l) => !s || s[l.index] !== hidden);
      expect([position, beside.count]).toEqual([all.indexOf(line) + 1, all.length]);
    }
  }
});

law('a line that is shown is found again', (outline, open) => {
  const shown = shownLines(outline, (l) => open[l.index]!, null);
  const lines = shown.map((x) => x.line);
  for (const line of outline.lines) {
    expect(indexIn(shown, line)).toBe(lines.indexOf(line));
    expect(lastUpTo(shown, line)).toBe(lines.filter((l) => l.index <= line.index).length - 1);
  }
  expect(indexIn(shown, null)).toBe(-1);
});

law('a sieve keeps what passes and what is above, and nothing else', (outline, pass) => {
  const sieve = sieveOf(outline, (l) => pass[l.index]!);
  for (const line of outline.lines) {
    const below = outline.lines.some((l) => above(l).includes(line) && pass[l.index]!);
    expect(sieve[line.index]).toBe(pass[line.index] ? passes : below ? context : hidden);
  }
});

law('neighbours are the way up, those beside, and all below', (outline) => {
  for (const line of outline.lines) {
    const sieve = neighbours(outline, line);
    for (const other of outline.lines) {
      const below = other === line || above(other).includes(line);
      const near = above(line).includes(other) || (line.parent !== null && other.parent === line.parent);
      expect(sieve[other.index]).toBe(below ? passes : near ? context : hidden);
    }
  }
});
