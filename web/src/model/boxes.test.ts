import fc from 'fast-check';
import { expect, test } from 'vitest';
import { around, Boxes, meet, type Box } from './boxes';

const box: fc.Arbitrary<Box> = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: fc.nat(200),
  height: fc.nat(80),
});

test('what is found is what a look at every box finds', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 400 }), box, (boxes, area) => {
      expect(new Boxes(boxes).within(area)).toEqual(boxes.flatMap((b, i) => (meet(b, area) ? [i] : [])));
    }),
  );
});

test('a limit is passed by one at most', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 100 }), fc.nat(50), (boxes, limit) => {
      const all = { x: -1e4, y: -1e4, width: 2e4, height: 2e4 };
      expect(new Boxes(boxes).within(all, limit).length).toBe(Math.min(boxes.length, limit + 1));
    }),
  );
});

test('the box around boxes holds each, and touches one on each side', () => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 1 }), (boxes) => {
      const a = around(boxes);
      expect(Math.min(...boxes.map((b) => b.x))).toBe(a.x);
      expect(Math.min(...boxes.map((b) => b.y))).toBe(a.y);
      expect(Math.max(...boxes.map((b) => b.x + b.width))).toBe(a.x + a.width);
      expect(Math.max(...boxes.map((b) => b.y + b.height))).toBe(a.y + a.height);
    }),
  );
});
