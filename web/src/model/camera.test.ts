import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anchored, fitting, onPlane, onScreen, panned, revealing, scales, seen, zoomed, type Camera } from './camera';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const camera: fc.Arbitrary<Camera> = fc.record({
  x: number(-1e5, 1e5),
  y: number(-1e5, 1e5),
  scale: number(scales.least, scales.most),
});
const point = fc.record({ x: number(-1e3, 1e3), y: number(-1e3, 1e3) });
const size = fc.record({ width: fc.integer({ min: 200, max: 2000 }), height: fc.integer({ min: 200, max: 2000 }) });
const box = fc.record({ x: number(-1e4, 1e4), y: number(-1e4, 1e4), width: number(1, 5e3), height: number(1, 5e3) });
const close = (a: { x: number; y: number }, b: { x: number; y: number }) => {
  expect(a.x).toBeCloseTo(b.x, 3);
  expect(a.y).toBeCloseTo(b.y, 3);
};

test('the screen and the plane lead to each other', () => {
  fc.assert(fc.property(camera, point, (c, p) => close(onScreen(c, onPlane(c, p)), p)));
});

test('zooming keeps the point under the pointer, and the scale in its limits', () => {
  fc.assert(
    fc.property(camera, point, number(0.1, 10), (c, at, factor) => {
      const after = zoomed(c, factor, at);
      close(onPlane(after, at), onPlane(c, at));
      expect(after.scale).toBeGreaterThanOrEqual(scales.least);
      expect(after.scale).toBeLessThanOrEqual(scales.most);
    }),
  );
});

test('panning moves what is on the screen by as much', () => {
  fc.assert(
    fc.property(camera, point, number(-500, 500), number(-500, 500), (c, p, dx, dy) => {
      const [before, after] = [onScreen(c, p), onScreen(panned(c, dx, dy), p)];
      close(after, { x: before.x + dx, y: before.y + dy });
    }),
  );
});

test('what fits is seen whole, in the middle, and never larger than life', () => {
  fc.assert(
    fc.property(box, size, (b, s) => {
      const c = fitting(b, s);
      const area = seen(c, s);
      expect(c.scale).toBeLessThanOrEqual(1);
      if (c.scale > scales.least) {
        expect(area.x).toBeLessThanOrEqual(b.x + 1e-6);
        expect(area.x + area.width).toBeGreaterThanOrEqual(b.x + b.width - 1e-6);
        expect(area.y + area.height).toBeGreaterThanOrEqual(b.y + b.height - 1e-6);
      }
      close(onScreen(c, { x: b.x + b.width / 2, y: b.y + b.height / 2 }), { x: s.width / 2, y: s.height / 2 });
    }),
  );
});

test('what is revealed is on the screen, and nothing moves when it was', () => {
  fc.assert(
    fc.property(camera, box, size, (c, b, s) => {
      const after = revealing(c, b, s);
      const area = seen(after, s, -39.999);
      const fits = b.width <= area.width && b.height <= area.height;
      if (fits) {
        expect(b.x).toBeGreaterThanOrEqual(area.x - 1e-3);
        expect(b.y).toBeGreaterThanOrEqual(area.y - 1e-3);
        expect(b.x + b.width).toBeLessThanOrEqual(area.x + area.width + 1e-3);
        expect(b.y + b.height).toBeLessThanOrEqual(area.y + area.height + 1e-3);
      }
      expect(after.scale).toBe(c.scale);
      const again = revealing(after, b, s);
      close({ x: again.x * c.scale, y: again.y * c.scale }, { x: after.x * c.scale, y: after.y * c.scale });
    }),
  );
});

test('an anchor keeps its place on the screen', () => {
  fc.assert(
    fc.property(camera, point, point, (c, before, after) => {
      close(onScreen(anchored(c, before, after), after), onScreen(c, before));
    }),
  );
});
