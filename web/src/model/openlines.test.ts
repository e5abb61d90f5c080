import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  branchesOf,
  countShown,
  fittingLevel,
  isOpen,
  openTo,
  readOpen,
  revealed,
  withLines,
  writeOpen,
} from './openlines';
import { outlineOf } from './outline';
import { indexIn, shownLines } from './shown';
import { drawnRows } from './testing/rows';

const levels = fc.constantFrom(0, 1, 2, 3, Infinity);
const changes = fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 20 });
const outlines = drawnRows.filter((rows) => rows.length > 0).map(outlineOf);

// Opens and closes lines one after the other, and says what should be open by a plain list.
const states = fc.tuple(outlines, levels, changes).map(([outline, level, list]) => {
  let open = openTo(level);
  const plain = outline.lines.map((l) => l.depth < level);
  for (const [at, to] of list) {
    const line = outline.lines[at % outline.lines.length]!;
    open = withLines(open, [line], to);
    plain[line.index] = to;
  }
  return { outline, open, plain };
});

test('a line is as it was last put, else as its level says', () => {
  fc.assert(
    fc.property(states, ({ outline, open, plain }) => {
      expect(outline.lines.map((l) => isOpen(open, l))).toEqual(plain);
    }),
  );
});

test('exceptions are only what is otherwise', () => {
  fc.assert(
    fc.property(states, ({ outline, open, plain }) => {
      const otherwise = outline.lines.filter((l) => plain[l.index] !== l.depth < open.level);
      expect([...open.exceptions].toSorted()).toEqual(otherwise.map((l) => l.key).toSorted());
    }),
  );
});

test('what is written is read back, and nothing else is', () => {
  fc.assert(fc.property(states, ({ open }) => void expect(readOpen(writeOpen(open))).toEqual(open)));
  fc.assert(fc.property(fc.json(), (text) => void expect(() => readOpen(text)).not.toThrow()));
  for (const wrong of [null, '', '{}', '[]', '{"level":-1,"exceptions":[]}', '{"level":1,"exceptions":[3]}'])
    expect(readOpen(wrong)).toBeNull();
});

test('too many exceptions are not kept, the rule is', () => {
  const exceptions = new Set(Array.from({ length: 6_000 }, (_, i) => `k${i}`));
  expect(readOpen(writeOpen({ level: 2, exceptions }))).toEqual(openTo(2));
});

test('what is revealed is shown, and nothing is closed for it', () => {
  fc.assert(
    fc.property(states, fc.nat(), ({ outline, open }, at) => {
      const line = outline.lines[at % outline.lines.length]!;
      const after = revealed(open, line);
      const shown = shownLines(outline, (l) => isOpen(after, l), null);
      expect(indexIn(shown, line)).toBeGreaterThanOrEqual(0);
      for (const l of outline.lines) expect(isOpen(after, l) || !isOpen(open, l)).toBe(true);
      expect(isOpen(after, line)).toBe(isOpen(open, line));
    }),
  );
});

test('the fitting level is the last that shows no more lines than may be', () => {
  fc.assert(
    fc.property(outlines, fc.nat({ max: 70 }), fc.nat({ max: 4 }), (outline, some, exactly) => {
      const count = (n: number) => countShown(outline, openTo(n));
      const most = some % 2 ? some : count(exactly);
      const level = fittingLevel(outline, most);
      if (level > 0) expect(count(level)).toBeLessThanOrEqual(most);
      if (level < Infinity) expect(count(level + 1)).toBeGreaterThan(most);
      if (outline.lines.length <= most) expect(level).toBe(Infinity);
    }),
  );
});

test('the branches of a line are in it and have something below', () => {
  fc.assert(
    fc.property(outlines, fc.nat(), (outline, at) => {
      const line = outline.lines[at % outline.lines.length]!;
      const branches = branchesOf(outline, line);
      const all = shownLines(outline, () => true, null).map((s) => s.line);
      expect(branches).toEqual(
        all.filter((l) => l.children.length && l.index >= line.index && l.index <= line.index + line.size),
      );
    }),
  );
});
