import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anchorOf, Heights, placeOf, rangeBetween, Scale } from './window';

// Whole numbers, so that sums are exact and the laws need no tolerance.
const height = fc.integer({ min: 1, max: 400 });
const drawn = fc.array(height, { minLength: 1, maxLength: 80 });
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

test('a row begins where those before it end, also after heights were set', () => {
  const sets = fc.array(fc.tuple(fc.nat(), height), { maxLength: 40 });
  fc.assert(
    fc.property(drawn, sets, (list, changes) => {
      const heights = new Heights(list);
      const plain = list.slice();
      for (const [at, h] of changes) {
        heights.set(at % plain.length, h);
        plain[at % plain.length] = h;
      }
      for (let i = 0; i <= plain.length; i++) expect(heights.top(i)).toBe(sum(plain.slice(0, i)));
      plain.forEach((h, i) => expect(heights.of(i)).toBe(h));
      expect(heights.total).toBe(sum(plain));
    }),
  );
});

test('the row at a place covers it', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: -100, max: 40_000 }), (list, place) => {
      const heights = new Heights(list);
      const i = heights.at(place);
      if (place < 0) expect(i).toBe(0);
      else if (place >= heights.total) expect(i).toBe(list.length - 1);
      else expect(heights.top(i) <= place && place < heights.top(i + 1)).toBe(true);
    }),
  );
});

test('a range is all that is in view, and no row more than was asked for', () => {
  fc.assert(
    fc.property(drawn, fc.nat({ max: 8_000 }), fc.nat({ max: 900 }), fc.nat({ max: 300 }), (list, from, view, more) => {
      const heights = new Heights(list);
      const { first, end } = rangeBetween(heights, from, from + view, more);
      expect(first < end && end <= list.length).toBe(true);
      list.forEach((_, i) => {
        const seen = heights.top(i + 1) > from - more && heights.top(i) <= from + view + more;
        const ends = (i === 0 && from - more < 0) || (i === list.length - 1 && from - more >= heights.total);
        expect(i >= first && i < end).toBe(seen || ends);
      });
    }),
  );
});

test('nothing is in view of an empty list', () => {
  expect(rangeBetween(new Heights([]), 0, 500, 100)).toEqual({ first: 0, end: 0 });
  expect(new Heights([]).at(0)).toBe(-1);
});

test('a scroller reaches both ends of any list, and is never higher than it may be', () => {
  const limit = 1_000_000;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000_000 }), fc.integer({ min: 1, max: 2_000 }), (total, view) => {
      const scale = new Scale(total, view, limit);
      expect(scale.height).toBe(Math.min(total, limit));
      expect(scale.scroll(0)).toBe(0);
      if (total > view) expect(scale.place(scale.height - view)).toBeCloseTo(total - view, 3);
      expect(scale.place(scale.scroll(total / 3))).toBeCloseTo(total / 3, 3);
      if (total <= limit) expect(scale.place(view)).toBe(view);
    }),
  );
});

test('a row that was in view stays where it was, whatever comes, goes or grows around it', () => {
  const change = fc.tuple(fc.constantFrom('keep', 'keep', 'drop', 'add'), height);
  const changes = fc.array(change, { minLength: 80, maxLength: 80 });
  fc.assert(
    fc.property(drawn, changes, fc.nat({ max: 8_000 }), fc.nat({ max: 900 }), (list, after, from, view) => {
      const before = new Heights(list);
      const place = Math.min(from, before.total - 1);
      const range = rangeBetween(before, place, place + view, 0);
      const anchor = anchorOf(before, range, place, (i) => `k${i}`);
      const keys: string[] = [];
      const next: number[] = [];
      list.forEach((_, i) => {
        const [what, h] = after[i]!;
        if (what === 'add') [keys.push(`new${i}`), next.push(h)];
        if (what !== 'drop') [keys.push(`k${i}`), next.push(h)];
      });
      const heights = new Heights(next);
      const now = placeOf(heights, anchor, (key) => keys.indexOf(key));
      const kept = list
        .map((_, i) => i)
        .find((i) => before.top(i + 1) > place && i < range.end && after[i]![0] !== 'drop');
      if (kept === undefined) expect(now).toBeNull();
      else expect(heights.top(keys.indexOf(`k${kept}`)) - now!).toBe(before.top(kept) - place);
    }),
  );
});
