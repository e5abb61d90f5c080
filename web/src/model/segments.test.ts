import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mark } from './citations';
import { marksOver, segmentsOf } from './segments';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const mark = (length: number): fc.Arbitrary<Mark> =>
  fc
    .record({
      element: fc.constantFrom('a', 'b', 'c', 'd'),
      role: fc.constantFrom('WORDS', 'CUE', 'BASIS', 'ANTECEDENT') as fc.Arbitrary<Mark['role']>,
      ends: fc.tuple(fc.nat(length), fc.nat(length)),
    })
    .map(({ element, role, ends: [a, b] }) => ({
      element,
      kind: ({ a: 'Claim', b: 'Question', c: 'Rebuttal', d: 'Claim' } as const)[element as 'a'],
      citation: 'c',
      role,
      source: 's',
      paragraph: 'p',
      ordinal: 1,
      start: Math.min(a, b),
      end: Math.max(a, b),
    }));
const cases = text.chain((t) => fc.tuple(fc.constant(t), fc.array(mark(t.length), { maxLength: 12 })));
const covers = (m: Mark, s: { start: number; end: number }) => m.start <= s.start && s.end <= m.end && m.start < m.end;

test('the segments of a paragraph, put together, are the paragraph; none is empty', () => {
  fc.assert(
    fc.property(cases, ([text, marks]) => {
      const segments = segmentsOf(text.length, marks);
      expect(segments.map((s) => text.slice(s.start, s.end)).join('')).toBe(text);
      expect(segments.every((s) => s.start < s.end)).toBe(true);
      segments.slice(1).forEach((s, i) => expect(s.start).toBe(segments[i]!.end));
    }),
  );
});

test('the segments of a mark are its passage, and no segment crosses an end of one', () => {
  fc.assert(
    fc.property(cases, ([text, marks]) => {
      const segments = segmentsOf(text.length, marks);
      for (const m of marks) {
        const own = segments.filter((s) => covers(m, s));
        expect(own.map((s) => text.slice(s.start, s.end)).join('')).toBe(text.slice(m.start, m.end));
        for (const s of segments)
          expect(covers(m, s) || m.end <= s.start || s.end <= m.start || m.start === m.end).toBe(true);
      }
    }),
  );
});

test('a segment knows how many elements cite it, of which kinds, and in which role', () => {
  const best = (roles: Mark['role'][]) =>
    Math.min(...roles.map((r) => ({ WORDS: 0, CUE: 0, BASIS: 1, ANTECEDENT: 2 })[r]));
  fc.assert(
    fc.property(cases, ([text, marks]) => {
      for (const s of segmentsOf(text.length, marks)) {
        const over = marks.filter((m) => covers(m, s));
        expect(s.elements).toBe(new Set(over.map((m) => m.element)).size);
        expect(s.element === null).toBe(over.length === 0);
        if (s.element) expect(over.map((m) => m.element)).toContain(s.element);
        expect(s.layers.map((l) => l.kind).sort()).toEqual([...new Set(over.map((m) => m.kind))].sort());
        for (const layer of s.layers) {
          const same = over.filter((m) => m.kind === layer.kind);
          expect(best([layer.role])).toBe(best(same.map((m) => m.role)));
          expect(layer.opens).toBe(same.some((m) => m.start === s.start));
        }
        const ranks = s.layers.map((l) => best([l.role]));
        expect(ranks).toEqual(ranks.toSorted());
      }
    }),
  );
});

test('each element over a segment is there to be chosen, once, with the role that tells most', () => {
  fc.assert(
    fc.property(cases, ([text, marks]) => {
      for (const s of segmentsOf(text.length, marks)) {
        const found = marksOver(marks, s);
        expect(found.length).toBe(s.elements);
        expect(new Set(found.map((m) => m.element)).size).toBe(s.elements);
        expect(found.every((m) => covers(m, s))).toBe(true);
        const rank = (m: Mark) => ({ WORDS: 0, CUE: 0, BASIS: 1, ANTECEDENT: 2 })[m.role];
        for (const m of found) {
          const same = marks.filter((other) => other.element === m.element && covers(other, s));
          expect(rank(m)).toBe(Math.min(...same.map(rank)));
        }
      }
    }),
  );
});

test('many passages one inside the other are cut in one sweep', () => {
  const n = 20_000;
  const nested = Array.from({ length: n }, (_, i) => ({
    ...fc.sample(mark(1), 1)[0]!,
    element: String(i),
    start: i,
    end: 2 * n - i,
  }));
  const segments = segmentsOf(2 * n, nested);
  expect(segments.length).toBe(2 * n - 1);
  expect(segments[n - 1]!.elements).toBe(n);
});
